//! A text with the words that were struck and added in it.

use schema::wording::Stretch;

use crate::prelude::*;

/// A text as it was changed.
#[component]
pub fn Reworded(
    /// What became of it.
    way: Vec<Stretch>,
) -> impl IntoView {
    let stretch = |stretch| match stretch {
        Stretch::Kept(text) => text.into_any(),
        Stretch::Struck(text) => view! { <del>{text}</del> },
        Stretch::Added(text) => view! { <ins>{text}</ins> },
    };
    let way: Vec<AnyView> = way.into_iter().map(stretch).collect();
    view! { <span class="reworded">{way}</span> }
}
