//! The course of a case laid over the drawing of its process: who had what, when, for how long, where it waits, which way it
//! went and why, and which way it will go as things are.

mod stands;
mod told;

use schema::form::Form;
use schema::process::design::{Piece, PieceKind, Place, Row};
use schema::process::{CaseCourse, Course, Leg, Route};

pub use self::stands::Stands;
use super::{Way, table};
use crate::prelude::*;
use crate::text::{Words, use_words};

/// The process of a case with its course.
#[component]
pub fn ProcessTrace(
    /// The course, with the definition of the process.
    course: CaseCourse,
    /// The form whose answers its conditions read.
    form: Option<Form>,
) -> impl IntoView {
    let words = use_words();
    let Some(piece) = Piece::read(&course.definition) else {
        return view! { <p class="notice">{words.processes.shapeless()}</p> };
    };
    let over = Over { course: &course, piece: &piece, form: form.as_ref(), words };
    let told = |row: &Row| over.told(row);
    let end = if over.is_over() { Way::Walked } else { Way::Ahead };
    let last = Some((words.processes.course_column(), told));
    let drawn = table(words, &piece, form.as_ref(), (|place: &Place| over.way(place), end), last);
    view! { {drawn}{told::legend(words)} }
}

/// A course over the drawing.
struct Over<'c> {
    course: &'c CaseCourse,
    piece: &'c Piece,
    form: Option<&'c Form>,
    words: Words,
}

impl Over<'_> {
    fn course(&self) -> &Course {
        &self.course.course
    }

    /// How far the case has come at a place: of a task what became of it last, of a block the furthest that lies in it.
    fn way(&self, place: &Place) -> Way {
        let Some(here) = self.piece.at(place) else { return Way::Plain };
        if here.kind == PieceKind::Process {
            return Way::Walked;
        }
        let tasks = here
            .all()
            .into_iter()
            .filter(|(_, inner)| matches!(inner.kind, PieceKind::Task | PieceKind::Call));
        let ways: Vec<Way> = tasks.filter_map(|(_, task)| self.way_of_task(task.id()?)).collect();
        let any = |way: Way| ways.contains(&way);
        match () {
            () if any(Way::Late) => Way::Late,
            () if any(Way::Here) => Way::Here,
            () if any(Way::Walked) || self.is_passed_through(here, place) => Way::Walked,
            () if self.is_over() || self.is_off(place) => Way::Passed,
            () => Way::Ahead,
        }
    }

    /// How far it has come in a task it was in.
    fn way_of_task(&self, task: &str) -> Option<Way> {
        let leg = self.course().of(task).next_back()?;
        Some(match &leg.ended {
            // What was sent back from here is yet to be done.
            Some(ended) if ended.back.is_some() && !self.is_over() => Way::Ahead,
            Some(_) => Way::Walked,
            None if self.late(leg).is_some() => Way::Late,
            None => Way::Here,
        })
    }

    /// By how many working days an open task is late.
    fn late(&self, leg: &Leg) -> Option<u32> {
        self.course.due.get(&leg.key)?.late
    }

    fn is_over(&self) -> bool {
        self.course().closed_at.is_some()
    }

    /// Where it goes at a fork or after a round.
    fn route(&self, block: &Piece) -> Option<&Route> {
        self.course.routes.get(block.id()?)
    }

    /// Whether it came by here though there was nothing to do: a fork that was decided, a branch that leads past something.
    fn is_passed_through(&self, here: &Piece, place: &Place) -> bool {
        let decided = |block: &Piece| self.route(block).filter(|route| !route.foreseen);
        match (here.kind, place.split()) {
            (PieceKind::Branch, Some((fork, index))) => {
                let fork = self.piece.at(&fork).and_then(decided);
                fork.is_some_and(|route| route.branches.contains(&index))
            }
            _ => decided(here).is_some(),
        }
    }

    /// Whether this lies on a branch that was not taken, or will not be as things are.
    fn is_off(&self, place: &Place) -> bool {
        let Some((around, index)) = place.split() else { return false };
        let route =
            self.piece.at(&around).filter(|around| around.kind.is_fork()).and_then(|it| self.route(it));
        route.is_some_and(|route| !route.branches.contains(&index)) || self.is_off(&around)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use serde_json::{Value, json};

    use super::*;

    fn task(id: &str, kind: &str) -> Value {
        json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": kind,
            "limit": { "value": 5, "unit": "工作日" } } })
    }

    /// A short process: acceptance, then one of two ways by the area, in up to three rounds.
    fn definition() -> Value {
        let large = json!({ ">": [{ "var": "area" }, 500] });
        let way = json!({ "choose": { "id": "size", "name": { "zh-CN": "看面积" }, "branches": [
            { "name": { "zh-CN": "大的" }, "when": large, "seq": [task("experts", "review")] },
            { "name": { "zh-CN": "否则" }, "seq": [] },
        ] } });
        json!({ "id": "short", "seq": [
            task("accept", "accept"),
            { "repeat": { "id": "rounds", "name": { "zh-CN": "复核" }, "most": 3,
                "again": { "==": [{ "var": "urgent" }, true] }, "seq": [task("review", "review")] } },
            way,
        ] })
    }

    fn leg(task: &str, holder: Option<&str>, ended: Option<&str>) -> Value {
        let by = json!({ "id": "张三", "role": "officer" });
        let ended = ended.map(|at| json!({ "at": at, "by": by, "outcome": "approved" }));
        json!({ "task": task, "key": task, "opened_at": "2026-03-02T01:00:00Z", "holder": holder, "ended": ended })
    }

    /// The drawing of a case with these openings, beside what else is said of its course.
    fn drawn(legs: &[Value], closed_at: Option<DateTime<Utc>>, more: Value) -> String {
        let at = "2026-03-09T01:00:00Z";
        let mut course = json!({
            "definition": definition(),
            "course": { "filed_at": at, "legs": legs, "branches": {}, "rounds": {}, "closed_at": closed_at },
            "form": { "id": "short", "version": 1 }, "due": {}, "at": at,
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            course[name] = value.clone();
        }
        let course: CaseCourse = serde_json::from_value(course).unwrap();
        let (form, _) = schema::form::compile(&json!({ "schema": { "type": "object", "properties": {
            "area": { "type": "number", "title": "建筑面积" },
            "urgent": { "type": "boolean", "title": "是否加急" },
        } } }));
        let form = Some(form);
        Owner::new().with(|| view! { <ProcessTrace course form/> }.to_html())
    }

    #[test]
    fn the_end_is_drawn_as_reached_once_the_case_is_closed() {
        let legs = [leg("accept", Some("张三"), Some("2026-03-02T02:00:00Z"))];
        let under_way = drawn(&legs, None, json!({}));
        assert_eq!(under_way.matches("knot walked ends").count(), 1, "the start: {under_way}");
        assert_eq!(under_way.matches("knot ahead ends").count(), 1, "the end: {under_way}");
        let closed = drawn(&legs, Some("2026-03-02T01:00:00Z".parse().unwrap()), json!({}));
        assert_eq!(closed.matches("knot walked ends").count(), 2, "{closed}");
    }

    #[test]
    fn a_late_task_says_by_how_much_and_with_whom_it_waits() {
        let due = json!({ "accept": { "at": "2026-03-04T09:30:00Z", "late": 3 } });
        let html = drawn(&[leg("accept", Some("李四"), None)], None, json!({ "due": due }));
        assert!(html.contains("在李四手里 · 第 8 天 · 超了 3 个工作日"), "{html}");
        assert!(html.contains("class=\"one late\""), "{html}");
        let due = json!({ "accept": { "at": "2026-03-12T09:30:00Z" } });
        let in_time = drawn(&[leg("accept", Some("李四"), None)], None, json!({ "due": due }));
        assert!(
            in_time.contains("最迟 3\u{a0}月\u{a0}12\u{a0}日 17:30")
                && in_time.contains("class=\"one here\""),
            "{in_time}"
        );
    }

    #[test]
    fn what_was_sent_back_is_not_drawn_as_done_and_says_where_it_went() {
        let mut sent = leg("review", Some("张三"), Some("2026-03-03T02:00:00Z"));
        sent["ended"]["outcome"] = Value::Null;
        sent["ended"]["back"] = json!("accept");
        let html = drawn(&[sent, leg("accept", Some("李四"), None)], None, json!({}));
        assert!(html.contains("退回“accept”") && html.contains("class=\"one ahead\""), "{html}");
        assert_eq!(html.matches("class=\"one walked\"").count(), 1, "the start alone: {html}");
    }

    #[test]
    fn a_fork_ahead_says_which_way_is_foreseen_and_by_which_answer() {
        let size =
            json!({ "foreseen": true, "branches": [1], "read": [{ "pointer": "/area", "value": 480 }] });
        let html = drawn(&[leg("review", None, None)], None, json!({ "routes": { "size": size } }));
        assert!(html.contains("建筑面积：480 → 预计走“否则”"), "{html}");
        assert!(html.contains("大的：建筑面积大于 500"), "in the words of the form: {html}");
        assert!(html.contains("预计走这里") && html.contains("预计不走"), "{html}");
        assert!(html.contains("class=\"one passed\""), "what lies on the other branch: {html}");
        let unknown = drawn(&[leg("review", None, None)], None, json!({}));
        assert!(unknown.contains("走哪支还定不了") && !unknown.contains("预计走"), "{unknown}");
    }

    #[test]
    fn rounds_that_are_over_say_why_there_was_no_other() {
        let ended = [leg("review", Some("张三"), Some("2026-03-03T02:00:00Z"))];
        let rounds =
            json!({ "foreseen": false, "again": false, "read": [{ "pointer": "/urgent", "value": false }] });
        let counted = json!({ "filed_at": "2026-03-02T01:00:00Z", "legs": ended, "branches": {},
            "rounds": { "rounds": 1 }, "closed_at": null });
        let html =
            drawn(&ended, None, json!({ "routes": { "rounds": rounds.clone() }, "course": counted.clone() }));
        assert!(html.contains("是否加急：否 → 一轮就过，没有再来"), "{html}");
        let mut most = counted;
        most["rounds"]["rounds"] = json!(3);
        let html = drawn(&ended, None, json!({ "routes": { "rounds": rounds }, "course": most }));
        assert!(html.contains("走了 3 轮，到了最多的轮数"), "{html}");
    }

    #[test]
    fn blocks_say_what_their_limits_add_up_to() {
        let html = drawn(&[], None, json!({}));
        assert!(html.contains("一轮 5 个工作日，最多 15") && html.contains("最长一支 5 个工作日"), "{html}");
        assert!(html.contains("5 个工作日，不计入"), "before acceptance nothing counts: {html}");
    }
}
