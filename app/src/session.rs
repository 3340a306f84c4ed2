//! Who is signed in, asked once for each page that is drawn. In the browser only the desk needs to know, and asks itself.

use schema::Problem;
use schema::accounts::Session;

use crate::api;
use crate::data::Kept;
use crate::prelude::*;

/// Asks once who is signed in.
pub fn provide_session() {
    provide_context(api::session().keep());
}

/// Shows what depends on who is signed in.
pub fn with_session(
    shown: impl FnOnce(Result<Option<Session>, Problem>) -> AnyView + Send + 'static,
) -> AnyView {
    expect_context::<Kept<Option<Session>>>().document(shown)
}
