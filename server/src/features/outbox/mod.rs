//! What is to be sent out of the hall: messages by SMS and e-mail to people who have asked for it, events to systems that have
//! subscribed. A row is written in the transaction of what it tells, and so never tells what was not; it is sent afterwards, at
//! least once, under an id by which the receiver knows it again.

mod domain;
mod jobs;
mod store;
mod webhook;

use chrono::{DateTime, Utc};
use schema::Locale;
use schema::cases::DeskNote;
use schema::enquiries::EnquiryNote;
use schema::id::CaseNumber;
use schema::messages::{Message, MessageKind};
use schema::process::UrgeBy;
use serde_json::{Map, Value, json};

pub use domain::Refused;
pub use jobs::{Round, deliver};
pub use store::Dead;
pub use webhook::secret as webhook_secret;

use crate::db::Tx;
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::features::{accounts, exchange};
use crate::ports::Chance;
use domain::{Channel, Receiver};

/// How a message is put into words. They are the portal's; the hall is handed them where it is put together.
#[derive(Clone, Copy, Debug)]
pub struct Sentences {
    /// A text message.
    pub sms: fn(Locale, &Message) -> String,
    /// An e-mail: its subject and its text. The last argument is the address the public knows the hall by.
    pub mail: fn(Locale, &Message, &str) -> (String, String),
    /// The same of a note of a desk.
    pub note_sms: fn(Locale, &DeskNote) -> String,
    /// The same.
    pub note_mail: fn(Locale, &DeskNote, &str) -> (String, String),
    /// The same of a note about an enquiry.
    pub enquiry_sms: fn(Locale, &EnquiryNote) -> String,
    /// The same.
    pub enquiry_mail: fn(Locale, &EnquiryNote, &str) -> (String, String),
}

/// Something that systems are told of.
#[derive(Clone, Copy, Debug)]
pub struct Announcement<'a> {
    /// The name they subscribe to.
    pub event: &'a str,
    /// The case it happened in.
    pub number: CaseNumber,
    /// What they are handed.
    pub data: &'a Map<String, Value>,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// Has somebody told of a message in the ways they have asked for.
pub async fn of_message(
    tx: &mut Tx,
    chance: &Chance,
    account: i64,
    (message, kind): (i64, MessageKind),
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(reach) = accounts::reach(tx, account).await? else { return Ok(()) };
    let ways = [(Channel::Sms, reach.phone), (Channel::Mail, reach.email)];
    for (channel, _) in ways.into_iter().filter(|(_, address)| address.is_some()) {
        let data = json!({ "message": message }).to_string();
        let to = Receiver::Account(account);
        let new = store::New { event: chance.id(), channel, to, code: kind.slug(), data, at: now };
        store::insert(tx, &new).await?;
    }
    Ok(())
}

/// Has somebody at a desk told of a note in these ways, as far as they have asked for them.
pub async fn of_note(
    tx: &mut Tx,
    chance: &Chance,
    account: i64,
    (note, code): (i64, &str),
    by: &[UrgeBy],
    now: DateTime<Utc>,
) -> Result<()> {
    if by.is_empty() {
        return Ok(());
    }
    let Some(reach) = accounts::reach(tx, account).await? else { return Ok(()) };
    let ways = [(UrgeBy::Sms, Channel::Sms, reach.phone), (UrgeBy::Mail, Channel::Mail, reach.email)];
    for (_, channel, _) in ways.into_iter().filter(|(way, _, address)| by.contains(way) && address.is_some())
    {
        let data = json!({ "note": note }).to_string();
        let to = Receiver::Account(account);
        let new = store::New { event: chance.id(), channel, to, code, data, at: now };
        store::insert(tx, &new).await?;
    }
    Ok(())
}

/// Has the systems that subscribed to an event told of it, each by a row of its own.
pub async fn of_event(tx: &mut Tx, chance: &Chance, announcement: &Announcement<'_>) -> Result<()> {
    let Announcement { event, number, data, at } = announcement;
    for system in exchange::subscribers(tx, event).await? {
        let data = json!({ "subject": number.to_string(), "data": data }).to_string();
        let (event_id, to) = (chance.id(), Receiver::System(system));
        let new = store::New { event: event_id, channel: Channel::Webhook, to, code: event, data, at: *at };
        store::insert(tx, &new).await?;
    }
    Ok(())
}

/// What will not be sent any more, behind a row number, the oldest first.
pub async fn dead(tx: &mut Tx, after: i64) -> Result<Vec<Dead>> {
    store::dead(tx, after).await
}

/// Has one of those sent again, or all of them; says how many there were. Their attempts are counted from the beginning.
pub async fn retry(tx: &mut Tx, id: Option<i64>, now: DateTime<Utc>) -> anyhow::Result<u64> {
    let revived = match id {
        Some(id) => store::revive(tx, id, now).await?,
        None => store::revive_all(tx, now).await?,
    };
    if let (Some(id), 0) = (id, revived) {
        return Err(Refused::NotDead(id).into());
    }
    if revived > 0 {
        let line = Line::new("outbox.retry", id.map_or_else(|| "all".to_owned(), |id| id.to_string()));
        audit::record(tx, line.detail("rows", revived), id.unwrap_or_default(), now).await?;
    }
    Ok(revived)
}
