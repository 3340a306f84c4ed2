//! Every address of the site, once.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{Lazy, path};

use crate::features::accounts::{MePage, Person, RegisterPage, SignInPage};
use crate::features::applications::ApplicationsRoute;
use crate::features::cases::CasesRoute;
use crate::features::catalogue::{ItemPage, ResultsPage};
use crate::features::dashboards::DashboardRoute;
use crate::features::desk::DeskRoute;
use crate::features::home::HomePage;
use crate::preferences::use_preferences;
use crate::session::provide_session;
use crate::text::Words;
use crate::ui::frame::Frame;
use crate::ui::state::{NotFound, ProblemPage};

/// Addresses that pages link to.
pub mod to {
    use schema::cases::Queue;
    use schema::catalogue::{ItemQuery, encode};
    use schema::dashboards::{CasesQuery, DashboardQuery};
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
    pub const DASHBOARD_CASES: &str = "/dashboard/cases";
    pub const SIGN_OUT: &str = "/sign-out";
    pub const SIGN_OUT_EVERYWHERE: &str = "/sign-out-everywhere";
    pub const PREFERENCES: &str = "/preferences";

    /// The results of a query.
    pub fn items(query: &ItemQuery) -> String {
        format!("{ITEMS}{}", query.to_query_string())
    }

    /// A list from where the page before ended.
    pub fn list_from(path: &str, cursor: &str) -> String {
        format!("{path}?cursor={}", encode(cursor))
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

    /// The dashboard of a period and a region.
    pub fn dashboard(query: &DashboardQuery) -> String {
        format!("{DASHBOARD}{}", query.to_query_string())
    }

    /// The cases behind a number of the dashboard.
    pub fn dashboard_cases(query: &CasesQuery) -> String {
        format!("{DASHBOARD_CASES}{}", query.to_query_string())
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
            <Frame person=Person>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=HomePage/>
                    <Route path=path!("/items") view=ResultsPage/>
                    <Route path=path!("/items/:code") view=ItemPage/>
                    <Route path=path!("/sign-in") view=SignInPage/>
                    <Route path=path!("/register") view=RegisterPage/>
                    <Route path=path!("/me") view=MePage/>
                    <Route path=path!("/problems/:slug") view=ProblemPage/>
                    <Route path=path!("/me/applications") view={Lazy::<ApplicationsRoute>::new()}/>
                    <Route path=path!("/me/cases") view={Lazy::<CasesRoute>::new()}/>
                    <Route path=path!("/applications/:id") view={Lazy::<ApplicationsRoute>::new()}/>
                    <Route path=path!("/applications/:id/materials") view={Lazy::<ApplicationsRoute>::new()}/>
                    <Route path=path!("/applications/:id/check") view={Lazy::<ApplicationsRoute>::new()}/>
                    <Route path=path!("/applications/:id/receipt") view={Lazy::<ApplicationsRoute>::new()}/>
                    <Route path=path!("/applications/:id/:page") view={Lazy::<ApplicationsRoute>::new()}/>
                    <Route path=path!("/cases/:number") view={Lazy::<CasesRoute>::new()}/>
                    <Route path=path!("/cases/:number/rating") view={Lazy::<CasesRoute>::new()}/>
                    <Route path=path!("/cases/:number/withdraw") view={Lazy::<CasesRoute>::new()}/>
                    <Route path=path!("/track") view={Lazy::<CasesRoute>::new()}/>
                    <Route path=path!("/dashboard") view={Lazy::<DashboardRoute>::new()}/>
                    <Route path=path!("/dashboard/cases") view={Lazy::<DashboardRoute>::new()}/>
                    <Route path=path!("/desk") view={Lazy::<DeskRoute>::new()}/>
                    <Route path=path!("/desk/cases/:number") view={Lazy::<DeskRoute>::new()}/>
                </Routes>
            </Frame>
        </Router>
    }
}
