//! How long a process takes at most by the limits of its tasks: the working days that may pass until it is decided.

use crate::calendar::{Limit, LimitUnit};
use crate::process::{Each, EachRule, Node, Over, Process, TaskKind};

/// How many working days of five go by in a week of the calendar.
const WORKING: (u32, u32) = (5, 7);

/// The working days that the limits of its tasks add up to on the longest way from accepting to the decision. What is
/// limited by the calendar is counted as five days in seven, and what comes before accepting and after the decision not
/// at all (行政许可法 art. 42).
pub fn days(process: &Process) -> u32 {
    of(&process.root)
}

fn of(node: &Node) -> u32 {
    let longest = |nodes: Vec<&Node>| nodes.into_iter().map(of).max().unwrap_or(0);
    match node {
        Node::Seq(nodes) => nodes.iter().map(of).fold(0, u32::saturating_add),
        Node::All(_) | Node::Any(_) | Node::Choose(_) => longest(node.children()),
        Node::Repeat(repeat) => of(&repeat.node).saturating_mul(repeat.most),
        Node::Each(each) => of(&each.node).saturating_mul(turns(each)),
        Node::Task(task) if matches!(task.kind, TaskKind::Review | TaskKind::Decide) => {
            task.limit.map_or(0, working_days)
        }
        _ => 0,
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
fn turns(each: &Each) -> u32 {
    match (&each.over, each.rule) {
        (Over::People(people), EachRule::InTurn) => u32::try_from(people.len()).unwrap_or(u32::MAX),
        _ => 1,
    }
}
