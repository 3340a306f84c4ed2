//! The last step: the letter to read through, what is still missing, and filing it.

use crate::prelude::*;
use schema::form::html_id;
use schema::{FieldCode, FieldError};

use super::closed::unless_closed;
use super::filing::{CHECK, Filing, PROMISE, document};
use super::form::{Where, Wrong};
use super::later::Later;
use super::letter::Letter;
use super::newer::Newer;
use crate::forms::{Errors, Line};
use crate::page::Head;
use crate::returned::use_returned;
use crate::session::with_session;
use crate::text::{Words, use_words};

/// The page at `/applications/{id}/check`.
#[component]
pub fn CheckPage() -> impl IntoView {
    document(|filing| unless_closed(filing, |filing| view! { <Check filing/> }))
}

#[component]
fn Check(filing: Filing) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let action = filing.href(CHECK);
    let returned = use_returned(&action);
    let unpromised =
        returned.as_ref().is_some_and(|it| it.problem.errors.iter().any(|error| error.pointer == PROMISE));
    let later = view! { <Later filing=filing.clone() returned=returned.clone()/> };
    let top = match returned {
        Some(returned) => view! { <Wrong filing=filing.clone() problem_=returned.problem/> },
        None => missing(words, &filing).into_any(),
    };
    // The same letter sent twice is one application; a letter that was changed is another.
    let key = format!("{}-{}", filing.id(), filing.application.revision);
    let button = if filing.is_supplement() { texts.submit_supplement() } else { texts.submit() };
    let letter = filing.clone();
    let signed = with_session(move |session| {
        let session = session.ok().flatten();
        let signed = session.map(|it| it.enterprise.map_or(it.name, |enterprise| enterprise.name));
        view! { <Letter filing=letter signed/> }
    });
    view! {
        <Head title=texts.letter_title()/>
        <main id="main" class="form">
            <Where filing=filing.clone() step=CHECK.to_owned() left=Signal::stored(0)/>
            <Newer filing=filing.clone()/>
            {top}
            <h1>{texts.letter_title()}</h1>
            <p class="why">{texts.letter_lead()}</p>
            {signed}
            <form method="post" action=action>
                <input type="hidden" name="_key" value=key/>
                {later}
                <Promise missing=unpromised/>
                <div class="act">
                    <button class="button">{button}</button>
                    <span class="soft">{texts.submit_note()}</span>
                </div>
            </form>
        </main>
    }
}

/// The declaration, without which nothing is filed.
#[component]
fn Promise(
    /// Whether the letter came back without it.
    missing: bool,
) -> impl IntoView {
    let texts = use_words().applications;
    let id = html_id(PROMISE);
    let message_id = format!("{id}-error");
    let described = missing.then(|| message_id.clone());
    view! {
        <div class:wrong=missing>
            {missing.then(|| view! { <p class="message" id=message_id>{texts.promise_missing()}</p> })}
            <label class="promise">
                <input
                    class="box"
                    type="checkbox"
                    id=id
                    name="_promise"
                    value="1"
                    required
                    aria-invalid=missing.then_some("true")
                    aria-describedby=described
                />
                <span>{texts.promise()}</span>
            </label>
        </div>
    }
}

/// What keeps the letter from being sent, as far as that can be told by what is not there.
fn missing(words: Words, filing: &Filing) -> Option<impl IntoView + use<>> {
    let answers = filing.missing_answers();
    let files = filing.missing_materials().map(|material| format!("/materials/{}", material.id));
    let errors =
        answers.into_iter().chain(files).map(|pointer| FieldError::new(pointer, FieldCode::Required));
    let lines: Vec<Line> = errors.map(|error| filing.line(words, &error)).collect();
    let title = words.applications.missing_title(lines.len());
    (!lines.is_empty()).then(|| view! { <Errors lines title/> })
}
