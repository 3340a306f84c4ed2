//! Saving: after a pause, by hand, and on this device while nobody answers. Whoever is overtaken is told, and nothing is
//! overwritten unasked.

#[cfg(not(feature = "hydrate"))]
pub use drawn::{hand_over, keep_mine, merge_both, now, take_theirs};
#[cfg(feature = "hydrate")]
pub use live::{hand_over, keep, keep_mine, list_forms, merge_both, now, take_form, take_theirs};

#[cfg(feature = "hydrate")]
mod live;

#[cfg(not(feature = "hydrate"))]
mod drawn {
    use crate::features::processes::editor::state::Drawing;

    /// The server saves nothing while it draws.
    pub const fn now(_drawing: Drawing) {}

    /// Nor does it hand over.
    pub const fn hand_over(_drawing: Drawing) {}

    /// Nor does it meet others.
    pub const fn take_theirs(_drawing: Drawing) {}

    /// The same.
    pub const fn keep_mine(_drawing: Drawing) {}

    /// The same.
    pub const fn merge_both(_drawing: Drawing) {}
}
