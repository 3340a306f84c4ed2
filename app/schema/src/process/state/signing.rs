//! Who signs a task besides who has it (加签, 减签).

use super::super::definition::{Node, Process};
use super::super::event::{SignerAdded, SignerRemoved};
use super::super::run::{Item, Path, Run, Signing};
use super::State;

impl State {
    /// Whether this leaf is one of several who sign a task.
    pub(super) fn is_signed(&self, process: &Process, leaf: &Path) -> bool {
        let around = leaf.split_last().and_then(|(_, around)| self.run.at(&process.root, around));
        matches!(around, Some((Node::Task(_), Run::Signing(_))))
    }

    /// Who signs a task besides who has it, with what became of it; none for who signs besides themselves.
    fn signings(&self, process: &Process, key: &str) -> &[Signing] {
        let Some(leaf) = self.run.path_of(&process.root, key) else { return &[] };
        let around = leaf.split_last().filter(|(at, _)| **at == 0);
        match around.and_then(|(_, around)| self.run.at(&process.root, around)) {
            Some((Node::Task(_), Run::Signing(all))) => all.get(1..).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Who has yet to sign a task before it can be completed, or, if `all`, at all.
    fn waited_for(&self, process: &Process, key: &str, all: bool) -> Vec<&str> {
        let signings = self.signings(process, key).iter();
        let waits = signings.filter(|one| (all || !one.after) && !one.run.is_over());
        waits.filter_map(|one| one.who.as_ref().and_then(Item::person)).collect()
    }

    /// Whether an open task is a signature of what somebody else does. A key with a number does not say so: it is also that of
    /// what is done once more.
    pub fn is_signature(&self, process: &Process, key: &str) -> bool {
        let leaf = self.run.path_of(&process.root, key);
        let is_second = |leaf: &Path| leaf.split_last().is_some_and(|(at, _)| *at > 0);
        leaf.is_some_and(|leaf| is_second(&leaf) && self.is_signed(process, &leaf))
    }

    /// Whether others may sign it: not what somebody signs for another.
    pub fn may_be_signed(&self, process: &Process, key: &str) -> bool {
        self.place(process, key).is_some()
    }

    /// Who has yet to sign before the task can be completed.
    pub fn signers_before(&self, process: &Process, key: &str) -> Vec<&str> {
        self.waited_for(process, key, false)
    }

    /// Who has yet to sign, before it is completed or after.
    pub fn signers(&self, process: &Process, key: &str) -> Vec<&str> {
        self.waited_for(process, key, true)
    }

    pub(super) fn add_signer(&mut self, process: &Process, added: &SignerAdded) -> Option<()> {
        let SignerAdded { task: key, who, after, .. } = added;
        self.place(process, key).filter(|_| !self.signers(process, key).contains(&who.as_str()))?;
        let leaf = self.run.path_of(&process.root, key)?;
        let is_signed = self.is_signed(process, &leaf);
        let path = if is_signed { leaf.split_last()?.1 } else { &leaf[..] };
        let (_, run) = self.run.at_mut(&process.root, path)?;
        let who = Some(Item::Person(who.clone()));
        let signing = Signing {
            who: who.clone(),
            after: *after,
            run: Run::Due(who.as_ref().and_then(Item::person).map(Into::into)),
        };
        match run {
            Run::Signing(all) => all.push(signing),
            run => {
                let first = std::mem::replace(run, Run::Skipped);
                *run = Run::Signing(vec![Signing { who: None, after: false, run: first }, signing]);
            }
        }
        Some(())
    }

    pub(super) fn remove_signer(&mut self, process: &Process, removed: &SignerRemoved) -> Option<()> {
        let SignerRemoved { task: key, who, .. } = removed;
        self.signers(process, key).contains(&who.as_str()).then_some(())?;
        let leaf = self.run.path_of(&process.root, key)?;
        let path: Path = leaf.split_last()?.1.into();
        self.moving(|run, on| {
            if let Some((_, Run::Signing(all))) = run.at_mut(&process.root, &path) {
                let theirs = |one: &&mut Signing| {
                    !one.run.is_over() && one.who.as_ref().and_then(Item::person) == Some(who)
                };
                all.iter_mut().filter(theirs).for_each(|one| one.run.drop_open(&mut on.dropped));
            }
        });
        Some(())
    }
}
