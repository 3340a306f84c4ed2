//! Every word the portal says, in every language, side by side.
//!
//! A text is a method, so a missing language or a missing value does not compile. To add a language, add a column
//! to [`texts!`] and to [`schema::Locale`]; the compiler then lists what is to be translated.

use crate::prelude::*;
use schema::Locale;

/// Declares the texts of one part of the portal: `name(values): "中文" | "English"`.
macro_rules! texts {
    ($(#[$doc:meta])* $part:ident { $($name:ident $(($($value:ident: $type:ty),+))? : $zh:literal | $en:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $part(pub schema::Locale);

        impl $part {
            $(texts!(@text $name $(($($value: $type),+))? $zh $en);)+
        }
    };
    (@text $name:ident $zh:literal $en:literal) => {
        pub fn $name(self) -> &'static str {
            match self.0 {
                schema::Locale::ZhCn => $zh,
                schema::Locale::En => $en,
            }
        }
    };
    (@text $name:ident ($($value:ident: $type:ty),+) $zh:literal $en:literal) => {
        pub fn $name(self, $($value: $type),+) -> String {
            match self.0 {
                schema::Locale::ZhCn => format!($zh),
                schema::Locale::En => format!($en),
            }
        }
    };
}

mod accounts;
mod applications;
#[cfg(not(feature = "hydrate"))]
mod arguing;
#[cfg(not(feature = "hydrate"))]
mod asking;
#[cfg(not(feature = "hydrate"))]
mod bills;
#[cfg(not(feature = "hydrate"))]
mod building;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod bundles;
mod cases;
mod catalogue;
mod clock;
mod dashboards;
mod date;
mod designer;
mod desk;
mod duty;
mod editing;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
mod editor;
#[cfg(not(feature = "hydrate"))]
mod enquiries;
mod errors;
#[cfg(not(feature = "hydrate"))]
mod files;
mod forms;
mod frame;
#[cfg(not(feature = "hydrate"))]
mod guides;
#[cfg(not(feature = "hydrate"))]
mod guiding;
#[cfg(not(feature = "hydrate"))]
mod halls;
mod handing;
mod home;
#[cfg(not(feature = "hydrate"))]
mod letters;
#[cfg(not(feature = "hydrate"))]
mod libraries;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod licences;
mod messages;
#[cfg(not(feature = "hydrate"))]
mod migration;
#[cfg(not(feature = "hydrate"))]
mod notifications;
mod outside;
#[cfg(not(feature = "hydrate"))]
mod performance;
mod printing;
#[cfg(not(feature = "hydrate"))]
mod proceedings;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
mod processes;
#[cfg(not(feature = "hydrate"))]
mod published;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod questions;
#[cfg(any(not(feature = "hydrate"), feature = "staff", feature = "designer"))]
mod refusals;
mod sheet;
mod standard;
#[cfg(not(feature = "hydrate"))]
mod supervising;
mod supervision;
mod together;
mod typeset;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod window;

pub use accounts::Accounts;
pub use applications::Applications;
#[cfg(not(feature = "hydrate"))]
pub use asking::Asking;
#[cfg(not(feature = "hydrate"))]
pub use bills::Bills;
#[cfg(not(feature = "hydrate"))]
pub use building::Building;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use bundles::Bundles;
pub use cases::Cases;
pub use catalogue::Catalogue;
pub use clock::Clock;
pub use dashboards::{Dashboards, OpenData, tenths};
pub use date::{machine_time, time_of_day};
pub use designer::Designer;
pub use desk::Desk;
pub use duty::Duty;
pub use editing::Editing;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
pub use editor::Editor;
#[cfg(not(feature = "hydrate"))]
pub use enquiries::Enquiries;
pub use errors::{field_error, problem, problem_help};
#[cfg(not(feature = "hydrate"))]
pub use files::{file_kind, file_size};
pub use forms::Forms;
pub use frame::Frame;
#[cfg(not(feature = "hydrate"))]
pub use guides::Guides;
#[cfg(not(feature = "hydrate"))]
pub use guiding::Guiding;
#[cfg(not(feature = "hydrate"))]
pub use halls::Halls;
pub use handing::Handing;
pub use home::Home;
#[cfg(not(feature = "hydrate"))]
pub use letters::{enquiry_letter, enquiry_sms, letter, note_letter, note_sms, sms};
#[cfg(not(feature = "hydrate"))]
pub use libraries::Libraries;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use licences::Licences;
pub use messages::{Inbox, Said, said};
#[cfg(not(feature = "hydrate"))]
pub use migration::Migration;
#[cfg(not(feature = "hydrate"))]
pub use notifications::Notifications;
pub use outside::Outside;
#[cfg(not(feature = "hydrate"))]
pub use performance::{Performance, hundredths, signed};
pub use printing::Printing;
#[cfg(not(feature = "hydrate"))]
pub use proceedings::Proceedings;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
pub use processes::{Assignment, Calls, Computed, Instructions, Processes, Tracing, Urging, role_of};
#[cfg(not(feature = "hydrate"))]
pub use published::{Disclosures, Finding, Surveying};
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use questions::Questions;
#[cfg(any(not(feature = "hydrate"), feature = "staff", feature = "designer"))]
pub use refusals::refusal;
pub use sheet::Sheet;
#[cfg(not(feature = "hydrate"))]
pub use supervising::Supervising;
pub use supervision::Supervision;
pub use together::Together;
pub use typeset::typeset;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use window::Window;

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The language they are of.
    pub locale: Locale,
    /// Signing in, registering, one's own page.
    pub accounts: Accounts,
    /// Filling in, checking and filing an application.
    pub applications: Applications,
    /// The joint application.
    #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
    pub bundles: Bundles,
    /// Following a case.
    pub cases: Cases,
    /// Search results and items.
    pub catalogue: Catalogue,
    /// The legal clock.
    pub clock: Clock,
    /// Dashboards.
    pub dashboards: Dashboards,
    /// The officers' desk.
    pub desk: Desk,
    /// The desk of form designers.
    pub designer: Designer,
    /// Notes to staff, fees, and who stands in for whom.
    pub duty: Duty,
    /// The desk of catalogue editors.
    pub editing: Editing,
    /// What stands around the questions of a form.
    pub forms: Forms,
    /// What surrounds every page.
    pub frame: Frame,
    /// The first page.
    pub home: Home,
    /// Messages.
    pub inbox: Inbox,
    /// Licences.
    #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
    pub licences: Licences,
    /// What a case waits for elsewhere.
    pub outside: Outside,
    /// What a task asks of who has it.
    pub sheet: Sheet,
    /// Several who work at the same cases.
    pub together: Together,
    /// Moving open cases to another version of their process.
    #[cfg(not(feature = "hydrate"))]
    pub migration: Migration,
    /// How one is told besides in the hall.
    #[cfg(not(feature = "hydrate"))]
    pub notifications: Notifications,
    /// The desk of process designers.
    #[cfg(any(not(feature = "hydrate"), feature = "designer"))]
    pub processes: Processes,
}

impl Words {
    /// The words of this language.
    pub const fn new(locale: Locale) -> Self {
        Self {
            locale,
            accounts: Accounts(locale),
            applications: Applications(locale),
            #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
            bundles: Bundles(locale),
            cases: Cases(locale),
            catalogue: Catalogue(locale),
            clock: Clock(locale),
            dashboards: Dashboards(locale),
            desk: Desk(locale),
            duty: Duty(locale),
            designer: Designer(locale),
            editing: Editing(locale),
            forms: Forms(locale),
            frame: Frame(locale),
            home: Home(locale),
            inbox: Inbox(locale),
            #[cfg(any(not(feature = "hydrate"), feature = "staff"))]
            licences: Licences(locale),
            outside: Outside(locale),
            sheet: Sheet(locale),
            together: Together(locale),
            #[cfg(not(feature = "hydrate"))]
            migration: Migration(locale),
            #[cfg(not(feature = "hydrate"))]
            notifications: Notifications(locale),
            #[cfg(any(not(feature = "hydrate"), feature = "designer"))]
            processes: Processes(locale),
        }
    }
}

/// The words of the page's language.
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or(Words::new(Locale::ZhCn))
}
