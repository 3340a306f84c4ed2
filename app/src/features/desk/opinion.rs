//! What officers wrote into the form, as it would stand on paper.

use crate::prelude::*;
use schema::form::Control;
use serde_json::Value;

use crate::forms::official;
use crate::text::use_words;

/// An opinion with who signed it, several of them, or the place of a seal.
#[component]
pub fn Official(
    /// How it is laid out.
    control: Control,
    /// What is there.
    answer: Value,
) -> impl IntoView {
    let written = official(use_words(), &control, &answer).into_string();
    view! { <div inner_html=written></div> }
}
