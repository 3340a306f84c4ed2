//! How much a command may say. What it says goes into the log for ever and to the applicant as it is, so every text has
//! a longest length, a grade its five values, and an end is a day to come.

use chrono::NaiveDate;

use super::command::Command;
use super::definition::Process;
use super::words::Opinion;
use crate::{FieldCode, FieldError};

/// The longest reason, part of an opinion, or result, in characters.
const WORDS: usize = 2_000;

/// The most colleagues one lets know at once.
const MOST_READERS: usize = 50;

/// The longest rating in words, in characters.
const RATING: usize = 500;

impl Command {
    /// What of it is out of bounds in a case of this process on this day, each with its place in the command on the wire.
    pub fn faults(&self, process: &Process, today: NaiveDate) -> Vec<FieldError> {
        let mut faults: Vec<FieldError> =
            self.texts().into_iter().filter_map(|(pointer, text)| self.too_long(pointer, text)).collect();
        match self {
            Self::BeginSpecialProcedure { ends_on, .. } if *ends_on <= today => {
                let earliest = today.succ_opt().unwrap_or(today).to_string();
                faults.push(FieldError::new("/ends_on", FieldCode::TooEarly).with("min", earliest));
            }
            Self::Extend { days: 0, .. } => {
                faults.push(FieldError::new("/days", FieldCode::TooSmall).with("min", 1));
            }
            Self::Extend { days, .. } => {
                let most = process.extension_bound().days;
                let fault = || FieldError::new("/days", FieldCode::TooLarge).with("max", most);
                faults.extend((*days > most).then(fault));
            }
            Self::Copy { to, .. } if to.is_empty() || to.len() > MOST_READERS => {
                faults.push(FieldError::new("/to", FieldCode::Required));
            }
            Self::Rate { grade, .. } if !(1..=5).contains(grade) => {
                faults.push(FieldError::new("/grade", FieldCode::Required));
            }
            _ => {}
        }
        faults
    }

    fn too_long(&self, pointer: String, text: &str) -> Option<FieldError> {
        let most = if matches!(self, Self::Rate { .. }) { RATING } else { WORDS };
        (text.chars().count() > most).then(|| FieldError::new(pointer, FieldCode::TooLong).with("max", most))
    }

    /// Every text in it that people write.
    fn texts(&self) -> Vec<(String, &str)> {
        match self {
            Self::Start {}
            | Self::ReportPause {}
            | Self::TakeShared { .. }
            | Self::Claim { .. }
            | Self::Release { .. }
            | Self::ReceiveSupplement { .. }
            | Self::TimeOutExternal { .. }
            | Self::EndCall { .. } => Vec::new(),
            Self::AnswerExternal { reason, reference, .. } => {
                one("reason", reason.as_ref()).into_iter().chain(one("reference", Some(reference))).collect()
            }
            Self::Complete { reason, opinion, checks, .. } => {
                let words = checks
                    .iter()
                    .enumerate()
                    .filter_map(|(at, check)| Some((format!("/checks/{at}/words"), check.words.as_deref()?)));
                let said = one("reason", reason.as_ref()).into_iter().chain(opinion.iter().flat_map(parts));
                said.chain(words).collect()
            }
            Self::Answer { opinion, .. } => parts(opinion).into(),
            Self::Copy { words, .. } | Self::Remind { words } => {
                one("words", words.as_ref()).into_iter().collect()
            }
            Self::RequestSupplement { points, reason, .. } => {
                let points = points.iter().enumerate();
                let points =
                    points.map(|(at, point)| (format!("/points/{at}/reason"), point.reason.as_str()));
                one("reason", reason.as_ref()).into_iter().chain(points).collect()
            }
            Self::EndSpecialProcedure { result, .. } => vec![("/result".to_owned(), result)],
            Self::BeginSpecialProcedure { reason, .. }
            | Self::Return { reason, .. }
            | Self::Jump { reason, .. }
            | Self::Reassign { reason, .. }
            | Self::Delegate { reason, .. }
            | Self::AddSigner { reason, .. }
            | Self::RemoveSigner { reason, .. }
            | Self::Extend { reason, .. }
            | Self::Terminate { reason } => vec![("/reason".to_owned(), reason)],
            Self::Recall { reason, .. } | Self::Withdraw { reason } => {
                one("reason", reason.as_ref()).into_iter().collect()
            }
            Self::Rate { words, .. } => one("words", words.as_ref()).into_iter().collect(),
        }
    }
}

fn one<'a>(name: &str, text: Option<&'a String>) -> Option<(String, &'a str)> {
    Some((format!("/{name}"), text?))
}

fn parts(opinion: &Opinion) -> [(String, &str); 3] {
    let Opinion { facts, opinion, article } = opinion;
    [("facts", facts), ("opinion", opinion), ("article", article)]
        .map(|(name, text)| (format!("/opinion/{name}"), text.as_str()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::test_desk::process;
    use super::*;

    fn faults(command: Value) -> Vec<(String, FieldCode)> {
        let command: Command = serde_json::from_value(command).unwrap();
        let faults = command.faults(&process(), "2026-03-05".parse().unwrap());
        faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn every_text_has_a_longest_length() {
        let of = |length: usize| {
            let text = "字".repeat(length);
            let opinion = json!({"facts": text, "opinion": text, "article": text});
            let points = json!([{"material": "a", "reason": "好"}, {"pointer": "/b", "reason": text}]);
            [
                json!({"command": "complete", "task": "a", "outcome": "rejected", "reason": text, "opinion": opinion}),
                json!({"command": "request_supplement", "task": "a", "points": points, "reason": text}),
                json!({"command": "begin_special_procedure", "task": "a", "ground": "hearing",
                       "ends_on": "2026-03-06", "reason": text}),
                json!({"command": "end_special_procedure", "task": "a", "result": text}),
                json!({"command": "withdraw", "reason": text}),
            ]
        };
        let places: [&[&str]; 5] = [
            &["/reason", "/opinion/facts", "/opinion/opinion", "/opinion/article"],
            &["/reason", "/points/1/reason"],
            &["/reason"],
            &["/result"],
            &["/reason"],
        ];
        for (command, places) in of(WORDS + 1).into_iter().zip(places) {
            let expected: Vec<_> =
                places.iter().map(|place| ((*place).to_owned(), FieldCode::TooLong)).collect();
            assert_eq!(faults(command), expected);
        }
        assert!(of(WORDS).into_iter().all(|command| faults(command).is_empty()));
        let rate = |length: usize| json!({"command": "rate", "grade": 3, "words": "字".repeat(length)});
        assert_eq!(faults(rate(RATING)), []);
        assert_eq!(faults(rate(RATING + 1)), [("/words".to_owned(), FieldCode::TooLong)]);
    }

    #[test]
    fn a_grade_is_one_of_five_and_an_end_is_to_come() {
        for (grade, holds) in [(0, false), (1, true), (5, true), (6, false)] {
            assert_eq!(faults(json!({"command": "rate", "grade": grade})).is_empty(), holds, "{grade}");
        }
        let ending = |day: &str| {
            faults(json!({"command": "begin_special_procedure", "task": "a", "ground": "testing",
                          "ends_on": day, "reason": "须检测"}))
        };
        assert_eq!(ending("2026-03-06"), []);
        for day in ["2026-03-05", "2025-12-31"] {
            assert_eq!(ending(day), [("/ends_on".to_owned(), FieldCode::TooEarly)], "{day}");
        }
    }

    #[test]
    fn a_decision_is_put_off_by_ten_days_or_by_what_the_process_says_another_law_gives() {
        let within = |extension: Value, days: u32| {
            let mut stored: Value =
                serde_json::from_str(include_str!("../../fixtures/process-simple.json")).unwrap();
            if !extension.is_null() {
                stored["extension"] = extension;
            }
            let process = Process::read(&stored.to_string()).unwrap();
            Command::Extend { days, reason: "复杂".into() }
                .faults(&process, "2026-03-05".parse().unwrap())
                .is_empty()
        };
        let of = |days: u32| json!({ "days": days, "ground": { "zh-CN": "《政府信息公开条例》第三十三条" } });
        for (extension, days, holds) in [
            (Value::Null, 0, false),
            (Value::Null, 10, true),
            (Value::Null, 11, false),
            (of(20), 20, true),
            (of(20), 21, false),
            (of(3), 3, true),
            (of(3), 4, false),
        ] {
            assert_eq!(within(extension.clone(), days), holds, "{extension} {days}");
        }
    }
}
