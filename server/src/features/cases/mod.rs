//! Cases: an agency's handling of one item of an application, from filing to delivery and rating.
//!
//! What happened is an append-only log of events; `schema::process` decides, [`log`] stores, everything else reads.

pub mod alarms;
mod books;
mod clocks;
mod copies;
pub mod course;
pub mod demo;
pub mod desk;
pub mod document;
mod domain;
mod effects;
mod exchange;
mod family;
mod hands;
pub mod http;
mod laid_out;
mod late;
mod levels;
mod lists;
mod log;
mod migration;
pub mod notes;
mod office;
mod outside;
pub mod own_forms;
mod passing;
mod people;
mod risks;
mod roster;
mod sheet;
mod signing;
mod staff;
mod store;
mod timeline;
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
use schema::process::{Command, Place, SupplementPoint};

pub use self::migration::{Migrated, Migration, migrate_cases, plan_migration};
pub use self::risks::passed as risks_passed;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::features::{calendar, catalogue, definitions};
use crate::state::AppState;

/// How many cases are named at a time when the calendar has changed.
const BATCH: i64 = 100;

/// Opens the case of an application that was just filed, and begins its process; returns its row number.
pub async fn open(
    state: &AppState,
    tx: &mut Tx,
    application: i64,
    item: &str,
    item_version: u32,
    now: DateTime<Utc>,
) -> Result<i64> {
    let by = catalogue::handled_by(tx, item).await?.ok_or_else(Error::not_found)?;
    let item = catalogue::item_at(tx, item, item_version).await?.ok_or_else(Error::not_found)?;
    let own = definitions::process_of_item(tx, &item.summary.code).await?;
    let id = own.as_deref().unwrap_or_else(|| clocks::process_of(&item));
    let process = definitions::process_in_force(tx, id, now).await?;
    // Before the number, which all of a region count: who gives out tasks there holds the agency too.
    store::hold_agency(tx, by.agency).await?;
    let number = store::next_number(tx, by.region, now).await?;
    let new = store::NewCase {
        number,
        application,
        item: &item.summary.code,
        item_type: item.summary.item_type,
        agency: by.agency,
        region: by.region,
        process: &process.id,
        process_version: process.version,
        origin: None,
        now,
    };
    let id = store::insert(tx, &new).await?;
    let mut case = log::Case::load(tx, id).await?.ok_or_else(Error::not_found)?;
    let applicant = case.applicant();
    case.give(state, tx, Command::Start {}, &applicant, now).await?;
    Ok(id)
}

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

/// The applicant has handed in what was asked for; returns the row number of the case.
pub async fn receive_supplement(
    state: &AppState,
    tx: &mut Tx,
    application: i64,
    now: DateTime<Utc>,
) -> Result<i64> {
    let mut case = log::Case::of_application(tx, application).await?.ok_or_else(Error::not_found)?;
    let changed: Vec<Place> = case.open_points().into_iter().map(|point| point.place).collect();
    case.end_changes(tx, &changed).await?;
    let actor = case.applicant();
    case.give(state, tx, Command::ReceiveSupplement { changed }, &actor, now).await?;
    Ok(case.row.id)
}

/// The deadlines of an item for something filed now: by when it is accepted, and by when it is decided if it is
/// accepted on the next working day.
pub fn expected(state: &AppState, item: &Item, filed_at: DateTime<Utc>) -> (Deadline, Deadline) {
    clocks::expected(&state.calendar.current(), item, filed_at)
}

/// Works out anew, by the calendar as it is in the database, when the open cases are due; tells the applicants whose
/// day has moved, and says how many have.
pub async fn follow_calendar(db: &Db, now: DateTime<Utc>) -> Result<usize> {
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
            moved += usize::from(case.follow(&mut tx, &calendar, now).await?);
            tx.commit().await?;
        }
    }
}
