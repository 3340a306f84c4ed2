//! Every address of the site, once.

use crate::prelude::*;
use leptos_meta::provide_meta_context;
#[cfg(not(any(feature = "forms", feature = "designer")))]
use leptos_router::components::Router;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

#[cfg(not(any(feature = "forms", feature = "designer")))]
use crate::document::Document;
#[cfg(feature = "hydrate")]
use crate::document::Frame;
#[cfg(any(not(feature = "hydrate"), feature = "forms"))]
use crate::features::applications::{BenchPage, FormPage};
#[cfg(not(feature = "hydrate"))]
use crate::features::dashboards::CasesPage;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
use crate::features::definitions::EditorPage;
#[cfg(not(feature = "hydrate"))]
use crate::features::desk::{AbsencesPage, DepthPage, EditPage, FindingsPage, FoundPage, UnknownPage};
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
use crate::features::processes::DrawPage;
#[cfg(not(feature = "hydrate"))]
use crate::features::processes::{
    CoursePage, DifferencePage as ProcessDifferencePage, MigrationPage, ProcessPage, ProcessesPage,
    SourcePage as ProcessSourcePage,
};
#[cfg(not(feature = "hydrate"))]
use crate::features::{
    accounts::{MePage, Person, RegisterPage, SignInPage},
    applications::{CheckPage, MaterialsPage, MyApplicationsPage, ReceiptPage, StepsPage, VersionPage},
    cases::{CasePage, MessagesPage, MyCasesPage, TrackPage},
    catalogue::{ItemPage, ResultsPage},
    definitions::{DifferencePage, FormsPage, RecordPage, SourcePage},
    home::{HomePage, LifeEventPage},
    notices::{NoticePage, NoticesPage},
    printing::{PrintedApplicationPage, PrintedCasePage},
};
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
use crate::features::{
    dashboards::DashboardPage,
    desk::{DeskPage, TaskFormPage},
};
#[cfg(all(feature = "hydrate", any(feature = "forms", feature = "designer")))]
use crate::page::here;
use crate::preferences::use_preferences;
#[cfg(not(feature = "hydrate"))]
use crate::session::provide_session;
use crate::text::Words;
#[cfg(not(feature = "hydrate"))]
use crate::ui::frame::Frame;
#[cfg(not(feature = "hydrate"))]
use crate::ui::state::{NotFound, ProblemPage};

pub mod to;

/// The portal: all pages in their frame.
#[component]
pub fn Portal() -> impl IntoView {
    provide_meta_context();
    provide_context(Words::new(use_preferences().locale));
    framed()
}

#[cfg(not(feature = "hydrate"))]
fn framed() -> AnyView {
    provide_session();
    view! { <Router><Frame person=Person><Pages/></Frame></Router> }
}

/// What [`crate::program::Program::Documents`] operates: nothing.
#[cfg(all(feature = "hydrate", not(any(feature = "forms", feature = "staff", feature = "designer"))))]
fn framed() -> AnyView {
    view! { <Router><Frame><Document/></Frame></Router> }
}

/// What [`crate::program::Program::Forms`] operates: one page. All links lead to documents, by page loads.
#[cfg(all(feature = "hydrate", feature = "forms"))]
fn framed() -> AnyView {
    let page = if here().starts_with("/bench/") {
        view! { <BenchPage/> }
    } else {
        view! { <FormPage/> }
    };
    view! { <Frame>{page}</Frame> }
}

/// What [`crate::program::Program::Designer`] operates: one page as well, of a form or of a process.
#[cfg(all(feature = "hydrate", feature = "designer"))]
fn framed() -> AnyView {
    let page = if here().starts_with(to::DESK_PROCESSES) {
        view! { <DrawPage/> }
    } else {
        view! { <EditorPage/> }
    };
    view! { <Frame>{page}</Frame> }
}

/// What [`crate::program::Program::Staff`] operates.
#[cfg(all(feature = "hydrate", feature = "staff"))]
fn framed() -> AnyView {
    view! { <Router><Frame><Pages/></Frame></Router> }
}

/// Routes, and what is shown at every other address.
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
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
        "/life-events/:id" => document!(LifeEventPage),
        "/notices" => document!(NoticesPage),
        "/notices/:id" => document!(NoticePage),
        "/sign-in" => document!(SignInPage),
        "/register" => document!(RegisterPage),
        "/me" => document!(MePage),
        "/me/applications" => document!(MyApplicationsPage),
        "/me/cases" => document!(MyCasesPage),
        "/me/messages" => document!(MessagesPage),
        "/applications/:id" => document!(StepsPage),
        "/applications/:id/materials" => document!(MaterialsPage),
        "/applications/:id/check" => document!(CheckPage),
        "/applications/:id/receipt" => document!(ReceiptPage),
        "/applications/:id/print" => document!(PrintedApplicationPage),
        "/applications/:id/version" => document!(VersionPage),
        "/applications/:id/:page" => FormPage,
        "/bench/form/:name" => BenchPage,
        "/cases/:number" => document!(CasePage),
        "/cases/:number/rating" => document!(CasePage),
        "/cases/:number/remind" => document!(CasePage),
        "/cases/:number/withdraw" => document!(CasePage),
        "/track" => document!(TrackPage),
        "/problems/:slug" => document!(ProblemPage),
        "/dashboard" => DashboardPage,
        "/dashboard/cases" => document!(CasesPage),
        "/desk" => DeskPage,
        "/desk/cases/:number" => DeskPage,
        "/desk/cases/:number/tasks/:task/forms/:form" => TaskFormPage,
        "/desk/cases/:number/print" => document!(PrintedCasePage),
        "/desk/forms" => document!(FormsPage),
        "/desk/forms/:id" => document!(RecordPage),
        "/desk/forms/:id/diff" => document!(DifferencePage),
        "/desk/forms/:id/edit" => EditorPage,
        "/desk/forms/:id/:version" => document!(SourcePage),
        "/desk/cases/:number/course" => document!(CoursePage),
        "/desk/processes" => document!(ProcessesPage),
        "/desk/processes/:id" => document!(ProcessPage),
        "/desk/processes/:id/diff" => document!(ProcessDifferencePage),
        "/desk/processes/:id/migration" => document!(MigrationPage),
        "/desk/processes/:id/edit" => DrawPage,
        "/desk/processes/:id/:version" => document!(ProcessSourcePage),
        "/desk/absences" => document!(AbsencesPage),
        "/desk/catalogue" => document!(FindingsPage),
        "/desk/catalogue/findings/:finding" => document!(FoundPage),
        "/desk/catalogue/depth" => document!(DepthPage),
        "/desk/catalogue/depth/unknown" => document!(UnknownPage),
        "/desk/catalogue/items/:code" => document!(EditPage),
    }
}

#[cfg(all(feature = "hydrate", feature = "staff"))]
#[component]
fn Pages() -> impl IntoView {
    pages! {
        else Document;
        "/dashboard" => DashboardPage,
        "/desk" => DeskPage,
        "/desk/cases/:number" => DeskPage,
        "/desk/cases/:number/tasks/:task/forms/:form" => TaskFormPage,
        // Not the other case of the table: that one is forgotten with the first change of address.
        "/*any" => Document,
    }
}
