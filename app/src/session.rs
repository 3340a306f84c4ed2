//! Who is signed in, once for all pages.

use crate::prelude::*;
use schema::accounts::Session;

use crate::api;
use crate::data::{Data, Read};

/// The session of this page, as every page and the header share it.
pub type SessionData = Data<Option<Session>>;

/// Asks once who is signed in and shares the answer.
pub fn provide_session() {
    provide_context(Read::resource(api::session));
}

/// The shared answer.
pub fn use_session() -> SessionData {
    expect_context()
}
