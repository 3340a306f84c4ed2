//! What surrounds the desk: a header of its own, the keys at its foot, the bar of phones.

use crate::prelude::*;
use schema::accounts::Session;

use crate::routes::to;
use crate::session::use_session;
use crate::text::{Words, use_words};
use crate::ui::icon::Icon;

/// The header: the desk, the public side, and who is here in which post.
#[component]
pub fn DeskHeader() -> impl IntoView {
    let words = use_words();
    let session = use_session();
    view! {
        <header class="top">
            <a class="brand" href=to::DESK><Icon name="seal"/>{words.frame.hall()}</a>
            <nav aria-label=words.desk.navigation()>
                <a href=to::DESK aria-current="page">{words.desk.title()}</a>
                <a href=to::HOME>{words.desk.to_hall()}</a>
            </nav>
            {session.shown(move |session| session.ok().flatten().map(|session| view! {
                <a class="me" href=to::ME>{post(&session, words)}<b>{session.name}</b></a>
            }).into_any())}
        </header>
    }
}

/// The first post of a person: its agency and role.
fn post(session: &Session, words: Words) -> String {
    let grant = session.grants.iter().find(|grant| grant.role.is_staff());
    grant.map_or_else(String::new, |grant| {
        let agency = grant.agency.as_ref().map(|agency| format!("{agency} · ")).unwrap_or_default();
        format!("{agency}{} · ", words.role(grant.role))
    })
}

/// The bar of phones.
#[component]
pub fn DeskTabs() -> impl IntoView {
    let words = use_words();
    view! {
        <nav class="tabs" aria-label=words.desk.navigation()>
            <a href=to::DESK aria-current="page"><Icon name="case"/>{words.desk.title()}</a>
            <a href=to::HOME><Icon name="home"/>{words.desk.to_hall()}</a>
            <a href=to::ME><Icon name="me"/>{words.frame.me()}</a>
        </nav>
    }
}
