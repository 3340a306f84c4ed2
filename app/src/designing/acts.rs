//! What may be done with a draft, each a form that is sent to the page it stands on.

use schema::definitions::{DefinitionRecord, DraftAct};

use super::review::Review;
use crate::prelude::*;
use crate::returned::Returned;
use crate::text::use_words;
use crate::ui::field::TextField;

/// The forms of what is allowed now.
#[component]
pub fn Acts(
    /// Where they are sent.
    action: String,
    /// The form or process.
    record: DefinitionRecord,
    /// A form of this page that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let revision = record.revision;
    let may = |act: DraftAct| record.allowed.contains(&act);
    view! {
        {may(DraftAct::Submit).then(|| view! { <Submit action=action.clone() revision/> })}
        {may(DraftAct::Review).then(|| view! { <Review action=action.clone() revision returned=returned.clone()/> })}
        {may(DraftAct::Publish).then(|| view! { <Publish action=action.clone() revision returned/> })}
        {may(DraftAct::Discard).then(|| view! { <Discard action revision/> })}
    }
}

#[component]
fn Submit(action: String, revision: i64) -> impl IntoView {
    let texts = use_words().designer;
    view! {
        <form class="act-of" method="post" action=action>
            <input type="hidden" name="revision" value=revision/>
            <button class="btn main" name="act" value="submit">{texts.submit()}</button>
            <span class="cap">{texts.submit_note()}</span>
        </form>
    }
}

#[component]
fn Publish(action: String, revision: i64, returned: Option<Returned>) -> impl IntoView {
    let texts = use_words().designer;
    view! {
        <form class="act-of set" method="post" action=action>
            <h3>{texts.publish()}</h3>
            <p class="cap">{texts.publish_note()}</p>
            <input type="hidden" name="revision" value=revision/>
            <TextField pointer="/effective_on" label=texts.effective_on() hint=texts.effective_hint() kind="date" required=false returned/>
            <button class="btn main" name="act" value="publish">{texts.publish()}</button>
        </form>
    }
}

#[component]
fn Discard(action: String, revision: i64) -> impl IntoView {
    let texts = use_words().designer;
    view! {
        <details class="act-of">
            <summary>{texts.discard()}</summary>
            <form method="post" action=action>
                <p class="cap">{texts.discard_note()}</p>
                <input type="hidden" name="revision" value=revision/>
                <button class="btn" name="act" value="discard">{texts.discard_now()}</button>
            </form>
        </details>
    }
}
