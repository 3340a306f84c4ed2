//! A definition as it is stored, a published version or the draft: what it is called, its files, how it is drawn, and its text.

use schema::locale::Text;
use serde_json::Value;

use super::{Heading, Shelf, name};
use crate::prelude::*;
use crate::text::use_words;

/// The page of one version; `draft` is a version too.
#[component]
pub fn Stored(
    /// What it is.
    shelf: Shelf,
    /// Its id.
    id: String,
    /// The number of the version, or `draft`.
    version: String,
    /// Its name, by language.
    title: Text,
    /// The words of the way back to what it is a version of.
    back: &'static str,
    /// The files it can be had as, if it is published: where, and what they are called.
    #[prop(default = Vec::new())]
    files: Vec<(String, &'static str)>,
    /// How it is drawn; without that its text is what is shown.
    #[prop(default = None)]
    drawing: Option<AnyView>,
    /// The definition.
    definition: Value,
) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let number: Option<u32> = version.parse().ok();
    let said = number.map_or_else(|| texts.draft().to_owned(), |number| texts.published_as(number));
    let called = name(words, &id, &title);
    let link = |(address, label): (String, &'static str)| {
        view! { <a class="btn" href=address download="" rel="external">{label}</a> }
    };
    let files = (!files.is_empty())
        .then(|| view! { <p class="acts">{files.into_iter().map(link).collect_view()}</p> });
    let is_read = drawing.is_none();
    view! {
        <Heading title=format!("{called} · {said}")/>
        <header class="page-head">
            <h1>{called}</h1>
            <p class="cap"><span class="code">{id.clone()}</span>" · "{said}</p>
            <p><a href=shelf.page(&id)>{back}</a></p>
            {files}
        </header>
        {drawing.map(|drawing| view! { <section class="of-form">{drawing}</section> })}
        <details class="of-form written" open=is_read>
            <summary>{texts.as_written()}</summary>
            // The alternate form of a JSON value that parsed is always one.
            <pre class="source" tabindex="0"><code>{format!("{definition:#}")}</code></pre>
        </details>
    }
}
