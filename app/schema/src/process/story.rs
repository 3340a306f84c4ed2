//! What a command says, and what the process says by itself after it: which branches are taken, whether there is another
//! round, for whom something is done, which tasks are opened.

use chrono::{DateTime, SubsecRound, Utc};
use serde_json::Value;

use super::command::{Actor, Facts};
use super::definition::{Each, Fork, Node, Over, Process, Repeat, WhenEmpty};
use super::event::{BranchTaken, EachBegun, Event, Payload, RoundEnded, TaskOpened};
use super::permit::RefusalCode;
use super::run::Item;
use super::state::{Next, State};
use crate::expr::{Context, Expr};
use crate::role::Role;

/// Databases keep microseconds, and an event must read back as it was written.
const SUBSECOND_DIGITS: u16 = 6;

/// More than the process of any office says by itself after one command; so rounds of nothing come to an end.
const MOST_EVENTS: usize = 1_000;

/// The most entries of a list for which something is done.
const MOST_ITEMS: usize = 200;

/// The events of one command, as they come.
pub(super) struct Story<'a> {
    process: &'a Process,
    state: State,
    actor: &'a Actor,
    at: DateTime<Utc>,
    events: Vec<Event>,
}

impl<'a> Story<'a> {
    pub(super) fn new(process: &'a Process, state: &State, actor: &'a Actor, now: DateTime<Utc>) -> Self {
        let at = now.trunc_subsecs(SUBSECOND_DIGITS);
        Self { process, state: state.clone(), actor, at, events: Vec::new() }
    }

    /// All that comes of it.
    pub(super) fn tell(mut self, said: Payload, facts: &Facts) -> Result<Vec<Event>, RefusalCode> {
        self.add(said)?;
        while let Some(next) = self.state.next(self.process) {
            let payload = self.consequence(next, facts)?;
            self.add(payload)?;
            if self.events.len() > MOST_EVENTS {
                return Err(RefusalCode::NoWay);
            }
        }
        Ok(self.events)
    }

    fn add(&mut self, payload: Payload) -> Result<(), RefusalCode> {
        let (case, seq, actor) = (self.state.case, self.state.seq + 1, self.actor.clone());
        let event = Event { seq, case, at: self.at, actor, payload };
        self.state.apply(self.process, &event).map_err(|_| RefusalCode::NoWay)?;
        self.events.push(event);
        Ok(())
    }

    fn consequence(&self, next: Next<'_>, facts: &Facts) -> Result<Payload, RefusalCode> {
        let data = || self.state.data(self.process, &facts.answers);
        Ok(match next {
            Next::Task { key, holder } => Payload::TaskOpened(TaskOpened { task: key, holder }),
            Next::Block { node: Node::Choose(fork), .. } => taken(fork, first(fork, &data())),
            Next::Block { node: Node::Any(fork), .. } => taken(fork, every(fork, &data())),
            Next::Block { node: Node::Repeat(repeat), round } => ended(repeat, round, &data()),
            Next::Block { node: Node::Each(each), .. } => {
                let items = items(each, facts, &data())?;
                Payload::EachBegun(EachBegun { block: each.id.clone(), items })
            }
            Next::Block { node: Node::Seq(_) | Node::All(_) | Node::Task(_), .. } => {
                return Err(RefusalCode::NoWay);
            }
        })
    }
}

/// Whether a condition holds. What is not known yet makes none hold.
fn holds(condition: &Expr, data: &Value) -> bool {
    condition.eval3(data).is_yes()
}

fn otherwise(fork: &Fork) -> Vec<usize> {
    fork.branches.iter().position(|branch| branch.when.is_none()).into_iter().collect()
}

fn every(fork: &Fork, data: &Value) -> Vec<usize> {
    let taken = |(_, branch): &(usize, &super::definition::Branch)| {
        branch.when.as_ref().is_some_and(|when| holds(when, data))
    };
    let found: Vec<usize> = fork.branches.iter().enumerate().filter(taken).map(|(at, _)| at).collect();
    if found.is_empty() { otherwise(fork) } else { found }
}

fn first(fork: &Fork, data: &Value) -> Vec<usize> {
    every(fork, data).into_iter().take(1).collect()
}

fn taken(fork: &Fork, branches: Vec<usize>) -> Payload {
    Payload::BranchTaken(BranchTaken { block: fork.id.clone(), branches })
}

fn ended(repeat: &Repeat, round: u32, data: &Value) -> Payload {
    let again = round < repeat.most && holds(&repeat.again, data);
    Payload::RoundEnded(RoundEnded { block: repeat.id.clone(), again })
}

fn items(each: &Each, facts: &Facts, data: &Value) -> Result<Vec<Item>, RefusalCode> {
    let person = |id: &String| Item::Person(id.clone());
    let mut items: Vec<Item> = match &each.over {
        Over::People(ids) => ids.iter().map(person).collect(),
        Over::Role(role) => {
            let staff =
                facts.staff.iter().filter(|member| member.role == *role && !facts.stands_aside(member));
            staff.map(|member| person(&member.id)).collect()
        }
        Over::Data(list) => match list.known_in(data, "", Context::default()) {
            Some(Value::Array(list)) => list.into_iter().map(Item::Data).collect(),
            _ => Vec::new(),
        },
    };
    items.truncate(MOST_ITEMS);
    match (items.is_empty(), each.empty) {
        (true, WhenEmpty::Refuse) => Err(RefusalCode::NobodyToDoIt),
        (true, WhenEmpty::Lead) => Ok(vec![Item::Role(Role::AgencyLead)]),
        _ => Ok(items),
    }
}
