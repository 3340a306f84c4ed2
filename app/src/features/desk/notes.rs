//! What one is told above the worklist, each until it is put away; and the way to who is away.

use crate::prelude::*;
use chrono::{DateTime, Utc};
use schema::cases::{DeskNote, DeskNoteKind};
use schema::enquiries::EnquiryNote;
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
    /// The same of enquiries.
    enquiries: Vec<EnquiryNote>,
) -> impl IntoView {
    let words = use_words().duty;
    (!notes.is_empty() || !proceedings.is_empty() || !enquiries.is_empty()).then(|| {
        let lines = notes.into_iter().map(|note| view! { <Note note/> }.into_any());
        let lines = proceedings.into_iter().map(|note| view! { <Late note/> }.into_any()).chain(lines);
        let lines = enquiries.into_iter().map(|note| view! { <ToAnswer note/> }.into_any()).chain(lines);
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
        kind if kind.is_of_card() => match note.task.parse() {
            Ok(card) => view! { <a href=to::card(card) rel="external">{said}</a> }.into_any(),
            Err(_) => view! { <a href=to::desk_case(note.number)>{said}</a> }.into_any(),
        },
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
    let words = use_words().together;
    let said = match note.kind {
        ProceedingNoteKind::AnswerOwed => words.answer_owed(&note.subject),
        ProceedingNoteKind::AnswerAwaited => words.answer_awaited(&note.subject),
    };
    view! { <Besides id=note.id href=to::proceeding(note.proceeding) said whose=note.agency at=note.at/> }
}

/// That an enquiry is to be answered, and soon late or late.
#[component]
fn ToAnswer(note: EnquiryNote) -> impl IntoView {
    let said = use_words().duty.enquiry_note(&note);
    view! { <Besides id=note.id href=to::desk_enquiry(note.enquiry) said whose=note.agency.unwrap_or_default() at=note.at/> }
}

/// A note about something else than a case, which stands on a page of another program.
#[component]
fn Besides(id: i64, href: String, said: String, whose: String, at: DateTime<Utc>) -> impl IntoView {
    let words = use_words();
    let which = words.duty.seen_which(&said);
    view! {
        <li>
            <div>
                <a href=href rel="external">{said}</a>
                <p class="s">{whose}" · "<time datetime=machine_time(at)>{words.moment(at)}</time></p>
            </div>
            <form method="post" action=to::DESK>
                <input type="hidden" name="id" value=id.to_string()/>
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
