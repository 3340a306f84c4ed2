//! The enquiries of the demo city, as if they had come in over the last weeks: `server/seed/enquiries.json`.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use schema::calendar::{Calendar, local_day, moment};
use schema::enquiries::{Actor, Command, EnquiryChannel, EnquiryKind, Published};
use serde::Deserialize;

use super::log::{HALL, Logged, Means};
use super::store::{self, New};
use crate::db::Tx;
use crate::error::Result;
use crate::features::catalogue;
use crate::ports::Chance;

const ENQUIRIES: &str = include_str!("../../../seed/enquiries.json");

/// When in the day things happen there.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(10, 0, 0) {
    Some(time) => time,
    None => panic!("10:00 is a time"),
};

#[derive(Deserialize)]
struct Entry {
    kind: EnquiryKind,
    item: String,
    days_ago: i64,
    /// After how many working days it was answered.
    took: u16,
    #[serde(default)]
    grade: Option<u8>,
    #[serde(default)]
    featured: bool,
    subject: String,
    words: String,
    reply: String,
}

/// Files and answers them, once; says how many there are.
pub async fn load(tx: &mut Tx, calendar: &Calendar, now: DateTime<Utc>) -> Result<usize> {
    let entries: Vec<Entry> = serde_json::from_str(ENQUIRIES)?;
    let mut loaded = 0;
    for (place, entry) in entries.iter().enumerate() {
        let once = format!("demo {place}");
        let by = catalogue::handled_by(tx, &entry.item).await?;
        if let Some(by) = by
            && store::filed_with(tx, &once).await?.is_none()
        {
            answered(tx, (entry, &once), &by, (calendar, now)).await?;
            loaded += 1;
        }
    }
    Ok(loaded)
}

async fn answered(
    tx: &mut Tx,
    (entry, once): (&Entry, &str),
    by: &catalogue::HandledBy,
    (calendar, now): (&Calendar, DateTime<Utc>),
) -> Result<()> {
    let received_on = local_day(now - TimeDelta::days(entry.days_ago));
    let came_at = moment(received_on, MORNING);
    let new = New {
        kind: entry.kind,
        channel: EnquiryChannel::Web,
        region: by.region,
        item: Some(&entry.item),
        subject: &entry.subject,
        words: &entry.words,
        account: None,
        name: None,
        phone: None,
        secret: None,
        registered_by: None,
        once,
        received_on,
        consents: true,
    };
    let begun = Logged::begin(tx, (&new, HALL), calendar, came_at).await?;
    let Some(mut logged) = begun else { return Ok(()) };
    let handler = Actor::Handler { by: "", leads: true };
    let published =
        Published { subject: entry.subject.clone(), words: entry.words.clone(), reply: entry.reply.clone() };
    let answered_at = moment(calendar.add_working_days(received_on, entry.took), MORNING).min(now);
    let mut steps = vec![(Actor::Registrar, Command::Route(by.agency), came_at)];
    if entry.kind.days_to_take_up().is_some() {
        steps.push((handler, Command::TakeUp, came_at));
    }
    steps.push((handler, Command::Draft(entry.reply.clone()), answered_at));
    steps.push((handler, Command::Reply, answered_at));
    steps.push((handler, Command::Publish(published), answered_at));
    if entry.featured {
        steps.push((Actor::Editor, Command::Feature(true), answered_at));
    }
    if let Some(grade) = entry.grade {
        steps.push((Actor::Writer, Command::Rate { grade, words: String::new() }, answered_at));
    }
    // They have no account to tell, so nothing draws on it.
    let means = Means { calendar, chance: &Chance::System };
    for (actor, command, at) in steps {
        logged.act(tx, command, (actor, HALL), means, at).await?;
    }
    Ok(())
}
