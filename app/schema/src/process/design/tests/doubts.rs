//! What is doubtful, and what is different.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::process::Process;
use crate::role::Role;

fn doubts(definition: &Value, setting: &Setting) -> Vec<(String, Doubt)> {
    let process = Process::read(&definition.to_string()).unwrap();
    let found = remarks(&Piece::read(definition).unwrap(), &process, setting, None);
    found
        .into_iter()
        .map(|remark| (remark.place.map(|it| it.to_string()).unwrap_or_default(), remark.what))
        .collect()
}

fn setting(held: &[Role], promised: Option<u32>) -> Setting {
    Setting { held: Some(held.iter().copied().collect::<BTreeSet<_>>()), promised, ..Setting::default() }
}

const CAST: [Role; 3] = [Role::Intake, Role::Officer, Role::AgencyLead];

#[test]
fn the_templates_leave_nothing_in_doubt() {
    for template in templates() {
        assert_eq!(doubts(&template.definition, &setting(&CAST, Some(20))), [], "{}", template.id);
    }
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
fn what_lies_outside_and_is_not_there() {
    let mut process = add(&template("promised"), New::Call, "1");
    process = set(&process, "1", "process", json!("fire-check"));
    process = set(&process, "1", "version", json!(2));
    Process::read(&process.to_string()).unwrap();
    assert_eq!(shape(&process)[1], "call");
    process = set(&process, "2", "external", json!({ "system": "fire-brigade" }));
    let known = |published: &[&str], systems: &[&str]| Setting {
        published: Some(published.iter().map(|id| (*id).to_owned()).collect()),
        systems: Some(systems.iter().map(|code| ((*code).to_owned(), "消防".to_owned())).collect()),
        ..Setting::default()
    };
    assert_eq!(doubts(&process, &known(&["fire-check"], &["fire-brigade"])), []);
    assert_eq!(doubts(&process, &Setting::default()), [], "nothing is doubted that nobody knows");
    let strange = [
        ("1".to_owned(), Doubt::NotPublished { process: "fire-check".into() }),
        ("2".to_owned(), Doubt::NoSystem { system: "fire-brigade".into() }),
    ];
    assert_eq!(doubts(&process, &known(&["standard"], &[])), strange);
    let given = Edit::Set { place: Place::default(), member: "version".into(), value: Some(json!(9)) };
    assert_eq!(apply(&process, &given), Err(EditFault::NotSaidSo), "its own version is given");
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
    // Whether something was answered, or what stands for it, is not settled before anybody has.
    let given = json!({ "!": [{ "missing": ["area"] }] });
    assert_eq!(found(&set(&process, "1-1", "when", given)), []);
    assert_eq!(found(&set(&process, "1-1", "when", json!({ "missing": ["area"] }))), []);
    let stands_in = json!({ ">": [{ "var": ["area", 0] }, 5] });
    assert_eq!(found(&set(&process, "1-1", "when", stands_in)), []);
    let large = |area: u32| json!({ ">": [{ "var": "area" }, area] });
    let ordered = |first: Value, second: Value| {
        found(&set(&set(&process, "1-0", "when", first), "1-1", "when", second))
    };
    assert_eq!(ordered(large(50), large(100)), [("1-1".into(), Doubt::TakenBefore)]);
    assert_eq!(ordered(large(100), large(50)), []);
    let none = json!({ "and": [large(100), { "<": [{ "var": "area" }, 50] }] });
    assert_eq!(ordered(large(100), none), [("1-1".into(), Doubt::Never)]);
    let idle = add(&template("joint"), New::Branch, "1-0");
    assert_eq!(found(&idle), [("1-0".into(), Doubt::NothingDone)]);
}

#[test]
fn limits_add_up_on_the_longest_way() {
    let days_of = |definition: &Value| days(&Piece::read(definition).unwrap());
    assert_eq!(days_of(&template("joint")), 5 + 2 + 2);
    assert_eq!(days_of(&template("reported")), 2 + 3 + 4 + 2);
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
fn a_fee_is_paid_behind_where_it_falls_due() {
    let fee = json!([{ "id": "fee", "name": { "zh-CN": "工本费" }, "does": { "fee": "card" } }]);
    let due = set(&template("promised"), "1", "effects", fee.clone());
    let found = |definition: &Value| doubts(definition, &setting(&CAST, None));
    assert_eq!(found(&due), [("1".into(), Doubt::FeeUnpaid)]);
    let last = set(&template("promised"), "2", "effects", fee);
    assert_eq!(found(&last), [("2".into(), Doubt::FeeUnpaid)]);
    let mut paid = due;
    let pay = json!({ "task": { "id": "pay", "name": { "zh-CN": "缴费", "en": "Payment" }, "role": "intake", "kind": "pay" } });
    let seq = paid["seq"].as_array_mut().unwrap();
    let last = seq.len() - 1;
    seq.insert(last, pay);
    assert_eq!(found(&paid), []);
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

#[test]
fn who_comes_next_is_told_where_something_comes_next() {
    let urge =
        json!([{ "at": "half", "to": "next", "words": { "zh-CN": "要来件了", "en": "It is coming" } }]);
    let limit = json!({ "value": 5, "unit": "工作日" });
    let told = |at: &str| {
        let timed = set(&template("promised"), at, "limit", limit.clone());
        doubts(&set(&timed, at, "urge", urge.clone()), &setting(&CAST, None))
    };
    assert_eq!(told("1"), []);
    let last = Piece::read(&template("promised")).unwrap().children.len() - 1;
    assert_eq!(told(&last.to_string()), [(last.to_string(), Doubt::NobodyNext)]);
}
