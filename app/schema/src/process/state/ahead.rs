//! Where whoever ends a task may send the case, and what their superiors have fixed.

use std::collections::BTreeSet;

use super::super::definition::{Node, Process};
use super::super::event::{SupplementReceived, TaskCompleted};
use super::super::run::{Path, Run, path_to};
use super::State;
use crate::expr::under;
use crate::form::Change;
use crate::role::Role;

impl State {
    /// The tasks, by their ids, to which whoever ends this open task may send the case instead of where the process goes.
    /// There are none for who signs it besides, while others have yet to sign it, and where it was returned to on the way
    /// to come straight back.
    pub fn next_of<'p>(&self, process: &'p Process, key: &str) -> &'p [String] {
        let Some(task) = process.task(key).filter(|task| !task.next.is_empty()) else { return &[] };
        let leaf = self.run.path_of(&process.root, key);
        let run = leaf.and_then(|leaf| Some(self.run.at(&process.root, &leaf)?.1));
        let is_own = self.may_be_signed(process, key) && self.signers(process, key).is_empty();
        match run {
            Some(Run::Open(_)) if is_own => &task.next,
            _ => &[],
        }
    }

    /// Goes on from the place of one task to another task, and says whether anything that was open was dropped by that.
    pub(super) fn go_on_to(&mut self, process: &Process, from: &[usize], task: &str) -> Option<bool> {
        let path = path_from(&process.root, Some(from), task)?;
        Some(!self.move_to(process, &path, None).is_empty())
    }

    /// The pointers to what somebody in this role may not change in the answers, because a superior has written it (上级定稿).
    pub fn fixed(&self, role: Role) -> BTreeSet<&str> {
        let above = self.fixed.iter().filter(|(_, by)| rank(**by) > rank(role));
        above.map(|(pointer, _)| pointer.as_str()).collect()
    }

    /// Whether one of these changes is of what a superior has written.
    pub(in super::super) fn is_fixed_for(&self, role: Role, changes: &[Change]) -> bool {
        let fixed = self.fixed(role);
        changes.iter().any(|change| fixed.iter().any(|pointer| touches(&change.pointer, pointer)))
    }

    /// What a superior has written is fixed.
    pub(super) fn fix(&mut self, completed: &TaskCompleted, by: Role) {
        for change in &completed.changes {
            let writer = self.fixed.get(&change.pointer).copied().filter(|other| rank(*other) > rank(by));
            self.fixed.insert(change.pointer.clone(), writer.unwrap_or(by));
        }
    }

    /// What the applicant has put right since is theirs, whoever wrote it before.
    pub(super) fn unfix(&mut self, received: &SupplementReceived, by: Role) {
        let is_theirs = |pointer: &str| received.changed.iter().any(|place| place.touches(pointer));
        if !by.is_staff() {
            self.fixed.retain(|pointer, _| !is_theirs(pointer));
        }
    }
}

/// The path to a task as it is seen from another place: where the same is done for each of several, for the same one.
fn path_from(node: &Node, here: Option<&[usize]>, task: &str) -> Option<Path> {
    let here = here.and_then(<[usize]>::split_first);
    let (child, mut path) = match (node, here) {
        (Node::Each(each), Some((item, rest))) => (*item, path_from(&each.node, Some(rest), task)?),
        (Node::Task(_) | Node::Each(_), _) => return path_to(node, task),
        _ => node.children().into_iter().enumerate().find_map(|(child, node)| {
            let here = here.filter(|(at, _)| **at == child).map(|(_, rest)| rest);
            Some((child, path_from(node, here, task)?))
        })?,
    };
    path.insert(0, child);
    Some(path)
}

/// Whether a change at one place changes what stands at the other.
fn touches(one: &str, other: &str) -> bool {
    under(one, other) || under(other, one)
}

/// Who stands above whom in handling a case.
const fn rank(role: Role) -> u8 {
    match role {
        Role::Leader => 2,
        Role::AgencyLead => 1,
        _ => 0,
    }
}
