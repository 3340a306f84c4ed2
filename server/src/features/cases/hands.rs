//! Who can be given a task now: how much everybody has, who leads whom, and who is away. Rules of assignment decide by it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schema::calendar::local_day;
use schema::process::{Assign, Event, Payload, Process, Staff};

use super::log::Case;
use super::store::{self, HandRow};
use crate::db::Tx;
use crate::error::Result;
use crate::features::accounts;

/// What is known of the staff of a case beside their posts, by their ids; nothing before it was asked for.
#[derive(Clone, Debug, Default)]
pub struct Hands(BTreeMap<String, HandRow>);

/// Whether a process has a task that goes to somebody by a rule.
pub fn gives_by_rule(process: &Process) -> bool {
    process.root.tasks().iter().any(|task| task.assign != Assign::Post)
}

impl Hands {
    /// The lines of the staff, with what is known.
    pub fn told(&self, staff: Vec<Staff>) -> Vec<Staff> {
        let posts: BTreeSet<_> =
            staff.iter().map(|member| (member.id.clone(), member.agency.clone())).collect();
        // Who does not work at that agency has no part in its cases, and does not come to see them.
        let is_there =
            |deputy: &String, member: &Staff| posts.contains(&(deputy.clone(), member.agency.clone()));
        staff.into_iter().map(|member| self.line(member, is_there)).collect()
    }

    fn line(&self, member: Staff, is_there: impl Fn(&String, &Staff) -> bool) -> Staff {
        let Some(hand) = self.0.get(&member.id) else { return member };
        Staff {
            load: u32::try_from(hand.load).unwrap_or(u32::MAX),
            given_at: hand.given_at,
            superior: hand.superior.map(|id| id.to_string()),
            absent: hand.deputy.is_some(),
            deputy: hand.deputy.map(|id| id.to_string()).filter(|deputy| is_there(deputy, &member)),
            ..member
        }
    }
}

impl Case {
    /// Where rules give out tasks: waits for others who do so at the agency that has the case, so that what each gave is
    /// known to the next, and no two go to the same person in the same turn. Held after the case and before a case is numbered.
    pub(super) async fn hold_turn(&self, tx: &mut Tx) -> Result<()> {
        if gives_by_rule(&self.process) {
            store::hold_agency(tx, self.row.agency).await?;
        }
        Ok(())
    }

    /// Looks who is there at this moment and how much they have: what is decided afterwards goes by it.
    pub(super) async fn look_around(&mut self, tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
        let mut accounts: Vec<i64> = self.roster.members.iter().map(|colleague| colleague.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let hands = store::hands_on(tx, &accounts, local_day(now)).await?;
        self.hands = Hands(hands.into_iter().map(|hand| (hand.account.to_string(), hand)).collect());
        Ok(())
    }

    /// Notes to whom a rule has given something, in one order: whose turn it is next follows from that.
    pub(super) async fn note_given(&self, tx: &mut Tx, events: &[Event]) -> Result<()> {
        let given: BTreeMap<i64, DateTime<Utc>> =
            events.iter().filter_map(|event| Some((self.given_by_rule(event)?, event.at))).collect();
        for (holder, at) in given {
            accounts::given(tx, holder, at).await?;
        }
        Ok(())
    }

    fn given_by_rule(&self, event: &Event) -> Option<i64> {
        let Payload::TaskOpened(opened) = &event.payload else { return None };
        opened.task_kind?;
        self.task(&opened.task).filter(|task| task.assign != Assign::Post)?;
        opened.holder.as_deref()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use schema::process::Actor;
    use schema::role::Role;

    use super::*;

    #[test]
    fn a_deputy_stands_in_where_they_work_themselves() {
        let post = |id: &str, agency: &str| Staff {
            agency: Some(agency.to_owned()),
            ..Staff::from(Actor { id: id.to_owned(), role: Role::Officer })
        };
        let away = HandRow { account: 1, load: 0, given_at: None, superior: None, deputy: Some(2) };
        let hands = Hands(BTreeMap::from([("1".to_owned(), away)]));
        let told = hands.told(vec![post("1", "here"), post("1", "there"), post("2", "here")]);
        let told: Vec<_> = told.iter().map(|member| (member.absent, member.deputy.as_deref())).collect();
        assert_eq!(told, [(true, Some("2")), (true, None), (false, None)]);
    }
}
