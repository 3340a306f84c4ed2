//! A desk whose hall keeps falling down: cases that are filed, taken, asked about, stopped, signed, sent back, decided and handed over, one
//! act after the other. It notes what the hall acknowledged, and looks what became of what it did not hear of.

use std::time::Duration;

use schema::role::Role;
use serde_json::{Value, json};

use super::super::Served;
use super::{ask, body, killed_after, signed_in};
use crate::support::{CIVIL_AFFAIRS, Client, Hall, complete};

/// Who works there; the applicant is the first.
const LOGINS: [&str; 5] =
    ["ana", "intake-440100-1", "officer-440100-2", "officer-440100-3", "agency_lead-440100-4"];
const ANA: usize = 0;
const INTAKE: usize = 1;
const OFFICER: usize = 2;
const COLLEAGUE: usize = 3;
const LEAD: usize = 4;

/// What is done with a case, one after the other. Who has to do something with a task that nobody has takes it first.
#[derive(Clone, Copy)]
enum Act {
    End(usize, &'static str, &'static str),
    Suspend,
    Resume,
    Note,
    AddSigner,
    Sign,
    Return,
}

const SCRIPT: [Act; 11] = [
    Act::End(INTAKE, "accept", "accepted"),
    Act::Suspend,
    Act::Note,
    Act::Resume,
    Act::AddSigner,
    Act::Sign,
    Act::End(OFFICER, "review", "approved"),
    Act::Return,
    Act::End(OFFICER, "review", "approved"),
    Act::End(LEAD, "decide", "approved"),
    Act::End(INTAKE, "deliver", "delivered"),
];

/// What was done with a case: by which event it begins in the log, and between which places of it.
pub struct Done {
    pub kind: &'static str,
    pub after: u64,
    pub until: u64,
    /// Whether the hall said so, or it was found afterwards.
    pub acknowledged: bool,
}

/// A case as far as its desk knows.
#[derive(Default)]
pub struct Handled {
    pub number: String,
    pub application: i64,
    pub done: Vec<Done>,
    /// What was written to colleagues.
    pub notes: Vec<String>,
    revision: u64,
    /// What is open, as the hall tells it.
    tasks: Vec<Value>,
    /// How much of the script is done.
    at: usize,
    /// The key under which the review was done last.
    reviewed: String,
}

/// Something that is asked of the hall.
struct Step {
    who: usize,
    line: String,
    body: Value,
    kind: &'static str,
    /// Whether it is an act of the script: to take a task on is none.
    is_act: bool,
}

pub struct Desk {
    ana: Client,
    cookies: Vec<String>,
    /// The account of who signs besides.
    colleague: String,
    pub cases: Vec<Handled>,
    /// What is to be filed next.
    draft: Option<i64>,
    /// What was asked of the hall and not answered.
    pending: Option<Step>,
}

impl Desk {
    pub async fn open(hall: &Hall) -> Self {
        let ana = hall.citizen("ana").await;
        for role in [Role::Intake, Role::Officer, Role::Officer, Role::AgencyLead] {
            hall.staff(role, "440100", Some(CIVIL_AFFAIRS)).await;
        }
        let colleague = hall.sign_in(LOGINS[COLLEAGUE]).await;
        let colleague = colleague.get("/api/session").await.json()["account"].to_string();
        let served = Served::start(hall);
        let cookies = LOGINS.iter().map(|login| signed_in(&served, login)).collect();
        Self { ana, cookies, colleague, cases: Vec::new(), draft: None, pending: None }
    }

    /// Whether each kind of act was acknowledged at least once.
    pub fn has_done_everything(&self) -> bool {
        let acknowledged = |kind: &str| {
            self.cases.iter().flat_map(|case| &case.done).any(|done| done.acknowledged && done.kind == kind)
        };
        super::KINDS.into_iter().all(acknowledged)
    }

    /// How much the hall has acknowledged so far.
    pub fn acknowledged(&self) -> usize {
        self.cases.iter().flat_map(|case| &case.done).filter(|done| done.acknowledged).count()
    }

    /// Has something to file when the case in hand is done with.
    pub async fn prepare(&mut self) {
        if self.draft.is_none() {
            self.draft = Some(self.ana.senior_card_draft().await.0.summary.id);
        }
    }

    pub fn work_until_killed(&mut self, served: &Served, after: Duration) {
        self.look(served);
        let killer = killed_after(served, after);
        while self.go_on(served).is_some() {}
        killer.join().unwrap();
    }

    /// Looks what became of what was not answered: it may have been done, and nothing after it; and at what was filed and not
    /// looked at before the hall fell down.
    pub fn look(&mut self, served: &Served) {
        if self.cases.last().is_some_and(|case| case.revision == 0) {
            self.take_in(served).unwrap();
        }
        let Some(step) = self.pending.take() else { return };
        let Some(case) = self.cases.last() else { return };
        let now = self
            .ask(served, step.who, &format!("GET /api/desk/cases/{}", case.number), &Value::Null)
            .unwrap();
        let was_done = match step.kind {
            "remark" => {
                now["timeline"].as_array().unwrap().iter().any(|line| line["words"] == step.body["text"])
            }
            _ => now["revision"].as_u64().unwrap() > case.revision,
        };
        if was_done && step.kind != "remark" {
            // To give the command once more does not do it once more.
            let again =
                ask(served, &step.line, &[("Cookie", &self.cookies[step.who])], &step.body.to_string());
            let again = again.unwrap();
            assert!(again.starts_with("HTTP/1.1 409"), "{}: {again}", step.body);
        }
        if was_done {
            self.note(&step, &now, false);
        }
    }

    /// Does what comes next. None when there is nothing to do, or the hall has fallen down.
    fn go_on(&mut self, served: &Served) -> Option<()> {
        match self.cases.last() {
            Some(case) if case.revision == 0 => self.take_in(served),
            Some(case) if case.at < SCRIPT.len() => {
                let step = self.next();
                let answer = self.ask(served, step.who, &step.line, &step.body);
                match &answer {
                    Some(now) => self.note(&step, now, true),
                    None => self.pending = Some(step),
                }
                answer.map(drop)
            }
            _ => self.file(served),
        }
    }

    /// Files the draft, always under the same key: sent again it is not filed again.
    fn file(&mut self, served: &Served) -> Option<()> {
        let application = self.draft?;
        let key = format!("draft-{application}");
        let headers = [("Cookie", self.cookies[ANA].as_str()), ("Idempotency-Key", &key)];
        let line = format!("POST /api/applications/{application}/submit");
        let answer = ask(served, &line, &headers, r#"{"promise":true}"#)?;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let number = body(&answer)["number"].as_str().unwrap().to_owned();
        self.draft = None;
        self.cases.push(Handled { number, application, ..Handled::default() });
        Some(())
    }

    /// Looks for the first time at a case that was filed.
    fn take_in(&mut self, served: &Served) -> Option<()> {
        let line = format!("GET /api/desk/cases/{}", self.cases.last()?.number);
        let now = self.ask(served, INTAKE, &line, &Value::Null)?;
        let filed = Step { who: ANA, line, body: Value::Null, kind: "case_started", is_act: false };
        self.note(&filed, &now, true);
        Some(())
    }

    /// An answer of the hall, which is content with what was asked; none when it has fallen down.
    fn ask(&self, served: &Served, who: usize, line: &str, sent: &Value) -> Option<Value> {
        let sent = if sent.is_null() { String::new() } else { sent.to_string() };
        let answer = ask(served, line, &[("Cookie", &self.cookies[who])], &sent)?;
        assert!(answer.starts_with("HTTP/1.1 20"), "{line} {sent}: {answer}");
        Some(body(&answer))
    }

    /// What comes next with the case in hand.
    fn next(&self) -> Step {
        let case = self.cases.last().unwrap();
        let act = SCRIPT[case.at];
        let (who, task, signs) = match act {
            Act::End(who, task, _) => (who, task, false),
            Act::Sign => (COLLEAGUE, "review", true),
            Act::Return => (LEAD, "decide", false),
            Act::Suspend | Act::Note | Act::Resume | Act::AddSigner => (OFFICER, "review", false),
        };
        let is_meant = |open: &&Value| {
            let key = open["key"].as_str().unwrap();
            key.split('#').next() == Some(task) && (open["signs"] == true) == signs
        };
        let open =
            case.tasks.iter().find(is_meant).unwrap_or_else(|| panic!("no {task} in {:?}", case.tasks));
        let key = open["key"].as_str().unwrap();
        if open["holder"].is_null() {
            return case.command(who, json!({ "command": "claim", "task": key }), ("task_claimed", false));
        }
        match act {
            Act::End(_, _, outcome) => case.command(who, complete(key, outcome), ("task_completed", true)),
            Act::Sign => case.command(who, complete(key, "approved"), ("task_completed", true)),
            Act::Suspend => {
                let begin = json!({ "command": "begin_special_procedure", "task": key, "ground": "testing",
                    "ends_on": "2099-12-31", "reason": "须检测。" });
                case.command(who, begin, ("special_procedure_started", true))
            }
            Act::Resume => {
                let end = json!({ "command": "end_special_procedure", "task": key, "result": "合格。" });
                case.command(who, end, ("special_procedure_ended", true))
            }
            Act::AddSigner => {
                let add = json!({ "command": "add_signer", "task": key, "to": self.colleague, "after": false,
                    "reason": "请一并审签。" });
                case.command(who, add, ("signer_added", true))
            }
            Act::Return => {
                let back = json!({ "command": "return", "task": key, "to": case.reviewed, "resume": false,
                    "reason": "再核一次。" });
                case.command(who, back, ("task_returned", true))
            }
            Act::Note => {
                let line = format!("POST /api/desk/cases/{}/thread", case.number);
                let text = format!("{} 已送检。", case.number);
                Step { who, line, body: json!({ "text": text }), kind: "remark", is_act: true }
            }
        }
    }

    /// Notes that a step was done, and how the case stands now.
    fn note(&mut self, step: &Step, now: &Value, acknowledged: bool) {
        let Some(case) = self.cases.last_mut() else { return };
        let after = case.revision;
        if let Some(revision) = now["revision"].as_u64() {
            case.revision = revision;
            case.tasks = now["tasks"].as_array().unwrap().clone();
        }
        match step.kind {
            "remark" => case.notes.push(step.body["text"].as_str().unwrap().to_owned()),
            "task_completed" if step.who == OFFICER => {
                step.body["task"].as_str().unwrap().clone_into(&mut case.reviewed);
            }
            _ => {}
        }
        case.at += usize::from(step.is_act);
        case.done.push(Done { kind: step.kind, after, until: case.revision, acknowledged });
    }
}

impl Handled {
    /// A command in the state that the desk knows.
    fn command(&self, who: usize, mut body: Value, (kind, is_act): (&'static str, bool)) -> Step {
        body["revision"] = self.revision.into();
        let line = format!("POST /api/desk/cases/{}/commands", self.number);
        Step { who, line, body, kind, is_act }
    }
}
