//! A guide at the answers of the address.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::bundles::BundleView;
use schema::guide::GuideStand;

use super::ending::{Ended, Found};
use super::walk::{At, Walk};
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Guides, use_words};
use crate::ui::icon::Icon;

/// The page at `/guides/{code}`.
#[component]
pub fn GuidePage() -> impl IntoView {
    let code =
        use_params_map().with_untracked(|params| params.get_str("code").unwrap_or_default().to_owned());
    let query = use_query_map().get_untracked();
    let written: Vec<(String, String)> =
        query.latest_values().map(|(name, value)| (name.to_string(), value.to_owned())).collect();
    let pairs = written.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    api::guides::stand(&code, &schema::guide::query_of(pairs))
        .document(move |(stand, bundle)| view! { <Shown stand bundle written/> })
}

#[component]
fn Shown(stand: GuideStand, bundle: Option<BundleView>, written: Vec<(String, String)>) -> impl IntoView {
    let words = use_words();
    let texts = Guides(words.locale);
    let GuideStand { guide, item, situation, regions, .. } = stand;
    let title = guide.title.get(words.locale).to_owned();
    let walk = Walk::new(&guide, &written, At::Public, &regions);
    let begun = !written.is_empty();
    let stands = walk.shown(words);
    let ended = walk.stand.outcome.map(|outcome| {
        let found = Found { item, bundle, situation };
        Ended { words, walk: &walk, outcome, found: Some(found) }.shown()
    });
    let again = begun.then(|| view! { <a href=to::guide(&guide.code, [])>{texts.again()}</a> });
    view! {
        <Head title=title.clone() description=texts.describe_one(&title) path=to::guide(&guide.code, [])/>
        <main id="main" class="guided">
            <nav class="crumb" aria-label=words.frame.position()>
                <ol>
                    <li><a href=to::GUIDES>{texts.title()}</a></li>
                    <li>{title}</li>
                </ol>
                {again}
            </nav>
            {stands}
            {ended}
            <footer class="as-of">
                <p class="soft">{texts.as_of(&words.full_day(guide.as_of))}</p>
                {guide.demonstration.then(|| view! { <div class="notice"><Icon name="info"/><p>{texts.demonstration()}</p></div> })}
            </footer>
        </main>
    }
}
