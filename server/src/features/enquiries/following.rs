//! Holidays that are published later: the last days of what is open are worked out anew, and who wrote is told where one has moved.

use chrono::{DateTime, Utc};
use schema::calendar::Calendar;
use schema::enquiries::due;

use super::log::Logged;
use super::{store, telling};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::features::calendar;
use crate::ports::Chance;

/// How many are named at a time.
const BATCH: i64 = 100;

/// Works out anew, by the calendar as it is in the database, when the open ones are due; says how many have moved. Done a second
/// time it finds nothing left to move.
pub async fn follow_calendar(db: &Db, chance: &Chance, now: DateTime<Utc>) -> Result<usize> {
    let calendar = calendar::stored(&mut db.read().await?).await?;
    let (mut after, mut moved) = (0, 0);
    loop {
        let open = store::open_after(&mut db.read().await?, after, BATCH).await?;
        let Some(last) = open.last() else { return Ok(moved) };
        after = *last;
        for id in open {
            let mut tx = db.write().await?;
            moved += usize::from(follow(&mut tx, (chance, &calendar), id, now).await?);
            tx.commit().await?;
        }
    }
}

/// The same of one. It may have ended since it was named.
async fn follow(
    tx: &mut Tx,
    (chance, calendar): (&Chance, &Calendar),
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(logged) = Logged::hold(tx, id).await? else { return Ok(false) };
    let due = due(&logged.now, calendar);
    if logged.now.stage().is_over() || due == logged.row.due {
        return Ok(false);
    }
    store::set_due(tx, id, due).await?;
    telling::tell_moved(tx, chance, &logged, (due, now)).await?;
    Ok(true)
}
