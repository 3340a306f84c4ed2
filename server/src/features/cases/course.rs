//! The course of a case through its process, for who handles it: who had what, since when, where it waits.

mod store;

use axum::extract::{Path, State};
use schema::Problem;
use schema::process;
use schema::process::CaseCourse;

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
    let late = store::late(&mut tx, case.row.id, now).await?;
    let outside = outside::outside(&mut tx, &staff, &case, &state.calendar.current()).await?;
    for system in course.legs.iter_mut().filter_map(|leg| leg.system.as_mut()) {
        if let Some(name) = exchange::name(&mut tx, system).await? {
            *system = name;
        }
    }
    tx.commit().await?;
    let course = course.named(|id| names.get(id).cloned().unwrap_or_default());
    Ok(Json(CaseCourse { definition, course, form: case.filed.form.clone(), late, at: now, outside }))
}
