//! The course of a case laid over the drawing of its process: who had what, when, for how long, and where it waits.

use chrono::{DateTime, Utc};
use schema::calendar::local_day;
use schema::cases::Subcase;
use schema::process::CaseCourse;
use schema::process::design::{Piece, PieceKind, Place, Row, RowKind};
use schema::process::{Course, Leg};

use super::{Way, table};
use crate::case::grouped;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Words, use_words};

/// The process of a case with its course.
#[component]
pub fn ProcessTrace(
    /// The course, with the definition of the process.
    course: CaseCourse,
) -> impl IntoView {
    let words = use_words();
    let Some(piece) = Piece::read(&course.definition) else {
        return view! { <p class="notice">{words.processes.shapeless()}</p> };
    };
    let over = Over { course, piece: &piece };
    let told = |row: &Row| over.told(words, row);
    let end = if over.is_over() { Way::Walked } else { Way::Ahead };
    let last = Some((words.processes.course_column(), told));
    table(words, &piece, None, (|place: &Place| over.way(place), end), last)
}

struct Over<'p> {
    course: CaseCourse,
    piece: &'p Piece,
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
        if here.kind == PieceKind::Branch && !self.is_taken(place) {
            return self.untaken(place);
        }
        let tasks = here
            .all()
            .into_iter()
            .filter(|(_, inner)| matches!(inner.kind, PieceKind::Task | PieceKind::Call));
        let ways: Vec<Way> = tasks.filter_map(|(_, task)| Some(self.way_of_task(task.id()?))).collect();
        let any = |way: Way| ways.contains(&way);
        match () {
            () if any(Way::Late) => Way::Late,
            () if any(Way::Here) => Way::Here,
            () if any(Way::Walked) => Way::Walked,
            () if self.is_over() => Way::Passed,
            () => Way::Ahead,
        }
    }

    fn way_of_task(&self, task: &str) -> Way {
        match self.course().of(task).next_back() {
            Some(leg) if leg.ended.is_some() => Way::Walked,
            Some(leg) if self.course.late.contains(&leg.key) => Way::Late,
            Some(_) => Way::Here,
            None if self.is_over() => Way::Passed,
            None => Way::Ahead,
        }
    }

    fn is_over(&self) -> bool {
        self.course().closed_at.is_some()
    }

    /// Whether the case went by this branch. In parallel, by all of them once it has come to the fork.
    fn is_taken(&self, branch: &Place) -> bool {
        let Some((fork, index)) = branch.split() else { return true };
        let Some(fork) = self.piece.at(&fork) else { return true };
        if fork.kind == PieceKind::All {
            return true;
        }
        let taken = fork.id().and_then(|id| self.course().branches.get(id));
        taken.is_some_and(|taken| taken.contains(&index))
    }

    /// Of a branch that was not taken: whether it still may be.
    fn untaken(&self, branch: &Place) -> Way {
        let fork = branch.split().and_then(|(fork, _)| self.piece.at(&fork));
        let decided =
            fork.and_then(|fork| fork.id()).is_some_and(|id| self.course().branches.contains_key(id));
        if decided || self.is_over() { Way::Passed } else { Way::Ahead }
    }

    /// What is told of a row beside it.
    fn told(&self, words: Words, row: &Row) -> AnyView {
        let texts = words.processes;
        match row.kind {
            RowKind::Start => {
                self.course().filed_at.map(|at| words.moment(at)).unwrap_or_default().into_any()
            }
            RowKind::End => self.course().closed_at.map(|at| words.moment(at)).unwrap_or_default().into_any(),
            RowKind::Piece(PieceKind::Task | PieceKind::Call) => self.of_task(words, &row.place),
            RowKind::Piece(PieceKind::Repeat) => {
                let here = self.piece.at(&row.place).and_then(Piece::id);
                let rounds = here.and_then(|id| self.course().rounds.get(id));
                rounds.map(|rounds| texts.rounds(*rounds)).unwrap_or_default().into_any()
            }
            RowKind::Piece(PieceKind::Branch) if self.way(&row.place) == Way::Passed => {
                texts.not_walked().into_any()
            }
            RowKind::Piece(_) => ().into_any(),
        }
    }

    fn of_task(&self, words: Words, place: &Place) -> AnyView {
        let texts = words.processes;
        let id = self.piece.at(place).and_then(Piece::id).unwrap_or_default();
        let legs: Vec<&Leg> = self.course().of(id).collect();
        if legs.is_empty() {
            let said = if self.is_over() { texts.not_walked() } else { texts.ahead() };
            return said.into_any();
        }
        let times = (legs.len() > 1).then(|| texts.times(legs.len()));
        let lines = legs.into_iter().rev().map(|leg| view! { <p>{self.leg(words, leg)}</p> });
        view! { {times.map(|times| view! { <p>{times}</p> })}{lines.collect_view()} }
    }

    /// The other case, where it was one that was waited for.
    fn subcase(&self, leg: &Leg) -> Option<&Subcase> {
        self.course.outside.subcases.iter().find(|case| case.key == leg.key)
    }

    /// Who had it, and how it ended or since when it waits.
    fn leg(&self, words: Words, leg: &Leg) -> AnyView {
        let texts = words.processes;
        let link = self.subcase(leg).map(link);
        let Some(ended) = &leg.ended else {
            let who = match (leg.holder.as_ref().or(leg.system.as_ref()), self.subcase(leg)) {
                (Some(who), _) => texts.waits_for(who),
                (None, Some(_)) => texts.waits_for_case().to_owned(),
                (None, None) => texts.waits_for_anyone().to_owned(),
            };
            let days = texts.after_days(days(leg.opened_at, self.course.at) + 1);
            let late = self.course.late.contains(&leg.key).then(|| texts.late());
            let since = texts.since(&words.moment(leg.opened_at));
            return view! { <b>{who}" · "{days}{late.map(|late| format!(" · {late}"))}</b>{link}<br/>{since} };
        };
        let outcome = ended.outcome.map_or(texts.left(), |outcome| words.desk.outcome(outcome));
        let took = match days(leg.opened_at, ended.at) {
            0 => texts.same_day().to_owned(),
            days => texts.took(days),
        };
        let by = leg.system.as_ref().unwrap_or(&ended.by.id);
        let parts = [words.moment(ended.at), by.clone(), outcome.to_owned(), took];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        view! { {said.join(" · ")}{link} }
    }
}

/// The number of the other case, a link where one may see it.
fn link(case: &Subcase) -> AnyView {
    let number = grouped(case.number);
    match case.may_see {
        true => view! { " "<a href=to::desk_case(case.number)>{number}</a> },
        false => view! { " "{number} },
    }
}

/// How many days of the calendar lie between two moments.
fn days(from: DateTime<Utc>, until: DateTime<Utc>) -> i64 {
    (local_day(until) - local_day(from)).num_days()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The drawing of a case that has gone through its only task, and was closed then or not.
    fn drawn(closed_at: Option<DateTime<Utc>>) -> String {
        let at: DateTime<Utc> = "2026-03-02T01:00:00Z".parse().unwrap();
        let by = json!({ "id": "intake", "role": "intake" });
        let leg = json!({ "task": "accept", "key": "accept", "opened_at": at, "holder": "intake",
            "ended": { "at": at, "by": by, "outcome": "accepted" } });
        let course = json!({
            "definition": { "id": "short", "seq": [{ "task": { "id": "accept", "role": "intake", "kind": "accept" } }] },
            "course": { "filed_at": at, "legs": [leg], "branches": {}, "rounds": {}, "closed_at": closed_at },
            "form": { "id": "short", "version": 1 }, "late": [], "at": at,
        });
        let course: CaseCourse = serde_json::from_value(course).unwrap();
        Owner::new().with(|| view! { <ProcessTrace course/> }.to_html())
    }

    #[test]
    fn the_end_is_drawn_as_reached_once_the_case_is_closed() {
        let under_way = drawn(None);
        assert_eq!(under_way.matches("knot walked ends").count(), 1, "the start: {under_way}");
        assert_eq!(under_way.matches("knot ahead ends").count(), 1, "the end: {under_way}");
        let closed = drawn(Some("2026-03-02T01:00:00Z".parse().unwrap()));
        assert_eq!(closed.matches("knot walked ends").count(), 2, "{closed}");
    }
}
