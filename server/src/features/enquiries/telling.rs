//! Who is told of an enquiry: its writer, where they have an account, what becomes of it; who leads the agency that has it, that it is
//! due. The same transaction that writes what happened tells of it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use schema::enquiries::{EnquiryEvent, EnquiryHappened, EnquiryNoteKind};
use schema::messages::MessageKind;
use schema::role::{RegionCode, Role};

use super::log::Logged;
use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::messages::{self, Heard};
use crate::features::{accounts, cases};
use crate::ports::Chance;

/// What an event is told its writer as; nothing where it is their own, or the agency's own affair.
const fn kind_of(happened: &EnquiryHappened) -> Option<MessageKind> {
    Some(match happened {
        EnquiryHappened::Routed { .. } => MessageKind::EnquiryRouted,
        EnquiryHappened::TakenUp => MessageKind::EnquiryTakenUp,
        EnquiryHappened::Declined { .. } => MessageKind::EnquiryDeclined,
        EnquiryHappened::Replied => MessageKind::EnquiryReplied,
        EnquiryHappened::Filed { .. }
        | EnquiryHappened::SentBack { .. }
        | EnquiryHappened::Drafted { .. }
        | EnquiryHappened::GivenBack { .. }
        | EnquiryHappened::Published { .. }
        | EnquiryHappened::TakenDown
        | EnquiryHappened::Featured { .. }
        | EnquiryHappened::Kept { .. }
        | EnquiryHappened::ConsentWithdrawn
        | EnquiryHappened::Withdrawn
        | EnquiryHappened::Rated { .. }
        | EnquiryHappened::Urged => return None,
    })
}

/// Tells of what has just happened, and puts away what was told of it where it is over, at another agency, or due another day.
pub async fn tell(
    tx: &mut Tx,
    chance: &Chance,
    (logged, event): (&Logged, &EnquiryEvent),
    (due, now): (Option<NaiveDate>, DateTime<Utc>),
) -> Result<()> {
    let is_elsewhere = matches!(
        event.happened,
        EnquiryHappened::Routed { .. } | EnquiryHappened::SentBack { .. } | EnquiryHappened::TakenUp
    );
    if logged.now.stage().is_over() || is_elsewhere {
        cases::put_away_of_enquiry(tx, logged.row.id, now).await?;
    }
    let (Some(account), Some(kind)) = (logged.row.account, kind_of(&event.happened)) else { return Ok(()) };
    // As it stands after the step.
    let agency = store::by_id(tx, logged.row.id).await?.and_then(|row| row.agency_name);
    let heard = Heard {
        account,
        enquiry: logged.row.id,
        seq: Some(logged.now.seq),
        agency: agency.as_deref(),
        due: due.filter(|_| !logged.now.stage().is_over()),
    };
    messages::of_enquiry(tx, chance, &heard, kind, now).await
}

/// Tells its writer that holidays were published and the last day is another one now; who leads was told of the one before.
pub async fn tell_moved(
    tx: &mut Tx,
    chance: &Chance,
    logged: &Logged,
    (due, now): (Option<NaiveDate>, DateTime<Utc>),
) -> Result<()> {
    cases::put_away_of_enquiry(tx, logged.row.id, now).await?;
    let Some(account) = logged.row.account else { return Ok(()) };
    let agency = logged.row.agency_name.as_deref();
    let heard = Heard { account, enquiry: logged.row.id, seq: None, agency, due };
    messages::of_enquiry(tx, chance, &heard, MessageKind::DeadlineChanged, now).await
}

/// Tells who leads the agency that it is due, or late; of what no agency has yet those at the window who are to hand it on, and once it
/// is late who supervises there too.
pub async fn urge(
    tx: &mut Tx,
    chance: &Chance,
    logged: &Logged,
    (times, now): (i64, DateTime<Utc>),
) -> Result<()> {
    let kind = if times == 0 { EnquiryNoteKind::ReplyDue } else { EnquiryNoteKind::ReplyLate };
    let whom = match logged.now.agency {
        Some(agency) => cases::leads(tx, agency).await?,
        None => at_the_window(tx, &logged.row.region, kind).await?,
    };
    cases::tell_of_enquiry(tx, chance, logged.row.id, (kind, &whom), now).await
}

/// Who hands on what came in in a region: those who take in for it, or for one around it, whichever is nearest; and who supervises
/// there, where it is late or there is nobody.
async fn at_the_window(tx: &mut Tx, region: &str, kind: EnquiryNoteKind) -> Result<BTreeSet<i64>> {
    let mut whom = nearest(tx, region, Role::Intake).await?;
    if whom.is_empty() || kind == EnquiryNoteKind::ReplyLate {
        whom.extend(nearest(tx, region, Role::Supervisor).await?);
    }
    Ok(whom)
}

async fn nearest(tx: &mut Tx, region: &str, role: Role) -> Result<BTreeSet<i64>> {
    match RegionCode::parse(region) {
        Ok(region) => accounts::nearest_holders(tx, region, role).await,
        // Of no region there is: who does it for the whole hall.
        Err(_) => accounts::holders_in(tx, None, role).await,
    }
}
