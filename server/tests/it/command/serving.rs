//! A hall at its edge: who does not go on is not waited for, and what visitors invent names nothing.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

use super::{PASSPORT, Served, onehall, text};
use crate::support::{Backend, Hall};

/// Far longer than a hall with [`IMPATIENT`] waits for anybody.
const LONG: Duration = Duration::from_secs(20);

const IMPATIENT: (&str, &str) = ("ONEHALL_TIMEOUT", "1");

/// Everything the hall answers to something that does not go on.
fn answer(served: &Served, said: &str) -> String {
    let mut stream = TcpStream::connect(&served.address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream.write_all(said.as_bytes()).unwrap();
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .unwrap_or_else(|error| panic!("no end of the answer: {error}: {said}"));
    answer
}

fn stalled(path: &str, media_type: &str, begun: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: hall.test\r\nContent-Type: {media_type}\r\nContent-Length: 100\r\n\r\n{begun}"
    )
}

#[tokio::test]
async fn who_does_not_go_on_is_not_waited_for() {
    let hall = Hall::start(Backend::Sqlite).await;
    let served = Served::start_with(&hall, &[IMPATIENT]);
    let twin = answer(&served, &stalled("/sign-in", "application/x-www-form-urlencoded", "login="));
    let multipart = stalled("/applications/7/materials", "multipart/form-data; boundary=x", "--x\r\n");
    let files = answer(&served, &multipart);
    let api = answer(&served, &stalled("/api/session", "application/json", "{"));
    for answer in [twin, files, api] {
        assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("/problems/timeout"), "{answer}");
    }
    let header = answer(&served, "GET /items HTTP/1.1\r\nHost: hall.test\r\nAcce");
    assert!(!header.contains("<html"), "{header}");
}

#[tokio::test]
async fn who_does_not_go_on_does_not_keep_the_hall_open() {
    let hall = Hall::start(Backend::Sqlite).await;
    let mut served = Served::start_with(&hall, &[IMPATIENT]);
    let mut streams = Vec::new();
    for said in [stalled("/sign-in", "application/x-www-form-urlencoded", "login="), "GET / HT".to_owned()] {
        let mut stream = TcpStream::connect(&served.address).unwrap();
        stream.write_all(said.as_bytes()).unwrap();
        streams.push(stream);
    }
    // Who came later has been answered, so those before are connected.
    served.ask("GET /healthz HTTP/1.1");
    served.terminate();
    served.line(|line| line["message"] == "closing");
    served.line(|line| line["message"] == "closed");
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
}

#[tokio::test]
async fn what_visitors_invent_names_nothing() {
    let hall = Hall::start(Backend::Sqlite).await;
    let mut served = Served::start(&hall);
    for (said, method, route, status) in [
        (format!("GET /items/{PASSPORT}"), "GET", "/items/{code}", 200),
        (format!("FOO123 /items/{PASSPORT}"), "other", "/items/{code}", 405),
        ("GET /items/%ff".to_owned(), "GET", "/items/{code}", 404),
        ("GET /items/invented/address".to_owned(), "GET", "nowhere", 404),
        ("GET //items/%".to_owned(), "GET", "nowhere", 404),
        ("POST /invented".to_owned(), "POST", "nowhere", 404),
        ("GET /pkg/invented.js".to_owned(), "GET", "/pkg/{*file}", 404),
    ] {
        let answer = served.ask(&format!("{said} HTTP/1.1\r\nAccept: text/html"));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{said}: {answer}");
        let line = served.line(|line| line["message"] == "request");
        assert_eq!((&line["method"], &line["route"]), (&method.into(), &route.into()), "{said}");
    }
    let metrics = served.ask("GET /metrics HTTP/1.1");
    let counted = "onehall_requests_total{method=\"other\",route=\"/items/{code}\",status=\"405\"} 1";
    assert!(metrics.contains(counted), "{metrics}");
    assert!(!metrics.contains("FOO123") && !metrics.contains("invented"), "{metrics}");
}

#[tokio::test]
async fn who_has_read_enough_is_not_complained_of() {
    let hall = Hall::start(Backend::Sqlite).await;
    let mut child = onehall(&[("ONEHALL_DATABASE", hall.url())], &["lint", "catalogue", "--json"])
        .current_dir(hall.folder())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(text(&child.wait_with_output().unwrap().stderr), "");
}

#[test]
fn a_database_that_does_not_answer_is_named_with_the_cause() {
    let folder = tempfile::tempdir().unwrap();
    let nobody_there = [("ONEHALL_DATABASE", "postgres://hall:open-sesame@127.0.0.1:1/hall")];
    let told = onehall(&nobody_there, &["migrate"]).current_dir(&folder).output().unwrap();
    let told = text(&told.stderr);
    assert!(told.contains("ONEHALL_DATABASE") && told.contains("refused"), "{told}");
    assert!(!told.contains("open-sesame"), "{told}");
}
