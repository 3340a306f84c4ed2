//! Licences: one's own and each as a document, verifying one without signing in, and the desk that looks after them.

mod compare;
mod desk;
mod mine;
mod one;
mod paper;
mod verify;

pub use compare::ComparePage;
pub use desk::{DeskLicencePage, DeskLicencesPage};
pub use mine::MyLicencesPage;
pub use one::LicencePage;
pub use verify::VerifyPage;

use schema::licences::Standing;

use crate::prelude::*;
use crate::text::use_words;

/// How a licence stands, in words and by shape.
#[component]
fn Stands(standing: Standing) -> impl IntoView {
    let class = if standing.holds() { "stands holds" } else { "stands" };
    view! { <b class=class>{use_words().licences.standing(standing)}</b> }
}
