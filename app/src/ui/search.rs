//! The one search box. A plain GET form: it works before and without the browser side.

use crate::prelude::*;

use super::speech::Listen;
use crate::routes::to;
use crate::text::use_words;

/// Asks for items.
#[component]
pub fn SearchBox(
    /// What was asked before.
    value: String,
) -> impl IntoView {
    let words = use_words().home;
    view! {
        <form class="ask" role="search" method="get" action=to::ITEMS>
            <input
                type="search"
                name="q"
                value=value
                aria-label=words.question()
                placeholder=words.placeholder()
                maxlength="200"
                autocomplete="off"
                enterkeyhint="search"
            />
            <Listen/>
            <button class="go">{words.ask()}</button>
        </form>
    }
}
