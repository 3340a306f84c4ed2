//! Moving a case that is under way to another version of its process (在办件迁移): first a dry run that says of each case
//! whether it fits, then one event that moves it.
//!
//! What is open stays open, under its key and in the same hands; what was done stays done. A task that the new version does
//! not have needs a choice: which task of the same kind stands for it. Where the new version puts one after the other what is
//! open at once, or takes a decision that was made to be still to come, a case stays with the version it has. What the new
//! version adds before the place where a case stands is passed by, and told; a branch that it adds beside is begun.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::command::Actor;
use super::definition::{Node, Process};
use super::event::{CaseMigrated, Event};
use super::facts::Facts;
use super::permit::RefusalCode;
use super::state::{Moved, State};
use super::story::Story;
use crate::id::CaseNumber;
use crate::locale::Text;

/// Which task of the new version stands for one that it does not have, by their ids.
pub type Choices = BTreeMap<String, String>;

/// What would become of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// The case.
    pub case: CaseNumber,
    /// The version it has.
    pub from: u32,
    /// The version it would have.
    pub to: u32,
    /// Whether it fits.
    pub fit: Fit,
    /// The tasks, by their ids, that the new version has added before the place where the case stands: it does not go
    /// through them.
    pub passed: Vec<String>,
}

/// Whether a case fits another version of its process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// It does.
    Fits,
    /// It does if somebody says what stands for these.
    NeedsChoice(Vec<Choice>),
    /// It stays with the version it has.
    Cannot(Obstacle),
}

/// Something open that the new version does not have, and what could stand for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// Its id.
    pub of: String,
    /// The ids of what could stand for it.
    pub among: Vec<String>,
}

/// Why a case cannot be moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// It has not begun, or has ended.
    NotUnderWay,
    /// It is another process, or not the version that the case has.
    OtherProcess,
    /// The new version has nothing that could stand for this.
    Gone(String),
    /// The new version has this before the decision, and the decision has been made; or the other way round.
    OutOfStep(String),
    /// What is open at once comes one after the other there, or only one of it comes at all.
    NotAtOnce(String),
    /// This is done for each of several in one version, and not in the other.
    NotForEach(String),
    /// What has ended already would end a block there, and something open with it.
    WouldDrop(String),
    /// This task there asks for what the form of the case does not have: it could not be completed.
    NotInForm(String),
    /// What comes next there cannot come.
    Refused(RefusalCode),
}

impl Obstacle {
    /// The id, or the key of an opening, of what stands in the way.
    pub fn named(&self) -> Option<&str> {
        match self {
            Self::Gone(id)
            | Self::OutOfStep(id)
            | Self::NotAtOnce(id)
            | Self::NotForEach(id)
            | Self::WouldDrop(id)
            | Self::NotInForm(id) => Some(id),
            Self::NotUnderWay | Self::OtherProcess | Self::Refused(_) => None,
        }
    }
}

/// What everything in a process is called that a report may name, by its id.
pub fn names(process: &Process) -> BTreeMap<String, Text> {
    let mut names = BTreeMap::new();
    let mut nodes = vec![&process.root];
    while let Some(node) = nodes.pop() {
        let named = match node {
            Node::Seq(_) => None,
            Node::All(fork) | Node::Any(fork) | Node::Choose(fork) => Some((&fork.id, &fork.name)),
            Node::Repeat(repeat) => Some((&repeat.id, &repeat.name)),
            Node::Each(each) => Some((&each.id, &each.name)),
            Node::Call(call) => Some((&call.id, &call.name)),
            Node::Task(task) => Some((&task.id, &task.name)),
        };
        names.extend(named.map(|(id, name)| (id.clone(), name.clone())));
        nodes.extend(node.children());
    }
    names
}

/// What would become of a case if it were moved from the version it has to another.
pub fn plan(old: &Process, new: &Process, state: &State, choices: &Choices) -> Report {
    let (fit, passed) = match state.moved(old, new, choices) {
        Ok(moved) => (Fit::Fits, passed(old, &moved)),
        Err(fit) => (fit, Vec::new()),
    };
    Report { case: state.case, from: old.version, to: new.version, fit, passed }
}

fn passed(old: &Process, moved: &Moved) -> Vec<String> {
    moved.passed.iter().filter(|id| old.task(id).is_none()).cloned().collect()
}

/// Moves a case, for a reason: the event that says so, and what comes of it. They are applied with both versions at hand, see
/// [`Versions`](super::Versions).
///
/// # Errors
/// Why it does not fit.
pub fn migrate(
    (old, new): (&Process, &Process),
    state: &State,
    choices: &Choices,
    reason: &str,
    actor: &Actor,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<Vec<Event>, Fit> {
    state.moved(old, new, choices)?;
    let (choices, reason) = (choices.clone(), reason.to_owned());
    let migrated = CaseMigrated { from: old.version, to: new.version, choices, reason };
    let story = Story::new(new, state, actor, &facts.answers, now);
    story.migrate(old, migrated, facts).map_err(|why| Fit::Cannot(Obstacle::Refused(why)))
}
