//! Cases: an agency's handling of one item of an application, from filing to delivery and rating.
//!
//! What happened is an append-only log of events; `schema::process` decides, [`log`] stores, everything else reads.

pub mod alarms;
mod arrivals;
pub mod attachments;
mod besides;
mod books;
pub mod bulk;
mod changes;
mod clocks;
mod copies;
pub mod course;
pub mod demo;
pub mod desk;
pub mod document;
mod domain;
mod effects;
mod exchange;
pub mod export;
mod family;
mod fees;
mod hands;
pub mod http;
mod issuing;
mod laid_out;
mod late;
mod levels;
mod lists;
pub mod live;
mod log;
mod measuring;
mod migration;
pub mod notes;
mod office;
mod opening;
pub mod orphans;
mod outside;
pub mod own_forms;
mod paper;
mod parts;
mod passing;
mod people;
pub mod queues;
pub mod remarks;
mod risks;
mod roster;
mod sheet;
mod signing;
mod staff;
mod store;
pub mod supervised;
mod telling;
mod timeline;
pub mod urges;
mod versions;
mod view;
mod worklist;

pub use exchange::{
    actor as actor_of_system, answer as answer_of_system, tasks as tasks_of_system,
    time_out as time_out_systems,
};

use chrono::{DateTime, Utc};
use schema::calendar::Deadline;
use schema::catalogue::Item;
use schema::home::WaitingCase;
use schema::process::SupplementPoint;

pub use self::besides::{CaseBeside, OwnCase, beside, hold_beside, number_of, own_beside, remark, tell_desk};
pub use self::books::Books;
pub use self::changes::{Shared, take_shared};
pub use self::clocks::{decision_limit, process_of};
pub use self::fees::{Settled, hold, settle};
pub use self::log::refused;
pub use self::measuring::{Measured, days_at_desk, due, first_day_at_desk, measured};
pub use self::migration::{Migrated, Migration, migrate_cases, plan_migration};
pub use self::notes::{
    one as desk_note, one_of_enquiry as enquiry_note, tell_of_enquiry, tell_of_proceeding,
};
pub use self::opening::{Opening, hold_agency, hold_numbers, next_number, open, receive_supplement};
pub use self::paper::{OnPaper, Wish, at_window, own_on_paper};
pub use self::parts::{LaneCase, PartCase, end, lanes, parts_of, withdraw};
pub use self::risks::passed as risks_passed;
pub use self::staff::{is_at_desk, leads, staff_of};
pub use self::store::{put_away_of_enquiry, put_away_of_proceeding};
pub use self::supervised::{log_of, logs};
pub use self::telling::{CardNews, tell_card};
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::features::calendar;
use crate::ports::Chance;
use crate::state::AppState;

/// How many cases are named at a time when the calendar has changed.
const BATCH: i64 = 100;

/// What the applicant is asked to put right, while that is open.
pub async fn open_points(tx: &mut Tx, application: i64) -> Result<Vec<SupplementPoint>> {
    let Some(case) = log::Case::of_application(tx, application).await? else { return Ok(Vec::new()) };
    Ok(case.open_points())
}

/// The cases that wait for their applicant; one that was handed over before `since` is no longer to be rated.
pub async fn waiting(
    tx: &mut Tx,
    account: i64,
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<WaitingCase>> {
    store::waiting(tx, account, since, limit).await
}

/// The deadlines of an item for something filed now: by when it is accepted, and by when it is decided if it is
/// accepted on the next working day.
pub fn expected(state: &AppState, item: &Item, filed_at: DateTime<Utc>) -> (Deadline, Deadline) {
    clocks::expected(&state.calendar.current(), item, filed_at)
}

/// Works out anew, by the calendar as it is in the database, when the open cases are due; tells the applicants whose
/// day has moved, and says how many have.
pub async fn follow_calendar(db: &Db, chance: &Chance, now: DateTime<Utc>) -> Result<usize> {
    let calendar = calendar::stored(&mut db.read().await?).await?;
    let (mut after, mut moved) = (0, 0);
    loop {
        let open = store::open_after(&mut db.read().await?, after, BATCH).await?;
        let Some(last) = open.last() else { return Ok(moved) };
        after = *last;
        for id in open {
            let mut tx = db.write().await?;
            // Held before it is read: a command given in between would be overwritten by what was before it.
            log::Case::hold_row(&mut tx, id).await?;
            let case = log::Case::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
            moved += usize::from(case.follow(&mut tx, chance, &calendar, now).await?);
            tx.commit().await?;
        }
    }
}
