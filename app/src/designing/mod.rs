//! What the designers of forms and of processes share: the pages of their desks, the bar of the designer and how saving
//! stands, conditions slot by slot, and inputs that tell one step at a time.

#[cfg(not(feature = "hydrate"))]
mod acts;
#[cfg(not(feature = "hydrate"))]
mod begun;
#[cfg(not(feature = "hydrate"))]
pub mod compared;
mod condition;
pub mod fold;
#[cfg(not(feature = "hydrate"))]
mod frame;
pub mod input;
#[cfg(not(feature = "hydrate"))]
mod list;
#[cfg(not(feature = "hydrate"))]
mod review;
mod saving;
mod shelf;
#[cfg(not(feature = "hydrate"))]
mod stored;
#[cfg(not(feature = "hydrate"))]
pub mod told;
mod top;
#[cfg(not(feature = "hydrate"))]
mod versions;
#[cfg(not(feature = "hydrate"))]
mod wrong;

pub use condition::{Told, branch, datum, plain, statement};
pub use saving::Saving;
pub use shelf::Shelf;
pub use top::{Top, Work};
#[cfg(not(feature = "hydrate"))]
pub use {
    acts::Acts,
    begun::Begun,
    frame::{DesignDesk, Failed, Heading, name},
    list::listed,
    review::Review,
    stored::Stored,
    versions::Versions,
    wrong::Wrong,
};
