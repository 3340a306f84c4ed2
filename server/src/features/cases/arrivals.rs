//! Who is told that a task has come to them, and when what was told is no longer so: somebody has taken the task, it is done, or
//! what was said to be coming is there.

use chrono::{DateTime, Utc};
use schema::cases::DeskNoteKind;
use schema::process::{Event, Facts, Item, Payload, Process, Staff, State, Task, UrgeBy};
use schema::role::Role;

use super::log::Case;
use super::store::{self, NewNote};
use crate::db::Tx;
use crate::error::Result;
use crate::features::outbox;
use crate::state::AppState;

/// To whom a task has come.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whom {
    /// This person: it is theirs to do.
    Person(String),
    /// Everybody on this post; who takes it does it for all.
    Post(Role),
}

/// A task that has come to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Arrival<'a> {
    key: &'a str,
    whom: Whom,
    /// Who brought that about, who knows.
    by: &'a str,
}

/// The task that an event brings to somebody, as the case stands after it. What the hall hands over by itself says so itself.
fn arrival<'a>(event: &'a Event, state: &State, task: impl Fn(&str) -> Option<Role>) -> Option<Arrival<'a>> {
    let by = event.actor.id.as_str();
    let (key, whom) = match &event.payload {
        Payload::TaskOpened(opened) => {
            let open = state.task(&opened.task).filter(|open| open.outside.is_none())?;
            let whom = match (&open.holder, &open.item) {
                (Some(holder), _) => Whom::Person(holder.clone()),
                (None, Some(Item::Person(id))) => Whom::Person(id.clone()),
                (None, Some(Item::Role(role))) => Whom::Post(*role),
                (None, Some(Item::Data(_)) | None) => Whom::Post(task(&opened.task)?),
            };
            (&opened.task, whom)
        }
        Payload::TaskReassigned(to) if !event.actor.is_system() => (&to.task, Whom::Person(to.to.clone())),
        Payload::TaskDelegated(to) => (&to.task, Whom::Person(to.to.clone())),
        Payload::DelegateAnswered(back) => {
            (&back.task, Whom::Person(state.task(&back.task)?.holder.clone()?))
        }
        _ => return None,
    };
    Some(Arrival { key, whom, by })
}

/// Who is on a post at the agency of a task, is there, and has no interest of their own in the case.
pub(super) fn on_post(facts: &Facts, task: &Task, post: Role) -> Vec<String> {
    let staff = facts.staff.iter().filter(|member| member.role == post && !member.absent);
    let may = staff
        .map(Staff::actor)
        .filter(|actor| facts.is_at(actor, &task.agency) && !facts.stands_aside(actor));
    let mut ids: Vec<String> = may.map(|actor| actor.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Whether a note to this account is no longer so, as the case stands.
fn is_over(kind: DeskNoteKind, (account, key): (i64, &str), (process, state): (&Process, &State)) -> bool {
    let open = state.task(key);
    let account = account.to_string();
    match kind {
        DeskNoteKind::ArrivedHere => open.is_none_or(|open| open.holder.is_some()),
        // Somebody else has it by now, and not in their place.
        DeskNoteKind::Arrived | DeskNoteKind::Urged => open.is_none_or(|open| {
            let is_theirs = |whose: &Option<String>| whose.as_ref() == Some(&account);
            open.holder.is_some() && !is_theirs(&open.holder) && !is_theirs(&open.owner)
        }),
        DeskNoteKind::UrgedThere => open.is_none(),
        DeskNoteKind::Coming => state.is_closed() || state.tasks(process).any(|(_, task)| task.id == key),
        // Whatever else is told stays until it is seen.
        _ => false,
    }
}

impl Case {
    /// Tells whom a task has come to by these events, and puts away what is no longer so.
    pub(super) async fn tell_arrivals(
        &self,
        state: &AppState,
        tx: &mut Tx,
        events: &[Event],
        now: DateTime<Utc>,
    ) -> Result<()> {
        let stands = (&*self.process, &self.state);
        for note in store::unseen_of_case(tx, self.row.id).await? {
            let whose = (note.account, note.task.as_str());
            if DeskNoteKind::from_slug(&note.kind).is_some_and(|kind| is_over(kind, whose, stands)) {
                store::put_away(tx, note.id, now).await?;
            }
        }
        let role = |key: &str| self.process.task(key).map(|task| task.role);
        let arrivals: Vec<Arrival<'_>> =
            events.iter().filter_map(|event| arrival(event, &self.state, role)).collect();
        if arrivals.is_empty() {
            return Ok(());
        }
        let facts = self.facts();
        for Arrival { key, whom, by } in arrivals {
            let Some(task) = self.process.task(key) else { continue };
            match whom {
                Whom::Person(id) if id != by => {
                    let note = self.note_of(DeskNoteKind::Arrived, (key, task), now);
                    self.tell_desk(state, tx, &[id], &note, &UrgeBy::ALL).await?;
                }
                Whom::Person(_) => {}
                Whom::Post(post) => {
                    let all = on_post(&facts, task, post).into_iter().filter(|id| id != by);
                    let note = self.note_of(DeskNoteKind::ArrivedHere, (key, task), now);
                    let accounts: Vec<i64> = all.filter_map(|id| id.parse().ok()).collect();
                    let new = store::untold(tx, &accounts, note.kind).await?;
                    let new: Vec<String> = new.iter().map(i64::to_string).collect();
                    self.tell_desk(state, tx, &new, &note, &UrgeBy::ALL).await?;
                }
            }
        }
        Ok(())
    }

    fn note_of<'a>(
        &self,
        kind: DeskNoteKind,
        (key, task): (&'a str, &'a Task),
        now: DateTime<Utc>,
    ) -> NewNote<'a> {
        NewNote { case: self.row.id, kind, task: key, task_name: &task.name, words: None, now }
    }

    /// Writes a note above the worklists of these people, and has them told in these ways besides, as far as they have asked
    /// for them.
    pub(super) async fn tell_desk(
        &self,
        state: &AppState,
        tx: &mut Tx,
        whom: &[String],
        note: &NewNote<'_>,
        by: &[UrgeBy],
    ) -> Result<()> {
        for account in whom.iter().filter_map(|id| id.parse().ok()) {
            let id = store::tell(tx, account, note).await?;
            outbox::of_note(tx, &state.chance, account, (id, note.kind.slug()), by, note.now).await?;
        }
        Ok(())
    }
}
