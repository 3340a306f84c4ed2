//! The program itself: what its commands answer, and how it closes.

mod audit;
mod bundle;
mod bundles;
mod crash;
mod crash_jointly;
mod demo;
mod form;
mod guide;
mod help;
mod outbox;
mod process;
mod serving;
mod settings;
mod stats;
mod system;
mod user;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use serde_json::Value;
use server::sql;

use crate::support::{Backend, CATALOGUE, Hall};

const PASSPORT: &str = "11440100007483172Q3440106042001";

/// The program with these settings and no others, whatever the machine has set.
fn onehall(settings: &[(&str, &str)], arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onehall"));
    command.env_clear().envs(settings.iter().copied()).args(arguments).stdin(Stdio::null());
    command
}

/// What a command on the database of a hall answered.
fn output(hall: &Hall, arguments: &[&str]) -> Output {
    onehall(&[("ONEHALL_DATABASE", hall.url())], arguments).current_dir(hall.folder()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Standard output, when the command ended with this code.
#[track_caller]
fn said(output: Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{} {}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

fn write(hall: &Hall, name: &str, lines: &str) -> PathBuf {
    let path = hall.folder().join(name);
    fs::write(&path, lines).unwrap();
    path
}

#[tokio::test]
async fn a_catalogue_goes_in_and_comes_out() {
    let hall = Hall::start(Backend::Sqlite).await;
    let changed = CATALOGUE.replace("办理及加注普通护照", "普通护照签发");
    let file = write(&hall, "published-2022.jsonl", &changed);
    let import = ["import", "catalogue", file.to_str().unwrap(), "--source", "广州"];
    assert_eq!(said(output(&hall, &import), 0), "0 added, 1 changed, 11 unchanged\n");
    assert_eq!(said(output(&hall, &import), 0), "0 added, 0 changed, 12 unchanged\n");

    let exported = said(output(&hall, &["export", "catalogue"]), 0);
    assert_eq!(exported.lines().count(), 12);
    assert!(exported.contains("普通护照签发"));
    said(output(&hall, &["export", "catalogue", "out.jsonl"]), 0);
    assert_eq!(fs::read_to_string(hall.folder().join("out.jsonl")).unwrap(), exported);
}

#[tokio::test]
async fn a_file_with_a_bad_line_is_refused_whole_unless_it_is_skipped() {
    let hall = Hall::start(Backend::Sqlite).await;
    let good = CATALOGUE.lines().next().unwrap().replace("公路施工作业验收", "公路施工验收");
    let bad = good.replace("行政确认", "行政许愿");
    let file = write(&hall, "mixed.jsonl", &format!("{good}\n{bad}\n"));
    let before = said(output(&hall, &["export", "catalogue"]), 0);

    let refused = output(&hall, &["import", "catalogue", file.to_str().unwrap()]);
    let told = text(&refused.stderr);
    assert!(told.contains("line 2: item_type: unknown power type 行政许愿"), "{told}");
    assert!(told.contains("nothing was imported"), "{told}");
    assert_eq!(said(refused, 1), "");
    assert_eq!(said(output(&hall, &["export", "catalogue"]), 0), before);

    let skipped = output(&hall, &["import", "catalogue", "--skip-bad", file.to_str().unwrap()]);
    assert_eq!(said(skipped, 0), "0 added, 1 changed, 0 unchanged\n");
    assert_eq!(fs::read_to_string(hall.folder().join("mixed.jsonl.refused")).unwrap(), format!("{bad}\n"));
    said(output(&hall, &["import", "catalogue", "no-such-file"]), 1);
}

#[tokio::test]
async fn lint_counts_and_fails_until_nothing_is_wrong() {
    let hall = Hall::start(Backend::Sqlite).await;
    let report: Value =
        serde_json::from_str(&said(output(&hall, &["lint", "catalogue", "--json"]), 1)).unwrap();
    assert_eq!(report["catch_all_material"], 1);
    assert_eq!(report["items"]["catch_all_material"][0], "114400000069401674244010901100101");
    let listed = said(output(&hall, &["lint", "catalogue"]), 1);
    assert!(listed.starts_with("12 items\n") && listed.contains("     1  catch_all_material\n"), "{listed}");

    let mut tx = hall.db().write().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query("DELETE FROM item WHERE code <> $1").bind(PASSPORT).execute(conn).await.unwrap().rows_affected()
    });
    tx.commit().await.unwrap();
    assert!(said(output(&hall, &["lint", "catalogue"]), 0).starts_with("1 items\n"));
}

#[test]
fn help_teaches() {
    let told = text(&onehall(&[], &["--help"]).output().unwrap().stdout);
    for command in ["serve", "migrate", "import", "export", "lint", "demo", "user", "audit"] {
        let line = told.lines().find(|line| line.trim_start().starts_with(command)).unwrap();
        assert!(line.trim().len() > command.len() + 10, "{line}");
    }
    for name in ["ONEHALL_DATABASE", "ONEHALL_LISTEN", "ONEHALL_FILES", "ONEHALL_ENV", "ONEHALL_ORIGIN"] {
        assert!(told.contains(name), "{name}");
    }
}

/// A hall that is being served, on a port of its own.
struct Served {
    child: Child,
    log: BufReader<ChildStderr>,
    address: String,
}

impl Served {
    fn start(hall: &Hall) -> Self {
        Self::start_with(hall, &[])
    }

    fn start_with(hall: &Hall, settings: &[(&str, &str)]) -> Self {
        let files = hall.folder().join("files");
        let needed = [
            ("ONEHALL_DATABASE", hall.url()),
            ("ONEHALL_LISTEN", "127.0.0.1:0"),
            ("ONEHALL_FILES", files.to_str().unwrap()),
        ];
        let settings = [&needed, settings].concat();
        let mut child =
            onehall(&settings, &["serve"]).current_dir(hall.folder()).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let mut served = Self { child, log, address: String::new() };
        let open = served.line(|line| line["message"] == "open");
        served.address = open["address"].as_str().unwrap().to_owned();
        served
    }

    /// Reads the log up to a line.
    fn line(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.log.read_line(&mut line).unwrap() > 0, "the log ended");
            let line = serde_json::from_str(&line).unwrap_or_else(|_| panic!("not a JSON line: {line}"));
            if wanted(&line) {
                return line;
            }
        }
    }

    /// One whole request and its answer.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{request}\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn terminate(&self) {
        let status = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Gone already when the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn a_request_in_flight_is_finished_before_closing() {
    let hall = Hall::start(Backend::Sqlite).await;
    let mut served = Served::start(&hall);
    let body = r#"{"login":"ana","password":"wrong"}"#;
    let mut stream = TcpStream::connect(&served.address).unwrap();
    write!(
        stream,
        "POST /api/session HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\n\r\n",
        served.address,
        body.len()
    )
    .unwrap();
    // The hall asks for the body: from now on it is at work on this request.
    let mut answer = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    answer.read_line(&mut line).unwrap();
    assert_eq!(line, "HTTP/1.1 100 Continue\r\n");

    served.terminate();
    served.line(|line| line["message"] == "closing");
    stream.write_all(body.as_bytes()).unwrap();
    let mut rest = String::new();
    answer.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("HTTP/1.1 401") && rest.contains("/problems/wrong-credentials"), "{rest}");
    served.line(|line| line["message"] == "closed");
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
}

#[tokio::test]
async fn the_log_tells_of_each_request_and_of_nobody() {
    let hall = Hall::start(Backend::Sqlite).await;
    let mut served = Served::start(&hall);
    let answer =
        served.ask(&format!("GET /api/items/{PASSPORT}?secret=7 HTTP/1.1\r\nCookie: onehall_session=sesame"));
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let line = served.line(|line| line["message"] == "request");
    assert_eq!((&line["route"], &line["status"]), (&"/api/items/{code}".into(), &200.into()));
    assert!(line["ms"].as_f64().unwrap() > 0.0);
    let id = line["request_id"].as_str().unwrap();
    assert!(answer.contains(&format!("x-request-id: {id}")), "{answer}");
    for personal in [PASSPORT, "secret", "sesame", "127.0.0.1"] {
        assert!(!line.to_string().contains(personal), "{line}");
    }
    let metrics = served.ask("GET /metrics HTTP/1.1");
    let counted = "onehall_requests_total{method=\"GET\",route=\"/api/items/{code}\",status=\"200\"} 1";
    assert!(metrics.contains(counted), "{metrics}");
}

#[test]
fn an_empty_database_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let output =
        onehall(&[("ONEHALL_DATABASE", "sqlite://hall.db")], &["migrate"]).current_dir(&folder).output();
    assert_eq!(said(output.unwrap(), 0), "sqlite://hall.db is up to date\n");
    assert!(folder.path().join("hall.db").exists());
}

#[tokio::test]
async fn a_year_of_holidays_is_read_in_whole_or_not_at_all() {
    let hall = Hall::start(Backend::Sqlite).await;
    let notice = "{\n  \"holidays\": {\n    \"2027-01-01\": \"New Year's Day,元旦,1\",\n    \"2027-10-01\": \"National Day,国庆节,3\"\n  },\n  \"workdays\": {\n    \"2027-10-09\": \"National Day,国庆节,3\"\n  }\n}\n";
    let file = write(&hall, "2027.json", notice);
    let import = ["import", "calendar", file.to_str().unwrap()];
    assert_eq!(said(output(&hall, &import), 0), "2027: 2 days off, 1 worked\n0 deadlines moved\n");
    let again = said(output(&hall, &import), 0);
    assert_eq!(again, "2027: 2 days off, 1 worked\nthe calendar says so already\n0 deadlines moved\n");

    let wrong = write(&hall, "wrong.json", &notice.replace("2027-10-09", "2027-10-08"));
    let refused = output(&hall, &["import", "calendar", wrong.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    let reason = "line 7: nothing was imported: 2027-10-08: a make-up day that is no Saturday or Sunday\n";
    assert!(text(&refused.stderr).ends_with(reason), "{}", text(&refused.stderr));
}

#[tokio::test]
async fn types_of_licence_are_read_in_whole_or_not_at_all() {
    let hall = Hall::start(Backend::Sqlite).await;
    let types = include_str!("../../seed/licences.json");
    let file = write(&hall, "licences.json", types);
    let import = ["import", "licences", file.to_str().unwrap()];
    let line =
        |count: usize| format!("{count} types are new or another version; the others were so already\n");
    assert_eq!(said(output(&hall, &import), 0), line(types.matches("\"code\"").count()));
    assert_eq!(said(output(&hall, &import), 0), line(0));

    let wrong = write(&hall, "wrong.json", &types.replacen("\"years\": 4", "\"years\": 0", 1));
    let refused = output(&hall, &["import", "licences", wrong.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    let told = "licence.hygiene: /validity/years: 1 to 100\nnothing was imported\n";
    assert!(text(&refused.stderr).ends_with(told), "{}", text(&refused.stderr));
}

#[tokio::test]
async fn templates_of_slips_are_read_in_whole_or_not_at_all() {
    let hall = Hall::start(Backend::Sqlite).await;
    let templates = include_str!("../../seed/slips.json");
    let file = write(&hall, "slips.json", templates);
    let import = ["import", "slips", file.to_str().unwrap()];
    let line =
        |count: usize| format!("{count} templates are new or another version; the others were so already\n");
    assert_eq!(said(output(&hall, &import), 0), line(0), "every hall has these");
    let other = write(&hall, "other.json", &templates.replacen("受理通知书", "受理决定书", 1));
    assert_eq!(said(output(&hall, &["import", "slips", other.to_str().unwrap()]), 0), line(1));

    let wrong = write(&hall, "wrong.json", &templates.replacen("{{/accepted_on}}", "{{/nothing}}", 1));
    let refused = output(&hall, &["import", "slips", wrong.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    let told = text(&refused.stderr);
    assert!(told.starts_with("/0/template: ") && told.ends_with("nothing was imported\n"), "{told}");
}
