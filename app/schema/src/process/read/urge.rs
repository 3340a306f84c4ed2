//! Reading what a task says while it is open: each to be told from the others, in words, and on a day that comes.

use super::super::definition::{Task, Urge, UrgeAt};
use super::{DefinitionProblem, Reader};
use crate::calendar::{Limit, LimitUnit};
use crate::locale::Locale;

impl Reader {
    pub(super) fn check_urge(&mut self, task: &Task, at: &str) {
        if !task.urge.is_empty() && task.limit.is_none() {
            self.fault::<()>(at, DefinitionProblem::NeverLate);
        }
        for (index, urge) in task.urge.iter().enumerate() {
            let at = format!("{at}/{index}");
            let earlier = task.urge.get(..index).unwrap_or_default();
            if earlier.iter().any(|other| other.key() == urge.key()) {
                self.fault::<()>(&at, DefinitionProblem::Twice(urge.key()));
            }
            if let Some(days) = task.limit.and_then(|limit| strange_day(urge, limit)) {
                self.fault::<()>(&format!("{at}/at"), DefinitionProblem::NoSuchDay(days));
            }
            let is_said = Locale::ALL.into_iter().any(|locale| !urge.words.get(locale).trim().is_empty());
            self.check_said(is_said, &format!("{at}/words"));
            for (which, by) in urge.by.iter().enumerate() {
                if urge.by.get(..which).is_some_and(|earlier| earlier.contains(by)) {
                    let problem = DefinitionProblem::Twice(by.slug().to_owned());
                    self.fault::<()>(&format!("{at}/by/{which}"), problem);
                }
            }
        }
    }
}

/// The most working days after the last one on which something is said: a year of them.
const LATEST: u16 = 250;

/// The number of days it says, if a task of this limit never has so many left, or is never late by so few; or by so many that
/// nobody has looked for a year. What is left is counted in working days, of which a week of the calendar has five.
const fn strange_day(urge: &Urge, limit: Limit) -> Option<u16> {
    let working = match limit.unit {
        LimitUnit::WorkingDays => limit.value,
        LimitUnit::CalendarDays => limit.value / 7 * 5 + limit.value % 7,
    };
    match urge.at {
        UrgeAt::Half if limit.is_on_the_spot() => Some(0),
        UrgeAt::DaysLeft(days) if days >= working => Some(days),
        UrgeAt::LateBy(0) => Some(0),
        UrgeAt::LateBy(days) if days > LATEST => Some(days),
        UrgeAt::Half | UrgeAt::DaysLeft(_) | UrgeAt::LateBy(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::super::definition::Process;
    use super::super::DefinitionProblem::{self, NeverLate, NoSuchDay, SaysNothing, Twice};

    /// What is wrong where a review of this limit says this, by the places below what it says.
    fn faults(limit: &Value, urge: &Value) -> Vec<(String, DefinitionProblem)> {
        let task = |id: &str, kind: &str| json!({ "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": kind });
        let mut review = task("b", "review");
        (review["limit"], review["urge"]) = (limit.clone(), urge.clone());
        let seq = [task("a", "accept"), review, task("c", "decide")].map(|task| json!({ "task": task }));
        let definition = json!({ "id": "p", "version": 1, "title": { "zh-CN": "试" }, "seq": seq });
        let found = Process::read(&definition.to_string()).err().unwrap_or_default();
        let below = |pointer: &str| pointer.strip_prefix("/seq/1/task/urge").unwrap().to_owned();
        found.into_iter().map(|fault| (below(&fault.pointer), fault.problem)).collect()
    }

    fn urge(at: &Value, to: &str) -> Value {
        json!({ "at": at, "to": to, "words": { "zh-CN": "请办" } })
    }

    #[test]
    fn each_is_said_on_a_day_that_comes_in_words_and_once() {
        let days = |value: u16| json!({ "value": value, "unit": "工作日" });
        let month = || json!({ "value": 30, "unit": "自然日" });
        let left = |days: u16| json!({ "days_left": days });
        let half = json!("half");
        for (limit, said, expected) in [
            (days(3), json!([urge(&half, "holder"), urge(&half, "lead"), urge(&left(2), "next")]), vec![]),
            (Value::Null, json!([urge(&half, "holder")]), vec![("", NeverLate)]),
            (days(3), json!([urge(&left(3), "holder")]), vec![("/0/at", NoSuchDay(3))]),
            (days(3), json!([urge(&json!({ "late_by": 0 }), "lead")]), vec![("/0/at", NoSuchDay(0))]),
            (days(3), json!([urge(&json!({ "late_by": 251 }), "lead")]), vec![("/0/at", NoSuchDay(251))]),
            (month(), json!([urge(&left(21), "lead")]), vec![]),
            (month(), json!([urge(&left(25), "lead")]), vec![("/0/at", NoSuchDay(25))]),
            (days(0), json!([urge(&half, "lead")]), vec![("/0/at", NoSuchDay(0))]),
            (days(0), json!([urge(&json!({ "late_by": 1 }), "lead")]), vec![]),
            (
                days(3),
                json!([urge(&left(1), "lead"), urge(&left(1), "lead")]),
                vec![("/1", Twice("left-1-lead".into()))],
            ),
            (
                days(3),
                json!([{ "at": "half", "to": "holder", "words": { "zh-CN": " " } }]),
                vec![("/0/words", SaysNothing)],
            ),
            (
                days(3),
                json!([{ "at": "half", "to": "holder", "words": { "en": "Go on" }, "by": ["sms", "sms"] }]),
                vec![("/0/by/1", Twice("sms".into()))],
            ),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(at, problem)| (at.to_owned(), problem)).collect();
            assert_eq!(faults(&limit, &said), expected, "{said}");
        }
    }
}
