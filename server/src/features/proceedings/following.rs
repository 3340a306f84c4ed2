//! What follows from a case: a special procedure is a proceeding from its beginning to its end, and with the case everything beside it
//! ends.

use chrono::{DateTime, Utc};
use schema::proceedings::{Payload, ProceedingKind, ProceedingOutcome};
use schema::process::{Event, Payload as CasePayload};

use super::log::{HALL, Logged};
use super::store::{self, New};
use crate::db::Tx;
use crate::error::{Error, Result};

/// The case to which something happened.
pub struct Happened {
    /// Its row number.
    pub case: i64,
    /// The joint application it is a part of.
    pub joint: Option<i64>,
    /// The agency that has it.
    pub agency: i64,
    /// Whether it ended with that.
    pub closes: bool,
}

/// Lets follow beside a case that is held what happened to it.
pub async fn follow(tx: &mut Tx, case: &Happened, events: &[Event], now: DateTime<Utc>) -> Result<()> {
    for event in events {
        match &event.payload {
            CasePayload::SpecialProcedureStarted(started) => {
                let account = event.actor.id.parse().ok();
                let new = New {
                    kind: ProceedingKind::Special.slug(),
                    case: Some(case.case),
                    joint: case.joint,
                    agency: case.agency,
                    account,
                    matter: None,
                    key: None,
                    due: started.ends_on,
                };
                let called = Payload::Called {
                    of: ProceedingKind::Special,
                    subject: started.reason.clone(),
                    ground: Some(started.ground),
                    place: None,
                    held_at: None,
                    due: Some(started.ends_on),
                    attached: Vec::new(),
                };
                Logged::begin(tx, &new, (&event.actor.id, vec![called]), now).await?;
            }
            CasePayload::SpecialProcedureEnded(ended) => {
                let by = (event.actor.id.as_str(), ProceedingOutcome::Concluded, ended.result.as_str());
                end(tx, case.case, Some(ProceedingKind::Special), by, now).await?;
            }
            _ => {}
        }
    }
    match case.closes {
        true => end(tx, case.case, None, (HALL, ProceedingOutcome::Cancelled, ""), now).await,
        false => Ok(()),
    }
}

/// Ends what its lead called beside a joint application, which is held, and has ended as a whole: nobody is to answer any more.
pub async fn end_with_whole(tx: &mut Tx, joint: i64, now: DateTime<Utc>) -> Result<()> {
    let open = store::open_of_joint(tx, joint).await?;
    end_all(tx, open, None, (HALL, ProceedingOutcome::Cancelled, ""), now).await
}

/// Ends what goes on beside a case, of one kind or all of it.
async fn end(
    tx: &mut Tx,
    case: i64,
    kind: Option<ProceedingKind>,
    by: (&str, ProceedingOutcome, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let open = store::open_of_case(tx, case).await?;
    end_all(tx, open, kind, by, now).await
}

async fn end_all(
    tx: &mut Tx,
    open: Vec<i64>,
    kind: Option<ProceedingKind>,
    (by, outcome, words): (&str, ProceedingOutcome, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    for id in open {
        store::hold(tx, id).await?;
        let mut logged = Logged::load(tx, id).await?.ok_or_else(Error::not_found)?;
        if logged.now.is_over() || kind.is_some_and(|kind| logged.now.kind != kind) {
            continue;
        }
        let ended = Payload::Ended { outcome, words: words.to_owned() };
        logged.happens(tx, (by, vec![ended]), None, now).await?;
    }
    Ok(())
}
