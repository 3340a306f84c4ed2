//! All guides.

use schema::guide::GuideSummary;

use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Guides, typeset, use_words};

/// The page at `/guides`.
#[component]
pub fn GuidesPage() -> impl IntoView {
    api::guides::list().document(|guides| view! { <Shown guides/> })
}

#[component]
fn Shown(guides: Vec<GuideSummary>) -> impl IntoView {
    let words = use_words();
    let texts = Guides(words.locale);
    let none = guides.is_empty();
    let line = |guide: GuideSummary| {
        let intro = guide.intro.map(|intro| typeset(intro.get(words.locale)));
        let title = guide.title.get(words.locale).to_owned();
        view! { <li><a href=to::guide(&guide.code, [])>{title}{intro.map(|intro| view! { <small>{intro}</small> })}</a></li> }
    };
    let lines = guides.into_iter().map(line).collect_view();
    view! {
        <Head title=texts.title() description=texts.describe() path=to::GUIDES/>
        <main id="main" class="event">
            <nav class="crumb" aria-label=words.frame.position()>
                <ol><li><a href=to::HOME>{words.frame.home()}</a></li><li>{texts.title()}</li></ol>
            </nav>
            <h1 class="title">{texts.title()}</h1>
            <p class="soft">{texts.lead()}</p>
            {if none {
                view! { <p class="missing">{texts.none()}</p> }
            } else {
                view! { <ul class="matters one">{lines}</ul> }
            }}
        </main>
    }
}
