//! What is doubtful, and what is different.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::process::Process;
use crate::role::Role;

fn doubts(definition: &Value, setting: &Setting) -> Vec<(String, Doubt)> {
    let process = Process::read(&definition.to_string()).unwrap();
    let found = remarks(&Piece::read(definition).unwrap(), &process, setting);
    found
        .into_iter()
        .map(|remark| (remark.place.map(|it| it.to_string()).unwrap_or_default(), remark.what))
        .collect()
}

fn setting(held: &[Role], promised: Option<u32>) -> Setting {
    Setting { held: Some(held.iter().copied().collect::<BTreeSet<_>>()), promised }
}

const CAST: [Role; 3] = [Role::Intake, Role::Officer, Role::AgencyLead];

#[test]
fn the_templates_leave_nothing_in_doubt_but_what_only_the_hall_can_say() {
    for id in ["instant", "promised", "joint"] {
        assert_eq!(doubts(&template(id), &setting(&CAST, Some(20))), [], "{id}");
    }
    assert_eq!(doubts(&template("reported"), &Setting::default()), [("3-0".into(), Doubt::NoCondition)]);
}

#[test]
fn a_role_nobody_holds_and_a_task_nobody_can_do() {
    let joint = template("joint");
    let found = doubts(&joint, &setting(&[Role::Intake, Role::AgencyLead], None));
    // The lead does an officer's work.
    assert_eq!(found, []);
    let found = doubts(&joint, &setting(&[Role::Officer], None));
    let unheld = |at: &str, role| (at.to_owned(), Doubt::RoleUnheld { role });
    assert_eq!(found, [unheld("0", Role::Intake), unheld("3", Role::AgencyLead)]);
    let other = set(&joint, "2-0", "role", json!("agency_lead"));
    let barred = Doubt::NobodyCanDo { given: Role::Officer, work: Role::AgencyLead };
    assert_eq!(doubts(&other, &setting(&CAST, None)), [("2".into(), barred)]);
}

#[test]
fn a_branch_that_is_taken_never() {
    let mut process = add(&template("promised"), New::Block(Shell::Choose), "1");
    process = add(&process, New::Branch, "1-0");
    let rule = json!({ "==": [{ "var": "a" }, 1] });
    process = set(&process, "1-0", "when", rule.clone());
    let found = |process: &Value| doubts(process, &Setting::default());
    assert_eq!(found(&process), [("1-1".into(), Doubt::NoCondition)]);
    assert_eq!(found(&set(&process, "1-1", "when", rule)), [("1-1".into(), Doubt::SameBefore)]);
    let never = json!({ "and": [{ "var": "a" }, { "==": [1, 2] }] });
    assert_eq!(found(&set(&process, "1-1", "when", never)), [("1-1".into(), Doubt::Never)]);
    let always = json!({ "or": [{ "var": "a" }, true] });
    assert_eq!(found(&set(&process, "1-1", "when", always)), [("1-1".into(), Doubt::Always)]);
    let idle = add(&template("joint"), New::Branch, "1-0");
    assert_eq!(found(&idle), [("1-0".into(), Doubt::NothingDone)]);
}

#[test]
fn limits_add_up_on_the_longest_way() {
    let days_of = |definition: &Value| days(&Process::read(&definition.to_string()).unwrap());
    assert_eq!(days_of(&template("joint")), 5 + 2 + 2);
    assert_eq!(days_of(&template("reported")), 3 + 2 + 5 + 2);
    let again = Edit::Wrap { place: place("1"), within: Shell::Repeat, words: words("轮") };
    let rounds = edited(&template("promised"), again);
    assert_eq!(days_of(&rounds), 3 * 5 + 2);
    let calendar = set(&rounds, "1-0", "limit", json!({ "value": 10, "unit": "自然日" }));
    assert_eq!(days_of(&calendar), 3 * 8 + 2);
    let past = Doubt::PastPromise { days: 17, promised: 16 };
    assert!(doubts(&rounds, &setting(&CAST, Some(16))).contains(&(String::new(), past)));
    let unlimited =
        edited(&template("promised"), Edit::Set { place: place("1"), member: "limit".into(), value: None });
    assert_eq!(doubts(&unlimited, &setting(&CAST, Some(16))), [("1".into(), Doubt::NoLimit)]);
}

#[test]
fn a_difference_is_told_once() {
    let told = |old: &Value, new: &Value| {
        let all = differences(&Piece::read(old).unwrap(), &Piece::read(new).unwrap());
        let name = |named: &PieceName| named.name.get(Locale::ZhCn).to_owned();
        let line = |one: &Differing| match one {
            Differing::Added { what, within } => format!("+{} in {}", name(what), name(within)),
            Differing::Removed { what, within } => format!("-{} in {}", name(what), name(within)),
            Differing::Moved { what, within } => format!("{} to {}", name(what), name(within)),
            Differing::Reordered { what } => format!("{} elsewhere", name(what)),
            Differing::Changed { what, member, .. } => format!("{} {member}", name(what)),
        };
        all.iter().map(line).collect::<Vec<_>>()
    };
    let joint = template("joint");
    assert_eq!(told(&joint, &joint), Vec::<String>::new());
    assert_eq!(told(&joint, &add(&joint, New::Block(Shell::All), "1")), ["+新 in 联办件"]);
    assert_eq!(told(&joint, &edited(&joint, Edit::Remove(place("2")))), ["-会签 in 联办件"]);
    let moved = edited(&joint, Edit::Move { from: place("1-0-0"), to: place("1-1-0") });
    assert_eq!(told(&joint, &moved), ["主办部门审查 to 协办部门一"]);
    let swapped = edited(&joint, Edit::Move { from: place("2"), to: place("1") });
    assert_eq!(told(&joint, &swapped).len(), 1);
    let limit = set(&joint, "1-0-0", "limit", json!({ "value": 9, "unit": "工作日" }));
    assert_eq!(told(&joint, &limit), ["主办部门审查 limit"]);
    let turned = edited(&joint, Edit::Turn { place: place("1"), into: Shell::Choose });
    assert_eq!(told(&joint, &turned)[0], "并联审查 block");
}
