//! What leaders see: a sentence, then the questions, each a chart over its table, on a page and on a wall, and the cases behind each number.

mod board;
#[cfg(not(feature = "hydrate"))]
mod cases;
mod compared;
mod found;
#[cfg(not(feature = "hydrate"))]
mod open;
mod screen;

pub use board::DashboardPage;
#[cfg(not(feature = "hydrate"))]
pub use cases::CasesPage;
#[cfg(not(feature = "hydrate"))]
pub use open::OpenDataPage;
pub use screen::ScreenPage;
