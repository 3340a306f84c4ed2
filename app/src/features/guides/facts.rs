//! The facts people ask of what a guide ends in: how long, how much, where; by what was answered, where they hang on that.

use schema::bundles::BundleView;
use schema::catalogue::{Item, TermAspect, yuan};
use schema::guide::Situation;

use crate::prelude::*;
use crate::situation;
use crate::text::{Guides, Words, typeset};
use crate::ui::limit::limit_words;

/// The facts of an item, or of a bundle as a whole.
pub fn facts(
    words: Words,
    item: &Item,
    (bundle, found): (Option<&BundleView>, Option<&Situation>),
) -> AnyView {
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
    let short = |aspect| situation::short(words, found?, aspect);
    let fact = |label: &'static str, value: Option<String>, more: Option<String>| {
        let missing = value.is_none();
        let value = value.unwrap_or_else(|| texts.unpublished().to_owned());
        let more = more.map(|more| view! { <span>{more}</span> });
        view! { <div><dt>{label}</dt><dd class:missing=missing><b>{value}</b>{more}</dd></div> }
    };
    let told = |label, own: Option<(String, String)>, published| match own {
        Some((own, why)) => fact(label, Some(own), Some(why).filter(|why| !why.is_empty())),
        None => fact(label, published, None),
    };
    let own = |label, own: Option<(String, String)>| own.map(|own| told(label, Some(own), None));
    let fee = (!fees.is_empty()).then(|| fees.join(words.catalogue.separator()));
    view! {
        <dl class="facts">
            {told(texts.how_long(), short(TermAspect::Limit), limit)}
            {told(texts.how_much(), short(TermAspect::Fees), fee)}
            {fact(texts.where_(), place.map(str::to_owned), location)}
            {own(texts.hand_in(), short(TermAspect::Window))}
            {own(texts.comes_back(), short(TermAspect::Delivery))}
        </dl>
    }
}
