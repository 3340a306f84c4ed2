//! The process designer at `/desk/processes/{id}/edit`: the process as a tree on its map of lines, the properties of what is
//! selected, and a case played through it. Every edit is one of `schema::process::design`.
//!
//! Reading order: [`state`] (what is edited), then the panes in the order of the screen, `save`.

mod add;
mod agency;
mod assignment;
mod block;
#[cfg(feature = "hydrate")]
mod browser;
mod checklist;
mod condition;
mod drag;
mod effects;
mod external;
mod facts;
mod foot;
mod instructions;
mod outside;
mod overtaken;
mod permissions;
mod play;
mod properties;
mod save;
mod state;
mod task;
mod told;
mod top;
mod tree;
mod urge;

use self::add::Tools;
use self::drag::Drag;
use self::foot::Foot;
use self::overtaken::OvertakenBy;
use self::play::PlayPane;
use self::properties::Properties;
use self::state::{Drawing, Notice};
use self::tree::Tree;
use crate::api;
use crate::api::processes::Drawn;
use crate::data::Read;
use crate::designing::Top;
use crate::page::{Head, Styles, here};
use crate::prelude::*;
use crate::text::use_words;

/// The page of one process's draft.
#[component]
pub fn DrawPage() -> impl IntoView {
    let read = || api::processes::drawn(here().split('/').nth(3).unwrap_or_default());
    Read::resource(read).page(shown)
}

fn shown(drawn: Drawn) -> AnyView {
    let words = use_words();
    let texts = words.processes;
    let title = drawn.record.title.get(words.locale).to_owned();
    let drawing = Drawing::new(drawn);
    provide_context(drawing);
    provide_context(Drag::new());
    #[cfg(feature = "hydrate")]
    {
        browser::listen(drawing);
        browser::go_where_asked(drawing);
        save::keep(drawing);
    }
    view! {
        <Styles name="desk.css"/>
        <Head title/>
        <div class="desk editor drawing">
            <Top work=drawing/>
            {(!drawing.may_edit).then(|| view! { <p class="notice foreign">{texts.designer_foreign()}</p> })}
            <p class="not-live notice">{texts.needs_scripts()}</p>
            <Told/>
            <OvertakenBy/>
            <main id="main" class="design">
                <section class="ptree" aria-label=texts.tree()><Tree/></section>
                <aside class="props" aria-label=texts.properties()>
                    <Tools/>
                    <Properties/>
                </aside>
                <aside class="prev" aria-label=texts.play()><PlayPane/></aside>
            </main>
            <Foot/>
        </div>
    }
}

/// What could not be done, or is worth knowing.
#[component]
fn Told() -> impl IntoView {
    let drawing = Drawing::here();
    let texts = use_words().processes;
    view! {
        <div class="told" role="status">
            {move || drawing.notice.get().map(|notice| {
                let said = match notice {
                    Notice::Fault(fault) => texts.fault(&fault),
                    Notice::Said(said) => said,
                };
                view! { <p class="notice">{said}</p> }
            })}
        </div>
    }
}
