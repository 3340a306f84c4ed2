//! Reading a stored definition, `{"id", "version", "title", "seq": [{"task": {…}}, …]}`, with every fault by pointer.

mod blocks;
mod facts;
mod instructions;
mod laws;
mod outside;
#[cfg(test)]
mod tests;
mod urge;

use std::collections::BTreeSet;
use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::locale::Text;

use super::definition::{ExtensionBound, MOST_ENTRIES, Node, Process, Task, TaskKind};
use super::words::Outcome;

/// The blocks that the language has.
const BLOCKS: [&str; 8] = ["seq", "task", "all", "any", "choose", "repeat", "each", "call"];

/// The most rounds of what may be done more than once.
const MOST_ROUNDS: u32 = 100;

/// How deep blocks may lie within each other.
const DEEPEST: usize = 16;

/// The members of a definition beside its root block.
const MEMBERS: [&str; 5] = ["id", "version", "title", "extension", "facts"];

/// A fault in a stored definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionError {
    /// JSON Pointer to the place.
    pub pointer: String,
    /// What is wrong there.
    pub problem: DefinitionProblem,
}

/// What can be wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinitionProblem {
    /// It is not JSON; with the reader's words.
    Unreadable(String),
    /// A value is missing or of the wrong shape; with the reader's words.
    Value(String),
    /// A member that means nothing here.
    UnknownMember(String),
    /// It is no JSON Pointer, or points into a list where there is none.
    BadPointer,
    /// What comes back of several would be put in one place: `-` stands for the place in the list.
    OnePlace,
    /// Nothing comes back of a case that is not waited for.
    NotWaited,
    /// There is no list whose entries could be put there.
    NoList,
    /// Other cases begin after the acceptance, and before the delivery.
    CallNotHere,
    /// Only a review can be done by the system of another agency.
    ExternalNotHere,
    /// Fewer than two ways at a fork.
    OneWay,
    /// A branch that is always taken has a condition.
    NeedlessCondition,
    /// Exactly one branch has to be without a condition: the one that is taken when no other is.
    NoOtherwise,
    /// Too many rounds, or none.
    BadRounds(u32),
    /// A share that is none of a hundred.
    BadShare(u8),
    /// It is done for nobody.
    Nobody,
    /// Nothing is done in it.
    NoTask,
    /// Blocks lie too deep within each other.
    TooDeep,
    /// It happens once, so it cannot lie in branches that are taken together, in rounds, or in something done for each.
    NotHere(TaskKind),
    /// Exactly one block must stand here.
    OneBlock,
    /// A sequence of nothing.
    EmptySequence,
    /// An id that is not of small letters, digits, `-` and `_`.
    BadId(String),
    /// Another task or block has this id already.
    DuplicateId(String),
    /// People have nothing to call it by, in no language.
    NoName,
    /// The work is given to a role of the public.
    PublicRole,
    /// The first task must be the acceptance.
    StartsWithoutAcceptance,
    /// Acceptance, decision and delivery happen once.
    Repeated(TaskKind),
    /// The task stands after one that depends on it.
    OutOfOrder(TaskKind),
    /// No task decides.
    NoDecision,
    /// There are no words where some are needed.
    SaysNothing,
    /// The same stands in a list twice.
    Twice(String),
    /// No number of a case.
    BadCaseNumber(String),
    /// It says what happens when it is late, and has no limit.
    NeverLate,
    /// It is handed to a lead when it is late, and a lead may not do it.
    NotTheLeads,
    /// Of its limit there are never so many days left, or it is never late by so few.
    NoSuchDay(u16),
    /// A task of this kind does not end like that.
    NoSuchOutcome(Outcome),
    /// A list is longer than any may be.
    TooMany,
    /// It reads a computed fact that there is none of.
    NoSuchFact(String),
    /// A computed fact leads back to itself.
    Circle(String),
    /// It reads the entry that one of several is done for, where nothing is done for each of several.
    NoItem,
    /// One cannot go there from here.
    NotNext(String),
    /// No law gives so many days, or the law that does is not named.
    BadExtension(u32),
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", if self.pointer.is_empty() { "/" } else { &self.pointer })?;
        match &self.problem {
            DefinitionProblem::Unreadable(reason) => write!(f, "not JSON: {reason}"),
            DefinitionProblem::Value(reason) => f.write_str(reason),
            DefinitionProblem::UnknownMember(name) => write!(f, "`{name}` means nothing here"),
            DefinitionProblem::BadPointer => f.write_str("it is no pointer that could be meant here"),
            DefinitionProblem::OnePlace => {
                f.write_str("several would be put in one place: write `-` for the place in the list")
            }
            DefinitionProblem::NotWaited => f.write_str("nothing comes back of what is not waited for"),
            DefinitionProblem::NoList => f.write_str("there is no list whose entries could be put there"),
            DefinitionProblem::CallNotHere => {
                f.write_str("other cases begin after the acceptance and before the delivery")
            }
            DefinitionProblem::ExternalNotHere => f.write_str("only a review can be done by a system"),
            DefinitionProblem::OneWay => f.write_str("a fork has at least two branches"),
            DefinitionProblem::NeedlessCondition => f.write_str("it is always taken, so it has no condition"),
            DefinitionProblem::NoOtherwise => f.write_str("exactly one branch has to be without a condition"),
            DefinitionProblem::BadRounds(most) => write!(f, "{most} rounds: there are 1 to {MOST_ROUNDS}"),
            DefinitionProblem::BadShare(share) => write!(f, "{share} of a hundred"),
            DefinitionProblem::Nobody => f.write_str("it is done for nobody"),
            DefinitionProblem::NoTask => f.write_str("nothing is done in it"),
            DefinitionProblem::TooDeep => f.write_str("blocks lie too deep within each other"),
            DefinitionProblem::NotHere(kind) => write!(f, "{kind:?} happens once, and cannot lie here"),
            DefinitionProblem::OneBlock => f.write_str("exactly one block must stand here"),
            DefinitionProblem::EmptySequence => f.write_str("a sequence of nothing"),
            DefinitionProblem::BadId(id) => write!(f, "`{id}` is not of small letters, digits, - and _"),
            DefinitionProblem::DuplicateId(id) => write!(f, "another task or block is called `{id}`"),
            DefinitionProblem::NoName => f.write_str("it has no name"),
            DefinitionProblem::PublicRole => f.write_str("a task is work of staff"),
            DefinitionProblem::StartsWithoutAcceptance => {
                f.write_str("the first task must be the acceptance")
            }
            DefinitionProblem::Repeated(kind) => write!(f, "a second task of the kind {kind:?}"),
            DefinitionProblem::OutOfOrder(kind) => write!(f, "{kind:?} comes too late"),
            DefinitionProblem::NoDecision => f.write_str("no task decides"),
            DefinitionProblem::SaysNothing => f.write_str("it says nothing"),
            DefinitionProblem::Twice(id) => write!(f, "`{id}` stands here twice"),
            DefinitionProblem::BadCaseNumber(number) => write!(f, "`{number}` is no number of a case"),
            DefinitionProblem::NeverLate => f.write_str("without a limit it is never late"),
            DefinitionProblem::NotTheLeads => f.write_str("a lead may not do it"),
            DefinitionProblem::NoSuchDay(days) => write!(f, "{days} days: its limit has no such day"),
            DefinitionProblem::NoSuchOutcome(outcome) => write!(f, "it never ends as {outcome:?}"),
            DefinitionProblem::NoSuchFact(id) => write!(f, "there is no fact called `{id}`"),
            DefinitionProblem::Circle(id) => write!(f, "the fact `{id}` leads back to itself"),
            DefinitionProblem::NoItem => {
                f.write_str("there is no entry here: nothing around is done for each of several")
            }
            DefinitionProblem::TooMany => {
                write!(f, "a list for each of whose entries something is done has at most {MOST_ENTRIES}")
            }
            DefinitionProblem::NotNext(id) => write!(f, "one cannot go to `{id}` from here"),
            DefinitionProblem::BadExtension(days) => {
                write!(f, "{days} working days: there are 1 to {}, with their ground", ExtensionBound::MOST)
            }
        }
    }
}

impl std::error::Error for DefinitionError {}

impl Process {
    /// Reads a stored definition, or tells everything that is wrong with it.
    pub fn read(json: &str) -> Result<Self, Vec<DefinitionError>> {
        let mut reader = Reader::default();
        let process = match serde_json::from_str::<Value>(json) {
            Ok(value) => reader.process(&value),
            Err(error) => reader.fault("", DefinitionProblem::Unreadable(error.to_string())),
        };
        match process {
            Some(process) if reader.faults.is_empty() => Ok(process),
            _ => Err(reader.faults),
        }
    }
}

/// The faults met so far, and where the tasks stand.
#[derive(Default)]
struct Reader {
    faults: Vec<DefinitionError>,
    ids: BTreeSet<String>,
    /// The computed facts, by their ids.
    facts: BTreeSet<String>,
    /// How many blocks of several there are around.
    several: usize,
    /// The pointers to the tasks and calls, in the order of the definition.
    leaves: Vec<String>,
    /// The tasks from which one may go elsewhere, by their ids, with the pointers to where.
    next: Vec<(String, String)>,
    /// How many blocks there are around.
    depth: usize,
}

impl Reader {
    fn fault<T>(&mut self, pointer: &str, problem: DefinitionProblem) -> Option<T> {
        self.faults.push(DefinitionError { pointer: pointer.to_owned(), problem });
        None
    }

    fn process(&mut self, value: &Value) -> Option<Process> {
        let object = self.object(value, "")?;
        let id: Option<String> = self.member(object, "id");
        let version = self.member(object, "version");
        let title: Option<Text> = self.member(object, "title");
        if let Some(id) = &id {
            self.check_id(id, "/id");
        }
        if let Some(title) = &title {
            self.check_name(title, "/title");
        }
        let extension = object.get("extension").and_then(|value| self.extension(value));
        let facts = object.get("facts").map(|value| self.facts(value)).unwrap_or_default();
        let blocks = object.iter().filter(|(name, _)| !MEMBERS.contains(&name.as_str())).collect();
        let root = self.block(blocks, "");
        if let Some(root) = &root {
            self.check_order(root);
            self.check_next(root);
        }
        Some(Process { id: id?, version: version?, title: title?, extension, facts, root: root? })
    }

    fn extension(&mut self, value: &Value) -> Option<ExtensionBound> {
        let bound: ExtensionBound = self.typed(value.clone(), "/extension")?;
        if bound.is_sound() {
            return Some(bound);
        }
        self.fault("/extension/days", DefinitionProblem::BadExtension(bound.days))
    }

    fn member<T: DeserializeOwned>(&mut self, object: &Map<String, Value>, name: &str) -> Option<T> {
        let value = object.get(name).cloned().unwrap_or(Value::Null);
        self.typed(value, &format!("/{name}"))
    }

    fn typed<T: DeserializeOwned>(&mut self, value: Value, pointer: &str) -> Option<T> {
        match serde_json::from_value(value) {
            Ok(value) => Some(value),
            Err(error) => self.fault(pointer, DefinitionProblem::Value(error.to_string())),
        }
    }

    fn object<'v>(&mut self, value: &'v Value, pointer: &str) -> Option<&'v Map<String, Value>> {
        match value.as_object() {
            Some(object) => Some(object),
            None => self.fault(pointer, DefinitionProblem::Value("not an object".into())),
        }
    }

    fn task(&mut self, value: &Value, pointer: String) -> Option<Node> {
        let object = self.object(value, &pointer)?;
        if !self.are_shaped(object, &pointer) {
            return None;
        }
        let task: Task = self.typed(value.clone(), &pointer)?;
        self.check_own_id(&task.id, &format!("{pointer}/id"));
        self.check_name(&task.name, &format!("{pointer}/name"));
        if !task.role.is_staff() {
            self.fault::<()>(&format!("{pointer}/role"), DefinitionProblem::PublicRole);
        }
        self.check_instructions(&task, &pointer);
        if !task.next.is_empty() {
            self.next.push((task.id.clone(), format!("{pointer}/next")));
        }
        if let Some(external) = &task.external {
            self.check_external(&task, external, &format!("{pointer}/external"));
        }
        self.leaves.push(pointer);
        Some(Node::Task(Box::new(task)))
    }

    fn check_id(&mut self, id: &str, pointer: &str) {
        let fits =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
        if id.is_empty() || !id.bytes().all(fits) {
            self.fault::<()>(pointer, DefinitionProblem::BadId(id.to_owned()));
        }
    }

    fn check_name(&mut self, name: &Text, pointer: &str) {
        if name.is_empty() {
            self.fault::<()>(pointer, DefinitionProblem::NoName);
        }
    }

    /// The same, and that it is nobody else's.
    fn check_own_id(&mut self, id: &str, pointer: &str) {
        self.check_id(id, pointer);
        if !self.ids.insert(id.to_owned()) {
            self.fault::<()>(pointer, DefinitionProblem::DuplicateId(id.to_owned()));
        }
    }
}
