//! How long a process takes at most by the limits of its tasks: the working days that may pass until it is decided, of the
//! whole and of each block in it.

use super::piece::{Piece, PieceKind};
use crate::calendar::{Limit, LimitUnit};
use crate::process::{EachRule, Over, TaskKind};

/// How many working days of five go by in a week of the calendar.
const WORKING: (u32, u32) = (5, 7);

/// The working days that the limits of the tasks in it add up to on the longest way: of the process, from accepting to the
/// decision. What is limited by the calendar is counted as five days in seven, and what comes before accepting and after
/// the decision not at all (行政许可法 art. 42).
pub fn days(piece: &Piece) -> u32 {
    match piece.kind {
        PieceKind::All | PieceKind::Any | PieceKind::Choose => {
            piece.children.iter().map(days).max().unwrap_or(0)
        }
        PieceKind::Repeat => one_after_the_other(piece).saturating_mul(most(piece)),
        PieceKind::Each => one_after_the_other(piece).saturating_mul(turns(piece)),
        PieceKind::Task if is_counted(piece) => piece.said("limit").map_or(0, working_days),
        PieceKind::Process | PieceKind::Branch => one_after_the_other(piece),
        PieceKind::Task | PieceKind::Call | PieceKind::Other => 0,
    }
}

/// The same of what lies in a block, done once.
pub fn one_after_the_other(piece: &Piece) -> u32 {
    piece.children.iter().map(days).fold(0, u32::saturating_add)
}

/// How many rounds there are at most.
pub fn most(repeat: &Piece) -> u32 {
    repeat.said("most").unwrap_or(1)
}

/// Whether the time of a task, or of one that lies in it, counts towards the decision.
pub fn is_counted(piece: &Piece) -> bool {
    match piece.kind {
        PieceKind::Task => matches!(piece.said("kind"), Some(TaskKind::Review | TaskKind::Decide)),
        _ => piece.children.iter().any(is_counted),
    }
}

/// A limit in working days.
pub fn working_days(limit: Limit) -> u32 {
    match limit.unit {
        LimitUnit::WorkingDays => u32::from(limit.value),
        LimitUnit::CalendarDays => (u32::from(limit.value) * WORKING.0).div_ceil(WORKING.1),
    }
}

/// How often it is done one after the other. Of how many there are in data and roles nobody knows beforehand.
fn turns(each: &Piece) -> u32 {
    match (each.said("over"), each.said("rule")) {
        (Some(Over::People(people)), Some(EachRule::InTurn)) => {
            u32::try_from(people.len()).unwrap_or(u32::MAX)
        }
        _ => 1,
    }
}
