//! A case played through by the engine itself: nobody is asked who they are, each task is done by somebody who may.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::facts::facts;
use super::piece::Piece;
use crate::expr::Expr;
use crate::id::CaseNumber;
use crate::process::{
    Actor, Agency, Check, CheckAnswer, CheckPoint, Command, CommandName, Event, Facts, FilledForm, Item,
    OpenTask, Opinion, Outcome, Over, Process, Refusal, Staff, State, Task, allowed, answers_of, step,
};
use crate::role::Role;

/// Who files the case that is played.
const APPLICANT: &str = "applicant";

/// What can be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The key of the open task.
    pub task: String,
    /// What is done with it.
    pub what: Move,
}

/// What is done with a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// It ends like this.
    End(Outcome),
    /// It goes back to a task that was done, by its key.
    Back(String),
}

/// A case that is played.
#[derive(Clone, Debug)]
pub struct Play {
    process: Process,
    state: State,
    events: Vec<Event>,
    facts: Facts,
}

impl Play {
    /// A case that has just been filed with these answers.
    pub fn begin(
        process: Process,
        case: CaseNumber,
        answers: Value,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let staff = cast(&process);
        let facts = Facts { applicants: vec![APPLICANT.to_owned()], answers, staff, ..Facts::default() };
        let mut play = Self { process, state: State::new(case), events: Vec::new(), facts };
        let applicant = Actor { id: APPLICANT.to_owned(), role: Role::Citizen };
        play.give(Command::Start {}, &applicant, now)?;
        Ok(play)
    }

    /// The process that is played.
    pub const fn process(&self) -> &Process {
        &self.process
    }

    /// Where the case stands.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// What has happened so far.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Lets the conditions that are asked from now on read other answers.
    pub fn answer(&mut self, answers: Value) {
        self.facts.answers = answers;
    }

    /// Everything that can be done next: how each open task can end, and where it can go back to.
    pub fn acts(&self) -> Vec<Act> {
        self.state.open.iter().flat_map(|open| self.acts_of(open)).collect()
    }

    fn acts_of(&self, open: &OpenTask) -> Vec<Act> {
        let Some(actor) = self.who(open) else { return Vec::new() };
        let mut held = self.clone();
        // When it cannot be taken on, nothing can be done with it.
        if held.take_on(open, &actor, open.opened_at).is_err() {
            return Vec::new();
        }
        let may = allowed(&held.process, &held.state, &actor, &held.facts);
        let mine = may.into_iter().filter(|allowed| allowed.task.as_deref() == Some(open.key.as_str()));
        mine.flat_map(|allowed| match allowed.command {
            CommandName::Complete => allowed.outcomes.into_iter().map(Move::End).collect::<Vec<_>>(),
            CommandName::Return => allowed.to.into_iter().map(Move::Back).collect(),
            _ => Vec::new(),
        })
        .map(|what| Act { task: open.key.clone(), what })
        .collect()
    }

    /// Does it, in these words.
    pub fn act(&mut self, act: &Act, words: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        let Some(open) = self.state.task(&act.task).cloned() else { return Ok(()) };
        let Some(actor) = self.who(&open) else { return Ok(()) };
        let mut next = self.clone();
        next.take_on(&open, &actor, now)?;
        let (task, said) = (open.key.clone(), || words.to_owned());
        let command = match &act.what {
            Move::End(outcome) => Command::Complete {
                task,
                outcome: *outcome,
                reason: Some(said()),
                opinion: Some(Opinion { facts: said(), opinion: said(), article: said() }),
                checks: self.checks(&open),
                next: None,
                changes: Vec::new(),
                forms: self.forms(&open),
            },
            Move::Back(to) => Command::Return { task, to: to.clone(), resume: false, reason: said() },
        };
        next.give(command, &actor, now)?;
        *self = next;
        Ok(())
    }

    /// Takes a task on, unless somebody has it.
    fn take_on(&mut self, open: &OpenTask, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
        if open.holder.is_some() {
            return Ok(());
        }
        self.give(Command::Claim { task: open.key.clone() }, actor, now)
    }

    /// Every point of the checklist of a task, as if it held.
    fn checks(&self, open: &OpenTask) -> Vec<Check> {
        let points = self.process.task(&open.key).map(|task| task.checklist.as_slice()).unwrap_or_default();
        let check =
            |point: &CheckPoint| Check { point: point.id.clone(), answer: CheckAnswer::Yes, words: None };
        points.iter().map(check).collect()
    }

    /// Every form of a task's own, as if it were filled in.
    fn forms(&self, open: &OpenTask) -> Vec<FilledForm> {
        let ids = self.process.task(&open.key).map(|task| task.forms.as_slice()).unwrap_or_default();
        let filled = |id: &String| FilledForm {
            form: id.clone(),
            version: self.process.version,
            answers: Value::Null,
        };
        ids.iter().map(filled).collect()
    }

    fn give(&mut self, command: Command, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
        let events = step(&self.process, &self.state, command, actor, &self.facts, now)?;
        for event in events {
            // What the engine says of its own state can be applied to it.
            if self.state.apply(&self.process, &event).is_ok() {
                self.events.push(event);
            }
        }
        Ok(())
    }

    /// Somebody who may work on a task: who has it, whom it is for, or else whoever of its role.
    fn who(&self, open: &OpenTask) -> Option<Actor> {
        let role = self.process.task(&open.key)?.role;
        let id = match (&open.holder, &open.item) {
            (Some(holder), _) | (None, Some(Item::Person(holder))) => holder.clone(),
            (None, Some(Item::Role(role))) => role.slug().to_owned(),
            _ => role.slug().to_owned(),
        };
        let known = self.facts.staff.iter().find(|person| person.id == id);
        Some(known.map_or(Actor { id, role }, Staff::actor))
    }
}

/// Two people of each role of staff, so that several can be asked; and whoever is named in the process.
fn cast(process: &Process) -> Vec<Staff> {
    let roles = || Role::ALL.into_iter().filter(|role| role.is_staff());
    let first = roles().map(|role| Actor { id: role.slug().to_owned(), role });
    let second = roles().map(|role| Actor { id: format!("{}-2", role.slug()), role });
    let mut staff: Vec<Actor> = first.chain(second).collect();
    named(&process.root, &mut staff);
    let own = staff.into_iter().map(Staff::from);
    // They play those of every agency that is named as well.
    let agencies: BTreeSet<&String> = process.root.tasks().into_iter().filter_map(named_agency).collect();
    let at = |code: &String, member: Staff| Staff { agency: Some(code.clone()), ..member };
    let elsewhere = agencies.into_iter().flat_map(|code| own.clone().map(move |member| at(code, member)));
    own.clone().chain(elsewhere).collect()
}

fn named_agency(task: &Task) -> Option<&String> {
    match &task.agency {
        Agency::Named(code) => Some(code),
        Agency::Own | Agency::Lead | Agency::Level(_) => None,
    }
}

/// Whoever is named for something, in the role of what they are to do.
fn named(node: &crate::process::Node, staff: &mut Vec<Actor>) {
    if let crate::process::Node::Each(each) = node
        && let Over::People(people) = &each.over
        && let Some(task) = each.node.tasks().first()
    {
        staff.extend(people.iter().map(|id| Actor { id: id.clone(), role: task.role }));
    }
    node.children().into_iter().for_each(|child| named(child, staff));
}

/// The data that conditions of a process read, as pointers: what one answers to try it out.
pub fn reads(process: &Piece) -> BTreeSet<String> {
    let pieces = process.all();
    let conditions = pieces.iter().filter_map(|(_, piece)| piece.condition());
    let lists = pieces.iter().filter_map(|(_, piece)| match piece.said("over") {
        Some(Over::Data(list)) => Some(list),
        _ => None,
    });
    let exprs: Vec<Expr> = conditions.chain(lists).collect();
    answers_of(&facts(process), exprs.iter().flat_map(Expr::reads))
}
