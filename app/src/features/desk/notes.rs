//! What one is told above the worklist, each until it is put away; and the way to who is away.

use crate::prelude::*;
use schema::cases::{DeskNote, DeskNoteKind};
use schema::proceedings::{ProceedingNote, ProceedingNoteKind};

use crate::routes::to;
use crate::text::{machine_time, use_words};

/// The notes, the newest first; nothing where there are none.
#[component]
pub fn Notes(
    /// Those that were not seen.
    notes: Vec<DeskNote>,
    /// The same of proceedings.
    proceedings: Vec<ProceedingNote>,
) -> impl IntoView {
    let words = use_words().duty;
    (!notes.is_empty() || !proceedings.is_empty()).then(|| {
        let lines = notes.into_iter().map(|note| view! { <Note note/> }.into_any());
        let lines = proceedings.into_iter().map(|note| view! { <Late note/> }.into_any()).chain(lines);
        view! {
            <section class="notes" aria-label=words.notes()>
                <ul>{lines.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Note(note: DeskNote) -> impl IntoView {
    let words = use_words();
    let said = words.duty.note(&note);
    let which = words.duty.seen_which(&said);
    // What is only coming may lie where one cannot look yet.
    let line = match note.kind {
        DeskNoteKind::Coming => view! { <span>{said}" · "{note.number.to_string()}</span> }.into_any(),
        _ => view! { <a href=to::desk_task(note.number, &note.task)>{said}</a> }.into_any(),
    };
    let own = note.words.map(|own| view! { <p>{own.get(words.locale).to_owned()}</p> });
    view! {
        <li>
            <div>
                {line}
                {own}
                <p class="s">
                    {note.item_name}" · "
                    <time datetime=machine_time(note.at)>{words.moment(note.at)}</time>
                </p>
            </div>
            <form method="post" action=to::DESK>
                <input type="hidden" name="id" value=note.id.to_string()/>
                <button class="link" aria-label=which>{words.duty.seen()}</button>
            </form>
        </li>
    }
}

/// That an answer in a proceeding is late: one's own, or one that is waited for.
#[component]
fn Late(note: ProceedingNote) -> impl IntoView {
    let words = use_words();
    let said = match note.kind {
        ProceedingNoteKind::AnswerOwed => words.together.answer_owed(&note.subject),
        ProceedingNoteKind::AnswerAwaited => words.together.answer_awaited(&note.subject),
    };
    let which = words.duty.seen_which(&said);
    view! {
        <li>
            <div>
                <a href=to::proceeding(note.proceeding) rel="external">{said}</a>
                <p class="s">
                    {note.agency}" · "
                    <time datetime=machine_time(note.at)>{words.moment(note.at)}</time>
                </p>
            </div>
            <form method="post" action=to::DESK>
                <input type="hidden" name="id" value=note.id.to_string()/>
                <button class="link" aria-label=which>{words.duty.seen()}</button>
            </form>
        </li>
    }
}

/// The ways to where one says that one is away and, for who leads an agency, to what nobody has.
#[component]
pub fn OtherWays(
    /// Whether one leads an agency.
    leads: bool,
) -> impl IntoView {
    let words = use_words();
    view! {
        <p class="away-link"><a href=to::DESK_ABSENCES>{words.duty.away()}</a></p>
        {leads.then(|| view! {
            <p class="away-link"><a href=to::DESK_ORPHANS rel="external">{words.together.orphans()}</a></p>
        })}
    }
}
