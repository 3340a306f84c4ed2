//! A matter in a list: its name and one real fact.

use crate::prelude::*;
use schema::catalogue::ItemSummary;

use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::limit::limit_words;

/// The time it takes; who handles it, where no time is published.
#[component]
pub fn Matter(
    /// The item.
    item: ItemSummary,
) -> impl IntoView {
    let words = use_words();
    let limit = item.promised_limit.or(item.statutory_limit);
    let fact = limit.map_or_else(|| item.department.clone(), |limit| limit_words(words.catalogue, limit));
    view! { <li><a href=to::item(&item.code)>{typeset(&item.name)}<small>{fact}</small></a></li> }
}
