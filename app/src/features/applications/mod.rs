//! Applying: the steps of an application, each a page; the letter that is filed, and the receipt.

mod check;
#[cfg(feature = "hydrate")]
mod draft;
mod filing;
mod form;
mod letter;
mod materials;
mod mine;
mod receipt;
mod steps;

pub use check::CheckPage;
pub use form::FormPage;
pub use materials::MaterialsPage;
pub use mine::MyApplicationsPage;
pub use receipt::ReceiptPage;
pub use steps::StepsPage;
