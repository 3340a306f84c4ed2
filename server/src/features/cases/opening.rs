//! How a case begins, and how what the applicant was asked to put right comes into it.

use chrono::{DateTime, Utc};
use schema::id::CaseNumber;
use schema::process::{Command, Place};
use schema::role::RegionCode;

use super::books::Books;
use super::{clocks, log, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{applications, bundles, catalogue, definitions};
use crate::state::AppState;

/// A case that is to begin.
pub struct Opening<'a> {
    /// The application it handles.
    pub application: i64,
    /// The item of it.
    pub item: &'a str,
    /// The version of the item.
    pub item_version: u32,
    /// The joint application it is a part of.
    pub joint: Option<i64>,
}

/// Opens the case of an application that was filed, and begins its process; returns its row number.
pub async fn open(
    state: &AppState,
    tx: &mut Tx,
    opening: &Opening<'_>,
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<i64> {
    let by = catalogue::handled_by(tx, opening.item).await?.ok_or_else(Error::not_found)?;
    let item =
        catalogue::item_at(tx, opening.item, opening.item_version).await?.ok_or_else(Error::not_found)?;
    // Fees and times may hang on what was answered.
    let filed = applications::filed(tx, opening.application).await?.ok_or_else(Error::not_found)?;
    let item = item.in_situation(&filed.answers);
    let own = definitions::process_of_item(tx, &item.summary.code).await?;
    let id = own.as_deref().unwrap_or_else(|| clocks::process_of(&item));
    let process = definitions::process_in_force(tx, id, now).await?;
    // Before the number, which all of a region count: who gives out tasks there holds the agency too.
    store::hold_agency(tx, by.agency).await?;
    let number = store::next_number(tx, by.region, now).await?;
    let new = store::NewCase {
        number,
        application: opening.application,
        joint: opening.joint,
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
    // A case begins with somebody's task: nothing follows in other cases yet.
    case.take(state, tx, Command::Start {}, &applicant, now, books).await?;
    Ok(id)
}

/// Keeps others waiting who give out tasks or number cases at an agency, until this transaction ends.
pub async fn hold_agency(tx: &mut Tx, agency: i64) -> Result<()> {
    store::hold_agency(tx, agency).await
}

/// Keeps others waiting who number cases of a region today, until this transaction ends: who numbers in several regions holds them in
/// order first.
pub async fn hold_numbers(tx: &mut Tx, region: RegionCode, now: DateTime<Utc>) -> Result<()> {
    store::hold_numbers(tx, region, now).await
}

/// The next number of a region on the day of `now`: cases and joint applications are counted together.
pub async fn next_number(tx: &mut Tx, region: RegionCode, now: DateTime<Utc>) -> Result<CaseNumber> {
    store::next_number(tx, region, now).await
}

/// The applicant has handed in what was asked for; returns the row number of the case. What stands in other parts of a joint
/// application too is put right there as well.
pub async fn receive_supplement(
    state: &AppState,
    tx: &mut Tx,
    application: i64,
    now: DateTime<Utc>,
) -> Result<i64> {
    let mut case = log::Case::of_application(tx, application).await?.ok_or_else(Error::not_found)?;
    let changed: Vec<Place> = case.open_points().into_iter().map(|point| point.place).collect();
    case.end_changes(tx, &changed).await?;
    let (actor, id, mut books) = (case.applicant(), case.row.id, Books::default());
    let command = Command::ReceiveSupplement { changed: changed.clone() };
    case.give_in(state, tx, command, &actor, now, &mut books).await?;
    if let Some(joint) = case.row.joint {
        bundles::share(state, tx, (joint, application), &changed, now, &mut books).await?;
    }
    books.close(tx, now).await?;
    Ok(id)
}
