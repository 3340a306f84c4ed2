//! Rules on logs: each by a log that breaks it and one that does not; and at random, that bit by bit finds what a replay finds.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::role::RegionCode;

/// A moment of March 2026, by the clock of China.
fn at(day: u32, hour: u32) -> DateTime<Utc> {
    format!("2026-03-{day:02}T{hour:02}:00:00+08:00")
        .parse::<DateTime<chrono::FixedOffset>>()
        .unwrap()
        .to_utc()
}

fn log(entries: &[(u32, &str, Value)]) -> Log {
    let entry = |(number, (day, kind, data)): (u64, &(u32, &str, Value))| Entry {
        number,
        at: at(*day, 10),
        kind: (*kind).into(),
        data: data.clone(),
    };
    Log {
        region: RegionCode::parse("440103").unwrap(),
        facts: json!({ "item": "A", "limit": { "value": 5, "unit": "工作日" } }),
        entries: (1..).zip(entries).map(entry).collect(),
    }
}

fn done(task_kind: &str, outcome: &str) -> Value {
    json!({ "task": task_kind, "task_kind": task_kind, "outcome": outcome, "reason": "因为",
            "opinion": { "facts": "属实", "opinion": "如此", "article": "第三条" } })
}

fn accepted() -> [(u32, &'static str, Value); 2] {
    [(2, "case_started", json!({})), (2, "task_completed", done("accept", "accepted"))]
}

/// What the shipped rules find in a log until a moment: the rule, the grade, the local time, and the evidence.
fn found(entries: &[(u32, &str, Value)], now: DateTime<Utc>) -> Vec<String> {
    let rules = Rule::shipped().unwrap();
    let signals = supervise(&rules, &log(entries), &Calendar::default(), now);
    let tell = |signal: &Signal| {
        let local = signal.at.with_timezone(&crate::calendar::CHINA).to_string()[8..16].to_owned();
        format!("{} {} {local} {:?}", signal.rule, signal.grade.slug(), signal.evidence)
    };
    signals.iter().map(tell).collect()
}

#[test]
fn the_rules_that_are_shipped_may_be_published() {
    let rules = Rule::shipped().unwrap();
    for rule in &rules {
        assert_eq!(rule.faults(), [], "{}", rule.id);
        assert_eq!(serde_json::from_value::<Rule>(serde_json::to_value(rule).unwrap()).unwrap(), *rule);
    }
    let ids: std::collections::BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), rules.len());
    let kinds = crate::process::Payload::KINDS;
    let text = serde_json::to_value(&rules).unwrap();
    let mut named = Vec::new();
    collect_kinds(&text, &mut named);
    assert!(named.iter().all(|kind| kinds.contains(&kind.as_str())), "{named:?}");
}

fn collect_kinds(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::Array(kinds) if name == "kinds" => {
                        found.extend(kinds.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    other => collect_kinds(other, found),
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect_kinds(entry, found)),
        _ => {}
    }
}

#[test]
fn a_case_that_runs_late_goes_from_warning_to_yellow_to_red() {
    let entries = accepted();
    // Accepted on Monday the 2nd, five working days: due on Monday the 9th at half past five.
    assert_eq!(found(&entries, at(6, 9)), [""; 0], "not before the moment has gone by");
    assert_eq!(found(&entries, at(6, 10)), ["decision warning 06 09:00 [2]"]);
    assert_eq!(
        found(&entries, at(31, 0)),
        ["decision warning 06 09:00 [2]", "decision yellow 09 17:30 [2]", "decision red 16 17:30 [2]"]
    );
    // Decided on the last day: in time.
    let decided: Vec<_> =
        entries.into_iter().chain([(9, "task_completed", done("decide", "approved"))]).collect();
    assert_eq!(found(&decided, at(10, 0)), ["decision warning 06 09:00 [2]"]);
}

#[test]
fn nobody_is_warned_before_a_clock_began() {
    let mut log = log(&accepted());
    log.facts["limit"] = json!({ "value": 1, "unit": "工作日" });
    let signals = supervise(&Rule::shipped().unwrap(), &log, &Calendar::default(), at(31, 0));
    let grades: Vec<Grade> = signals.into_iter().map(|signal| signal.grade).collect();
    assert_eq!(grades, [Grade::Yellow, Grade::Red]);
}

#[test]
fn a_clock_stands_and_is_given_time_and_nothing_found_before_is_taken_back() {
    let with = |more: &[(u32, &'static str, Value)]| -> Vec<_> {
        accepted().into_iter().chain(more.iter().cloned()).collect()
    };
    // From the 4th to the 6th it stands: due on the 12th.
    let stood =
        with(&[(4, "supplement_requested", json!({ "late": false })), (6, "supplement_received", json!({}))]);
    assert_eq!(found(&stood, at(12, 17)), ["decision warning 11 09:00 [2, 3, 4]"]);
    // Ten days more, on the last day; that it was given is told too.
    let extended = with(&[(9, "time_extended", json!({ "days": 10, "reason": "案情复杂" }))]);
    assert_eq!(
        found(&extended, at(24, 0)),
        [
            "decision warning 06 09:00 [2]",
            "extension warning 09 10:00 [3]",
            "decision yellow 23 17:30 [2, 3]"
        ]
    );
    // While it stands nothing goes by.
    let standing = with(&[(4, "special_procedure_started", json!({}))]);
    assert_eq!(found(&standing, at(31, 0)), [""; 0]);
}

#[test]
fn agencies_that_act_together_have_forty_five_days() {
    let mut log = log(&accepted());
    log.facts = json!({ "joint": true });
    let end = "2026-06-01T00:00:00Z".parse().unwrap();
    let find = |log: &Log| supervise(&Rule::shipped().unwrap(), log, &Calendar::default(), end);
    let rules: Vec<(String, Grade)> = find(&log).into_iter().map(|it| (it.rule, it.grade)).collect();
    assert_eq!(rules, Grade::ALL.map(|grade| ("joint-decision".to_owned(), grade)));
    log.facts = json!({ "joint": false });
    assert_eq!(find(&log), []);
}

#[test]
fn what_should_not_happen_is_found_where_it_does() {
    let refusal = |reason: Value, article: &str| json!({ "task_kind": "decide", "outcome": "rejected", "reason": reason, "opinion": { "facts": "属实", "opinion": "如此", "article": article } });
    let with = |entry: Value| {
        let [filed, accepted] = accepted();
        found(&[filed, accepted, (3, "task_completed", entry)], at(4, 0))
    };
    assert_eq!(with(refusal(json!("不符合第三条"), "第三条")), [""; 0]);
    assert_eq!(with(refusal(Value::Null, "第三条")), ["refusal-without-reason red 03 10:00 [3]"]);
    assert_eq!(with(refusal(json!("不符合"), "")), ["refusal-without-article yellow 03 10:00 [3]"]);
    let early = [(2, "case_started", json!({})), (3, "task_completed", done("decide", "approved"))];
    assert_eq!(found(&early, at(4, 0)), ["decided-unaccepted red 03 10:00 [2]"]);
    let early = |kind| {
        found(&[(2, "case_started", json!({})), (3, "task_completed", done(kind, "approved"))], at(4, 0))
    };
    assert_eq!(early("review"), ["examined-unaccepted yellow 03 10:00 [2]"]);
    assert_eq!(early("deliver"), ["delivered-undecided red 03 10:00 [2]"]);
    let [filed, _] = accepted();
    let refused = (3, "task_completed", done("accept", "not_accepted"));
    assert_eq!(
        found(&[filed, refused, (4, "task_completed", done("deliver", "delivered"))], at(5, 0)),
        [""; 0]
    );
    let mut bare = done("decide", "approved");
    bare["opinion"]["facts"] = json!("");
    assert_eq!(with(bare), ["decision-incomplete warning 03 10:00 [3]"]);
    let asked = |day| (day, "supplement_requested", json!({ "late": day > 4 }));
    let got = |day| (day, "supplement_received", json!({}));
    let twice = [(2, "case_started", json!({})), asked(3), got(4), asked(5), got(6), asked(9)];
    assert_eq!(
        found(&twice, at(10, 0)),
        [
            "asked-late warning 05 10:00 [4]",
            "one-time-notice yellow 05 10:00 [2, 4]",
            "asked-late warning 09 10:00 [6]",
            "one-time-notice red 09 10:00 [2, 4, 6]",
        ]
    );
    for (grade, bad) in [(2, true), (3, false)] {
        let rated = [(2, "case_rated", json!({ "grade": grade }))];
        assert_eq!(!found(&rated, at(3, 0)).is_empty(), bad);
    }
}

#[test]
fn a_rule_holds_where_and_when_and_for_what_it_says() {
    let rule = |member: &str, value: Value| {
        let mut rule = serde_json::to_value(Rule::shipped().unwrap().remove(1)).unwrap();
        rule[member] = value;
        serde_json::from_value::<Rule>(rule).unwrap()
    };
    let grades = |rule: Rule| -> Vec<Grade> {
        let signals = supervise(&[rule], &log(&accepted()), &Calendar::default(), at(31, 0));
        signals.into_iter().map(|signal| signal.grade).collect()
    };
    let all = Grade::ALL.to_vec();
    assert_eq!(
        grades(rule("from", json!("2026-03-07"))),
        all,
        "the warning of the 6th as it comes into force"
    );
    assert_eq!(grades(rule("from", json!("2026-04-01"))), [], "not before");
    assert_eq!(grades(rule("until", json!("2026-03-09"))), all[..2]);
    assert_eq!(grades(rule("regions", json!(["440100"]))), all);
    assert_eq!(grades(rule("regions", json!(["440104"]))), []);
    assert_eq!(grades(rule("when", json!({ "==": [{ "var": "$facts.item" }, "A"] }))), all);
    assert_eq!(grades(rule("when", json!({ "==": [{ "var": "$facts.item" }, "B"] }))), []);
}

#[test]
fn the_versions_of_a_rule_find_a_thing_once() {
    let old = Rule::shipped().unwrap().remove(1);
    let mut new = Rule { version: 2, from: "2026-03-10".parse().ok(), ..old.clone() };
    let Watch::Clock(clock) = &mut new.watch else { panic!() };
    clock.limit = LimitSource::Fixed(crate::calendar::Limit::working_days(8));
    let rules = in_succession(vec![new, old]);
    let found = supervise(&rules, &log(&accepted()), &Calendar::default(), at(31, 0));
    let told: Vec<_> = found.iter().map(|signal| (signal.version, signal.grade)).collect();
    // By the first version yellow on the 9th; by the second red five days after the 12th, and not yellow again.
    assert_eq!(told, [(1, Grade::Warning), (1, Grade::Yellow), (2, Grade::Red)]);
    assert_eq!(found[2].at, "2026-03-19T09:30:00Z".parse::<DateTime<Utc>>().unwrap());
}

#[test]
fn a_case_does_not_slip_between_two_versions() {
    let old = Rule::shipped().unwrap().remove(1);
    let mut new = Rule { version: 2, from: "2026-03-07".parse().ok(), ..old.clone() };
    let Watch::Clock(clock) = &mut new.watch else { panic!() };
    clock.limit = LimitSource::Fixed(crate::calendar::Limit::working_days(3));
    let rules = in_succession(vec![new, old]);
    let found = |log: &Log| supervise(&rules, log, &Calendar::default(), at(9, 18));
    // Yellow by the older on the 9th, when it no longer holds; by the newer on the 5th, when it did not hold yet.
    let told: Vec<_> = found(&log(&accepted())).iter().map(|it| (it.version, it.grade, it.at)).collect();
    assert_eq!(told, [(1, Grade::Warning, at(6, 9)), (2, Grade::Yellow, at(7, 0))]);
    // What had ended by then is not judged by it.
    let decided: Vec<_> =
        accepted().into_iter().chain([(6, "task_completed", done("decide", "approved"))]).collect();
    assert_eq!(found(&log(&decided)).len(), 1);
}

#[test]
fn a_count_looks_back_so_far_and_no_further() {
    let rule: Rule = serde_json::from_value(json!({
        "id": "often", "version": 1, "name": { "zh-CN": "多次" }, "monitor": "procedure", "ground": { "zh-CN": "制度" },
        "watch": { "count": { "of": { "kinds": ["x"] }, "within": 3, "steps": [{ "times": 2, "grade": "warning" }] } },
    }))
    .unwrap();
    let entries = [2, 3, 9, 10, 11].map(|day| (day, "x", json!({})));
    let signals = supervise(&[rule], &log(&entries), &Calendar::default(), at(31, 0));
    let evidence: Vec<_> = signals.into_iter().map(|signal| signal.evidence).collect();
    assert_eq!(evidence, [vec![1, 2], vec![3, 4], vec![3, 4, 5]]);
}

#[test]
fn a_rule_that_cannot_be_right_says_where() {
    let fault = |change: fn(&mut Value)| {
        let mut rule = serde_json::to_value(Rule::shipped().unwrap().remove(1)).unwrap();
        change(&mut rule);
        let faults = serde_json::from_value::<Rule>(rule).unwrap().faults();
        faults.into_iter().map(|fault| (fault.pointer, fault.problem)).collect::<Vec<_>>()
    };
    let one = |pointer: &str, problem| vec![(pointer.to_owned(), problem)];
    assert_eq!(fault(|rule| rule["name"] = json!({})), one("/name", RuleProblem::Missing));
    assert_eq!(fault(|rule| rule["ground"] = json!({})), one("/ground", RuleProblem::Missing));
    assert_eq!(
        fault(|rule| rule["watch"]["clock"]["start"]["kinds"] = json!([])),
        one("/watch/clock/start/kinds", RuleProblem::Missing)
    );
    assert_eq!(
        fault(|rule| rule["watch"]["clock"]["marks"] = json!([])),
        one("/watch/clock/marks", RuleProblem::Missing)
    );
    assert_eq!(
        fault(|rule| rule["watch"]["clock"]["marks"][1]["days"] = json!(-3)),
        one("/watch/clock/marks", RuleProblem::OutOfOrder)
    );
    assert_eq!(
        fault(|rule| rule["watch"]["clock"]["marks"][2]["days"] = json!(9_999)),
        one("/watch/clock/marks", RuleProblem::TooFar)
    );
    assert_eq!(
        fault(|rule| rule["watch"]["clock"]["stop"][1]["kinds"] = json!(["case_lost"])),
        one("/watch/clock/stop/1/kinds", RuleProblem::Unknown)
    );
    assert_eq!(
        fault(|rule| (rule["from"], rule["until"]) = (json!("2026-03-02"), json!("2026-03-01"))),
        one("/until", RuleProblem::NeverInForce)
    );
}

fn opened(task: &str) -> Value {
    json!({ "task": task, "$task": { "kind": "review", "limit": { "value": 3, "unit": "工作日" } } })
}

fn left(tasks: &[&str]) -> Value {
    let mut data = done("review", "approved");
    data["$left"] = json!(tasks);
    data
}

/// Something that may happen to a case, some hours after what was before it.
fn any_entry() -> impl Strategy<Value = (i64, &'static str, Value)> {
    let kinds = prop::sample::select(vec![
        ("case_started", json!({})),
        ("task_opened", opened("a")),
        ("task_opened", opened("b")),
        ("task_completed", done("accept", "accepted")),
        ("task_completed", left(&["a"])),
        ("task_returned", left(&["a", "b"])),
        ("task_completed", done("review", "approved")),
        ("task_completed", done("decide", "rejected")),
        ("task_completed", done("deliver", "delivered")),
        ("supplement_requested", json!({ "late": true })),
        ("supplement_received", json!({})),
        ("special_procedure_started", json!({})),
        ("special_procedure_ended", json!({ "added": 2 })),
        ("time_extended", json!({ "days": 10 })),
        ("task_returned", json!({})),
        ("case_withdrawn", json!({})),
    ]);
    (prop::sample::select(vec![0, 1, 7, 30, 100, 300]), kinds)
        .prop_map(|(hours, (kind, data))| (hours, kind, data))
}

fn any_log() -> impl Strategy<Value = Log> {
    prop::collection::vec(any_entry(), 0..25).prop_map(|entries| {
        let mut now = at(2, 9);
        let mut log = log(&[]);
        for (number, (hours, kind, data)) in (1..).zip(entries) {
            now += TimeDelta::hours(hours);
            log.entries.push(Entry { number, at: now, kind: kind.into(), data });
        }
        log
    })
}

proptest! {
    #[test]
    fn bit_by_bit_finds_what_a_replay_finds(whole in any_log(), further in 0_i64..2_000) {
        let (rules, calendar) = (Rule::shipped().unwrap(), Calendar::default());
        let mut so_far = Log { entries: Vec::new(), ..whole.clone() };
        let mut raised = std::collections::BTreeSet::new();
        let mut next: Option<DateTime<Utc>> = None;
        let end = whole.entries.last().map_or(at(2, 9), |entry| entry.at) + TimeDelta::hours(further);
        // A hall looks at a case as something happens to it, and when its moment in the table of what is due has gone by.
        let mut looks = 0;
        let mut look = |so_far: &Log, now: DateTime<Utc>| {
            looks += 1;
            let found = super::look(&rules, so_far, &calendar, now);
            raised.extend(found.signals);
            found.due
        };
        let a_bit = TimeDelta::microseconds(1);
        for entry in whole.entries.iter().map(Some).chain([None]) {
            let until = entry.map_or(end, |entry| entry.at);
            while let Some(moment) = next.filter(|moment| *moment < until) {
                next = look(&so_far, moment + a_bit);
                prop_assert!(next.is_none_or(|next| next > moment));
            }
            if let Some(entry) = entry {
                so_far.entries.push(entry.clone());
                next = look(&so_far, entry.at);
            }
        }
        prop_assert_eq!(raised.into_iter().collect::<Vec<_>>(), supervise(&rules, &whole, &calendar, end));
        // What is due is looked at, and not what is open.
        prop_assert!(looks <= whole.entries.len() + 3 * rules.len() * (whole.entries.len() + 1));
    }

    #[test]
    fn what_was_found_until_a_moment_is_the_beginning_of_what_is_found(whole in any_log(), hours in 0_i64..1_500) {
        let (rules, calendar, now) = (Rule::shipped().unwrap(), Calendar::default(), at(2, 9) + TimeDelta::hours(hours));
        let mut before = whole.clone();
        before.entries.retain(|entry| entry.at <= now);
        let until = |log: &Log| supervise(&rules, log, &calendar, now);
        prop_assert_eq!(until(&before), until(&whole));
        let later: Vec<Signal> = supervise(&rules, &whole, &calendar, now + TimeDelta::days(90))
            .into_iter()
            .filter(|signal| signal.at < now)
            .collect();
        let found: Vec<Signal> = until(&before).into_iter().filter(|signal| signal.at < now).collect();
        prop_assert_eq!(found, later);
    }
}
