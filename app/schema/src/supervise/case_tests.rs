//! Rules on the logs of cases that the engine has let happen: each is told what the process of the case says of its tasks.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::*;
use crate::id::CaseNumber;
use crate::process::{
    Actor, Check, CheckAnswer, Command, Event, Facts, Opinion, Outcome, Process, Staff, State, step,
};
use crate::role::{RegionCode, Role};

/// A case under way, handled by one person of each role.
struct Desk {
    process: Process,
    state: State,
    events: Vec<Event>,
    now: DateTime<Utc>,
}

impl Desk {
    /// A case that is filed on Monday, 2 March 2026, at ten; its review is as these members say.
    fn of(review: &Value) -> Self {
        let mut definition: Value =
            serde_json::from_str(include_str!("../../fixtures/process-simple.json")).unwrap();
        let members = review.as_object().unwrap().clone();
        definition["seq"][1]["task"].as_object_mut().unwrap().extend(members);
        definition["seq"][2]["task"]["guidance"] = json!({ "articles": ["《食品安全法》第三十五条"] });
        let process = Process::read(&definition.to_string()).unwrap();
        let day = "2026-03-02".parse().unwrap();
        let case = CaseNumber::new(RegionCode::parse("440103").unwrap(), day, 1).unwrap();
        let now = "2026-03-02T02:00:00Z".parse().unwrap();
        Self { process, state: State::new(case), events: Vec::new(), now }
            .give(Role::Citizen, Command::Start {})
            .complete(Role::Intake, Outcome::Accepted, &[])
    }

    fn give(mut self, role: Role, command: Command) -> Self {
        let actor = |role: Role| Actor { id: role.slug().to_owned(), role };
        let staff = [Role::Intake, Role::Officer, Role::AgencyLead].map(|role| Staff::from(actor(role)));
        let facts = Facts {
            applicants: vec![Role::Citizen.slug().to_owned()],
            staff: staff.to_vec(),
            ..Facts::default()
        };
        let events = step(&self.process, &self.state, command, &actor(role), &facts, self.now).unwrap();
        for event in &events {
            self.state.apply(&self.process, event).unwrap();
        }
        self.events.extend(events);
        self
    }

    /// Claims the open task, and ends it with these answers to its checklist.
    fn complete(self, role: Role, outcome: Outcome, checks: &[Check]) -> Self {
        self.decide(role, outcome, checks, "《食品安全法》第三十五条")
    }

    fn decide(self, role: Role, outcome: Outcome, checks: &[Check], article: &str) -> Self {
        let task = self.state.open.first().unwrap().key.clone();
        let said = |text: &str| text.to_owned();
        let opinion = Opinion { facts: said("属实"), opinion: said("如此"), article: said(article) };
        let complete = Command::Complete {
            task: task.clone(),
            outcome,
            reason: Some("因为".to_owned()),
            opinion: Some(opinion),
            checks: checks.to_vec(),
            next: None,
            changes: Vec::new(),
            forms: Vec::new(),
        };
        self.give(role, Command::Claim { task }).give(role, complete)
    }

    fn later(mut self, days: i64) -> Self {
        self.now += TimeDelta::days(days);
        self
    }

    fn log(&self) -> Log {
        let facts = json!({ "item": "A", "fees": ["published"], "joint": false });
        Log::of_case(RegionCode::parse("440103").unwrap(), facts, &self.events, &self.process).unwrap()
    }

    /// What these rules find until a moment: the rule, what it is about, and the grade.
    fn found(&self, rules: &[&str]) -> Vec<String> {
        let mut all = Rule::shipped().unwrap();
        all.retain(|rule| rules.contains(&rule.id.as_str()));
        assert_eq!(all.len(), rules.len());
        let signals = supervise(&all, &self.log(), &Calendar::default(), self.now);
        let tell = |signal: &Signal| format!("{} {} {}", signal.rule, signal.key, signal.grade.slug());
        signals.iter().map(tell).collect()
    }
}

fn check(answer: CheckAnswer) -> Check {
    Check { point: "site".to_owned(), answer, words: None }
}

#[test]
fn each_task_has_a_clock_of_its_own() {
    let two_days = json!({ "limit": { "value": 2, "unit": "工作日" } });
    // Opened on Monday: due on Wednesday, a warning from nine on Tuesday.
    let open = || Desk::of(&two_days);
    assert_eq!(open().later(1).found(&["task-limit"]), ["task-limit review warning"]);
    let late = open().later(3);
    assert_eq!(late.found(&["task-limit"]), ["task-limit review warning", "task-limit review yellow"]);
    let rules = Rule::shipped().unwrap();
    let rule = rules.iter().find(|rule| rule.id == "task-limit").unwrap();
    let deadline = explain(rule, &late.log(), &Calendar::default(), "review", late.now).unwrap();
    assert_eq!(deadline.due, "2026-03-04".parse().ok());
    // Done in time; the decision has five days from then, and its clock starts anew when the case comes back to it.
    let done = open().later(1).complete(Role::Officer, Outcome::Approved, &[]);
    assert_eq!(done.found(&["task-limit"]), ["task-limit review warning"]);
    let decided = done.later(1).give(Role::AgencyLead, Command::Claim { task: "decide".to_owned() });
    let back = Command::Return {
        task: "decide".to_owned(),
        to: "review".to_owned(),
        resume: false,
        reason: "再核".to_owned(),
    };
    let returned = decided.give(Role::AgencyLead, back).later(5);
    assert_eq!(
        returned.found(&["task-limit"]),
        ["task-limit review warning", "task-limit review#2 warning", "task-limit review#2 yellow"],
        "of the decision that was given back no clock runs on"
    );
}

#[test]
fn who_recalls_a_task_ends_the_clock_of_the_one_behind_it() {
    let desk = Desk::of(&json!({})).complete(Role::Officer, Outcome::Approved, &[]).later(1);
    let recalled =
        desk.give(Role::Officer, Command::Recall { task: "review".to_owned(), reason: None }).later(9);
    let log = recalled.log();
    let entry = log.entries.iter().find(|entry| entry.kind == "task_recalled").unwrap();
    assert_eq!(entry.data["$left"], json!(["decide"]));
    assert_eq!(recalled.found(&["task-limit"]), [""; 0], "ten days are not over, and nobody decides");
}

#[test]
fn a_clock_that_starts_while_the_others_stand_stands_too() {
    let rule = Rule::shipped().unwrap().into_iter().find(|rule| rule.id == "task-limit").unwrap();
    let entry = |number: u64, day: u32, kind: &str, data: Value| Entry {
        number,
        at: format!("2026-03-{day:02}T02:00:00Z").parse().unwrap(),
        kind: kind.to_owned(),
        data,
    };
    let opened =
        json!({ "task": "b", "$task": { "kind": "review", "limit": { "value": 2, "unit": "工作日" } } });
    let log = Log {
        region: RegionCode::parse("440103").unwrap(),
        facts: json!({}),
        entries: vec![
            entry(1, 2, "special_procedure_started", json!({})),
            entry(2, 3, "task_opened", opened),
            entry(3, 10, "special_procedure_ended", json!({})),
        ],
    };
    let until = |day: u32| {
        let now = format!("2026-03-{day:02}T12:00:00Z").parse().unwrap();
        supervise(std::slice::from_ref(&rule), &log, &Calendar::default(), now)
    };
    assert_eq!(until(9), []);
    let found = until(20);
    assert_eq!(found.iter().map(|signal| signal.grade).collect::<Vec<_>>(), Grade::ALL[..found.len()]);
    assert_eq!(found[0].evidence, [1, 2, 3]);
    assert!(found.iter().all(|signal| signal.at > log.entries[2].at));
}

#[test]
fn a_risk_point_is_watched_with_its_control() {
    let rules = ["risk-check-failed", "risk-uncontrolled"];
    let risk = json!({ "zh-CN": "放宽标准" });
    let points = json!([{ "id": "site", "name": { "zh-CN": "现场" } }]);
    let guarded = || Desk::of(&json!({ "risk": risk, "checklist": points }));
    let passed = |answer| guarded().complete(Role::Officer, Outcome::Approved, &[check(answer)]);
    assert_eq!(passed(CheckAnswer::Yes).found(&rules), [""; 0]);
    let [found] = &passed(CheckAnswer::No).found(&rules)[..] else { panic!() };
    assert!(found.starts_with("risk-check-failed") && found.ends_with("yellow"));
    let rejected = guarded().complete(Role::Officer, Outcome::Rejected, &[check(CheckAnswer::No)]);
    assert_eq!(rejected.found(&rules), [""; 0]);
    // A check that fails where there is no risk point is for who decides.
    let plain = Desk::of(&json!({ "checklist": points }));
    let plain = plain.complete(Role::Officer, Outcome::Approved, &[check(CheckAnswer::No)]);
    assert_eq!(plain.found(&rules), [""; 0]);
    let bare = Desk::of(&json!({ "risk": risk })).complete(Role::Officer, Outcome::Approved, &[]);
    let [found] = &bare.found(&rules)[..] else { panic!() };
    assert!(found.starts_with("risk-uncontrolled") && found.ends_with("warning"));
}

#[test]
fn a_fee_that_is_not_published_is_seen() {
    let charging = |code: &str| {
        let effect = json!([{ "id": "fee", "name": { "zh-CN": "费" }, "does": { "fee": code } }]);
        Desk::of(&json!({ "effects": effect })).complete(Role::Officer, Outcome::Approved, &[])
    };
    assert_eq!(charging("published").found(&["fee-unpublished"]), [""; 0]);
    let told =
        charging("published").log().entries.iter().any(|entry| entry.data["$fees"] == json!(["published"]));
    assert!(told);
    let [found] = &charging("own").found(&["fee-unpublished"])[..] else { panic!() };
    assert!(found.ends_with("yellow"));
}

#[test]
fn a_law_that_is_not_the_matters_is_seen() {
    let citing = |article: &str| {
        let reviewed = Desk::of(&json!({})).complete(Role::Officer, Outcome::Approved, &[]);
        reviewed.decide(Role::AgencyLead, Outcome::Approved, &[], article).found(&["strange-law"])
    };
    for own in ["《中华人民共和国食品安全法》第三十五条", "《行政许可法》第三十八条", "第三条"]
    {
        assert_eq!(citing(own), [""; 0], "{own}");
    }
    assert_eq!(citing("《道路交通安全法》第三条").len(), 1);
}

#[test]
fn an_entry_is_shown_with_the_name_of_its_task() {
    let log = Desk::of(&json!({})).complete(Role::Officer, Outcome::Rejected, &[]).log();
    let shown: Vec<Evidence> = log.entries.iter().map(Evidence::of).collect();
    let done = shown.iter().rfind(|entry| entry.kind == "task_completed").unwrap();
    assert_eq!(done.task.as_ref().map(|name| name.get(crate::Locale::ZhCn)), Some("审查"));
    assert_eq!(done.outcome, Some(Outcome::Rejected));
    assert_eq!((&shown[0].task, shown[0].outcome), (&None, None));
}
