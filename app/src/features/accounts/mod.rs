//! Signing in, registering, and one's own page.

mod me;
mod notifications;
mod person;
mod register;
mod sign_in;

pub use me::MePage;
pub use notifications::NotificationsPage;
pub use person::Person;
pub use register::RegisterPage;
pub use sign_in::SignInPage;
