//! The joint application (一件事、并联审批): bundles of items with one form, what is filed with it, and what follows for the whole
//! when one of its parts goes on. Each part is an application and a case of its own; this feature knows the whole.

mod acts;
mod beside;
mod clock;
pub mod demo;
pub mod desk;
mod domain;
mod filing;
mod following;
mod forms;
pub mod http;
mod joint;
mod lists;
mod plan;
mod sharing;
mod store;
mod view;

use chrono::{DateTime, NaiveDate, Utc};
use schema::bundles::{Beside, JointView, LaneState, PartOf, ReceiptPart};
use schema::calendar::Deadline;

pub use self::beside::{Whole, note, whole, whole_of};
pub use self::filing::file;
pub use self::following::{follow, follow_calendar};
pub use self::forms::{Refused, keep_up, publish};
pub use self::sharing::share;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{applications, cases};
use crate::state::AppState;

/// Keeps others from changing a joint application and any part of it until this transaction ends, and holds the agencies of its
/// parts, in order: what follows from one part may number or give out something at any of them. Whoever changes a part holds
/// this before.
pub async fn hold(tx: &mut Tx, joint: i64) -> Result<()> {
    applications::hold(tx, joint).await?;
    for agency in store::agencies(tx, joint).await? {
        cases::hold_agency(tx, agency).await?;
    }
    Ok(())
}

/// What processes call the agency by that leads a joint application.
pub async fn lead(tx: &mut Tx, joint: i64) -> Result<Option<String>> {
    let lead = store::lead(tx, joint).await?;
    Ok(lead.map(|(region, name)| format!("{region}/{name}")))
}

/// The joint application, as a part of it names it.
pub async fn part_of(tx: &mut Tx, joint: i64) -> Result<PartOf> {
    let row = store::by_id(tx, joint).await?.ok_or_else(Error::not_found)?;
    Ok(PartOf { number: row.number()?, item_name: row.item_name, lead: row.lead, beside: Vec::new() })
}

/// The same at a desk, with the parts beside this one.
pub async fn part_at_desk(tx: &mut Tx, (joint, application): (i64, i64), today: NaiveDate) -> Result<PartOf> {
    let mut beside = Vec::new();
    for (item_name, department, state, due) in store::beside(tx, joint, application).await? {
        let state = LaneState::from_slug(&state);
        let state = state.ok_or_else(|| anyhow::anyhow!("joint {joint}: a part without a state"))?;
        let late = due.is_some_and(|due| due < today);
        beside.push(Beside { item_name, department, state, due, late });
    }
    Ok(PartOf { beside, ..part_of(tx, joint).await? })
}

/// By when all of it is decided, if the first agency accepts on the working day after it was filed.
pub fn expected(state: &AppState, filed_at: DateTime<Utc>) -> Deadline {
    clock::expected(&state.calendar.current(), filed_at)
}

/// The parts of a joint application, for its receipt.
pub async fn receipt_parts(tx: &mut Tx, joint: i64) -> Result<Vec<ReceiptPart>> {
    plan::receipt_parts(tx, joint).await
}

/// A joint application as it is told to who knows its number and the last four characters of the applicant's identity number.
pub async fn tracked(
    state: &AppState,
    tx: &mut Tx,
    number: &str,
    last_four: &str,
) -> Result<Option<JointView>> {
    view::tracked(state, tx, number, last_four).await
}
