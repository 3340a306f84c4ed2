//! Questionnaires (补充提问): what the agency of a case asks its applicant further, once, after the one form was filed. It is no notice to
//! supplement: no clock stands for it, it asks for no document, and nothing waits for the answers, which are of this case alone.

pub mod desk;
mod domain;
pub mod http;
mod store;
mod view;

pub use self::view::{Asked, Happened, happened, notice};
