//! Why nothing can be concluded yet. Pure.

use schema::cases::DeskCase;
use schema::process::{CommandName, Status};

use super::tasks::name;
use crate::text::Words;

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has ended.
    Closed,
    /// It is the officer's own.
    Own,
    /// It has to be taken up first.
    ClaimFirst,
    /// The applicant has to answer first.
    Waiting,
    /// A special procedure has to be ended first.
    Special,
    /// These colleagues have to sign it first: names.
    Signers(Vec<String>),
    /// Somebody else has it.
    Held(String),
    /// Other cases, or the systems of other agencies, have to end first.
    Elsewhere,
    /// It is another post's turn.
    NotYours,
}

/// What stands in the way of concluding this case, if anything does.
pub fn why(case: &DeskCase) -> Option<Why> {
    let summary = &case.view.summary;
    let allowed = |command| {
        let mut on_task = case.allowed.iter().filter(|allowed| allowed.task == case.task);
        on_task.find(|allowed| allowed.command == command)
    };
    let may = |command| allowed(command).is_some();
    match summary.status {
        Status::Delivered | Status::NotAccepted | Status::Withdrawn | Status::Terminated => Some(Why::Closed),
        _ if case.stands_aside => Some(Why::Own),
        _ if may(CommandName::Complete) || may(CommandName::Answer) => None,
        _ if may(CommandName::EndSpecialProcedure) => Some(Why::Special),
        _ if may(CommandName::Claim) => Some(Why::ClaimFirst),
        Status::WaitingForApplicant => Some(Why::Waiting),
        _ => Some(match (allowed(CommandName::RemoveSigner), holder(case)) {
            (Some(signers), _) => Why::Signers(names(case, &signers.to)),
            (None, Some(holder)) => Why::Held(holder),
            (None, None) if is_elsewhere(case) => Why::Elsewhere,
            (None, None) => Why::NotYours,
        }),
    }
}

/// Who has the task that is shown, else the first that is open.
fn holder(case: &DeskCase) -> Option<String> {
    case.shown().or_else(|| case.view.summary.tasks.first()).and_then(|task| task.holder.clone())
}

/// Whether nobody here has anything to do: all that is open is waited for elsewhere.
fn is_elsewhere(case: &DeskCase) -> bool {
    let with_system = |key: &String| case.outside.systems.iter().any(|system| system.task == *key);
    let is_waited = case.outside.subcases.iter().any(|subcase| subcase.waited);
    let tasks = &case.view.summary.tasks;
    (is_waited || !tasks.is_empty()) && tasks.iter().all(|task| with_system(&task.key))
}

fn names(case: &DeskCase, ids: &[String]) -> Vec<String> {
    let people = case.colleagues.iter().filter(|person| ids.contains(&person.id));
    people.map(|person| person.name.clone()).collect()
}

impl Why {
    /// In words.
    pub fn said(&self, case: &DeskCase, words: Words) -> String {
        let names: Vec<String> = case.view.summary.tasks.iter().map(|task| name(task, words)).collect();
        match self {
            Self::Closed => words.desk.why_nothing_open().to_owned(),
            Self::Own => words.desk.why_own().to_owned(),
            Self::ClaimFirst => words.desk.why_claim_first().to_owned(),
            Self::Waiting => words.desk.why_waiting().to_owned(),
            Self::Special => words.desk.why_special().to_owned(),
            Self::Elsewhere => words.outside.why().to_owned(),
            Self::Held(name) => words.desk.why_held(name),
            Self::Signers(names) => words.desk.why_signers(&names.join(words.catalogue.separator())),
            Self::NotYours => words.desk.why_not_yours(&names.join(words.catalogue.separator())),
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::locale::Text;
    use serde_json::json;

    use super::*;

    fn case(status: Status, holder: Option<&str>, may: &[&str]) -> DeskCase {
        let allowed: Vec<_> =
            may.iter().map(|command| json!({"command": command, "task": "review", "to": ["7"]})).collect();
        let tasks =
            json!([{"key": "review", "name": Text::zh("审查").with(Locale::En, "Review"), "holder": holder}]);
        serde_json::from_value(json!({
            "number": "440103-260305-00042-7", "item_name": "居住证申领", "department": "公安局",
            "applicant": "王小明", "status": status, "tasks": tasks, "task": "review", "opened_at": "2026-03-05T01:00:00Z", "due": null, "remaining": null,
            "application": 1, "timeline": [], "deadline": null, "supplement": [], "decision": null,
            "opinion": null, "reason": null, "rating": null, "may_rate": false,
            "form": {"id": "f", "version": 1}, "answers": {}, "files": [], "allowed": allowed,
            "changes": [], "stands_aside": false, "revision": 3,
            "colleagues": [{"id": "7", "name": "李", "roles": ["officer"]}],
        }))
        .unwrap()
    }

    #[test]
    fn it_says_what_stands_in_the_way() {
        let check = |status, holder, may: &[&str], expect, chinese: &str, english: &str| {
            let case = case(status, holder, may);
            let why = why(&case);
            assert_eq!(why, expect);
            let said =
                |locale| why.as_ref().map(|why| why.said(&case, Words::new(locale))).unwrap_or_default();
            assert_eq!(said(Locale::ZhCn), chinese);
            assert_eq!(said(Locale::En), english);
        };
        use Status::{Accepted, Delivered, InReview, SpecialProcedure, WaitingForApplicant};
        let own = DeskCase { stands_aside: true, ..case(Accepted, None, &[]) };
        assert_eq!(why(&own), Some(Why::Own));
        let mut away = case(InReview, None, &[]);
        away.outside = serde_json::from_value(json!({ "systems": [
            { "task": "review", "name": { "zh-CN": "审查" }, "system": "消防", "since": "2026-03-05T01:00:00Z" },
        ] }))
        .unwrap();
        assert_eq!(why(&away), Some(Why::Elsewhere));
        check(InReview, Some("陈"), &["release", "complete"], None, "", "");
        check(
            Accepted,
            None,
            &["claim"],
            Some(Why::ClaimFirst),
            "先接手，才能下结论或要求补正。",
            "Take it up first; then you can conclude it or ask for what is missing.",
        );
        check(
            WaitingForApplicant,
            Some("陈"),
            &["release"],
            Some(Why::Waiting),
            "等申请人补正，时限停着；交来以后接着办。",
            "Waiting for the applicant; the clock stands until it arrives.",
        );
        check(
            SpecialProcedure,
            Some("陈"),
            &["release", "end_special_procedure"],
            Some(Why::Special),
            "特别程序还没有结束，时限停着；记下结果，才能下结论。",
            "A special procedure is under way and the clock stands; record its result first.",
        );
        check(
            InReview,
            Some("陈"),
            &["release", "remove_signer"],
            Some(Why::Signers(vec!["李".into()])),
            "还要等李签；签完才能下结论。",
            "Waiting for the signature of 李; then you can conclude it.",
        );
        check(
            InReview,
            Some("陈"),
            &[],
            Some(Why::Held("陈".into())),
            "陈已经接手；请对方放回，或请部门负责人放回。",
            "陈 has taken it up; they or the agency lead can put it back.",
        );
        check(
            Accepted,
            None,
            &[],
            Some(Why::NotYours),
            "现在轮到“审查”，不是您岗位的环节。",
            "It is the turn of “Review”, which is not your post's.",
        );
        check(
            Delivered,
            None,
            &[],
            Some(Why::Closed),
            "已经办结，没有要做的了。",
            "It is closed; there is nothing left to do.",
        );
    }
}
