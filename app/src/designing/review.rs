//! The second person's verdict: on the page of the form, and below what has changed.

use schema::form::html_id;

use crate::prelude::*;
use crate::returned::Returned;
use crate::text::{field_error, use_words};
use crate::ui::field::TextArea;

/// Where the API finds the remark missing.
const COMMENT: &str = "/comment";

/// Approving a draft, or sending it back with a remark.
#[component]
pub fn Review(
    /// Where it is sent.
    action: String,
    /// The revision one has read.
    revision: i64,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let error =
        returned.as_ref().and_then(|it| it.problem.errors.iter().find(|error| error.pointer == COMMENT));
    let message = error.map(|error| field_error(words.locale, error));
    let typed = returned.as_ref().and_then(|returned| returned.value(COMMENT)).unwrap_or_default().to_owned();
    let hint = Some(texts.comment_hint().to_owned());
    view! {
        <form class="act-of set" method="post" action=action>
            <h3>{texts.review()}</h3>
            <p class="cap">{texts.review_note()}</p>
            <input type="hidden" name="revision" value=revision/>
            <TextArea id=html_id(COMMENT) name=COMMENT label=texts.comment() hint value=typed message/>
            <p class="acts">
                <button class="btn main" name="act" value="approve">{texts.approve()}</button>
                <button class="btn" name="act" value="return">{texts.send_back()}</button>
            </p>
        </form>
    }
}
