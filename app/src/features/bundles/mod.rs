//! The joint application (一件事): its page for its applicant, and the desk of the agency that leads it. Documents.

mod acts;
mod desk;
mod lane;
mod led;
mod one;
mod scheme;
mod withdraw;

pub use desk::DeskJointPage;
pub use led::LedPage;
pub use one::JointPage;
