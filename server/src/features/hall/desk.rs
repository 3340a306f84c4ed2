//! The desk of who keeps a hall: editors of its region change it as a whole, and what could not be drawn or reached is refused.

use axum::extract::{Path, State};
use schema::accounts::Session;
use schema::hall::{DeskHall, Hall, HallFault, HallLint};
use schema::role::{RegionCode, Role};
use schema::{FieldCode, FieldError, Problem, ProblemKind};

use super::{lints, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue::{self, Part};
use crate::features::regions;
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// The region in an address, for who edits there; 404 where there is none such.
async fn edited(tx: &mut Tx, session: &Session, region: &str) -> Result<RegionCode> {
    let region = RegionCode::parse(region).map_err(|_| Error::not_found())?;
    let scope = catalogue::scope_of(tx, session, Role::Editor).await?.ok_or_else(Error::forbidden)?;
    if !scope.holds_part(&Part { region: Some(region), agency: None }) {
        return Err(Error::forbidden());
    }
    regions::name(tx, region).await?.map(|_| region).ok_or_else(Error::not_found)
}

async fn stored(tx: &mut Tx, region: RegionCode) -> Result<DeskHall> {
    let found = store::revised(tx, region).await?;
    Ok(found.map_or_else(
        || DeskHall { hall: Hall::empty(region), revision: 0 },
        |(hall, revision)| DeskHall { hall, revision },
    ))
}

/// The hall of a region as its editors see it; where there is none, what they begin with.
#[utoipa::path(get, path = "/api/desk/halls/{region}", tag = "editing", params(("region" = String, Path)),
    responses((status = 200, body = DeskHall), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(region): Path<String>,
) -> Result<Json<DeskHall>> {
    let mut tx = state.db.read().await?;
    let region = edited(&mut tx, &session, &region).await?;
    stored(&mut tx, region).await.map(Json)
}

/// Puts a hall in the place of the one its region has, if that is the one that was seen. What is wrong is told by pointers into the hall,
/// and where it is the building that is wrong, how in `fault`.
#[utoipa::path(put, path = "/api/desk/halls/{region}", tag = "editing", params(("region" = String, Path)),
    request_body = DeskHall,
    responses((status = 200, body = DeskHall), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(region): Path<String>,
    Json(DeskHall { hall, revision }): Json<DeskHall>,
) -> Result<Json<DeskHall>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let region = edited(&mut tx, &session, &region).await?;
    let before = stored(&mut tx, region).await?;
    if before.revision != revision {
        return Err(Problem::new(ProblemKind::Conflict).detail("somebody has changed it since").into());
    }
    let hall = Hall { region, ..hall };
    let mut faults = hall.faults();
    faults.extend(lints(&mut tx, &hall).await?.into_iter().map(fault));
    Error::unless_valid(faults)?;
    if revision > 0 && before.hall == hall {
        return Ok(Json(before));
    }
    store::put(&mut tx, &hall, now).await?;
    let line = Line::by(session.account, "hall.set", region.to_string()).detail("revision", revision + 1);
    audit::record(&mut tx, line.detail("counters", hall.counters().count()), session.account, now).await?;
    let after = stored(&mut tx, region).await?;
    tx.commit().await?;
    state.pages.clear();
    Ok(Json(after))
}

/// What the lint found, as a fault of a field.
fn fault(HallLint { pointer, fault }: HallLint) -> FieldError {
    let code = match fault {
        HallFault::NoFloor | HallFault::NoEntrance | HallFault::NoStepFreeEntrance | HallFault::NoLift => {
            FieldCode::Required
        }
        HallFault::SameFloor | HallFault::SameCounter => FieldCode::Duplicate,
        HallFault::BadId => FieldCode::BadFormat,
        HallFault::Outside | HallFault::BadCarPark => FieldCode::TooLarge,
        HallFault::Overlap => FieldCode::Taken,
        HallFault::NoWay => FieldCode::NotAChoice,
        HallFault::UnknownAgency | HallFault::UnknownItem => FieldCode::Unknown,
        HallFault::BadHours => FieldCode::BadTime,
    };
    FieldError::new(pointer, code).with("fault", fault.slug())
}
