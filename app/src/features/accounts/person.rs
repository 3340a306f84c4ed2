//! Who is here, in the header of every page: their name or the way to sign in, and where staff work.

use leptos::prelude::*;
use schema::accounts::Session;
use schema::role::Role;

use crate::routes::to;
use crate::session::use_session;
use crate::text::{Words, use_words};

/// Who is signed in, or the way to it.
#[component]
pub fn Person() -> impl IntoView {
    let words = use_words();
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match session.await {
                    Ok(Some(session)) => view! {
                        {work_place(&session, words)}
                        <a class="person" href=to::ME>{session.name}</a>
                    }.into_any(),
                    _ => view! { <a class="person" href=to::SIGN_IN>{words.frame.sign_in()}</a> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// Where somebody of the staff works: leaders at the dashboard, the others at the desk.
fn work_place(session: &Session, words: Words) -> Option<impl IntoView + use<>> {
    let leads = [Role::Leader, Role::Supervisor, Role::Admin].into_iter().any(|role| session.has(role));
    let (href, label) =
        if leads { (to::DASHBOARD, words.dashboards.title()) } else { (to::DESK, words.desk.to_desk()) };
    session.is_staff().then(|| view! { <a class="person" href=href>{label}</a> })
}
