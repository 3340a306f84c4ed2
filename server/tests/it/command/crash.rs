//! A hall that is killed again and again while commands come in: what it acknowledged is there, and nothing is there twice.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};
use server::sql;

use super::Served;
use crate::support::{Hall, PASSWORD, Scene, on_both};

/// How often it is killed.
const KILLS: u64 = 50;

/// Who takes the first task and gives it back, over and over.
const LOGIN: &str = "intake-440100-1";

on_both! {
    async fn what_was_acknowledged_survives_a_crash_once(hall) {
        let scene = Scene::open(hall).await;
        let begun = scene.read(&scene.intake).await.revision;
        let mut desk = Desk { case: scene.desk_path(""), cookie: String::new(), begun, revision: begun, acknowledged: Vec::new() };
        for kill in 0..KILLS {
            desk.work_until_killed(Served::start(hall), Duration::from_millis(5 + kill * 37 % 90));
        }
        assert!(desk.acknowledged.len() as u64 > KILLS / 2, "it was killed before it did anything");

        let written = events(hall, &scene.receipt.number.to_string()).await;
        let places: Vec<u64> = written.iter().map(|(seq, _)| *seq).collect();
        assert_eq!(places, (1..=written.len() as u64).collect::<Vec<_>>());
        for (seq, kind) in &desk.acknowledged {
            assert_eq!(written[usize::try_from(*seq).unwrap() - 1].1, *kind, "event {seq}");
        }
        // Nobody takes what is taken, nor gives back what is not: they follow each other to the end.
        for (place, (seq, kind)) in written.iter().skip(usize::try_from(begun).unwrap()).enumerate() {
            assert_eq!(kind, KINDS[place % 2], "event {seq}");
        }
        let last = scene.read(&scene.intake).await;
        assert_eq!(last.revision, written.len() as u64, "the row says what the log says");
        assert_eq!(last.view.summary.tasks.iter().any(|task| task.holder.is_some()), (last.revision - begun) % 2 == 1);
    }
}

/// What is written when the task is taken, and when it is given back.
const KINDS: [&str; 2] = ["task_claimed", "task_released"];

/// Somebody at a desk whose hall keeps falling down.
struct Desk {
    case: String,
    cookie: String,
    /// Where the case stood at first.
    begun: u64,
    /// Where it stands as far as they know.
    revision: u64,
    /// The place and kind of each event that the hall said it had written.
    acknowledged: Vec<(u64, &'static str)>,
}

impl Desk {
    fn work_until_killed(&mut self, served: Served, after: Duration) {
        self.sign_in(&served);
        self.look(&served);
        let killer = killed_after(&served, after);
        while self.act(&served).is_some() {}
        killer.join().unwrap();
    }

    fn sign_in(&mut self, served: &Served) {
        if self.cookie.is_empty() {
            self.cookie = signed_in(served, LOGIN);
        }
    }

    /// Looks where the case stands. What was not acknowledged may have been written, and nothing after it.
    fn look(&mut self, served: &Served) {
        let answer = ask(served, &format!("GET {}", self.case), &[("Cookie", &self.cookie)], "").unwrap();
        let now = body(&answer)["revision"].as_u64().unwrap();
        assert!(now == self.revision || now == self.revision + 1, "{} became {now}", self.revision);
        if now > self.revision {
            // To give the command once more does not do it once more.
            let answer = self.give(served).unwrap();
            assert!(answer.starts_with("HTTP/1.1 409"), "{answer}");
            self.revision = now;
        }
    }

    /// Takes the task, or gives it back. None when the hall has fallen down.
    fn act(&mut self, served: &Served) -> Option<()> {
        let kind = self.next();
        let answer = self.give(served)?;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        self.revision = body(&answer)["revision"].as_u64().unwrap();
        self.acknowledged.push((self.revision, KINDS[kind]));
        Some(())
    }

    /// Gives the command that is next in a state the desk knows.
    fn give(&self, served: &Served) -> Option<String> {
        let command = ["claim", "release"][self.next()];
        let body = json!({ "command": command, "task": "accept", "revision": self.revision });
        ask(served, &format!("POST {}/commands", self.case), &[("Cookie", &self.cookie)], &body.to_string())
    }

    /// 0 to take the task, 1 to give it back.
    fn next(&self) -> usize {
        usize::try_from(self.revision - self.begun).unwrap() % 2
    }
}

/// Signs somebody in, and tells the cookie that they got.
pub(super) fn signed_in(served: &Served, login: &str) -> String {
    let body = json!({ "login": login, "password": PASSWORD });
    let answer = ask(served, "POST /api/session", &[], &body.to_string()).unwrap();
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// Ends a hall without warning, after a while.
pub(super) fn killed_after(served: &Served, after: Duration) -> JoinHandle<()> {
    let process = served.child.id().to_string();
    thread::spawn(move || {
        thread::sleep(after);
        assert!(Command::new("kill").args(["-KILL", &process]).status().unwrap().success());
    })
}

/// The whole answer to a request, or none if the hall fell down before it was said.
pub(super) fn ask(served: &Served, line: &str, headers: &[(&str, &str)], sent: &str) -> Option<String> {
    let Served { address, .. } = served;
    let mut stream = TcpStream::connect(address).ok()?;
    write!(stream, "{line} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n").ok()?;
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n").ok()?;
    }
    let length = sent.len();
    write!(stream, "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{sent}").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, rest) = answer.split_once("\r\n\r\n")?;
    let length: usize = head.lines().find_map(|line| line.strip_prefix("content-length: "))?.parse().ok()?;
    (rest.len() == length).then_some(answer)
}

pub(super) fn body(answer: &str) -> Value {
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

/// The place and kind of each event of a case.
async fn events(hall: &Hall, number: &str) -> Vec<(u64, String)> {
    let mut tx = hall.db().read().await.unwrap();
    let rows: Vec<(i64, String)> = sql!(&mut tx, conn => {
        sqlx::query_as(
            "SELECT case_event.seq, case_event.kind FROM case_event
             JOIN case_record ON case_record.id = case_event.case_record
             WHERE case_record.number = $1 ORDER BY case_event.seq",
        )
        .bind(number)
        .fetch_all(conn)
        .await
        .unwrap()
    });
    rows.into_iter().map(|(seq, kind)| (seq.unsigned_abs(), kind)).collect()
}
