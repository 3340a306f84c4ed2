//! Saving: after a pause, by hand, and on this device while nobody answers. Whoever is overtaken is told, and nothing is
//! overwritten.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(any(test, feature = "hydrate"))]
mod copy;
#[cfg(any(test, feature = "hydrate"))]
mod kept;

#[cfg(not(feature = "hydrate"))]
pub use drawn::{copy_mine, forget, hand_over, now};
#[cfg(feature = "hydrate")]
pub use {
    browser::{hand_over, keep, mention, now},
    copy::copy_mine,
    kept::forget,
};

#[cfg(not(feature = "hydrate"))]
mod drawn {
    use crate::features::definitions::editor::state::Editor;

    /// The server saves nothing while it draws.
    pub const fn now(_editor: Editor) {}

    /// Nor does it hand over.
    pub const fn hand_over(_editor: Editor) {}

    /// Nor does it copy.
    pub const fn copy_mine(_editor: Editor) {}

    /// Nor does it keep anything.
    pub const fn forget(_editor: Editor) {}
}
