//! What the hall asks of the world: time, chance, a place for files, and ways to tell people and systems something. Each is a
//! value that tests can set.

mod chance;
mod clock;
mod files;
mod mail;
pub mod payment;
mod sending;
mod sms;
mod webhook;

pub use chance::{Chance, hex};
pub use clock::Clock;
pub use files::Files;
pub use mail::{Letter, Mail};
pub use payment::Payments;
pub use sending::Unsent;
pub use sms::Sms;
pub use webhook::{Signed, Webhooks};
