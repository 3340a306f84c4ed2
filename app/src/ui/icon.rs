//! Icons from the sprite `/icons.svg`. The context sizes them; they say nothing to a screen reader.

use crate::prelude::*;

/// One symbol of the sprite.
#[component]
pub fn Icon(
    /// The symbol's id, such as `tick`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
