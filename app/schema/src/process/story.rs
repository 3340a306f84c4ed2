//! What a command says, and what the process says by itself after it: which branches are taken, whether there is another
//! round, for whom something is done, which tasks are opened, and what is said to somebody outside.

use std::borrow::Cow;

use chrono::{DateTime, SubsecRound, Utc};
use serde_json::Value;

use super::assign::{Given, Opening};
use super::call::Call;
use super::command::Actor;
use super::definition::{Agency, Each, Fork, MOST_ENTRIES, Node, Over, Process, Repeat, WhenEmpty};
use super::event::{
    Begun, BranchTaken, CallBegun, CallDropped, CaseMigrated, EachBegun, Event, ExternalSent, Payload,
    RoundEnded, TaskOpened,
};
use super::facts::{Facts, Staff};
use super::permit::RefusalCode;
use super::run::Item;
use super::state::{Next, Outward, State, Versions};
use crate::expr::{Context, Expr};
use crate::form::with_changes;
use crate::role::Role;

/// Databases keep microseconds, and an event must read back as it was written.
const SUBSECOND_DIGITS: u16 = 6;

/// More than the process of any office says by itself after one command; so rounds of nothing come to an end.
const MOST_EVENTS: usize = 1_000;

/// The events of one command, as they come.
pub(super) struct Story<'a> {
    process: &'a Process,
    state: State,
    actor: &'a Actor,
    at: DateTime<Utc>,
    /// The answers as what is said leaves them.
    answers: Cow<'a, Value>,
    events: Vec<Event>,
}

impl<'a> Story<'a> {
    pub(super) fn new(
        process: &'a Process,
        state: &State,
        actor: &'a Actor,
        answers: &'a Value,
        now: DateTime<Utc>,
    ) -> Self {
        let (at, answers) = (now.trunc_subsecs(SUBSECOND_DIGITS), Cow::Borrowed(answers));
        Self { process, state: state.clone(), actor, at, answers, events: Vec::new() }
    }

    /// All that comes of it.
    pub(super) fn tell(mut self, said: Payload, facts: &Facts) -> Result<Vec<Event>, RefusalCode> {
        self.add(said)?;
        self.go_on(facts)
    }

    /// The same of a case that is moved to this version of its process from another.
    pub(super) fn migrate(
        mut self,
        from: &Process,
        migrated: CaseMigrated,
        facts: &Facts,
    ) -> Result<Vec<Event>, RefusalCode> {
        let versions = [from, self.process];
        self.add_in(&versions[..], Payload::CaseMigrated(migrated))?;
        self.go_on(facts)
    }

    /// What the process says by itself.
    fn go_on(mut self, facts: &Facts) -> Result<Vec<Event>, RefusalCode> {
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
        self.add_in(self.process, payload)
    }

    fn add_in<V: Versions + ?Sized>(&mut self, versions: &V, payload: Payload) -> Result<(), RefusalCode> {
        let (case, seq, actor) = (self.state.case, self.state.seq + 1, self.actor.clone());
        let event = Event { seq, case, at: self.at, actor, payload };
        self.state.apply(versions, &event).map_err(|_| RefusalCode::NoWay)?;
        if let Some((_, changes)) = event.payload.changes().filter(|(_, changes)| !changes.is_empty()) {
            self.answers = Cow::Owned(with_changes(&self.answers, changes));
        }
        self.events.push(event);
        Ok(())
    }

    fn opened(
        &self,
        key: String,
        item: Option<&Item>,
        holder: Option<String>,
        facts: &Facts,
    ) -> Result<Payload, RefusalCode> {
        let task = self.process.task(&key).ok_or(RefusalCode::UnknownTask)?;
        // What a system does is nobody's to be given.
        let Given { holder, instead_of, by_rule } = match (&task.external, &holder) {
            (Some(_), None) => Given::default(),
            _ => Opening { task, item, holder }.given(&self.state, facts, &self.events),
        };
        let task_kind = by_rule.then_some(task.kind);
        Ok(Payload::TaskOpened(TaskOpened { task: key, holder, instead_of, task_kind }))
    }

    fn consequence(&self, next: Next<'_, '_>, facts: &Facts) -> Result<Payload, RefusalCode> {
        let item = match &next {
            Next::Block { item, .. } => *item,
            Next::Task { .. } | Next::Outward(_) => None,
        };
        let data = || self.state.data_for(self.process, &self.answers, item);
        Ok(match next {
            Next::Outward(outward) => self.said(outward)?,
            Next::Block { node: Node::Call(call), .. } => self.begun(call, &data())?,
            Next::Task { key, item, holder } => self.opened(key, item, holder, facts)?,
            Next::Block { node: Node::Choose(fork), .. } => taken(fork, first(fork, &data())),
            Next::Block { node: Node::Any(fork), .. } => taken(fork, every(fork, &data())),
            Next::Block { node: Node::Repeat(repeat), round, .. } => ended(repeat, round, &data()),
            Next::Block { node: Node::Each(each), .. } => {
                let items = items(each, facts, &data())?;
                Payload::EachBegun(EachBegun { block: each.id.clone(), items })
            }
            Next::Block { node: Node::Seq(_) | Node::All(_) | Node::Task(_), .. } => {
                return Err(RefusalCode::NoWay);
            }
        })
    }

    fn said(&self, outward: &Outward) -> Result<Payload, RefusalCode> {
        Ok(match outward {
            Outward::Send(key) => {
                let task = self.process.task(key).ok_or(RefusalCode::UnknownTask)?;
                let contract = task.external.as_ref().ok_or(RefusalCode::NotWithSystem)?;
                let (task, system, data) =
                    (key.clone(), contract.system.clone(), contract.sent(&self.answers));
                Payload::ExternalSent(ExternalSent { task, system, data })
            }
            Outward::Drop(key) => Payload::CallDropped(CallDropped { call: key.clone() }),
        })
    }

    fn begun(&self, call: &Call, data: &Value) -> Result<Payload, RefusalCode> {
        let items = call.items(data)?;
        let keys = self.state.keys_of(&call.id, items.len());
        let begun = |(key, item): (String, Option<Value>)| {
            let data = call.handed(&self.answers, item.as_ref());
            Begun { key, item, data }
        };
        let cases = keys.into_iter().zip(items).map(begun).collect();
        let (block, process, version, wait) =
            (call.id.clone(), call.process.clone(), call.version, call.wait);
        Ok(Payload::CallBegun(CallBegun { block, process, version, wait, cases }))
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
    let items: Vec<Item> = match &each.over {
        Over::People(ids) => ids.iter().map(person).collect(),
        Over::Role(role) => {
            // Those who are asked are of the agency that does what stands in it.
            let tasks = each.node.tasks();
            let agency = tasks.first().map_or(&Agency::Own, |task| &task.agency);
            let may = |member: &&Staff| {
                member.role == *role && facts.is_of(member, agency) && !facts.stands_aside(&member.actor())
            };
            let staff = facts.staff.iter().filter(may);
            staff.map(|member| person(&member.id)).collect()
        }
        Over::Data(list) => match list.known_in(data, "", Context::default()) {
            Some(Value::Array(list)) => list.into_iter().map(Item::Data).collect(),
            _ => Vec::new(),
        },
    };
    if items.len() > MOST_ENTRIES {
        return Err(RefusalCode::TooMany);
    }
    match (items.is_empty(), each.empty) {
        (true, WhenEmpty::Refuse) => Err(RefusalCode::NobodyToDoIt),
        (true, WhenEmpty::Lead) => Ok(vec![Item::Role(Role::AgencyLead)]),
        _ => Ok(items),
    }
}
