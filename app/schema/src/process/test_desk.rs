//! A desk to try the engine at: a cast of people, a case, and the situations a case can be brought to.

use chrono::{DateTime, Utc};

use super::*;
use crate::id::CaseNumber;
use crate::role::{RegionCode, Role};

pub(super) fn process() -> Process {
    Process::read(include_str!("../../fixtures/process-simple.json")).unwrap()
}

pub(super) fn case() -> CaseNumber {
    CaseNumber::new(RegionCode::parse("440103").unwrap(), "2026-03-02".parse().unwrap(), 1).unwrap()
}

pub(super) fn facts() -> Facts {
    let staff = people().into_iter().filter(|person| person.role.is_staff()).map(Staff::from).collect();
    Facts { applicants: vec!["ana".into(), "agent".into()], staff, ..Facts::default() }
}

/// One person for each role, a second officer, and a stranger of the public.
pub(super) fn people() -> Vec<Actor> {
    let staff = Role::ALL.into_iter().filter(|role| role.is_staff()).map(|role| actor(role.slug(), role));
    let others = [
        ("ana", Role::Citizen),
        ("agent", Role::Agent),
        ("stranger", Role::Citizen),
        ("colleague", Role::Officer),
    ];
    others.map(|(id, role)| actor(id, role)).into_iter().chain(staff).collect()
}

pub(super) fn actor(id: &str, role: Role) -> Actor {
    Actor { id: id.into(), role }
}

pub(super) fn person(id: &str) -> Actor {
    people().into_iter().find(|person| person.id == id).unwrap()
}

pub(super) fn opinion() -> Opinion {
    Opinion {
        facts: "材料属实".into(), opinion: "符合条件".into(), article: "《条例》第三条".into()
    }
}

pub(super) fn points() -> Vec<SupplementPoint> {
    vec![SupplementPoint { place: Place::Material("id-card".into()), reason: "不清晰".into() }]
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A command of this kind with all the words it can need, on this task.
pub(super) fn complete_words(name: CommandName, task: &str, outcome: Outcome) -> Command {
    let task = task.to_owned();
    match name {
        CommandName::Start => Command::Start {},
        CommandName::Claim => Command::Claim { task },
        CommandName::Release => Command::Release { task },
        CommandName::Complete => Command::Complete {
            task,
            outcome,
            reason: Some("因为".into()),
            opinion: Some(opinion()),
            checks: Vec::new(),
            next: None,
            changes: Vec::new(),
            forms: Vec::new(),
        },
        CommandName::RequestSupplement => {
            Command::RequestSupplement { task, points: points(), reason: Some("新情况".into()) }
        }
        CommandName::ReceiveSupplement => {
            Command::ReceiveSupplement { changed: points().into_iter().map(|point| point.place).collect() }
        }
        CommandName::BeginSpecialProcedure => Command::BeginSpecialProcedure {
            task,
            ground: Ground::ExpertReview,
            ends_on: "2099-12-31".parse().unwrap(),
            reason: "须由专家评审".into(),
        },
        CommandName::EndSpecialProcedure => {
            Command::EndSpecialProcedure { task, result: "评审通过".into(), added: 0 }
        }
        CommandName::ReportPause => Command::ReportPause {},
        CommandName::TakeShared => Command::TakeShared { changed: vec![Place::Pointer("/name".into())] },
        CommandName::Return => {
            Command::Return { task, to: "accept".into(), resume: false, reason: "须重新核对".into() }
        }
        CommandName::Recall => Command::Recall { task, reason: None },
        CommandName::Jump => Command::Jump { task, to: "decide".into(), reason: "已有结论".into() },
        CommandName::Reassign => Command::Reassign { task, to: "colleague".into(), reason: "出差".into() },
        CommandName::Delegate => {
            Command::Delegate { task, to: "colleague".into(), reason: "请核实".into() }
        }
        CommandName::Answer => Command::Answer { task, opinion: opinion() },
        CommandName::AddSigner => {
            Command::AddSigner { task, to: "colleague".into(), after: false, reason: "涉及消防".into() }
        }
        CommandName::RemoveSigner => {
            Command::RemoveSigner { task, to: "colleague".into(), reason: "已调离".into() }
        }
        CommandName::Copy => Command::Copy { task, to: vec!["colleague".into()], words: None },
        CommandName::Remind => Command::Remind { words: Some("请尽快".into()) },
        CommandName::Extend => Command::Extend { days: 10, reason: "案情复杂".into() },
        CommandName::Terminate => Command::Terminate { reason: "申请人已注销".into() },
        CommandName::Withdraw => Command::Withdraw { reason: None },
        CommandName::Rate => Command::Rate { grade: 4, words: Some("很快".into()) },
        CommandName::AnswerExternal | CommandName::TimeOutExternal | CommandName::EndCall => {
            told_words(name, task, outcome)
        }
    }
}

/// A command that the hall gives of what happens outside.
fn told_words(name: CommandName, task: String, outcome: Outcome) -> Command {
    match name {
        CommandName::AnswerExternal => Command::AnswerExternal {
            reference: format!("answer to {task}"),
            task,
            outcome,
            reason: Some("因为".into()),
            data: serde_json::Map::new(),
        },
        CommandName::TimeOutExternal => Command::TimeOutExternal { task },
        _ => {
            let outcome = outcome.approved().map(|approved| match approved {
                true => Decision::Approved,
                false => Decision::Rejected,
            });
            let data = serde_json::json!({ "result": "合格" });
            Command::EndCall { call: task, outcome, data, changes: Vec::new() }
        }
    }
}

/// The command, to there if it goes anywhere.
pub(super) fn sent(command: Command, there: Option<&String>) -> Command {
    let Some(there) = there.cloned() else { return command };
    match command {
        Command::Return { task, resume, reason, .. } => Command::Return { task, to: there, resume, reason },
        Command::Jump { task, reason, .. } => Command::Jump { task, to: there, reason },
        Command::Reassign { task, reason, .. } => Command::Reassign { task, to: there, reason },
        Command::Delegate { task, reason, .. } => Command::Delegate { task, to: there, reason },
        Command::AddSigner { task, after, reason, .. } => {
            Command::AddSigner { task, to: there, after, reason }
        }
        Command::RemoveSigner { task, reason, .. } => Command::RemoveSigner { task, to: there, reason },
        Command::Copy { task, words, .. } => Command::Copy { task, to: vec![there], words },
        other => other,
    }
}

/// A case under way, with its whole history.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) process: Process,
    pub(super) state: State,
    pub(super) events: Vec<Event>,
    pub(super) now: DateTime<Utc>,
    pub(super) facts: Facts,
}

impl Desk {
    fn new() -> Self {
        Self::of(process())
    }

    pub(super) fn of(process: Process) -> Self {
        Self {
            process,
            facts: facts(),
            state: State::new(case()),
            events: Vec::new(),
            now: at("2026-03-02T01:00:00Z"),
        }
    }

    pub(super) fn give(&mut self, who: &str, command: Command) -> Result<&mut Self, Refusal> {
        let events = step(&self.process, &self.state, command, &person(who), &self.facts, self.now)?;
        for event in &events {
            self.state.apply(&self.process, event).unwrap();
        }
        self.events.extend(events);
        Ok(self)
    }

    /// Gives the command with all its words on the open task.
    pub(super) fn on(mut self, who: &str, name: CommandName, outcome: Outcome) -> Self {
        let task = self.task();
        self.give(who, complete_words(name, &task, outcome)).unwrap();
        self
    }

    pub(super) fn then(self, who: &str, name: CommandName) -> Self {
        self.on(who, name, Outcome::Delivered)
    }

    pub(super) fn work(self, who: &str, outcome: Outcome) -> Self {
        self.then(who, CommandName::Claim).on(who, CommandName::Complete, outcome)
    }

    pub(super) fn task(&self) -> String {
        self.state.open.first().map(|open| open.key.clone()).unwrap_or_default()
    }

    pub(super) fn refusal(&self, who: &str, command: Command) -> RefusalCode {
        step(&self.process, &self.state, command, &person(who), &self.facts, self.now).unwrap_err().why
    }

    pub(super) fn verdict(&self, block: &str) -> Option<bool> {
        let data = self.state.data(&self.process, &serde_json::Value::Null);
        data["$blocks"][block]["approved"].as_bool()
    }

    pub(super) fn stages(&self) -> Vec<&'static str> {
        let stages = self.events.iter().flat_map(|event| Stage::recorded_by(&event.payload));
        stages.map(|stage| stage.chinese()).collect()
    }
}

/// A case brought to this situation.
pub(super) fn situation(name: &str) -> Desk {
    use CommandName::*;
    let accepted = |desk: Desk| desk.work("intake", Outcome::Accepted);
    let filed = || Desk::new().then("ana", Start);
    match name {
        "new" => Desk::new(),
        "submitted" => filed(),
        "submitted, held" => filed().then("intake", Claim),
        "accepted" => accepted(filed()),
        "in review" => accepted(filed()).then("officer", Claim),
        "waiting" => situation("in review").then("officer", RequestSupplement),
        "special procedure" => situation("in review").then("officer", BeginSpecialProcedure),
        "special procedure, released" => situation("special procedure").then("officer", Release),
        "reviewed" => accepted(filed()).work("officer", Outcome::Approved),
        "to decide" => accepted(filed()).work("officer", Outcome::Approved).then("agency_lead", Claim),
        "decided" => {
            accepted(filed()).work("officer", Outcome::Rejected).work("agency_lead", Outcome::Approved)
        }
        "rejected" => {
            accepted(filed()).work("officer", Outcome::Approved).work("agency_lead", Outcome::Rejected)
        }
        "delivered" => situation("decided").work("officer", Outcome::Delivered),
        "rated" => situation("delivered").then("ana", Rate),
        "not accepted" => filed().work("intake", Outcome::NotAccepted),
        "withdrawn" => situation("waiting").then("agent", Withdraw),
        "terminated" => situation("special procedure").then("agency_lead", Terminate),
        other => panic!("no situation {other}"),
    }
}

pub(super) const SITUATIONS: [(&str, Option<Status>); 17] = [
    ("new", None),
    ("submitted", Some(Status::Submitted)),
    ("submitted, held", Some(Status::Submitted)),
    ("accepted", Some(Status::Accepted)),
    ("in review", Some(Status::InReview)),
    ("waiting", Some(Status::WaitingForApplicant)),
    ("special procedure", Some(Status::SpecialProcedure)),
    ("special procedure, released", Some(Status::SpecialProcedure)),
    ("reviewed", Some(Status::InReview)),
    ("to decide", Some(Status::InReview)),
    ("decided", Some(Status::Decided)),
    ("rejected", Some(Status::Decided)),
    ("delivered", Some(Status::Delivered)),
    ("rated", Some(Status::Delivered)),
    ("not accepted", Some(Status::NotAccepted)),
    ("withdrawn", Some(Status::Withdrawn)),
    ("terminated", Some(Status::Terminated)),
];
