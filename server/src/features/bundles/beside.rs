//! A joint application for what runs beside it: who leads it, who has a part in it, and its log.

use schema::bundles::{JointEventKind, JointStatus, LaneState};
use schema::id::CaseNumber;
use schema::role::RegionCode;

use super::joint::{Joint, Said};
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::cases;
use crate::state::AppState;

/// A joint application, and who has to do with it.
pub struct Whole {
    /// The application.
    pub application: i64,
    /// Its number.
    pub number: CaseNumber,
    /// The agency that leads it.
    pub agency: i64,
    /// The name of that agency.
    pub lead: String,
    /// The region of that agency.
    pub region: Option<RegionCode>,
    /// Whether it goes on.
    pub open: bool,
    /// The parts that begin or have begun: item, agency, and what that is called.
    pub lanes: Vec<(String, i64, String)>,
}

/// The joint application with this number.
pub async fn whole(tx: &mut Tx, number: &str) -> Result<Option<Whole>> {
    let Some(row) = store::by_number(tx, number).await? else { return Ok(None) };
    whole_of(tx, row.application).await
}

/// The one that this application became.
pub async fn whole_of(tx: &mut Tx, application: i64) -> Result<Option<Whole>> {
    let Some(joint) = Joint::load(tx, application).await? else { return Ok(None) };
    let lead = store::lead(tx, application).await?;
    let lanes = joint.parts.iter().filter(|part| part.state != LaneState::Dropped);
    let lanes = lanes.map(|part| (part.row.item.clone(), part.row.agency, part.row.department.clone()));
    Ok(Some(Whole {
        application,
        number: joint.row.number()?,
        agency: joint.row.agency,
        lead: joint.row.lead.clone(),
        region: lead.and_then(|(region, _)| RegionCode::parse(&region).ok()),
        open: joint.status == JointStatus::Open,
        lanes: lanes.collect(),
    }))
}

/// Writes into the log of a joint application that is held.
pub async fn note(
    state: &AppState,
    tx: &mut Tx,
    (joint, account): (i64, i64),
    kind: JointEventKind,
    words: &str,
) -> Result<()> {
    let mut joint = Joint::load(tx, joint).await?.ok_or_else(Error::not_found)?;
    let who = account.to_string();
    joint.tell(tx, &who, (kind, None), &Said::because(words), state.clock.now()).await?;
    let cases = cases::parts_of(tx, joint.row.application).await?;
    joint.lay_out(tx, &state.calendar.current(), &cases).await
}
