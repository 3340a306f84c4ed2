//! What leaders see: a sentence, then the questions, each a chart over its table, and the cases behind each number.

mod board;
#[cfg(not(feature = "hydrate"))]
mod cases;

pub use board::DashboardPage;
#[cfg(not(feature = "hydrate"))]
pub use cases::CasesPage;
