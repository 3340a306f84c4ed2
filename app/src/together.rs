//! A proceeding as a line: what it is, by when, how many have answered, and how it stands. The list of them, beside a case and beside
//! a joint application.

use crate::prelude::*;
use schema::proceedings::{ProceedingKind, ProceedingLine};

use crate::routes::to;
use crate::text::{Proceedings, use_words};

/// The words of proceedings in the page's language.
pub fn texts() -> Proceedings {
    Proceedings(use_words().locale)
}

/// Lines, or that there are none.
#[component]
pub fn Lines(
    /// The proceedings.
    lines: Vec<ProceedingLine>,
    /// What is said where there are none.
    none: &'static str,
) -> impl IntoView {
    if lines.is_empty() {
        return view! { <p class="cap">{none}</p> };
    }
    let lines = lines.into_iter().map(line).collect_view();
    view! { <ul class="away">{lines}</ul> }
}

fn line(line: ProceedingLine) -> AnyView {
    let (all, words) = (use_words(), texts());
    let name = match line.subject.is_empty() {
        true => named(&line),
        false => format!("{} · {}", named(&line), line.subject),
    };
    let name = match line.may_open {
        true => view! { <a class="n" href=to::proceeding(line.id)>{name}</a> },
        false => view! { <span class="n">{name}</span> },
    };
    let held = line.held_at.map(|at| words.held(&all.moment(at)));
    let due = line.due.map(|due| due_of(line.kind, &all.weekday_and_day(due)));
    let answered = (line.invited > 0).then(|| words.answered(line.answered, line.invited));
    let said = [Some(words.from(&line.agency)), held, due, answered];
    let said: Vec<String> = said.into_iter().flatten().collect();
    view! {
        <li>
            <div>{name}<span class="s">{said.join(" · ")}</span></div>
            <Stands line/>
        </li>
    }
}

/// What it is called: a special procedure by its ground. A ground stands within sentences, a name begins with a capital.
pub fn named(line: &ProceedingLine) -> String {
    let all = use_words();
    let name = line.ground.map_or_else(|| texts().kind(line.kind), |ground| all.ground(ground));
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn due_of(kind: ProceedingKind, day: &str) -> String {
    if kind == ProceedingKind::Special { texts().expected(day) } else { texts().until(day) }
}

/// How it stands, in words and by shape.
#[component]
pub fn Stands(
    /// The proceeding.
    line: ProceedingLine,
) -> impl IntoView {
    let words = texts();
    let (class, said) = match (line.outcome, line.late) {
        (Some(outcome), _) => ("stands holds", words.outcome(outcome)),
        (None, true) => ("stands", words.late()),
        (None, false) => ("stands holds", words.open()),
    };
    view! { <b class=class>{said}</b> }
}
