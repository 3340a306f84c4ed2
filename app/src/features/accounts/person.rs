//! Who is here, in the header of every page: their name or the way to sign in, and where staff work.

use crate::prelude::*;
use schema::accounts::Session;
use schema::role::Role;

use crate::routes::to;
use crate::session::with_session;
use crate::text::{Words, use_words};

/// Who is signed in, or the way to it. The account tells the device whose it is now; see [`crate::device`].
#[component]
pub fn Person() -> impl IntoView {
    let words = use_words();
    with_session(move |session| match session {
        Ok(Some(session)) => view! {
            {work_place(&session, words)}
            <a class="person" href=to::ME data-account=session.account>{session.name}{unread(session.unread, words)}</a>
        },
        _ => view! { <a class="person" href=to::SIGN_IN>{words.frame.sign_in()}</a> },
    })
}

/// Where somebody of the staff works: leaders at the dashboard, editors at the catalogue, reviewers at the forms, who takes in for a
/// whole region at the window, the others at the desk. Another program works there.
fn work_place(session: &Session, words: Words) -> Option<AnyView> {
    let has = |roles: &[Role]| roles.iter().any(|role| session.has(*role));
    let (href, label) = if has(&[Role::Leader, Role::Supervisor, Role::Admin]) {
        (to::DASHBOARD, words.dashboards.title())
    } else if has(&[Role::Editor]) && !has(&[Role::Intake, Role::Officer, Role::AgencyLead]) {
        (to::DESK_CATALOGUE, words.desk.to_desk())
    } else if has(&[Role::Reviewer]) && !has(&[Role::Intake, Role::Officer, Role::AgencyLead]) {
        (to::DESK_FORMS, words.desk.to_desk())
    } else if has(&[Role::Intake]) && session.grants.iter().all(|grant| grant.agency.is_none()) {
        (to::DESK_WINDOW, words.desk.window())
    } else {
        (to::DESK, words.desk.to_desk())
    };
    session.is_staff().then(|| view! { <a class="person" href=href rel="external">{label}</a> })
}

/// How many messages wait to be read, beside the name of whom they are for.
fn unread(count: u32, words: Words) -> Option<AnyView> {
    let said = words.inbox.unread(count);
    (count > 0).then(|| {
        view! { <b class="unread"><span aria-hidden="true">{count}</span><span class="hidden">{said}</span></b> }
    })
}
