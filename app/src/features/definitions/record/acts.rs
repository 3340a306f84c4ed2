//! What may be done with a draft, each a form that is sent to the page it stands on.

use schema::definitions::{FormAct, FormRecord};

use crate::features::definitions::review::Review;
use crate::prelude::*;
use crate::returned::Returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::field::TextField;

/// The forms of what is allowed now.
#[component]
pub fn Acts(
    /// The form.
    record: FormRecord,
    /// A form of this page that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let (action, revision) = (to::desk_form(&record.id), record.revision);
    let may = |act: FormAct| record.allowed.contains(&act);
    view! {
        {may(FormAct::Submit).then(|| view! { <Submit action=action.clone() revision/> })}
        {may(FormAct::Review).then(|| view! { <Review action=action.clone() revision returned=returned.clone()/> })}
        {may(FormAct::Publish).then(|| view! { <Publish action=action.clone() revision returned/> })}
        {may(FormAct::Discard).then(|| view! { <Discard action revision/> })}
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
