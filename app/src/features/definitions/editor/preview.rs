//! The phone beside the canvas: the page that is selected in a frame of its own, with scripts or as the server alone would
//! draw it, in each language and mode, with answers that rules are tried out on.

use crate::prelude::*;
use schema::Locale;
use schema::form::example_answers;
use serde_json::{Value, json};

use super::state::Editor;
use crate::text::{Editor as Texts, use_words};

/// How the preview is looked at.
#[derive(Clone, Copy)]
pub struct Look {
    /// What is answered in it.
    pub answers: RwSignal<Value>,
    /// What is found wrong with the answers once they are sent.
    pub errors: RwSignal<Vec<schema::FieldError>>,
    /// Its language.
    pub locale: RwSignal<Locale>,
    /// Whether it is in elder mode.
    pub elder: RwSignal<bool>,
    /// Whether scripts follow what is typed.
    pub live: RwSignal<bool>,
    /// Grows when the frame is to be drawn anew though nothing else has changed.
    pub drawn: RwSignal<u32>,
}

/// The frame and what it is looked at by.
#[component]
pub fn PreviewPane() -> impl IntoView {
    let editor = Editor::here();
    let words = use_words();
    let texts = Texts(words.locale);
    let look = Look {
        answers: RwSignal::new(json!({})),
        errors: RwSignal::new(Vec::new()),
        locale: RwSignal::new(words.locale),
        elder: RwSignal::new(false),
        live: RwSignal::new(true),
        drawn: RwSignal::new(0),
    };
    let frame = NodeRef::<leptos::html::Iframe>::new();
    // How often the frame was loaded: a fresh one is drawn anew.
    let loaded = RwSignal::new(0);
    #[cfg(feature = "hydrate")]
    browser::follow(editor, look, frame, loaded);
    let answered = move |answers: Value| {
        look.answers.set(answers);
        look.errors.set(Vec::new());
        look.drawn.update(|drawn| *drawn += 1);
    };
    let is_of_office = move || {
        let page = editor.page();
        editor.now.with(|now| now.outline.pages.get(page).is_some_and(|page| page.official))
    };
    let fill = move |_| answered(example_answers(&editor.now.get_untracked().form));
    let written =
        move || look.answers.with(|answers| serde_json::to_string_pretty(answers).unwrap_or_default());
    let type_in = move |event| {
        if let Ok(answers) = serde_json::from_str(&event_target_value(&event)) {
            answered(answers);
        }
    };
    view! {
        <h2>{texts.preview()}</h2>
        <div class="looks">
            {switch(texts.preview(), [(texts.with_scripts(), true), (texts.without_scripts(), false)], look.live)}
            {switch(texts.preview(), [(texts.chinese(), Locale::ZhCn), (texts.english(), Locale::En)], look.locale)}
            {switch(texts.preview(), [(texts.plain_mode(), false), (texts.elder(), true)], look.elder)}
        </div>
        {move || is_of_office().then(|| view! { <p class="soft sm nobody">{texts.preview_of_office()}</p> })}
        <iframe class="ph" hidden=is_of_office title=texts.preview() node_ref=frame on:load=move |_| loaded.update(|loaded| *loaded += 1)></iframe>
        <details class="simulated">
            <summary>{texts.answers()}</summary>
            <button type="button" class="btn small" on:click=fill>{texts.example_answers()}</button>
            <button type="button" class="btn small" on:click=move |_| answered(json!({}))>{texts.no_answers()}</button>
            <textarea rows="12" spellcheck="false" aria-label=texts.answers() prop:value=written on:change=type_in></textarea>
        </details>
    }
}

/// Two ways to look at it.
fn switch<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    ways: [(&'static str, T); 2],
    way: RwSignal<T>,
) -> AnyView {
    let button = |(name, value): (&'static str, T)| {
        let pressed = move || (way.get() == value).to_string();
        view! { <button type="button" aria-pressed=pressed on:click=move |_| way.set(value)>{name}</button> }
    };
    view! { <span class="switch" role="group" aria-label=label>{ways.map(button).collect_view()}</span> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::sync::Arc;

    use leptos::html::Iframe;
    use web_sys::{Document, Element, HtmlIFrameElement};

    use super::Look;
    use crate::features::definitions::editor::state::Editor;
    use crate::forms::preview::{Preview, show, take};
    use crate::prelude::*;
    use crate::text::Words;

    /// Keeps the frame as the definition is.
    pub fn follow(editor: Editor, look: Look, frame: NodeRef<Iframe>, loaded: RwSignal<i32>) {
        Effect::new(move |_| {
            if let Some(frame) = frame.get() {
                open(&frame);
            }
        });
        let shown = StoredValue::new(None::<Owner>);
        Effect::new(move |_| {
            loaded.track();
            look.drawn.track();
            let Some(document) = frame.get().and_then(|frame| frame.content_document()) else { return };
            if let Some(before) = shown.try_update_value(Option::take).flatten() {
                before.cleanup();
            }
            let owner = Owner::new();
            owner.with(|| draw(editor, look, document));
            shown.set_value(Some(owner));
        });
    }

    /// Gives the frame the styles of the page.
    fn open(frame: &HtmlIFrameElement) {
        let sheet = document().query_selector("link[rel=stylesheet]").ok().flatten();
        let href = sheet.and_then(|sheet| sheet.get_attribute("href")).unwrap_or_default();
        frame.set_srcdoc(&format!(
            "<!DOCTYPE html><html><head><meta name=\"viewport\" content=\"width=device-width\">\
             <link rel=\"stylesheet\" href=\"{href}\"></head><body></body></html>"
        ));
    }

    fn draw(editor: Editor, look: Look, document: Document) {
        let now = editor.now.get();
        let locale = look.locale.get();
        // What only officers see is on nobody's phone.
        let Some(page) = now.step(editor.page()) else {
            document.body().into_iter().for_each(|body| body.set_inner_html(""));
            return;
        };
        if let Some(root) = document.document_element() {
            dress(&root, locale.tag(), look.elder.get());
        }
        let words = Words::new(locale);
        provide_context(words);
        let preview = Preview {
            form: Arc::clone(&now.form),
            answers: look.answers.get_untracked(),
            page,
            errors: look.errors.get_untracked(),
            words,
            live: look.live.get(),
        };
        let sent = move |pairs| {
            let (answers, errors) = take(&now.form, page, look.answers.get_untracked(), pairs);
            let next = now.tree_page(page + 1).filter(|_| errors.is_empty());
            look.answers.set(answers);
            look.errors.set(errors);
            look.drawn.update(|drawn| *drawn += 1);
            if next.is_some() {
                editor.choose(next);
            }
        };
        show(document, preview, move |answers| look.answers.set(answers), sent);
    }

    /// Language and modes, as the server writes them on the page.
    fn dress(root: &Element, tag: &str, elder: bool) {
        let mut wanted = vec![("lang", tag.to_owned())];
        let theme = document().document_element().and_then(|root| root.get_attribute("data-theme"));
        wanted.extend(theme.map(|theme| ("data-theme", theme)));
        wanted.extend(elder.then(|| ("data-elder", String::new())));
        for name in ["lang", "data-theme", "data-elder"] {
            let _ = root.remove_attribute(name);
        }
        for (name, value) in wanted {
            let _ = root.set_attribute(name, &value);
        }
    }
}
