//! Joint applications (一件事, 并联审批): several items of the catalogue, applied for by one form.
//!
//! A [`Bundle`] names the items, the questions that decide which of them apply, and what must be approved before what.
//! [`compose`] computes the one form and a [`Slice`] for each item: what of the one form is the item's own. [`applies`]
//! and [`next`] decide who is asked and who may begin. Everything here runs on the server only.

mod applies;
pub mod compose;
pub mod joint;
mod lint;
mod model;
mod next;
mod read;
mod slice;
#[cfg(test)]
mod tests;

pub use applies::{Applies, applies, applying};
pub use compose::{Composed, ItemForm, SHARED, SITUATION, compose};
pub use lint::{BundleLint, BundleLintCode};
pub use model::{Bundle, BundleItem, SharedMaterial, Stage};
pub use next::{LaneEnd, Next, next, ranks};
pub use read::{BundleFault, BundleFaultCode};
pub use slice::{Moved, Saved, Slice, readers, saved, saved_materials};
