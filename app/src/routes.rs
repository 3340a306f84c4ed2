//! Every address of the site, once.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::features::accounts::{MePage, RegisterPage, SignInPage};
use crate::features::catalogue::{ItemPage, ResultsPage};
use crate::features::home::HomePage;
use crate::preferences::use_preferences;
use crate::session::provide_session;
use crate::text::Words;
use crate::ui::frame::Frame;
use crate::ui::state::NotFound;

/// Addresses that pages link to.
pub mod to {
    use schema::catalogue::{ItemQuery, encode};

    pub const HOME: &str = "/";
    pub const ITEMS: &str = "/items";
    pub const SIGN_IN: &str = "/sign-in";
    pub const REGISTER: &str = "/register";
    pub const ME: &str = "/me";
    pub const SIGN_OUT: &str = "/sign-out";
    pub const SIGN_OUT_EVERYWHERE: &str = "/sign-out-everywhere";
    pub const PREFERENCES: &str = "/preferences";

    /// The results of a query.
    pub fn items(query: &ItemQuery) -> String {
        format!("{ITEMS}{}", query.to_query_string())
    }

    /// The page of an item.
    pub fn item(code: &str) -> String {
        format!("/items/{}", encode(code))
    }

    /// The sign-in page that comes back to `path`.
    pub fn sign_in_then(path: &str) -> String {
        format!("{SIGN_IN}?next={}", encode(path))
    }
}

/// The portal: all pages in their frame.
#[component]
pub fn Portal() -> impl IntoView {
    provide_meta_context();
    provide_context(Words::new(use_preferences().locale));
    provide_session();
    view! {
        <Router>
            <Frame>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=HomePage/>
                    <Route path=path!("/items") view=ResultsPage/>
                    <Route path=path!("/items/:code") view=ItemPage/>
                    <Route path=path!("/sign-in") view=SignInPage/>
                    <Route path=path!("/register") view=RegisterPage/>
                    <Route path=path!("/me") view=MePage/>
                </Routes>
            </Frame>
        </Router>
    }
}
