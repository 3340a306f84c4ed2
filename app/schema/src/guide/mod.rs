//! Guides (办事引导): questions as data that lead to what there is to do.
//!
//! A [`Guide`] has questions and outcomes in order; each may hang on a condition over the answers. Nothing is stored of
//! who walks through it: [`replay`] finds from the answers in an address where one stands. A question is asked only while
//! an outcome hangs on its answer ([`crate::expr::Expr::eval3`]); so a changed answer keeps the others.
//!
//! Addresses are logged, shared and kept: [`lint`] refuses questions whose answers are personal data.

mod design;
mod desk;
mod diff;
mod graph;
mod lint;
mod model;
mod replay;
mod situation;
mod terms;
#[cfg(test)]
mod tests;
mod walk;
mod when;
mod wire;

pub use design::{
    AboutWritten, GuideEdit, GuideEditFault, GuidePart, OutcomeWritten, QuestionWritten, WhenWritten, apply,
};
pub use desk::{EditGuide, GuideBeginning, GuideDefinition, GuideDraft, NewGuide};
pub use diff::{GuideDifference, differences};
pub use graph::{GuideEdge, GuideGraph, GuideNode, graph};
pub use lint::{GuideLint, GuideLintCode, lint};
pub use model::{
    Ask, Basis, Ending, Guide, GuideChoice, GuideOutcome, GuideQuestion, MOST_OUTCOMES, MOST_QUESTIONS,
};
pub use replay::{Answer, Stand, fills, replay};
pub use situation::{Situation, SituationChoice, SituationMaterial, SituationQuestion, Standing, situation};
pub use terms::{Published, SituationTerm, TermCase, TermLint, TermSays, term_lints};
pub use when::{GuideIs, GuideTerm, GuideWhen, MOST_TERMS};
pub use wire::{GUIDES, GuideLink, GuideStand, GuideSummary, GuideTold, path_of, query_of};
