//! The sentence on top of a joint application: who is waiting for whom, and by when at the latest. Pure.

use schema::bundles::{JointStatus, JointView, Lane, LaneState};

use super::names::Names;
use super::state::{Standing, standing};
use crate::text::Words;

/// The sentence in two parts: the heading and the line under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Who has it and until when.
    pub now: String,
    /// What comes next.
    pub next: String,
}

/// What is to be said of a joint application.
pub fn sentence(view: &JointView, words: Words) -> Sentence {
    let text = words.bundles;
    let plain = |now: &str, next: &str| Sentence { now: now.to_owned(), next: next.to_owned() };
    match view.status {
        JointStatus::Open => running(view, words),
        JointStatus::Decided => Sentence { now: ended(view, words), next: text.next_decided().to_owned() },
        JointStatus::Apart => plain(text.now_apart(), text.next_apart()),
        JointStatus::Withdrawn => plain(text.now_withdrawn(), text.next_withdrawn()),
    }
}

fn ended(view: &JointView, words: Words) -> String {
    let approved = of(view, Standing::Approved).count();
    match view.lanes.len().saturating_sub(approved) {
        0 => words.bundles.now_approved().to_owned(),
        others => words.bundles.now_ended(approved, others),
    }
}

/// The lanes that stand so.
fn of(view: &JointView, wanted: Standing) -> impl Iterator<Item = &Lane> {
    view.lanes.iter().filter(move |lane| standing(lane) == wanted)
}

/// While some of it is open: first what the reader has to do, then who is late, then who is at work.
fn running(view: &JointView, words: Words) -> Sentence {
    let text = words.bundles;
    let waiting: Vec<&Lane> = of(view, Standing::Waits).collect();
    let late: Vec<&Lane> = of(view, Standing::Late).collect();
    let handled: Vec<&Lane> = of(view, Standing::Handled).collect();
    let others = late.len() + handled.len();
    match (waiting.as_slice(), late.as_slice()) {
        ([lane], _) => {
            let who = lane.department.as_str();
            let now =
                if lane.asked == 0 { text.now_waiting_one(who) } else { text.now_waiting(who, lane.asked) };
            Sentence { now, next: beside(others, words) }
        }
        ([_, _, ..], _) => {
            Sentence { now: text.now_waiting_many(waiting.len()), next: beside(others, words) }
        }
        ([], [lane]) => {
            let day = lane.due.map(|due| words.day(due)).unwrap_or_default();
            Sentence { now: text.now_late(&lane.department, &day), next: text.next_late().to_owned() }
        }
        ([], [_, _, ..]) => {
            Sentence { now: text.now_late_many(late.len()), next: text.next_late().to_owned() }
        }
        // Everything is decided; what was issued is still to be handed over.
        ([], []) if handled.is_empty() => {
            Sentence { now: ended(view, words), next: text.next_delivery().to_owned() }
        }
        ([], []) => Sentence { now: at_work(view, &handled, words), next: held(view, words) },
    }
}

fn beside(others: usize, words: Words) -> String {
    match others {
        0 => words.bundles.next_stands().to_owned(),
        others => words.bundles.next_others(others),
    }
}

fn at_work(view: &JointView, handled: &[&Lane], words: Words) -> String {
    let text = words.bundles;
    let whole = view.deadline.as_ref().and_then(|deadline| deadline.due).map(|due| words.day(due));
    match (handled, whole) {
        ([lane], whole) => match lane.due.map(|due| words.day(due)).or(whole) {
            Some(day) => text.now_one_until(&lane.department, &day),
            None => text.now_one(&lane.department),
        },
        (lanes, Some(day)) => text.now_many_until(lanes.len(), &day),
        (lanes, None) => text.now_many(lanes.len()),
    }
}

/// What begins next, and after what.
fn held(view: &JointView, words: Words) -> String {
    let names = Names::of_lanes(&view.lanes, words);
    let waiting = |lane: &&Lane| lane.state == LaneState::Held && !lane.held_for.is_empty();
    let first = view.lanes.iter().find(waiting);
    match first.map(|first| &first.held_for) {
        Some(held_for) => {
            let alike = view.lanes.iter().filter(waiting).filter(|lane| lane.held_for == *held_for);
            let alike = alike.map(|lane| &lane.item);
            words.bundles.next_held(&names.quoted(alike), &names.quoted(held_for))
        }
        None => words.bundles.next_nothing().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::process::{Decision, Status};

    use super::super::samples::{day, lane, view};
    use super::*;

    fn check(view: &JointView, chinese: [&str; 2], english: [&str; 2]) {
        for (locale, [now, next]) in [(Locale::ZhCn, chinese), (Locale::En, english)] {
            let said = sentence(view, Words::new(locale));
            let said =
                Sentence { now: said.now.replace('\u{a0}', " "), next: said.next.replace('\u{a0}', " ") };
            assert_eq!(said, Sentence { now: now.to_owned(), next: next.to_owned() });
        }
    }

    fn waiting(item: &str, asked: u32) -> Lane {
        Lane { status: Some(Status::WaitingForApplicant), asked, ..lane(item, LaneState::Open) }
    }

    #[test]
    fn what_the_reader_has_to_do_comes_first() {
        let late = Lane { late: true, due: Some(day(4)), ..lane("丙", LaneState::Open) };
        check(
            &view(vec![waiting("甲", 2), lane("乙", LaneState::Open), late]),
            ["部门甲等您补正 2 处", "另外 2 件照常在办，不受影响。"],
            ["部门甲 is waiting for you: 2 to put right", "The rest goes on as before (2)."],
        );
        check(
            &view(vec![waiting("甲", 0)]),
            ["部门甲等您补材料", "补齐以前，这一件的时限停住；补齐以后接着办。"],
            [
                "部门甲 is waiting for something from you",
                "Until then its clock stands; afterwards it goes on.",
            ],
        );
        let view = view(vec![waiting("甲", 1), waiting("乙", 1)]);
        assert_eq!(sentence(&view, Words::new(Locale::ZhCn)).now, "有 2 件事等您补正");
    }

    #[test]
    fn who_is_late_is_named_and_the_fault_is_ours() {
        let late = Lane { late: true, due: Some(day(4)), ..lane("甲", LaneState::Open) };
        check(
            &view(vec![late.clone(), lane("乙", LaneState::Open)]),
            [
                "部门甲应当在 9 月 4 日答复，已经过了期限",
                "责任在我们，不在您。急的话请打 12345，报联办编号。",
            ],
            [
                "部门甲 should have answered by 4 September and is late",
                "The fault is ours, not yours. If it is urgent, call 12345 and give the number.",
            ],
        );
        let view = view(vec![late.clone(), late]);
        assert_eq!(sentence(&view, Words::new(Locale::ZhCn)).now, "有 2 件过了期限");
    }

    #[test]
    fn what_begins_next_is_said_with_what_it_waits_for() {
        let held = Lane { held_for: vec!["甲".to_owned()], ..lane("乙", LaneState::Held) };
        let open = Lane { due: Some(day(20)), ..lane("甲", LaneState::Open) };
        check(
            &view(vec![open, held]),
            ["部门甲正在办，最迟 9 月 20 日有结果", "《事项甲》办好以后，接着办《事项乙》。"],
            [
                "部门甲 is working on it and will answer by 20 September",
                "Next, after approval of “事项甲”: “事项乙”.",
            ],
        );
    }

    #[test]
    fn whatever_waits_for_the_same_begins_together() {
        let held = |item| Lane { held_for: vec!["甲".to_owned()], ..lane(item, LaneState::Held) };
        let other = Lane { held_for: vec!["乙".to_owned()], ..held("丁") };
        let view = view(vec![lane("甲", LaneState::Open), held("乙"), held("丙"), other]);
        let next = sentence(&view, Words::new(Locale::ZhCn)).next;
        assert_eq!(next, "《事项甲》办好以后，接着办《事项乙》、《事项丙》。");
    }

    #[test]
    fn what_is_decided_and_not_handed_over_yet_is_not_under_way() {
        let decided = |item, decision| Lane { decision: Some(decision), ..lane(item, LaneState::Open) };
        check(
            &view(vec![decided("甲", Decision::Approved), decided("乙", Decision::Approved)]),
            ["都办好了", "结果正在交到您手上。每件的结果在下面，点开看。"],
            ["All of it is approved", "What was decided is on its way to you. The result of each is below."],
        );
        let view = view(vec![decided("甲", Decision::Approved), decided("乙", Decision::Rejected)]);
        assert_eq!(sentence(&view, Words::new(Locale::ZhCn)).now, "都有结果了：办成 1 件，没办成 1 件");
    }

    #[test]
    fn an_ended_one_says_how() {
        let approved = |item| Lane { decision: Some(Decision::Approved), ..lane(item, LaneState::Closed) };
        let rejected = Lane { decision: Some(Decision::Rejected), ..lane("乙", LaneState::Closed) };
        let said = |lanes, status| {
            let view = JointView { status, ..view(lanes) };
            sentence(&view, Words::new(Locale::ZhCn)).now
        };
        assert_eq!(said(vec![approved("甲"), approved("乙")], JointStatus::Decided), "都办好了");
        assert_eq!(
            said(vec![approved("甲"), rejected, lane("丙", LaneState::Dropped)], JointStatus::Decided),
            "都有结果了：办成 1 件，没办成 2 件"
        );
        assert_eq!(said(vec![lane("甲", LaneState::Closed)], JointStatus::Apart), "这几件事要分开办");
        assert_eq!(
            said(vec![lane("甲", LaneState::Closed)], JointStatus::Withdrawn),
            "申请已经撤回，不再往下办"
        );
    }
}
