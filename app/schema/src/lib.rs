//! The words and rules of the hall, the same in the browser and on the server.
//!
//! Pure: no clock, no IO, no async, no framework. What the wire carries (DTOs, [`Problem`]) and what is
//! decided (calendar, forms, processes) lives here; who may see it and where it is stored does not.
#![deny(missing_docs)]

pub mod bundle;
pub mod calendar;
pub mod element;
pub mod enquiries;
pub mod exchange;
pub mod expr;
pub mod form;
pub mod id;
pub mod instant;
pub mod locale;
mod number;
pub mod page;
pub mod performance;
pub mod problem;
pub mod proceedings;
pub mod process;
pub mod role;
pub mod wording;

pub mod absences;
pub mod accounts;
pub mod applications;
pub mod ask;
pub mod bills;
pub mod bundles;
pub mod cases;
pub mod catalogue;
pub mod custody;
pub mod dashboards;
pub mod definitions;
pub mod disclosures;
pub mod guide;
pub mod hall;
pub mod home;
pub mod licences;
pub mod messages;
pub mod notices;
pub mod notifications;
pub mod questionnaires;
pub mod regions;
pub mod site_search;
pub mod slips;
pub mod supervise;
pub mod surveys;
pub mod window;

pub use locale::Locale;
pub use page::{Facet, FacetValue, Page};
pub use problem::{FieldCode, FieldError, Problem, ProblemKind};
