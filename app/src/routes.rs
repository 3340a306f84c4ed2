//! Every address of the site, once.

use crate::prelude::*;
use leptos_meta::provide_meta_context;
#[cfg(not(feature = "hydrate"))]
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
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
use crate::features::dashboards::{CasesPage, OpenDataPage};
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
use crate::features::definitions::EditorPage;
#[cfg(not(feature = "hydrate"))]
use crate::features::desk::{
    AbsencesPage, DepthPage, EditPage, FindingsPage, FoundPage, OrphansPage, UnknownPage,
};
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
use crate::features::processes::DrawPage;
#[cfg(not(feature = "hydrate"))]
use crate::features::processes::{
    CoursePage, DifferencePage as ProcessDifferencePage, MigrationPage, ProcessPage, ProcessesPage,
    SourcePage as ProcessSourcePage,
};
#[cfg(not(feature = "hydrate"))]
use crate::features::{
    accounts::{MePage, NotificationsPage, Person, RegisterPage, SignInPage},
    applications::{
        CheckPage, CheckingPage, ChecksPage, HandoverPage, MaterialsPage, MyApplicationsPage, ReceiptPage,
        StepsPage, VersionPage,
    },
    ask::{EntryPage, GroupsPage, LibrariesPage, LibraryPage, TeachPage},
    bills::{BillPage, DemonstrationPage, DeskBillsPage, MyBillsPage},
    bundles::{DeskJointPage, JointPage, LedPage},
    cases::{CasePage, MessagesPage, MyCasesPage, TrackPage},
    catalogue::{AskPage, ItemPage, ResultsPage},
    definitions::{DifferencePage, FormsPage, RecordPage, SourcePage},
    disclosures::{
        DeskDisclosurePage, DeskDisclosuresPage, DisclosurePage, DisclosuresPage, NewDisclosurePage,
    },
    enquiries::{
        DeskEnquiriesPage, DeskEnquiryPage, EnquiriesPage, EnquiryPage, MyEnquiriesPage, NewEnquiryPage,
        RegisterEnquiryPage,
    },
    guides::{
        DeskGuidePage, DeskGuidesPage, GuideDifferencePage, GuideEditPage, GuidePage, GuideSourcePage,
        GuidesPage,
    },
    hall::{BuildingPage, CounterPage, HallPage, NavigatorPage, QueuePage, WalkPage},
    home::{HomePage, LifeEventPage},
    licences::{ComparePage, DeskLicencePage, DeskLicencesPage, LicencePage, MyLicencesPage, VerifyPage},
    notices::{NoticePage, NoticesPage},
    performance::{BulletinEditPage, BulletinPage, PerformanceAgencyPage, PerformancePage},
    printing::{PrintedApplicationPage, PrintedCasePage},
    proceedings::{BesideCasePage, BesideJointPage, GuestPage, ProceedingPage, TogetherPage},
    questionnaires::{DeskQuestionsPage, QuestionsPage},
    site_search::SearchPage,
    supervision::{CardPage, DuePage, RulePage, RulesPage, SupervisionPage},
    surveys::{DeskSurveyPage, DeskSurveysPage, NewSurveyPage, SurveyPage, SurveysPage},
    window::{CodePage, OriginalsPage, OwnSlipPage, PreparedPage, SlipPage, SlipsPage, WindowPage},
};
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
use crate::features::{
    dashboards::{DashboardPage, ScreenPage},
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

/// A table of addresses and their pages. The first that fits is taken: what is written out stands before what is named.
#[cfg(not(feature = "hydrate"))]
macro_rules! routes {
    (documents { $($path:tt => $page:ident,)* } operated { $($own:tt => $live:ident,)* }) => {
        ::leptos::view! {
            $(<Route path=path!($path) view=|| view! { <Document><$page/></Document> }/>)*
            $(<Route path=path!($own) view=$live/>)*
        }
        .into_inner()
        .into_any_nested_route()
    };
    (operated { $($own:tt => $live:ident,)* } documents { $($path:tt => $page:ident,)* }) => {
        ::leptos::view! {
            $(<Route path=path!($own) view=$live/>)*
            $(<Route path=path!($path) view=|| view! { <Document><$page/></Document> }/>)*
        }
        .into_inner()
        .into_any_nested_route()
    };
}

/// Every page, as the server draws them.
#[cfg(not(feature = "hydrate"))]
#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <Document><NotFound/></Document> }>
            <CitizenPages/>
            <StaffPages/>
            <SupervisingPages/>
            <GuidingPages/>
            <PublishingPages/>
        </FlatRoutes>
    }
}

/// The pages of everybody, and of who applies.
#[cfg(not(feature = "hydrate"))]
#[component(transparent)]
fn CitizenPages() -> AnyNestedRoute {
    routes! {
        documents {
            "/" => HomePage,
            "/ask" => AskPage,
            "/ask/rating" => AskPage,
            "/guides" => GuidesPage,
            "/guides/:code" => GuidePage,
            "/items" => ResultsPage,
            "/items/:code" => ItemPage,
            "/items/:code/walk" => WalkPage,
            "/hall" => HallPage,
            "/hall/:floor" => HallPage,
            "/hall/counters/:id" => CounterPage,
            "/life-events/:id" => LifeEventPage,
            "/enquiries" => EnquiriesPage,
            "/enquiries/new" => NewEnquiryPage,
            "/enquiries/:id" => EnquiryPage,
            "/me/enquiries" => MyEnquiriesPage,
            "/notices" => NoticesPage,
            "/notices/:id" => NoticePage,
            "/sign-in" => SignInPage,
            "/register" => RegisterPage,
            "/me" => MePage,
            "/me/applications" => MyApplicationsPage,
            "/me/cases" => MyCasesPage,
            "/me/messages" => MessagesPage,
            "/me/licences" => MyLicencesPage,
            "/me/bills" => MyBillsPage,
            "/me/checks" => ChecksPage,
            "/checks/:code" => CheckingPage,
            "/checks/:code/return" => CheckingPage,
            "/bills/:number" => BillPage,
            "/bills/:number/demonstration" => DemonstrationPage,
            "/licences/:number" => LicencePage,
            "/verify" => VerifyPage,
            "/invited/:id" => GuestPage,
            "/me/notifications" => NotificationsPage,
            "/applications/:id" => StepsPage,
            "/applications/:id/materials" => MaterialsPage,
            "/applications/:id/check" => CheckPage,
            "/applications/:id/handover" => HandoverPage,
            "/applications/:id/receipt" => ReceiptPage,
            "/applications/:id/print" => PrintedApplicationPage,
            "/applications/:id/version" => VersionPage,
            "/cases/:number" => CasePage,
            "/cases/:number/rating" => CasePage,
            "/cases/:number/questions" => QuestionsPage,
            "/cases/:number/remind" => CasePage,
            "/cases/:number/withdraw" => CasePage,
            "/cases/:number/slips/:slip" => OwnSlipPage,
            "/joint/:number" => JointPage,
            "/joint/:number/withdraw" => JointPage,
            "/track" => TrackPage,
            "/problems/:slug" => ProblemPage,
        }
        operated {
            "/applications/:id/:page" => FormPage,
            "/bench/form/:name" => BenchPage,
        }
    }
}

/// The pages of who works here.
#[cfg(not(feature = "hydrate"))]
#[component(transparent)]
fn StaffPages() -> AnyNestedRoute {
    routes! {
        operated {
            "/dashboard" => DashboardPage,
            "/dashboard/screen" => ScreenPage,
            "/desk" => DeskPage,
            "/desk/cases/:number" => DeskPage,
            "/desk/cases/:number/tasks/:task/forms/:form" => TaskFormPage,
            "/desk/forms/:id/edit" => EditorPage,
            "/desk/processes/:id/edit" => DrawPage,
        }
        documents {
            "/desk/cases/:number/print" => PrintedCasePage,
            "/desk/cases/:number/bills" => DeskBillsPage,
            "/desk/cases/:number/proceedings" => BesideCasePage,
            "/desk/cases/:number/questions" => DeskQuestionsPage,
            "/desk/cases/:number/originals" => OriginalsPage,
            "/desk/cases/:number/slips" => SlipsPage,
            "/desk/cases/:number/slips/:slip" => SlipPage,
            "/desk/window" => WindowPage,
            "/desk/hall" => QueuePage,
            "/desk/navigator" => NavigatorPage,
            "/desk/halls" => BuildingPage,
            "/desk/window/prepared" => PreparedPage,
            "/desk/window/:id/code" => CodePage,
            "/desk/forms" => FormsPage,
            "/desk/forms/:id" => RecordPage,
            "/desk/forms/:id/diff" => DifferencePage,
            "/desk/forms/:id/:version" => SourcePage,
            "/desk/cases/:number/course" => CoursePage,
            "/desk/processes" => ProcessesPage,
            "/desk/processes/:id" => ProcessPage,
            "/desk/processes/:id/diff" => ProcessDifferencePage,
            "/desk/processes/:id/migration" => MigrationPage,
            "/desk/processes/:id/:version" => ProcessSourcePage,
            "/desk/absences" => AbsencesPage,
            "/desk/joint" => LedPage,
            "/desk/joint/:number" => DeskJointPage,
            "/desk/joint/:number/proceedings" => BesideJointPage,
            "/desk/enquiries" => DeskEnquiriesPage,
            "/desk/enquiries/new" => RegisterEnquiryPage,
            "/desk/enquiries/:id" => DeskEnquiryPage,
            "/desk/proceedings" => TogetherPage,
            "/desk/proceedings/:id" => ProceedingPage,
            "/desk/licences" => DeskLicencesPage,
            "/desk/licences/compare" => ComparePage,
            "/desk/licences/:number" => DeskLicencePage,
            "/desk/orphans" => OrphansPage,
            "/desk/libraries" => LibrariesPage,
            "/desk/libraries/questions" => GroupsPage,
            "/desk/libraries/questions/:id" => TeachPage,
            "/desk/libraries/:library" => LibraryPage,
            "/desk/libraries/:library/:id" => EntryPage,
            "/desk/catalogue" => FindingsPage,
            "/desk/catalogue/findings/:finding" => FoundPage,
            "/desk/catalogue/depth" => DepthPage,
            "/desk/catalogue/depth/unknown" => UnknownPage,
            "/desk/catalogue/items/:code" => EditPage,
            "/desk/catalogue/items/:code/way" => EditPage,
        }
    }
}

/// The pages of supervision, of scores, and of the cases behind a number.
#[cfg(not(feature = "hydrate"))]
#[component(transparent)]
fn SupervisingPages() -> AnyNestedRoute {
    routes! {
        operated {}
        documents {
            "/dashboard/cases" => CasesPage,
            "/desk/supervision" => SupervisionPage,
            "/desk/supervision/rules" => RulesPage,
            "/desk/supervision/rules/:rule" => RulePage,
            "/desk/supervision/due" => DuePage,
            "/desk/supervision/:id" => CardPage,
            "/desk/performance" => PerformancePage,
            "/desk/performance/:period/bulletin" => BulletinPage,
            "/desk/performance/:period/bulletin/edit" => BulletinEditPage,
            "/desk/performance/:period/:agency" => PerformanceAgencyPage,
        }
    }
}

/// The pages of who writes guides: all of them are read, and written by forms.
#[cfg(not(feature = "hydrate"))]
#[component(transparent)]
fn GuidingPages() -> AnyNestedRoute {
    routes! {
        operated {}
        documents {
            "/desk/guides" => DeskGuidesPage,
            "/desk/guides/:id" => DeskGuidePage,
            "/desk/guides/:id/edit" => GuideEditPage,
            "/desk/guides/:id/diff" => GuideDifferencePage,
            "/desk/guides/:id/:version" => GuideSourcePage,
        }
    }
}

/// The pages of what is published and asked of the public, and of who keeps it.
#[cfg(not(feature = "hydrate"))]
#[component(transparent)]
fn PublishingPages() -> AnyNestedRoute {
    routes! {
        operated {}
        documents {
            "/search" => SearchPage,
            "/disclosure" => DisclosuresPage,
            "/disclosure/:id" => DisclosurePage,
            "/open-data" => OpenDataPage,
            "/surveys" => SurveysPage,
            "/surveys/:id" => SurveyPage,
            "/desk/disclosures" => DeskDisclosuresPage,
            "/desk/disclosures/new" => NewDisclosurePage,
            "/desk/disclosures/:id" => DeskDisclosurePage,
            "/desk/surveys" => DeskSurveysPage,
            "/desk/surveys/new" => NewSurveyPage,
            "/desk/surveys/:id" => DeskSurveyPage,
        }
    }
}

#[cfg(all(feature = "hydrate", feature = "staff"))]
#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=Document>
            <Route path=path!("/dashboard") view=DashboardPage/>
            <Route path=path!("/dashboard/screen") view=ScreenPage/>
            <Route path=path!("/desk") view=DeskPage/>
            <Route path=path!("/desk/cases/:number") view=DeskPage/>
            <Route path=path!("/desk/cases/:number/tasks/:task/forms/:form") view=TaskFormPage/>
            // Not the fallback: that one is forgotten with the first change of address.
            <Route path=path!("/*any") view=Document/>
        </FlatRoutes>
    }
}
