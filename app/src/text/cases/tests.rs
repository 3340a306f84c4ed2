//! What is said of cases, in both languages.

use schema::cases::SpecialNotice;
use schema::locale::Text;
use schema::process::{Ground, Payload};
use schema::role::Role;

use super::*;

fn happening(kind: &str, stages: &[Stage], role: Role) -> Happening {
    let task = Some(Text::zh("审查").with(Locale::En, "Review"));
    Happening {
        at: Default::default(),
        kind: kind.into(),
        stages: stages.into(),
        role,
        task,
        agency: None,
        words: None,
        special_procedure: None,
        late: false,
        days: None,
        by: None,
        people: Vec::new(),
        place: None,
        given: None,
        by_hall: false,
        within: None,
        checks: Vec::new(),
        forms: Vec::new(),
    }
}

#[test]
fn no_kind_of_event_is_told_as_something() {
    for kind in Payload::KINDS {
        let happening = Happening { days: Some(3), ..happening(kind, &[Stage::Examined], Role::Officer) };
        for locale in Locale::ALL {
            let words = Cases(locale);
            let told = words.happening(&happening, None);
            let vague =
                [words.something().to_owned(), words.something_in("审查"), words.something_in("Review")];
            // What begins a special procedure is told by what it is.
            assert!(kind == "special_procedure_started" || !told.is_empty(), "{kind}");
            assert!(!vague.contains(&told), "{kind}: {told}");
        }
    }
}

#[test]
fn what_is_asked_for_too_late_is_told_to_be_so() {
    let asked = happening("supplement_requested", &[], Role::Officer);
    let late = Happening { late: true, ..asked.clone() };
    for locale in Locale::ALL {
        assert_ne!(Cases(locale).happening(&asked, None), Cases(locale).happening(&late, None));
    }
    assert!(Cases(Locale::ZhCn).happening(&late, None).contains("两个工作日"));
}

#[test]
fn what_officers_do_among_themselves_names_people_and_places() {
    let moved = |kind| Happening {
        people: vec!["李工".into(), "王工".into()],
        place: Some(Text::zh("受理").with(Locale::En, "Acceptance")),
        ..happening(kind, &[], Role::Officer)
    };
    let chinese = |kind| Cases(Locale::ZhCn).happening(&moved(kind), None);
    assert_eq!(chinese("task_returned"), "从“审查”退回“受理”");
    assert_eq!(chinese("task_reassigned"), "“审查”转交李工、王工");
    assert_eq!(chinese("task_opened"), "轮到“审查”，由李工、王工办");
    assert_eq!(chinese("case_copied"), "抄送李工、王工");
    let english = Cases(Locale::En).happening(&moved("task_jumped"), None);
    assert_eq!(english, "Moved from “Review” to “Acceptance”");
}

#[test]
fn how_a_task_came_to_somebody_is_told() {
    let opened = |by, instead_of: Option<&str>| Happening {
        people: vec!["李工".into()],
        given: Some(Given { by, instead_of: instead_of.map(str::to_owned) }),
        ..happening("task_opened", &[], Role::Citizen)
    };
    let told = |happening: &Happening| Cases(Locale::ZhCn).happening(happening, None);
    assert_eq!(told(&opened(Some(Assign::Load), None)), "轮到“审查”，由李工办 · 按在办件数分配");
    assert_eq!(told(&opened(Some(Assign::Turn), Some("王工"))), "轮到“审查”，由李工办 · 按轮次分配 · 代王工");
    assert_eq!(told(&opened(None, Some("王工"))), "轮到“审查”，由李工办 · 代王工");
    let late = Happening {
        by_hall: true,
        people: vec!["王工".into()],
        ..happening("task_reassigned", &[], Role::Admin)
    };
    assert_eq!(told(&late), "“审查”逾期未办，自动转交王工");
    let late = Happening { by_hall: true, ..happening("case_reminded", &[], Role::Admin) };
    assert_eq!(told(&late), "逾期未办，自动催办");
}

#[test]
fn every_kind_of_event_is_told_in_plain_words() {
    use Decision::{Approved, Rejected};
    use Stage::{Accepted, Collected, Examined, Settled};
    let check = |kind, stages: &[Stage], decision, chinese: &str, english: &str| {
        let happening = happening(kind, stages, Role::Officer);
        assert_eq!(Cases(Locale::ZhCn).happening(&happening, decision), chinese);
        assert_eq!(Cases(Locale::En).happening(&happening, decision), english);
    };
    check("case_started", &[Stage::Filed], None, "窗口代为提交了申请", "The counter filed the application");
    check("task_opened", &[], None, "轮到“审查”，等人接手", "Next step: Review, to be taken up");
    check("task_claimed", &[], None, "有人接手“审查”", "Taken up: Review");
    check("task_released", &[], None, "“审查”放回，等别人接手", "Given back: Review, to be taken up again");
    check("task_completed", &[Accepted], None, "受理了", "Accepted");
    check("task_completed", &[Accepted, Settled], None, "没有受理", "Not accepted");
    check("task_completed", &[Examined], None, "审查完，交给下一步", "Examined, sent on");
    check("task_completed", &[Examined, Settled], Some(Approved), "同意了申请", "Approved");
    check("task_completed", &[Examined, Settled], Some(Rejected), "没有同意申请", "Not approved");
    check("task_completed", &[Examined, Settled], None, "作出了决定", "Decided");
    check("task_completed", &[Collected], None, "结果交给了申请人", "The result was handed over");
    check("case_withdrawn", &[Settled], None, "申请人撤回了申请", "The applicant took the application back");
    check("something_new", &[], None, "“审查”有了新进展", "Something new in: Review");
    check(
        "special_procedure_ended",
        &[Stage::SpecialProcedureEnded],
        None,
        "特别程序结束，时限接着走",
        "The special procedure is over; the clock goes on",
    );
    check("case_rated", &[], None, "申请人作了评价", "The applicant rated it");
    let own = happening("case_started", &[Stage::Filed], Role::Citizen);
    assert_eq!(Cases(Locale::ZhCn).happening(&own, None), "提交了申请");
}
#[test]
fn a_special_procedure_says_what_it_is_and_how_long() {
    let notice = SpecialNotice {
        ground: Ground::ExpertReview,
        ends_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 20).unwrap(),
    };
    let begun = Happening {
        special_procedure: Some(notice),
        ..happening("special_procedure_started", &[Stage::SpecialProcedureStarted], Role::Officer)
    };
    for (locale, expect) in [
        (Locale::ZhCn, "开始专家评审，预计最迟 3 月 20 日结束，时限停住"),
        (Locale::En, "Begun: review by experts, expected to end by 20 March; the clock stands"),
    ] {
        assert_eq!(Cases(locale).happening(&begun, None).replace('\u{a0}', " "), expect);
    }
}
