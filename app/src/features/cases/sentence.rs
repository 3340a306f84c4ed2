//! The sentence on top of a case: who has it, until when, and what is next. Pure.

use schema::cases::{CaseSummary, CaseView, SpecialNotice};
use schema::process::{Decision, Status};

use crate::text::Words;

/// The sentence in two parts: the heading and the line under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Who has it and until when.
    pub now: String,
    /// What comes next.
    pub next: &'static str,
}

/// What is to be said of a case.
pub fn sentence(view: &CaseView, words: Words) -> Sentence {
    let more = More {
        decision: view.decision,
        points: view.supplement.len(),
        special_procedure: view.special_procedure,
    };
    Sentence { now: now(&view.summary, more, words), next: next(view, words) }
}

/// Who has a case of a list, and until when.
pub fn in_a_list(case: &CaseSummary, words: Words) -> String {
    now(case, More::default(), words)
}

/// What is known of a case beside what lists show.
#[derive(Default)]
struct More {
    decision: Option<Decision>,
    points: usize,
    special_procedure: Option<SpecialNotice>,
}

fn now(case: &CaseSummary, more: More, words: Words) -> String {
    let More { decision, points, special_procedure } = more;
    let text = words.cases;
    // Of several agencies the one that has it now.
    let elsewhere = case.tasks.iter().find_map(|task| task.agency.as_deref());
    let who = elsewhere.unwrap_or(&case.department);
    let day = case.due.map(|due| words.day(due));
    let late = is_late(case);
    match (case.status, day) {
        (Status::Submitted | Status::Accepted | Status::InReview, Some(day)) if late => {
            text.overdue(who, &day)
        }
        (Status::Submitted, Some(day)) => text.checking_until(who, &day),
        (Status::Submitted, None) => text.checking(who),
        (Status::Accepted, Some(day)) => text.accepted_until(who, &day),
        (Status::Accepted, None) => text.accepted(who),
        (Status::InReview, Some(day)) => text.reviewing_until(who, &day),
        (Status::InReview, None) => text.reviewing(who),
        (Status::WaitingForApplicant, _) if points == 0 => text.waiting(who),
        (Status::WaitingForApplicant, _) => text.waiting_for(who, points),
        (Status::SpecialProcedure, _) => match special_procedure {
            Some(SpecialNotice { ground, ends_on }) => {
                text.special_until(who, words.ground(ground), &words.day(ends_on))
            }
            None => text.special(who),
        },
        (Status::Decided, _) => match decision {
            Some(Decision::Approved) => text.approved(who),
            Some(Decision::Rejected) => text.rejected(who),
            None => text.decided(who),
        },
        (Status::Delivered, _) => match decision {
            Some(Decision::Approved) => text.delivered_approved().to_owned(),
            Some(Decision::Rejected) => text.delivered_rejected().to_owned(),
            None => text.delivered().to_owned(),
        },
        (Status::NotAccepted, _) => text.not_accepted(who),
        (Status::Withdrawn, _) => text.withdrawn().to_owned(),
        (Status::Terminated, _) => text.terminated(who),
    }
}

fn next(view: &CaseView, words: Words) -> &'static str {
    let text = words.cases;
    match (view.summary.status, view.decision) {
        (Status::Submitted | Status::Accepted | Status::InReview, _) if is_late(&view.summary) => {
            text.next_overdue()
        }
        (Status::Submitted, _) => text.next_checking(),
        (Status::Accepted, _) => text.next_accepted(),
        (Status::InReview, _) => text.next_reviewing(),
        (Status::WaitingForApplicant, _) => text.next_waiting(),
        (Status::SpecialProcedure, _) => text.next_special(),
        (Status::Decided, Some(Decision::Approved)) => text.next_approved(),
        (Status::Decided, Some(Decision::Rejected)) => text.next_rejected(),
        (Status::Decided, None) => text.next_decided(),
        (Status::Delivered, _) if view.may_rate => text.next_rate(),
        (Status::Delivered, _) => text.next_none(),
        (Status::NotAccepted, _) => text.next_not_accepted(),
        (Status::Withdrawn, _) => text.next_withdrawn(),
        (Status::Terminated, _) => text.next_terminated(),
    }
}

fn is_late(case: &CaseSummary) -> bool {
    case.remaining.is_some_and(|days| days < 0)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use schema::Locale;
    use schema::id::CaseNumber;
    use schema::process::{Ground, Place, SupplementPoint};

    use super::*;

    fn case(status: Status, remaining: Option<i64>) -> CaseView {
        CaseView {
            summary: CaseSummary {
                number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
                item_name: "食品经营许可".into(),
                department: "市场监管局".into(),
                applicant: "王小明".into(),
                status,
                tasks: Vec::new(),
                opened_at: Default::default(),
                due: remaining.and_then(|_| NaiveDate::from_ymd_opt(2026, 11, 28)),
                remaining,
            },
            application: None,
            timeline: Vec::new(),
            deadline: None,
            supplement: Vec::new(),
            promises: Vec::new(),
            fees: Vec::new(),
            licences: Vec::new(),
            part_of: None,
            questions: None,
            special_procedure: None,
            decision: None,
            opinion: None,
            reason: None,
            rating: None,
            may_rate: false,
            may_remind: false,
            unread: 0,
        }
    }

    fn check(view: &CaseView, chinese: &str, english: &str) {
        for (locale, expect) in [(Locale::ZhCn, chinese), (Locale::En, english)] {
            assert_eq!(sentence(view, Words::new(locale)).now.replace('\u{a0}', " "), expect);
        }
        for locale in Locale::ALL {
            assert!(!sentence(view, Words::new(locale)).next.is_empty());
        }
    }

    #[test]
    fn an_open_case_says_who_has_it_and_until_when() {
        use Status::{Accepted, InReview, Submitted};
        let on = |status, remaining, chinese, english| check(&case(status, remaining), chinese, english);
        on(
            Submitted,
            Some(5),
            "市场监管局正在看材料，最迟 11 月 28 日告诉您是否受理",
            "市场监管局 is checking your application and will say by 28 November whether it is accepted",
        );
        on(
            Submitted,
            None,
            "市场监管局正在看材料，看完告诉您是否受理",
            "市场监管局 is checking your application and will say whether it is accepted",
        );
        on(
            Accepted,
            Some(5),
            "市场监管局已经受理，最迟 11 月 28 日答复",
            "市场监管局 has accepted your application and will answer by 28 November",
        );
        on(
            InReview,
            Some(0),
            "市场监管局正在审查，最迟 11 月 28 日答复",
            "市场监管局 is examining your application and will answer by 28 November",
        );
        on(
            InReview,
            Some(-2),
            "市场监管局应当在 11 月 28 日答复，已经过了期限",
            "市场监管局 should have answered by 28 November and is late",
        );
        on(
            InReview,
            None,
            "市场监管局正在审查，还没有公布答复的日子",
            "市场监管局 is examining your application; no day for the answer is published",
        );
    }

    #[test]
    fn a_waiting_case_says_how_much_is_asked() {
        let mut view = case(Status::WaitingForApplicant, None);
        check(&view, "市场监管局等您补材料", "市场监管局 is waiting for something from you");
        let point = SupplementPoint { place: Place::Material("photo".into()), reason: "看不清".into() };
        view.supplement = vec![point.clone(), point];
        check(&view, "市场监管局等您补正 2 处", "市场监管局 is waiting for you: 2 to put right");
    }

    #[test]
    fn a_special_procedure_is_named_with_its_end() {
        let mut view = case(Status::SpecialProcedure, None);
        check(
            &view,
            "市场监管局正在办特别程序，时限停住",
            "市场监管局 has a special procedure under way; the clock stands",
        );
        let ends_on = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        view.special_procedure = Some(SpecialNotice { ground: Ground::Testing, ends_on });
        check(
            &view,
            "市场监管局正在进行检测，预计最迟 11 月 28 日结束",
            "市场监管局 has this under way: testing, expected to end by 28 November",
        );
    }

    #[test]
    fn an_ended_case_says_how() {
        use Decision::{Approved, Rejected};
        let on = |status, decision, chinese, english| {
            check(&CaseView { decision, ..case(status, None) }, chinese, english);
        };
        on(Status::Decided, None, "市场监管局已经作出决定", "市场监管局 has decided");
        on(
            Status::Decided,
            Some(Approved),
            "市场监管局同意了您的申请",
            "市场监管局 has approved your application",
        );
        on(
            Status::Decided,
            Some(Rejected),
            "市场监管局没有同意您的申请",
            "市场监管局 has not approved your application",
        );
        on(
            Status::Delivered,
            Some(Approved),
            "办好了，结果已经交给您",
            "Approved and done; the result has been handed over",
        );
        on(
            Status::Delivered,
            Some(Rejected),
            "已经办结，没有同意，决定书已经交给您",
            "Closed without approval; the written decision has been handed over",
        );
        on(
            Status::NotAccepted,
            None,
            "市场监管局没有受理您的申请",
            "市场监管局 did not accept your application",
        );
        on(
            Status::Terminated,
            None,
            "市场监管局终止了办理",
            "市场监管局 has ended the handling without a decision",
        );
        on(
            Status::Withdrawn,
            None,
            "申请已经撤回，不再往下办",
            "The application has been taken back and is closed",
        );
    }

    #[test]
    fn what_is_next_depends_on_what_the_applicant_may_do() {
        let words = Words::new(Locale::ZhCn);
        let delivered = case(Status::Delivered, None);
        assert_eq!(sentence(&delivered, words).next, words.cases.next_none());
        assert_eq!(sentence(&CaseView { may_rate: true, ..delivered }, words).next, words.cases.next_rate());
        assert_eq!(sentence(&case(Status::InReview, Some(-1)), words).next, words.cases.next_overdue());
    }
}
