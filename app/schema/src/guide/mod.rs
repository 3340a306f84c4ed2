//! Guides (办事引导): questions as data that lead to what there is to do.
//!
//! A [`Guide`] has questions and outcomes in order; each may hang on a condition over the answers. Nothing is stored of
//! who walks through it: [`replay`] finds from the answers in an address where one stands. A question is asked only while
//! an outcome hangs on its answer ([`crate::expr::Expr::eval3`]); so a changed answer keeps the others.
//!
//! Addresses are logged, shared and kept: [`lint`] refuses questions whose answers are personal data.

mod lint;
mod model;
mod replay;
#[cfg(test)]
mod tests;

pub use lint::{GuideLint, GuideLintCode, lint};
pub use model::{
    Ask, Basis, Ending, Guide, GuideChoice, GuideOutcome, GuideQuestion, MOST_OUTCOMES, MOST_QUESTIONS,
};
pub use replay::{Answer, Stand, replay};
