//! Every address of the site, once.

use crate::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;
#[cfg(any(not(feature = "hydrate"), feature = "forms", feature = "staff"))]
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

use crate::document::Document;
#[cfg(any(not(feature = "hydrate"), feature = "forms"))]
use crate::features::applications::FormPage;
#[cfg(not(feature = "hydrate"))]
use crate::features::{
    accounts::{MePage, RegisterPage, SignInPage},
    applications::{CheckPage, MaterialsPage, MyApplicationsPage, ReceiptPage, StepsPage},
    cases::{CasePage, MyCasesPage, TrackPage},
    catalogue::{ItemPage, ResultsPage},
    home::HomePage,
};
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
use crate::features::{dashboards::DashboardPage, desk::DeskPage};
use crate::preferences::use_preferences;
use crate::session::provide_session;
use crate::text::Words;
use crate::ui::frame::Frame;
#[cfg(not(feature = "hydrate"))]
use crate::ui::state::{NotFound, ProblemPage};

/// Addresses that pages link to.
pub mod to {
    use schema::cases::Queue;
    use schema::catalogue::{ItemQuery, encode};
    use schema::id::CaseNumber;

    pub const HOME: &str = "/";
    pub const ITEMS: &str = "/items";
    pub const SIGN_IN: &str = "/sign-in";
    pub const REGISTER: &str = "/register";
    pub const ME: &str = "/me";
    pub const MY_APPLICATIONS: &str = "/me/applications";
    pub const MY_CASES: &str = "/me/cases";
    pub const TRACK: &str = "/track";
    pub const DESK: &str = "/desk";
    pub const DASHBOARD: &str = "/dashboard";
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

    /// Where an application for an item begins.
    pub fn apply(code: &str) -> String {
        format!("/items/{}/apply", encode(code))
    }

    /// The steps of an application.
    pub fn application(id: i64) -> String {
        format!("/applications/{id}")
    }

    /// One step of an application: a page of its form, or `materials`, `check`, `receipt`.
    pub fn step(id: i64, step: &str) -> String {
        format!("/applications/{id}/{}", encode(step))
    }

    /// The page of one's own case.
    pub fn case(number: CaseNumber) -> String {
        format!("/cases/{number}")
    }

    /// Where its rating is sent.
    pub fn rating(number: CaseNumber) -> String {
        format!("/cases/{number}/rating")
    }

    /// Where its withdrawal is sent.
    pub fn withdraw(number: CaseNumber) -> String {
        format!("/cases/{number}/withdraw")
    }

    /// A queue of the desk.
    pub fn queue(queue: Queue) -> String {
        format!("{DESK}?queue={}", queue.slug())
    }

    /// The page of a case at the desk, which is also where commands are sent.
    pub fn desk_case(number: CaseNumber) -> String {
        format!("{DESK}/cases/{number}")
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
                <Pages/>
            </Frame>
        </Router>
    }
}

/// Routes, and what is shown at every other address.
#[cfg(any(not(feature = "hydrate"), feature = "forms", feature = "staff"))]
macro_rules! pages {
    (else $otherwise:expr; $($path:tt => $page:expr,)*) => {
        view! {
            <FlatRoutes fallback=$otherwise>
                $(<Route path=path!($path) view=$page/>)*
            </FlatRoutes>
        }
    };
}

/// Every page, as the server draws them.
#[cfg(not(feature = "hydrate"))]
#[component]
fn Pages() -> impl IntoView {
    macro_rules! document {
        ($page:ident) => {
            || view! { <Document><$page/></Document> }
        };
    }
    pages! {
        else document!(NotFound);
        "/" => document!(HomePage),
        "/items" => document!(ResultsPage),
        "/items/:code" => document!(ItemPage),
        "/sign-in" => document!(SignInPage),
        "/register" => document!(RegisterPage),
        "/me" => document!(MePage),
        "/me/applications" => document!(MyApplicationsPage),
        "/me/cases" => document!(MyCasesPage),
        "/applications/:id" => document!(StepsPage),
        "/applications/:id/materials" => document!(MaterialsPage),
        "/applications/:id/check" => document!(CheckPage),
        "/applications/:id/receipt" => document!(ReceiptPage),
        "/applications/:id/:page" => FormPage,
        "/cases/:number" => document!(CasePage),
        "/cases/:number/rating" => document!(CasePage),
        "/cases/:number/withdraw" => document!(CasePage),
        "/track" => document!(TrackPage),
        "/problems/:slug" => document!(ProblemPage),
        "/dashboard" => DashboardPage,
        "/desk" => DeskPage,
        "/desk/cases/:number" => DeskPage,
    }
}

/// What [`crate::program::Program::Documents`] operates: nothing.
#[cfg(all(feature = "hydrate", not(any(feature = "forms", feature = "staff"))))]
#[component]
fn Pages() -> impl IntoView {
    view! { <Document/> }
}

/// What [`crate::program::Program::Forms`] operates. The last steps are documents, and would be taken for pages of the form.
#[cfg(all(feature = "hydrate", feature = "forms"))]
#[component]
fn Pages() -> impl IntoView {
    pages! {
        else Document;
        "/applications/:id/materials" => Document,
        "/applications/:id/check" => Document,
        "/applications/:id/receipt" => Document,
        "/applications/:id/:page" => FormPage,
    }
}

/// What [`crate::program::Program::Staff`] operates.
#[cfg(all(feature = "hydrate", feature = "staff"))]
#[component]
fn Pages() -> impl IntoView {
    pages! {
        else Document;
        "/dashboard" => DashboardPage,
        "/desk" => DeskPage,
        "/desk/cases/:number" => DeskPage,
    }
}
