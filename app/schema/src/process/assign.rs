//! Who gets a task when its turn comes: whoever it is already, or one of those whose work it is, by the rule of the task;
//! and in the place of somebody who is away, their deputy.

use super::command::Actor;
use super::definition::{Assign, Task};
use super::event::{Event, Payload};
use super::facts::{Facts, Staff};
use super::permit::RefusalCode;
use super::run::Item;
use super::state::{Deputy, State};

/// Whose a task is when it is opened.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// Who has it; nobody, where those whose post it is claim it.
    pub holder: Option<String>,
    /// In whose place, if they are away.
    pub instead_of: Option<String>,
    /// Whether the rule of the task gave it to them, and nothing else did.
    pub by_rule: bool,
}

/// Whether a task is this person's to do: of its role at its agency, or the one it is done for, or their deputy.
pub(super) fn is_theirs(
    task: &Task,
    item: Option<&Item>,
    deputy: Option<&Deputy>,
    actor: &Actor,
    facts: &Facts,
) -> Result<(), RefusalCode> {
    if deputy.is_some_and(|deputy| deputy.who == actor.id) && actor.role.is_staff() {
        return Ok(());
    }
    match item {
        Some(Item::Person(id)) if *id != actor.id => return Err(RefusalCode::NamedForAnother),
        Some(Item::Person(_)) if actor.role.is_staff() => return Ok(()),
        Some(Item::Role(role)) if *role == actor.role => {}
        Some(Item::Role(_) | Item::Person(_)) => return Err(RefusalCode::WrongRole),
        Some(Item::Data(_)) | None if task.is_work_of(actor.role) => {}
        Some(Item::Data(_)) | None => return Err(RefusalCode::WrongRole),
    }
    if facts.is_at(actor, &task.agency) { Ok(()) } else { Err(RefusalCode::WrongAgency) }
}

/// What is being opened.
pub(super) struct Opening<'a> {
    pub task: &'a Task,
    /// Whom or what it is done for.
    pub item: Option<&'a Item>,
    /// Whose it is already, because it is theirs to do or comes back to them.
    pub holder: Option<String>,
}

impl Opening<'_> {
    /// Who gets it. `told` is what has been said since the facts were gathered: what was given to somebody in it counts.
    pub fn given(self, state: &State, facts: &Facts, told: &[Event]) -> Given {
        let (holder, by_rule) = match self.holder.clone() {
            Some(holder) => (Some(holder), false),
            None => (self.chosen(state, facts, told).map(|member| member.id.clone()), true),
        };
        let Some(holder) = holder else { return Given::default() };
        match facts.deputy(&holder) {
            Some(deputy) => Given { holder: Some(deputy.to_owned()), instead_of: Some(holder), by_rule },
            None => Given { holder: Some(holder), instead_of: None, by_rule },
        }
    }

    fn chosen<'f>(&self, state: &State, facts: &'f Facts, told: &[Event]) -> Option<&'f Staff> {
        let may = |member: &&Staff| {
            let actor = member.actor();
            !facts.stands_aside(&actor) && is_theirs(self.task, self.item, None, &actor, facts).is_ok()
        };
        let mut able = facts.staff.iter().filter(may);
        let since = |member: &Staff| told.iter().filter(|event| gives(event, &member.id)).count();
        match self.task.assign {
            Assign::Post => None,
            Assign::Load => able
                .filter(|member| !member.absent)
                .min_by_key(|member| (u64::from(member.load) + since(member) as u64, &member.id)),
            Assign::Turn => able
                .filter(|member| !member.absent)
                .min_by_key(|member| (since(member), member.given_at, &member.id)),
            Assign::Superior => {
                let before = state.done.iter().rev().find(|done| !done.is_signature())?;
                let superior = facts.member(&before.by.id)?.superior.as_ref()?;
                able.find(|member| member.id == *superior)
            }
        }
    }
}

/// Whether this gave somebody a task.
fn gives(event: &Event, who: &str) -> bool {
    matches!(&event.payload, Payload::TaskOpened(opened) if opened.holder.as_deref() == Some(who))
}
