//! What those who have a case write to each other: a thread beside its events, on the timeline of the desk. It decides
//! nothing, the applicant is not told, and nothing of it is ever changed.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use schema::cases::{DeskNoteKind, Happening, NewRemark, Remark};
use schema::process::{Command, RefusalCode};
use schema::role::Role;
use schema::{FieldCode, Problem};

use super::family;
use super::log::Case;
use super::staff::staff_of;
use super::store::{self, NewNote};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// The kind of a line of the timeline that is a remark.
const KIND: &str = "remark";

/// How many stand on the timeline: those written last.
const SHOWN: i64 = 200;

/// Writes to whoever has the case. Who has an open task of it is told; what was written is not put on record, that it was is.
#[utoipa::path(post, path = "/api/desk/cases/{number}/thread", tag = "desk", params(("number" = String, Path)),
    request_body = NewRemark,
    responses((status = 201, body = Remark), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn write(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(NewRemark { text }): Json<NewRemark>,
) -> Result<(StatusCode, Json<Remark>)> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case(tx, &number, now).await?;
    let text = checked(&text)?;
    if staff.stands_aside(&case) {
        return Err(family::refusal(RefusalCode::OwnCase));
    }
    if case.state.is_closed() {
        return Err(family::refusal(RefusalCode::Closed));
    }
    let role = staff.actor(&case, &Command::Remind { words: None }).role;
    let id = store::insert_remark(&mut tx, case.row.id, (session.account, role), &text, now).await?;
    case.tell_holders(&mut tx, session.account, now).await?;
    let line = Line::by(session.account, "case.remark", &case.row.number).detail("remark", id);
    audit::record(&mut tx, line, case.chain(), now).await?;
    let by = accounts::name(&mut tx, session.account).await?.unwrap_or_default();
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(Remark { id, at: now, by, text })))
}

fn checked(text: &str) -> Result<String> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Error::field("/text", FieldCode::Required)),
        1..=NewRemark::MOST => Ok(text.to_owned()),
        _ => Err(Error::field("/text", FieldCode::TooLong)),
    }
}

impl Case {
    /// Tells whoever has an open task, but not who says it.
    async fn tell_holders(&self, tx: &mut Tx, writer: i64, now: DateTime<Utc>) -> Result<()> {
        for (open, task) in self.state.tasks(&self.process) {
            let holder = open.holder.as_deref().and_then(|id| id.parse().ok());
            let Some(holder) = holder.filter(|holder| *holder != writer) else { continue };
            let note = NewNote {
                case: self.row.id,
                kind: DeskNoteKind::Remark,
                task: &open.key,
                task_name: &task.name,
                words: None,
                now,
            };
            store::tell(tx, holder, &note).await?;
        }
        Ok(())
    }
}

/// The remarks as lines of the timeline, the newest first.
pub async fn lines(tx: &mut Tx, case: i64) -> Result<Vec<Happening>> {
    let rows = store::remarks_of(tx, case, SHOWN).await?;
    let told = |row: store::RemarkRow| Happening {
        words: Some(row.text),
        by: Some(row.by),
        ..line(KIND, row.at, Role::from_slug(&row.role).unwrap_or(Role::Officer))
    };
    Ok(rows.into_iter().map(told).collect())
}

/// A line of the timeline that no event is behind.
pub fn line(kind: &str, at: DateTime<Utc>, role: Role) -> Happening {
    Happening {
        at,
        kind: kind.to_owned(),
        stages: Vec::new(),
        role,
        task: None,
        agency: None,
        words: None,
        special_procedure: None,
        late: false,
        days: None,
        by: None,
        people: Vec::new(),
        place: None,
        given: None,
        by_hall: false,
        within: None,
        checks: Vec::new(),
        forms: Vec::new(),
    }
}

/// Who stands aside is not told what colleagues write to each other.
pub fn withhold(timeline: &mut Vec<Happening>) {
    timeline.retain(|line| line.kind != KIND);
}
