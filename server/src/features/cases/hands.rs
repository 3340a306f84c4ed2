//! Who can be given a task now: how much everybody has, who leads whom, and who is away. Rules of assignment decide by it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schema::calendar::local_day;
use schema::process::{Event, Payload, Staff};

use super::log::Case;
use super::store::{self, HandRow};
use crate::db::Tx;
use crate::error::Result;
use crate::features::accounts;

/// What is known of the staff of a case beside their posts, by their ids; nothing before it was asked for.
#[derive(Clone, Debug, Default)]
pub struct Hands(BTreeMap<String, HandRow>);

impl Hands {
    /// The lines of the staff, with what is known.
    pub fn told(&self, staff: impl IntoIterator<Item = Staff>) -> Vec<Staff> {
        staff.into_iter().map(|member| self.line(member)).collect()
    }

    fn line(&self, member: Staff) -> Staff {
        let Some(hand) = self.0.get(&member.id) else { return member };
        Staff {
            load: u32::try_from(hand.load).unwrap_or(u32::MAX),
            given_at: hand.given_at,
            superior: hand.superior.map(|id| id.to_string()),
            absent: hand.deputy.is_some(),
            deputy: hand.deputy.map(|id| id.to_string()),
            ..member
        }
    }
}

impl Case {
    /// Looks who is there at this moment and how much they have: what is decided afterwards goes by it.
    pub(super) async fn look_around(&mut self, tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
        let mut accounts: Vec<i64> = self.roster.members.iter().map(|colleague| colleague.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let hands = store::hands_on(tx, &accounts, local_day(now)).await?;
        self.hands = Hands(hands.into_iter().map(|hand| (hand.account.to_string(), hand)).collect());
        Ok(())
    }

    /// Notes to whom a rule has given something: whose turn it is next follows from that.
    pub(super) async fn note_given(&self, tx: &mut Tx, events: &[Event]) -> Result<()> {
        for event in events {
            if let Payload::TaskOpened(opened) = &event.payload
                && opened.task_kind.is_some()
                && let Some(Ok(holder)) = opened.holder.as_deref().map(str::parse)
            {
                accounts::given(tx, holder, event.at).await?;
            }
        }
        Ok(())
    }
}
