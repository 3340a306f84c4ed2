//! The state of a case that is moved to another version of its process: the way is laid out anew in the blocks of that
//! version, with the same tasks open in its leaves.

mod ground;
mod way;

use std::collections::BTreeMap;

use self::ground::Ground;
use self::way::{Leaf, Way};
use super::super::definition::{Node, Process, TaskKind, id_of};
use super::super::event::CaseMigrated;
use super::super::migrate::{Choice, Choices, Fit, Obstacle};
use super::super::run::{Back, Detour, Memory, Path, Run, Settling, precedes};
use super::State;

/// A way in the blocks of the new version.
pub(in super::super) struct Moved {
    run: Run,
    memory: Memory,
    /// The keys of what is open, before and after.
    keys: BTreeMap<String, String>,
    /// The tasks before the places where something is open.
    pub passed: Vec<String>,
}

impl State {
    /// The way as it would be in the other version.
    ///
    /// # Errors
    /// What it needs, or why it cannot be.
    pub(in super::super) fn moved(
        &self,
        old: &Process,
        new: &Process,
        choices: &Choices,
    ) -> Result<Moved, Fit> {
        let cannot = |obstacle| Err(Fit::Cannot(obstacle));
        if self.seq == 0 || self.is_closed() {
            return cannot(Obstacle::NotUnderWay);
        }
        if self.version != Some(old.version) || old.id != new.id || old.version == new.version {
            return cannot(Obstacle::OtherProcess);
        }
        let ground = Ground::of(old, new, choices);
        let leaves = Leaf::all(&self.run, &old.root);
        self.check_choices(&ground, &leaves)?;
        let targets = ground.targets(&leaves);
        if let Some(odd) = targets.iter().find(|id| ground.is_decided(id) != self.decision.is_some()) {
            return cannot(Obstacle::OutOfStep((*odd).to_owned()));
        }
        let keys = self.new_keys(&ground);
        let way = Way { ground: &ground, keys: &keys, done: &self.done };
        let mut run = way.lay(&new.root, &leaves).map_err(Fit::Cannot)?;
        let mut memory = Memory::new();
        let mut settling = Settling::new(&mut memory);
        let laid = run.clone();
        run.settle(&new.root, &mut settling);
        if let Some(key) = settling.dropped.into_iter().next() {
            return cannot(Obstacle::WouldDrop(key));
        }
        let memory = ground.remembered(&self.memory);
        Ok(Moved { run: laid, memory, keys, passed: ground.before(&targets) })
    }

    /// Whether it is said what stands for everything that is gone.
    fn check_choices(&self, ground: &Ground<'_>, leaves: &[Leaf<'_>]) -> Result<(), Fit> {
        let mut gone: Vec<&str> = leaves.iter().flat_map(Leaf::ids).filter(|id| !ground.has(id)).collect();
        gone.sort_unstable();
        gone.dedup();
        let choices: Vec<Choice> =
            gone.into_iter().map(|id| Choice { of: id.to_owned(), among: ground.candidates(id) }).collect();
        match choices.iter().find(|choice| choice.among.is_empty()) {
            Some(choice) => Err(Fit::Cannot(Obstacle::Gone(choice.of.clone()))),
            None if choices.is_empty() => Ok(()),
            None => Err(Fit::NeedsChoice(choices)),
        }
    }

    /// What is open keeps its key, unless another task stands for it.
    fn new_keys(&self, ground: &Ground<'_>) -> BTreeMap<String, String> {
        let mut openings = self.openings.clone();
        let mut keys = BTreeMap::new();
        for key in self.run.keys() {
            let (id, to) = (id_of(key), ground.target(id_of(key)).unwrap_or_default());
            let moved = if id == to {
                key.to_owned()
            } else {
                let times = openings.entry(to.to_owned()).or_default();
                *times += 1;
                if *times == 1 { to.to_owned() } else { format!("{to}#{times}") }
            };
            keys.insert(key.to_owned(), moved);
        }
        keys
    }

    pub(super) fn migrate(&mut self, old: &Process, new: &Process, migrated: &CaseMigrated) -> Option<()> {
        ((migrated.from, migrated.to) == (old.version, new.version)).then_some(())?;
        let moved = self.moved(old, new, &migrated.choices).ok()?;
        let ground = Ground::of(old, new, &migrated.choices);
        let path_of = |key: &str, path: &Path| ground.path(ground.same(id_of(key))?, path);
        for done in &mut self.done {
            done.path = done.path.as_ref().and_then(|path| path_of(&done.key, path));
        }
        for subcase in &mut self.subcases {
            subcase.path = path_of(&subcase.key, &subcase.path).unwrap_or_default();
        }
        for (key, to) in moved.keys.iter().filter(|(key, to)| key != to) {
            self.rename(old, new, key, to);
        }
        for open in &mut self.open {
            let is_external = new.task(&open.key).is_some_and(|task| task.external.is_some());
            open.outside = open.outside.filter(|_| is_external);
        }
        (self.run, self.memory, self.version) = (moved.run, moved.memory, Some(new.version));
        self.settle(new);
        Some(())
    }

    /// Another task stands for one that is open: whoever has it keeps it, if it is work of the same role.
    fn rename(&mut self, old: &Process, new: &Process, key: &str, to: &str) {
        *self.openings.entry(id_of(to).to_owned()).or_default() += 1;
        let role = |process: &Process, key: &str| process.task(key).map(|task| task.role);
        let stays = role(old, key) == role(new, to);
        let open = self.open.iter_mut().filter(|open| open.key == key);
        for open in open {
            open.key = to.to_owned();
            if !stays && open.item.is_none() {
                (open.holder, open.owner) = (None, None);
            }
        }
        let waiting = self.supplements.iter_mut().map(|supplement| &mut supplement.task);
        let special = self.special_procedures.iter_mut().map(|procedure| &mut procedure.task);
        let subcases = self.subcases.iter_mut().map(|subcase| &mut subcase.key);
        for named in waiting.chain(special).chain(subcases).filter(|named| *named == key) {
            to.clone_into(named);
        }
    }
}
