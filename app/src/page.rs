//! What a page tells about itself: title, description, canonical address, the item it is about, and its status when there
//! is none.

use std::collections::BTreeMap;
use std::sync::Arc;
#[cfg(not(feature = "hydrate"))]
use std::sync::OnceLock;
#[cfg(not(feature = "hydrate"))]
use std::sync::atomic::AtomicBool;
use std::sync::atomic::{AtomicU16, Ordering};

use crate::prelude::*;
use leptos_meta::{Link, Meta, Stylesheet, Title};
use schema::catalogue::Item;

use crate::text::use_words;

/// The HTTP status of the page that is being rendered. Provided by the server, absent in the browser.
#[derive(Clone, Debug)]
pub struct PageStatus(Arc<AtomicU16>);

impl Default for PageStatus {
    fn default() -> Self {
        Self(Arc::new(AtomicU16::new(200)))
    }
}

impl PageStatus {
    /// The status so far.
    pub fn get(&self) -> u16 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Says that this page is answered with another status than 200.
pub fn set_status(status: u16) {
    if let Some(PageStatus(current)) = use_context() {
        current.store(status, Ordering::Relaxed);
    }
}

/// The item that the page is about, which the server tells search engines in their own terms. Provided by the server,
/// absent in the browser.
#[cfg(not(feature = "hydrate"))]
#[derive(Clone, Debug, Default)]
pub struct Subject(Arc<OnceLock<Item>>);

#[cfg(not(feature = "hydrate"))]
impl Subject {
    /// The item, once the page is rendered.
    pub fn get(&self) -> Option<&Item> {
        self.0.get()
    }
}

/// Says that this page is about this item.
#[cfg(not(feature = "hydrate"))]
pub fn set_subject(item: &Item) {
    if let Some(Subject(subject)) = use_context() {
        // A page has one subject; the first one stays.
        let _ = subject.set(item.clone());
    }
}

/// The browser tells nobody.
#[cfg(feature = "hydrate")]
pub fn set_subject(_item: &Item) {}

/// Whether the page is the same for everybody who is not signed in. Provided by the server, absent in the browser.
#[cfg(not(feature = "hydrate"))]
#[derive(Clone, Debug, Default)]
pub struct Openness(Arc<AtomicBool>);

#[cfg(not(feature = "hydrate"))]
impl Openness {
    /// What the page said of itself, once it is rendered.
    pub fn is_public(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Says that this page may be found and kept by anyone.
#[cfg(not(feature = "hydrate"))]
fn set_public() {
    if let Some(Openness(is_public)) = use_context() {
        is_public.store(true, Ordering::Relaxed);
    }
}

/// The path of this page.
pub fn here() -> String {
    #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
    return leptos_router::hooks::use_location().pathname.get_untracked();
    // This program has no routes.
    #[cfg(all(feature = "hydrate", not(feature = "staff")))]
    return window().location().pathname().unwrap_or_default();
}

/// The query of this page's address, without its mark.
pub fn query() -> String {
    #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
    let query = leptos_router::hooks::use_location().search.get_untracked();
    #[cfg(all(feature = "hydrate", not(feature = "staff")))]
    let query = window().location().search().unwrap_or_default();
    query.trim_start_matches('?').to_owned()
}

/// The address the public knows the hall by. Provided by the server, read from the window in the browser.
#[derive(Clone, Debug)]
pub struct Origin(pub String);

/// The head of a page. `path` makes it public, which search engines may find and anyone may keep: nothing on it depends
/// on who asks. Without one, search engines are told to stay away.
#[component]
pub fn Head(
    /// The title, without the hall's name.
    #[prop(into)]
    title: String,
    /// One sentence for search engines.
    #[prop(optional, into)]
    description: Option<String>,
    /// The canonical path of a public page.
    #[prop(optional, into)]
    path: Option<String>,
) -> impl IntoView {
    let words = use_words();
    let hall = words.frame.hall();
    let title = if title.is_empty() { hall.to_owned() } else { format!("{title} · {hall}") };
    #[cfg(not(feature = "hydrate"))]
    if path.is_some() {
        set_public();
    }
    let canonical = path.map(|path| {
        let Origin(origin) = use_context().unwrap_or(Origin(String::new()));
        format!("{origin}{path}")
    });
    view! {
        <Title text=title/>
        {description.map(|content| view! { <Meta name="description" content=content/> })}
        {match canonical {
            Some(href) => view! { <Link rel="canonical" href=href/> },
            None => view! { <Meta name="robots" content="noindex"/> },
        }}
    }
}

/// The addresses of packed files that only some pages need, by name. Provided by the server; [`AssetNames`] writes
/// them into the page, where the browser side reads them.
#[derive(Clone, Debug, Default)]
pub struct AssetPaths(pub BTreeMap<String, String>);

/// The addresses of packed files, for the head of the document.
#[component]
pub fn AssetNames() -> impl IntoView {
    let AssetPaths(paths) = use_context().unwrap_or_default();
    let names = paths.into_iter().map(|(name, path)| view! { <meta name=asset_name(&name) content=path/> });
    names.collect_view()
}

/// One more style sheet, for as long as the page is shown. Without a packed one there is none.
#[component]
pub fn Styles(
    /// The name it was packed under, such as `desk.css`.
    name: &'static str,
) -> impl IntoView {
    asset_path(name).map(|href| view! { <Stylesheet href/> })
}

fn asset_name(name: &str) -> String {
    format!("asset-{name}")
}

/// The address of a packed file.
#[cfg(not(feature = "hydrate"))]
pub fn asset_path(name: &str) -> Option<String> {
    use_context::<AssetPaths>().and_then(|AssetPaths(mut paths)| paths.remove(name))
}

/// The address of a packed file.
#[cfg(feature = "hydrate")]
pub fn asset_path(name: &str) -> Option<String> {
    let selector = format!("meta[name='{}']", asset_name(name));
    document().query_selector(&selector).ok()??.get_attribute("content")
}
