//! Where a case stands, before its drawing: a line for each open task, with whom and how long, and by how much it is late.

use schema::form::Form;
use schema::process::CaseCourse;
use schema::process::design::Piece;

use super::Over;
use crate::prelude::*;
use crate::text::{Tracing, use_words};

/// Where a case stands.
#[component]
pub fn Stands(
    /// Its course.
    course: CaseCourse,
    /// The form whose answers its conditions read.
    form: Option<Form>,
) -> impl IntoView {
    let words = use_words();
    let texts = Tracing(words.locale);
    let Some(piece) = Piece::read(&course.definition) else { return ().into_any() };
    let over = Over { course: &course, piece: &piece, form: form.as_ref(), words };
    if let Some(at) = course.course.closed_at {
        return view! { <p class="stands-at">{texts.settled(&words.moment(at))}</p> };
    }
    let open: Vec<_> = course.course.legs.iter().filter(|leg| leg.ended.is_none()).collect();
    if open.is_empty() {
        return view! { <p class="stands-at">{texts.waits_outside()}</p> };
    }
    let lines = open.into_iter().map(|leg| {
        let task = over.called(&leg.task);
        let class = if over.late(leg).is_some() { "late" } else { "here" };
        let due = over.due(leg).map(|due| format!(" · {due}"));
        view! { <li class=class><b>{texts.here(&task)}</b>" "{over.hands(leg)}{due}</li> }
    });
    view! { <ul class="stands-at">{lines.collect_view()}</ul> }
}
