//! Messages to applicants: written in the transaction of what they tell, read by the account they are for.

mod domain;
pub mod http;
mod store;

use chrono::{DateTime, NaiveDate, Utc};
use schema::locale::Text;
use schema::messages::{Message, MessageKind};
use schema::process::Event;

use crate::db::Tx;
use crate::error::Result;
use crate::features::outbox;
use crate::ports::Chance;

/// Who is told, of which case, and the last day of what comes next.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The account that filed the application.
    pub account: i64,
    /// The case.
    pub case: i64,
    /// The last day as it is now; none while the clock stands, unless an event names one, and after the end.
    pub due: Option<NaiveDate>,
}

/// Writes what an event means for the applicant, if it means anything.
pub async fn of_event(tx: &mut Tx, chance: &Chance, told: &Told, event: &Event) -> Result<()> {
    let Some(kind) = domain::kind_of(&event.payload) else { return Ok(()) };
    let points = domain::points(&event.payload);
    let told = &Told { due: domain::named_day(&event.payload).or(told.due), ..*told };
    write(tx, chance, &store::New { told, seq: Some(event.seq), kind, points, words: None, at: event.at })
        .await
}

/// Writes what a change of the calendar means for the applicant.
pub async fn of_calendar(
    tx: &mut Tx,
    chance: &Chance,
    told: &Told,
    kind: MessageKind,
    now: DateTime<Utc>,
) -> Result<()> {
    write(tx, chance, &store::New { told, seq: None, kind, points: None, words: None, at: now }).await
}

/// Writes what a process tells the applicant in its own words. It stands beside what its event is told as.
pub async fn of_process(
    tx: &mut Tx,
    chance: &Chance,
    told: &Told,
    words: &Text,
    now: DateTime<Utc>,
) -> Result<()> {
    let kind = MessageKind::Told;
    write(tx, chance, &store::New { told, seq: None, kind, points: None, words: Some(words), at: now }).await
}

/// Writes that something was decided about a licence that the case brought about, by the name of the licence.
pub async fn of_licence(
    tx: &mut Tx,
    chance: &Chance,
    told: &Told,
    name: &Text,
    now: DateTime<Utc>,
) -> Result<()> {
    let kind = MessageKind::LicenceChanged;
    write(tx, chance, &store::New { told, seq: None, kind, points: None, words: Some(name), at: now }).await
}

/// Writes what became of a joint application of which the case is a part, with the name of the item it is about.
pub async fn of_joint(
    tx: &mut Tx,
    chance: &Chance,
    told: &Told,
    (kind, words): (MessageKind, Option<&Text>),
    now: DateTime<Utc>,
) -> Result<()> {
    write(tx, chance, &store::New { told, seq: None, kind, points: None, words, at: now }).await
}

/// Writes that the agency of the case asks something further.
pub async fn of_questions(tx: &mut Tx, chance: &Chance, told: &Told, now: DateTime<Utc>) -> Result<()> {
    let kind = MessageKind::QuestionsAsked;
    write(tx, chance, &store::New { told, seq: None, kind, points: None, words: None, at: now }).await
}

/// Writes what became of a fee, by the name of the fee.
pub async fn of_bill(
    tx: &mut Tx,
    chance: &Chance,
    told: &Told,
    (kind, name): (MessageKind, &Text),
    now: DateTime<Utc>,
) -> Result<()> {
    write(tx, chance, &store::New { told, seq: None, kind, points: None, words: Some(name), at: now }).await
}

/// Writes what became of an application that has not been filed, for who filled it in.
pub async fn of_application(
    tx: &mut Tx,
    chance: &Chance,
    (account, application): (i64, i64),
    kind: MessageKind,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = store::insert_of_application(tx, (account, application), kind, now).await?;
    outbox::of_message(tx, chance, account, (id, kind), now).await
}

/// Who is told of an enquiry of theirs, and what of it.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The account that wrote it.
    pub account: i64,
    /// The enquiry.
    pub enquiry: i64,
    /// Which of its events it is; none where there is none behind it.
    pub seq: Option<u64>,
    /// The name of the agency that has it.
    pub agency: Option<&'a str>,
    /// The last day as it is now; none after the end.
    pub due: Option<NaiveDate>,
}

/// Writes what became of an enquiry.
pub async fn of_enquiry(
    tx: &mut Tx,
    chance: &Chance,
    heard: &Heard<'_>,
    kind: MessageKind,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = store::insert_of_enquiry(tx, heard, kind, now).await?;
    outbox::of_message(tx, chance, heard.account, (id, kind), now).await
}

/// Writes a message, and has it told besides where that was asked for.
async fn write(tx: &mut Tx, chance: &Chance, new: &store::New<'_>) -> Result<()> {
    let id = store::insert(tx, new).await?;
    outbox::of_message(tx, chance, new.told.account, (id, new.kind), new.at).await
}

/// One message, for whoever tells it besides in the hall.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Message>> {
    store::one(tx, id).await
}

/// How many messages an account has not read.
pub async fn unread(tx: &mut Tx, account: i64) -> Result<u32> {
    store::unread(tx, account).await
}

/// How many of them are about this case.
pub async fn unread_of_case(tx: &mut Tx, account: i64, case: i64) -> Result<u32> {
    store::unread_of_case(tx, account, case).await
}
