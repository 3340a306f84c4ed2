//! The three facts people ask of what a guide ends in: how long, how much, where.

use schema::bundles::BundleView;
use schema::catalogue::{Item, yuan};

use crate::prelude::*;
use crate::text::{Guides, Words, typeset};
use crate::ui::limit::limit_words;

/// The facts of an item, or of a bundle as a whole.
pub fn facts(words: Words, item: &Item, bundle: Option<&BundleView>) -> AnyView {
    let texts = Guides(words.locale);
    let own = item.summary.promised_limit.or(item.summary.statutory_limit);
    let limit = match bundle {
        Some(bundle) => Some(texts.whole_limit(&limit_words(words.catalogue, bundle.limit))),
        None => own.map(|limit| limit_words(words.catalogue, limit)),
    };
    let fees =
        item.fees.iter().map(|fee| format!("{} {}", typeset(&fee.name), words.duty.yuan(&yuan(fee.amount))));
    let fees: Vec<String> = fees.collect();
    let place = match item.summary.online {
        Some(true) => Some(texts.online()),
        Some(false) => Some(texts.at_window()),
        None => None,
    };
    let location = item.location.as_deref().map(typeset);
    let fact = |label: &'static str, value: Option<String>, more: Option<String>| {
        let missing = value.is_none();
        let value = value.unwrap_or_else(|| texts.unpublished().to_owned());
        let more = more.map(|more| view! { <span>{more}</span> });
        view! { <div><dt>{label}</dt><dd class:missing=missing><b>{value}</b>{more}</dd></div> }
    };
    let fee = (!fees.is_empty()).then(|| fees.join(words.catalogue.separator()));
    view! {
        <dl class="facts">
            {fact(texts.how_long(), limit, None)}
            {fact(texts.how_much(), fee, None)}
            {fact(texts.where_(), place.map(str::to_owned), location)}
        </dl>
    }
}
