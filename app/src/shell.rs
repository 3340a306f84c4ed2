//! The document around the portal: `<html>` with the person's choices, styles, and the script that hydrates.

use crate::prelude::*;
use leptos::nonce::use_nonce;
use leptos_meta::MetaTags;

use crate::page::{AssetNames, asset_path};
use crate::preferences::Preferences;
use crate::returned::{ANSWER_ELEMENT, Answered, ELEMENT, Returned};
use crate::routes::Portal;

/// The addresses of the packed browser side. Empty ones leave a page of plain HTML.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// Style sheets of every page.
    pub styles: Vec<String>,
    /// The browser side: its script and its WASM.
    pub script: Option<(String, String)>,
}

/// The portal as a whole document.
pub fn shell(front: Front) -> AnyView {
    document(front, view! { <Portal/> }).into_any()
}

/// A document around a body that makes its own contexts.
pub fn document(front: Front, body: AnyView) -> impl IntoView {
    let Preferences { locale, theme, elder, .. } = use_context().unwrap_or_default();
    let styles = front.styles.into_iter().map(|href| view! { <link rel="stylesheet" href=href/> });
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag() data-theme=theme.map(|theme| theme.slug()) data-elder=elder.then_some("")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {styles.collect_view()}
                <AssetNames/>
                <MetaTags/>
                {front.script.map(|(script, wasm)| view! { <Hydration script wasm/> })}
                {asset_path("speech.js").map(|src| view! { <script defer src=src></script> })}
                <ReturnedForm/>
            </head>
            <body>
                {body}
            </body>
        </html>
    }
}

/// Starts the browser side once the document is there.
#[component]
fn Hydration(script: String, wasm: String) -> impl IntoView {
    let start = format!(
        "import start,{{hydrate}} from '{script}';start({{module_or_path:'{wasm}'}}).then(()=>hydrate())"
    );
    view! {
        <link rel="modulepreload" href=script/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=use_nonce() inner_html=start></script>
    }
}

/// A form that came back or was answered, for the browser side to read.
#[component]
fn ReturnedForm() -> impl IntoView {
    let returned = use_context::<Returned>().and_then(|returned| serde_json::to_string(&returned).ok());
    let answered = use_context::<Answered>().and_then(|answered| serde_json::to_string(&answered).ok());
    let block = |id: &'static str, json: String| {
        // A data block is no script, but it ends at the first `</script` all the same.
        let json = json.replace('<', "\\u003c");
        view! { <script type="application/json" id=id inner_html=json></script> }
    };
    view! {
        {returned.map(|json| block(ELEMENT, json))}
        {answered.map(|json| block(ANSWER_ELEMENT, json))}
    }
}
