//! What is told of each row of a course: of a task who had it and how long, of a fork which way and by which answers, of
//! rounds how many there were and why there was no other.

use chrono::{DateTime, Utc};
use schema::calendar::local_day;
use schema::cases::Subcase;
use schema::form::{find, in_words};
use schema::process::design::{Piece, PieceKind, Place, Row, RowKind, most};
use schema::process::{Leg, ReadAnswer, Route};
use serde_json::Value;

use super::Over;
use crate::case::grouped;
use crate::flow::{Way, name};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Tracing, Words};

impl Over<'_> {
    const fn texts(&self) -> Tracing {
        Tracing(self.words.locale)
    }

    /// What is told of a row beside it.
    pub(super) fn told(&self, row: &Row) -> AnyView {
        let words = self.words;
        let said = match (row.kind, self.piece.at(&row.place)) {
            (RowKind::Start, _) => self.course().filed_at.map(|at| words.moment(at)),
            (RowKind::End, _) => self.course().closed_at.map(|at| words.moment(at)),
            (RowKind::Piece(PieceKind::Task | PieceKind::Call), Some(task)) => {
                return self.of_task(task, &row.place);
            }
            (RowKind::Piece(PieceKind::Repeat), Some(repeat)) => self.of_rounds(repeat, &row.place),
            (RowKind::Piece(PieceKind::Choose | PieceKind::Any), Some(fork)) => {
                self.of_fork(fork, &row.place)
            }
            (RowKind::Piece(PieceKind::All), Some(all)) => self.of_all(all, &row.place),
            (RowKind::Piece(PieceKind::Branch), Some(_)) => self.of_branch(&row.place),
            (RowKind::Piece(_), _) => None,
        };
        said.unwrap_or_default().into_any()
    }

    fn of_task(&self, task: &Piece, place: &Place) -> AnyView {
        let legs: Vec<&Leg> = self.course().of(task.id().unwrap_or_default()).collect();
        if legs.is_empty() {
            return self.not_there(place).into_any();
        }
        let times = (legs.len() > 1).then(|| self.words.processes.times(legs.len()));
        let lines = legs.into_iter().rev().map(|leg| view! { <p>{self.leg(leg)}</p> });
        view! { {times.map(|times| view! { <p>{times}</p> })}{lines.collect_view()} }
    }

    /// Of what the case has not been in: whether it went past, will go past, or may come there.
    fn not_there(&self, place: &Place) -> &'static str {
        let (texts, off) = (self.words.processes, self.is_off(place));
        match (self.is_over() || (off && !self.is_foreseen(place)), off) {
            (true, _) => texts.not_walked(),
            (false, true) => self.texts().not_expected(),
            (false, false) => texts.ahead(),
        }
    }

    /// Whether it lies off by what is only foreseen.
    fn is_foreseen(&self, place: &Place) -> bool {
        let Some((around, index)) = place.split() else { return true };
        let route = self.piece.at(&around).and_then(|around| self.route(around));
        let decided = route.is_some_and(|route| !route.foreseen && !route.branches.contains(&index));
        !decided && self.is_foreseen(&around)
    }

    fn of_branch(&self, branch: &Place) -> Option<String> {
        let (fork, index) = branch.split()?;
        let route = self.piece.at(&fork).filter(|fork| fork.kind.is_fork()).and_then(|fork| self.route(fork));
        let is_taken = |route: &Route| route.branches.contains(&index);
        match (self.way(branch), route) {
            (Way::Ahead, Some(route)) if route.foreseen && is_taken(route) => {
                Some(self.texts().expected_here().to_owned())
            }
            (Way::Passed, _) => Some(self.not_there(branch).to_owned()),
            _ => None,
        }
    }

    /// Which way it went or will go, and by which answers.
    fn of_fork(&self, fork: &Piece, place: &Place) -> Option<String> {
        let texts = self.texts();
        let Some(route) = self.route(fork) else {
            let waits = !self.is_over() && !self.is_off(place);
            return waits.then(|| texts.open_way().to_owned());
        };
        if self.is_off(place) && route.foreseen {
            return Some(self.not_there(place).to_owned());
        }
        let names: Vec<String> =
            route.branches.iter().filter_map(|at| Some(name(self.words, fork.children.get(*at)?))).collect();
        let names = names.join(self.words.catalogue.separator());
        let way = match (names.is_empty(), route.foreseen) {
            (true, _) => texts.no_way().to_owned(),
            (false, true) => texts.will_take(&names),
            (false, false) => texts.took(&names),
        };
        Some(self.because(route, way))
    }

    fn of_rounds(&self, repeat: &Piece, place: &Place) -> Option<String> {
        let texts = self.texts();
        let ended = repeat.id().and_then(|id| self.course().rounds.get(id)).copied().unwrap_or(0);
        match (self.way(place), self.route(repeat)) {
            (Way::Ahead | Way::Passed, None) => Some(self.not_there(place).to_owned()),
            (_, Some(route)) if route.again == Some(false) => Some(match ended {
                ended if ended >= most(repeat) => texts.rounds_most(ended),
                1 => self.because(route, texts.one_round().to_owned()),
                ended => self.because(route, texts.rounds_over(ended)),
            }),
            _ => Some(texts.round_now(ended.saturating_add(1))),
        }
    }

    /// How many of the branches that are taken together have ended.
    fn of_all(&self, all: &Piece, place: &Place) -> Option<String> {
        let ways: Vec<Way> = (0..all.children.len()).map(|index| self.way(&place.child(index))).collect();
        if !ways.iter().any(|way| matches!(way, Way::Walked | Way::Here | Way::Late)) {
            return Some(self.not_there(place).to_owned());
        }
        let open = (0..all.children.len()).filter(|index| self.is_under_way(&place.child(*index))).count();
        let done = ways.len().saturating_sub(open);
        Some(match (done, open) {
            (done, 0) => self.texts().all_branches(done),
            (0, open) => self.texts().open_branches(open),
            (done, open) => self.texts().branches(done, open),
        })
    }

    /// Whether somebody has yet to do something on a branch that the case has come to.
    fn is_under_way(&self, branch: &Place) -> bool {
        let inner = self.piece.at(branch).map(Piece::all).unwrap_or_default();
        let ids = inner.iter().filter_map(|(_, piece)| piece.id());
        ids.flat_map(|id| self.course().of(id)).any(|leg| leg.ended.is_none())
    }

    /// A way with the answers that it follows from.
    fn because(&self, route: &Route, way: String) -> String {
        let answers: Vec<String> = route.read.iter().map(|read| self.answered(read)).collect();
        match answers.is_empty() {
            true => way,
            false => self.texts().because(&answers.join(self.words.catalogue.separator()), &way),
        }
    }

    /// A question of the form and what was answered to it.
    fn answered(&self, read: &ReadAnswer) -> String {
        let found = self.form.and_then(|form| find(form, &read.pointer));
        let (question, answer) = match found {
            Some(found) => (
                found.field.label.get(self.words.locale).to_owned(),
                in_words(&found.field.control, &read.value, self.words.locale, &[]),
            ),
            None => (read.pointer.clone(), plain(&read.value)),
        };
        match question.ends_with(['？', '?']) {
            true => format!("{question} {answer}"),
            false => self.texts().answered(&question, &answer),
        }
    }

    /// The other case, where it was one that was waited for.
    fn subcase(&self, leg: &Leg) -> Option<&Subcase> {
        self.course.outside.subcases.iter().find(|case| case.key == leg.key)
    }

    /// What a task or block is called, by its id.
    pub(super) fn called(&self, id: &str) -> String {
        let all = self.piece.all();
        let found = all.iter().find(|(_, piece)| piece.id() == Some(id));
        found.map_or_else(|| id.to_owned(), |(_, piece)| name(self.words, piece))
    }

    /// In whose hands an open task is, since how many days, and by how much it is late.
    pub(super) fn hands(&self, leg: &Leg) -> String {
        let texts = self.words.processes;
        let who = match (leg.holder.as_ref().or(leg.system.as_ref()), self.subcase(leg)) {
            (Some(who), _) => texts.waits_for(who),
            (None, Some(_)) => texts.waits_for_case().to_owned(),
            (None, None) => texts.waits_for_anyone().to_owned(),
        };
        let late = self.late(leg).map(|days| match days {
            0 => self.texts().late_today().to_owned(),
            days => self.texts().late_by(days),
        });
        let days = texts.after_days(days(leg.opened_at, self.course.at) + 1);
        [Some(who), Some(days), late].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// When an open task is due, unless it is late.
    pub(super) fn due(&self, leg: &Leg) -> Option<String> {
        let due = self.course.due.get(&leg.key).filter(|due| due.late.is_none())?;
        Some(self.texts().due_by(&self.words.moment(due.at)))
    }

    /// Who had it, and how it ended or since when it waits.
    fn leg(&self, leg: &Leg) -> AnyView {
        let (words, texts) = (self.words, self.words.processes);
        let link = self.subcase(leg).map(link);
        let Some(ended) = &leg.ended else {
            let since = texts.since(&words.moment(leg.opened_at));
            let since = [Some(since), self.due(leg)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            return view! { <b>{self.hands(leg)}</b>{link}<br/>{since} };
        };
        let outcome = match (ended.outcome, &ended.back) {
            (Some(outcome), _) => words.desk.outcome(outcome).to_owned(),
            (None, Some(to)) => self.texts().sent_back(&self.called(to)),
            (None, None) => texts.left().to_owned(),
        };
        let took = match days(leg.opened_at, ended.at) {
            0 => texts.same_day().to_owned(),
            days => texts.took(days),
        };
        let by = leg.system.as_ref().unwrap_or(&ended.by.id);
        let parts = [words.moment(ended.at), by.clone(), outcome, took];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        view! { {said.join(" · ")}{link} }
    }
}

/// An answer to what the form does not ask, as it is.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
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

/// What the lines and marks of the map stand for.
pub(super) fn legend(words: Words) -> AnyView {
    let texts = Tracing(words.locale);
    let known = [
        (Way::Walked, texts.legend_walked()),
        (Way::Here, texts.legend_here()),
        (Way::Late, texts.legend_late()),
        (Way::Ahead, texts.legend_ahead()),
        (Way::Passed, texts.legend_passed()),
    ];
    let known = known.map(|(way, said)| {
        let class = format!("map {}", way.slug());
        view! { <li><span class=class aria-hidden="true"></span>{said}</li> }
    });
    view! { <ul class="legend" aria-label=texts.legend()>{known.collect_view()}</ul> }
}
