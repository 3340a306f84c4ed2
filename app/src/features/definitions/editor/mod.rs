//! The form designer at `/desk/forms/{id}/edit`: the tree of pages, the page as it reads, the properties of what is
//! selected with its rules as sentences, and the phone it will be on. Every edit is one of `schema::form::design`.
//!
//! Reading order: [`state`] (what is edited), `panes` in the order of the screen, `save` (and what somebody else saved).

#[cfg(feature = "hydrate")]
mod browser;
mod canvas;
mod clipboard;
mod conflict;
mod drag;
mod foot;
mod json;
mod now;
mod palette;
mod preview;
mod properties;
mod question;
mod rules;
mod save;
mod state;
mod step;
mod top;
mod tree;
mod uses;
mod way;

use crate::prelude::*;
use schema::definitions::DefinitionRecord;
use serde_json::Value;

use self::canvas::Canvas;
use self::conflict::Conflict;
use self::drag::Drag;
use self::foot::Foot;
use self::json::JsonView;
use self::palette::Palette;
use self::preview::PreviewPane;
use self::properties::Properties;
use self::state::{Editor, Notice};
use self::top::Top;
use self::tree::Tree;
use crate::api;
use crate::data::Read;
use crate::page::{Head, Styles, here};
use crate::text::{Editor as Texts, use_words};

/// The page of one form's draft.
#[component]
pub fn EditorPage() -> impl IntoView {
    let read = || api::forms::edited_form(here().split('/').nth(3).unwrap_or_default());
    Read::resource(read).page(|(record, revision, definition)| shown(record, revision, definition))
}

fn shown(record: DefinitionRecord, revision: i64, definition: Value) -> AnyView {
    let words = use_words();
    let texts = Texts(words.locale);
    let title = record.title.get(words.locale).to_owned();
    let editor = Editor::new(record, revision, definition);
    provide_context(editor);
    provide_context(Drag::new());
    let as_json = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    {
        browser::listen(editor);
        browser::go_where_asked(editor);
        save::keep(editor);
    }
    view! {
        <Styles name="desk.css"/>
        <Head title/>
        <div class="desk editor">
            <Top as_json/>
            {(!editor.may_edit).then(|| view! { <p class="notice foreign">{texts.foreign()}</p> })}
            <p class="not-live notice">{texts.needs_scripts()}</p>
            <Told/>
            <Conflict/>
            <main id="main" class="design">
                <nav class="ptree" aria-label=texts.tree()>
                    <Tree/>
                    <Palette/>
                </nav>
                <section class="canvas" aria-label=texts.canvas()>
                    {move || if as_json.get() { view! { <JsonView as_json/> } } else { view! { <Canvas/> } }}
                </section>
                <aside class="props" aria-label=texts.properties()><Properties/></aside>
                <aside class="prev" aria-label=texts.preview()><PreviewPane/></aside>
            </main>
            <Foot/>
        </div>
    }
}

/// What could not be done, or is worth knowing.
#[component]
fn Told() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    view! {
        <div class="told" role="status">
            {move || editor.notice.get().map(|notice| {
                let said = match notice {
                    Notice::Fault(fault) => texts.fault(fault).to_owned(),
                    Notice::Said(said) => said,
                };
                view! { <p class="notice">{said}</p> }
            })}
        </div>
    }
}
