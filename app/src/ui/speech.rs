//! Buttons for speech: reading a page aloud, and a question by voice. They are seen once `speech.js` has found that the browser can.

use super::inline_icon::InlineIcon;
use crate::prelude::*;
use crate::text::use_words;

/// Reads the page aloud, and stops.
#[component]
pub fn ReadAloud() -> impl IntoView {
    let words = use_words().frame;
    view! {
        <button type="button" class="button quiet speak" data-speak aria-pressed="false">
            <span>{words.read_aloud()}</span><span>{words.stop_reading()}</span>
        </button>
    }
}

/// Takes a question by voice into the box of its form.
#[component]
pub fn Listen() -> impl IntoView {
    let label = use_words().frame.speak();
    view! {
        <button type="button" class="listen" data-listen aria-pressed="false" aria-label=label title=label>
            <InlineIcon name="mic"/>
        </button>
    }
}
