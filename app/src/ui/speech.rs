//! Buttons for speech: reading a page aloud, and a question by voice. They are seen once `speech.js` has found that the browser can.

use super::inline_icon::InlineIcon;
use crate::prelude::*;
use crate::text::use_words;

/// Reads the page aloud, and stops.
#[component]
pub fn ReadAloud() -> impl IntoView {
    let words = use_words().frame;
    view! {
        <button type="button" class="button quiet speak" data-speak>
            <span>{words.read_aloud()}</span><span>{words.stop_reading()}</span>
        </button>
    }
}

/// Takes a question by voice into the box of its form, and says how that goes.
#[component]
pub fn Listen() -> impl IntoView {
    let words = use_words().frame;
    let label = words.speak();
    view! {
        <button type="button" class="listen" data-listen aria-pressed="false" aria-label=label title=label>
            <InlineIcon name="mic"/>
        </button>
        <span class="heard" role="status" data-heard data-first=words.who_hears() data-listening=words.listening()
            data-nothing=words.heard_nothing() data-refused=words.may_not_hear()></span>
    }
}
