//! `/_gallery`: the whole kit on one page, each part in each of its states, to be looked at. Never in production.
//!
//! Drawn by the server alone: nothing of it is in the browser side. Its headings are names from the code, and what
//! stands in the parts is the hall's own words or sample data, so it has no words of its own.

mod captures;
mod controls;
mod kit;
mod lanes;
mod parts;

use crate::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_params_map;
use leptos_router::path;
use schema::{Problem, ProblemKind};

use crate::features::accounts::Person;
use crate::page::{Head, Styles};
use crate::preferences::use_preferences;
use crate::session::provide_session;
use crate::shell::{Front, document};
use crate::text::Words;
use crate::ui::frame::Frame;
use crate::ui::state::{Failed, NotFound, Waiting};

/// The gallery as a whole document, without scripts.
pub fn gallery(front: Front) -> AnyView {
    document(Front { script: None, ..front }, view! { <Gallery/> }).into_any()
}

#[component]
fn Gallery() -> impl IntoView {
    provide_meta_context();
    provide_context(Words::new(use_preferences().locale));
    provide_session();
    view! {
        <Router>
            <Frame person=Person>
                <Routes fallback=NotFound>
                    <Route path=path!("/_gallery") view=Index/>
                    <Route path=path!("/_gallery/waiting") view=Waiting/>
                    <Route path=path!("/_gallery/problems/:slug") view=Whole/>
                </Routes>
            </Frame>
        </Router>
    }
}

/// A page that failed, whole.
#[component]
fn Whole() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get_str("slug").map(str::to_owned));
    let kind = slug.as_deref().and_then(ProblemKind::from_slug).unwrap_or(ProblemKind::NotFound);
    let request_id = Some("6f1e2d3c4b5a69788796a5b4c3d2e1f0".to_owned());
    view! { <Failed problem_=Problem { request_id, ..Problem::new(kind) }/> }
}

#[component]
fn Index() -> impl IntoView {
    let sections: Vec<Section> =
        parts::sections().into_iter().chain(controls::sections()).chain(kit::sections()).collect();
    let contents = sections.iter().map(|section| {
        view! { <li><a href=format!("#{}", section.id)>{section.name.clone()}</a></li> }
    });
    let contents = contents.collect_view();
    view! {
        <Head title="Gallery"/>
        <Styles name="gallery.css"/>
        <main id="main" class="wide gallery">
            <h1 class="title">"Gallery"</h1>
            <nav aria-label="Gallery"><ul class="contents">{contents}</ul></nav>
            {sections.into_iter().map(Section::shown).collect_view()}
        </main>
    }
}

/// One part of the kit in its states.
struct Section {
    /// The anchor, such as `ui-field`, `control-text`, `style-button`.
    id: String,
    /// The name in the code.
    name: String,
    /// Each state by its name.
    states: Vec<(&'static str, AnyView)>,
}

impl Section {
    fn new(room: &str, name: &str, states: Vec<(&'static str, AnyView)>) -> Self {
        Self { id: format!("{room}-{}", name.to_lowercase()), name: name.to_owned(), states }
    }

    fn shown(self) -> impl IntoView {
        let states = self.states.into_iter().map(|(name, state)| {
            view! { <div class="example"><h3>{name}</h3>{state}</div> }
        });
        let states = states.collect_view();
        view! {
            <section id=self.id>
                <h2>{self.name}</h2>
                <div class="examples">{states}</div>
            </section>
        }
    }
}
