//! The core of the process designer: a stored definition as a tree of pieces, every edit as a pure function, what is wrong
//! or doubtful about it, what is different between two of them, and a case played through by the engine itself.

mod add;
mod diff;
mod draw;
mod edit;
mod fact_edit;
mod facts;
mod ids;
mod indent;
mod lint;
mod lists;
mod merge;
mod piece;
mod play;
mod promise;
mod template;
#[cfg(test)]
mod tests;

pub use add::{New, Shell, Wording};
pub use diff::{Differing, PieceName, differences};
pub use draw::{Bar, Lane, Line, Row, RowKind, rows};
pub use edit::{Edit, EditFault, Edited, apply};
pub use fact_edit::FactEdit;
pub use facts::{FactReader, fact_lists, fact_names, fact_readers, fact_subjects, facts};
pub use lint::{Doubt, Remark, Setting, remarks};
pub use merge::merge;
pub use piece::{Piece, PieceKind, laid_out};
pub use play::{Act, Move, Play, reads};
pub use promise::{days, is_counted, most, one_after_the_other, working_days};
pub use template::{Template, templates};

pub use crate::form::design::{History, Place};
