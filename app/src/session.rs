//! Who is signed in, once for all pages.

use leptos::prelude::*;
use schema::Problem;
use schema::accounts::Session;

use crate::{api, device};

/// The session of this page, as every page and the header share it.
pub type SessionResource = Resource<Result<Option<Session>, Problem>>;

/// Asks once who is signed in and shares the answer.
pub fn provide_session() {
    let session: SessionResource = Resource::new(|| (), |()| api::session());
    Effect::new(move |_| {
        if let Some(Ok(Some(session))) = session.get() {
            device::now_belongs_to(session.account);
        }
    });
    provide_context(session);
}

/// The shared answer.
pub fn use_session() -> SessionResource {
    expect_context()
}
