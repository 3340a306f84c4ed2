//! The course of a case through its process, for who handles it: who had what, since when, where it waits.

mod store;

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use schema::Problem;
use schema::calendar::{Calendar, local_day};
use schema::process;
use schema::process::{CaseCourse, LegDue, Place, Route};

use super::log::Case;
use super::office::Office;
use super::staff::staff_of;
use super::{outside, people};
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::features::{definitions, exchange};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// The course of a case, with the process it follows. Reading it is put on record as reading the case is.
#[utoipa::path(get, path = "/api/desk/cases/{number}/course", tag = "desk", params(("number" = String, Path)),
    responses((status = 200, body = CaseCourse), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<CaseCourse>> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case_to_read(tx, &number, now).await?;
    let line = Line::by(session.account, "case.read", &case.row.number);
    audit::record(&mut tx, line, case.row.id, now).await?;
    let mut course = process::course(&case.state, &case.events);
    let names = people::names(&mut tx, &case, course.people().map(str::to_owned).collect()).await?;
    let definition = definitions::process_definition(&mut tx, &case.process.id, case.process.version).await?;
    let calendar = state.calendar.current();
    let due = store::due(&mut tx, case.row.id).await?;
    let due = due.into_iter().map(|(key, at)| (key, leg_due(at, now, &calendar))).collect();
    let outside = outside::outside(&mut tx, &staff, &case, &calendar).await?;
    let office = Office::open(&mut tx, &staff, &case, None).await?;
    let routes = routes(&case, &office)?;
    for system in course.legs.iter_mut().filter_map(|leg| leg.system.as_mut()) {
        if let Some(name) = exchange::name(&mut tx, system).await? {
            *system = name;
        }
    }
    tx.commit().await?;
    let course = course.named(|id| names.get(id).cloned().unwrap_or_default());
    Ok(Json(CaseCourse {
        definition,
        course,
        form: case.filed.form.clone(),
        due,
        routes,
        promised: case.item.summary.promised_limit,
        statutory: case.item.summary.statutory_limit,
        at: now,
        outside,
    }))
}

/// When a task is due, and by how much it is late.
fn leg_due(at: DateTime<Utc>, now: DateTime<Utc>, calendar: &Calendar) -> LegDue {
    let days = || calendar.working_days_between(local_day(at), local_day(now));
    LegDue { at, late: (at < now).then(|| u32::try_from(days()).unwrap_or_default()) }
}

/// Where the case goes at its forks, with the answers that one sees.
fn routes(case: &Case, office: &Office<'_>) -> Result<BTreeMap<String, Route>> {
    let sees = |pointer: &str| office.sees(&Place::Pointer(pointer.to_owned()));
    let number = case.row.number()?;
    let routes = process::routes(
        &case.versions[..],
        &case.process,
        number,
        &case.events,
        (&case.filed.answers, &sees),
    );
    Ok(routes.map_err(|error| anyhow::anyhow!("{error:?}"))?)
}
