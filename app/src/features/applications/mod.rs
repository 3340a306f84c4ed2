//! Applying: the steps of an application, each a page; the letter that is filed, and the receipt. Only a page of the form
//! is operated in the browser.

mod bench;
#[cfg(not(feature = "hydrate"))]
mod check;
#[cfg(not(feature = "hydrate"))]
mod checks;
mod closed;
#[cfg(feature = "hydrate")]
mod draft;
mod filing;
mod form;
#[cfg(not(feature = "hydrate"))]
mod handover;
#[cfg(not(feature = "hydrate"))]
mod later;
#[cfg(not(feature = "hydrate"))]
mod letter;
#[cfg(not(feature = "hydrate"))]
mod materials;
#[cfg(not(feature = "hydrate"))]
mod mine;
#[cfg(not(feature = "hydrate"))]
mod missing;
mod newer;
#[cfg(not(feature = "hydrate"))]
mod receipt;
#[cfg(feature = "forms")]
mod regions;
#[cfg(not(feature = "hydrate"))]
mod steps;
#[cfg(not(feature = "hydrate"))]
mod upload;
#[cfg(not(feature = "hydrate"))]
mod version;

pub use bench::BenchPage;
pub use form::FormPage;
#[cfg(not(feature = "hydrate"))]
pub use {
    check::CheckPage,
    checks::{CheckingPage, ChecksPage},
    handover::HandoverPage,
    materials::MaterialsPage,
    mine::MyApplicationsPage,
    receipt::ReceiptPage,
    steps::StepsPage,
    upload::{Panel, capture},
    version::VersionPage,
};

use crate::text::{Handing, use_words};

/// The words of handing over, in the page's language.
fn texts() -> Handing {
    Handing(use_words().locale)
}
