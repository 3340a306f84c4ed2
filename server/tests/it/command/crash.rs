//! A hall that is killed again and again while cases go through it: what it acknowledged is there, nothing is there twice, the log
//! tells how each case stands, and nothing that is open is nobody's.

mod desk;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use chrono::{DateTime, Utc};
use schema::id::CaseNumber;
use schema::process::{Actor, Envelope, Event, Process, State};
use schema::role::Role;
use serde_json::{Value, json};
use server::features::audit;
use server::ports::Clock;
use server::sql;
use sqlx::FromRow;

use self::desk::{Desk, Handled};
use super::Served;
use crate::support::{Hall, PASSWORD, on_both};

/// How often it is killed.
const KILLS: u32 = 50;

/// However slow a machine is, no more often than this until each kind of act was acknowledged.
const MOST_KILLS: u32 = 200;

/// By which events the acts of a desk begin in the log; what colleagues write to each other is not in it.
const KINDS: [&str; 8] = [
    "case_started",
    "task_claimed",
    "task_completed",
    "special_procedure_started",
    "special_procedure_ended",
    "signer_added",
    "task_returned",
    "remark",
];

on_both! {
    async fn what_was_acknowledged_survives_a_crash_once(hall) {
        hall.open_demo_city().await;
        // The program goes by the clock of the machine.
        hall.pass(Clock::System.now() - hall.state().clock.now());
        let mut desk = Desk::open(hall).await;
        // Long enough for something to be done on this machine, and now before its end, now behind it.
        let (mut kills, mut enough) = (0, Duration::from_millis(40));
        while kills < KILLS || (kills < MOST_KILLS && !desk.has_done_everything()) {
            desk.prepare().await;
            let (before, part) = (desk.acknowledged(), 50 + kills * 37 % 100);
            desk.work_until_killed(&Served::start(hall), enough * part / 100);
            enough = enough.mul_f64(if desk.acknowledged() == before { 1.3 } else { 0.95 });
            kills += 1;
        }
        assert!(desk.has_done_everything(), "{} acts in {kills} halls", desk.acknowledged());
        desk.look(&Served::start(hall));

        for case in &desk.cases {
            let there = There::of(hall, case).await;
            there.holds_what_was_done(case);
            there.is_what_its_log_tells();
        }
        hall.assert_no_orphans().await;
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults, []);
    }
}

/// What the database holds of a case.
struct There {
    cases: Vec<CaseRow>,
    process: Process,
    events: Vec<Event>,
    /// The open tasks, each with who has it.
    tasks: BTreeMap<String, Option<i64>>,
    notes: Vec<String>,
}

#[derive(FromRow)]
struct CaseRow {
    id: i64,
    number: String,
    process: String,
    process_version: i64,
    status: String,
    decision: Option<String>,
    seq: i64,
    accepted_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
}

impl There {
    async fn of(hall: &Hall, case: &Handled) -> Self {
        let mut tx = hall.db().read().await.unwrap();
        let cases: Vec<CaseRow> = sql!(&mut tx, conn => {
            sqlx::query_as(
                "SELECT id, number, process, process_version, status, decision, seq, accepted_at, closed_at
                 FROM case_record WHERE application = $1",
            )
            .bind(case.application)
            .fetch_all(conn)
            .await
            .unwrap()
        });
        let definition: String = sql!(&mut tx, conn => {
            sqlx::query_scalar("SELECT definition FROM process_version WHERE process = $1 AND version = $2")
                .bind(&cases[0].process)
                .bind(cases[0].process_version)
                .fetch_one(conn)
                .await
                .unwrap()
        });
        let tasks: Vec<(String, Option<i64>)> = sql!(&mut tx, conn => {
            sqlx::query_as("SELECT task, holder FROM task WHERE case_record = $1")
                .bind(cases[0].id)
                .fetch_all(conn)
                .await
                .unwrap()
        });
        let notes: Vec<String> = sql!(&mut tx, conn => {
            sqlx::query_scalar("SELECT text FROM case_remark WHERE case_record = $1 ORDER BY id")
                .bind(cases[0].id)
                .fetch_all(conn)
                .await
                .unwrap()
        });
        drop(tx);
        let events = events(hall, &cases[0]).await;
        let process = Process::read(&definition).unwrap();
        Self { cases, process, events, tasks: tasks.into_iter().collect(), notes }
    }

    /// Each act is there once, where it was said to be, and nothing else that anybody did.
    fn holds_what_was_done(&self, case: &Handled) {
        assert_eq!(self.cases.len(), 1, "it was filed once");
        assert_eq!(self.cases[0].number, case.number);
        let places: Vec<u64> = self.events.iter().map(|event| event.seq).collect();
        assert_eq!(places, (1..=self.events.len() as u64).collect::<Vec<_>>());
        let acts = self.events.iter().filter(|event| !event.payload.is_consequence());
        let acts: Vec<_> = acts.map(|event| (event.seq, event.payload.kind())).collect();
        let done: Vec<_> = case.done.iter().filter(|done| done.kind != "remark").collect();
        assert_eq!(
            acts.iter().map(|(_, kind)| *kind).collect::<Vec<_>>(),
            done.iter().map(|done| done.kind).collect::<Vec<_>>(),
            "{}",
            case.number
        );
        for ((seq, kind), done) in acts.iter().zip(done) {
            let is_there = done.after < *seq && *seq <= done.until;
            assert!(is_there, "{kind} at {seq}, not between {} and {}", done.after, done.until);
        }
        assert_eq!(self.notes, case.notes);
    }

    /// What lists read is what the events come to when they are told from the first on.
    fn is_what_its_log_tells(&self) {
        let row = &self.cases[0];
        let state =
            State::replay(&self.process, CaseNumber::parse(&row.number).unwrap(), &self.events).unwrap();
        let decision = state.decision.map(|decision| json!(decision).as_str().unwrap().to_owned());
        assert_eq!(
            (state.seq, state.status().unwrap().slug()),
            (row.seq.unsigned_abs(), row.status.as_str())
        );
        assert_eq!(
            (decision, state.accepted_at, state.closed_at),
            (row.decision.clone(), row.accepted_at, row.closed_at)
        );
        let holder = |holder: &Option<String>| holder.as_ref().map(|id| id.parse().unwrap());
        let open: BTreeMap<String, Option<i64>> =
            state.open.iter().map(|open| (open.key.clone(), holder(&open.holder))).collect();
        assert_eq!(open, self.tasks);
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

/// The log of a case.
async fn events(hall: &Hall, case: &CaseRow) -> Vec<Event> {
    type Row = (i64, DateTime<Utc>, String, String, String, i64, String);
    let mut tx = hall.db().read().await.unwrap();
    let rows: Vec<Row> = sql!(&mut tx, conn => {
        sqlx::query_as("SELECT seq, at, actor, role, kind, v, data FROM case_event WHERE case_record = $1 ORDER BY seq")
            .bind(case.id)
            .fetch_all(conn)
            .await
            .unwrap()
    });
    let number = CaseNumber::parse(&case.number).unwrap();
    let event = |(seq, at, actor, role, kind, v, data): Row| {
        let actor = Actor { id: actor, role: Role::from_slug(&role).unwrap() };
        let (v, data) = (u16::try_from(v).unwrap(), serde_json::from_str(&data).unwrap());
        Event::try_from(Envelope { seq: seq.unsigned_abs(), case: number, at, actor, kind, v, data }).unwrap()
    };
    rows.into_iter().map(event).collect()
}
