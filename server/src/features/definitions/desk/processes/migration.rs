//! Open cases that move to another version of their process: the dry run, and the act. It is for those who may publish the
//! process, and says why.

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::definitions::{CasesMigrated, MOST_CASES, MigrateCases, MigrationGroup, MigrationPlan};
use schema::process::{Actor, Choices};
use schema::role::Role;
use schema::{FieldCode, FieldError, Problem, ProblemKind};
use serde::Deserialize;
use serde_json::json;
use sm3::{Digest, Sm3};
use utoipa::IntoParams;

use super::SHELF;
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::cases::{self, Migrated, Migration};
use crate::features::definitions::desk::designer_of;
use crate::features::definitions::desk::domain::{Designer, refused};
use crate::features::definitions::desk::http::{Known, find};
use crate::features::definitions::desk::open::Doing;
use crate::http::{Json, Query, SignedIn};
use crate::ports::hex;
use crate::state::AppState;

/// The longest reason, in characters.
const REASON_LETTERS: usize = 2000;

/// Which cases, to which version, and which page of what is found.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The version they have.
    from: u32,
    /// The version they would have.
    to: u32,
    /// What stands for what is gone: `old:new,old:new`, by their ids.
    #[serde(default)]
    choices: String,
    /// `rest` of the dry run before: it covers the cases behind those.
    after: Option<String>,
    /// The sort of which a further page is told.
    #[param(inline)]
    group: Option<MigrationGroup>,
    /// `next` of its page before.
    cursor: Option<String>,
}

/// What would become of the open cases of a version if they were moved to another one. Nothing is moved.
#[utoipa::path(get, path = "/api/desk/processes/{id}/migration", tag = "designing", params(("id" = String, Path), Asked),
    responses((status = 200, body = MigrationPlan), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn plan(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<MigrationPlan>> {
    let now = state.clock.now();
    let mut tx = state.db.read().await?;
    let actor = actor_of(&mut tx, &session, &id, (asked.from, asked.to), now).await?;
    let choices = choices(&asked.choices)?;
    let after = cursor::read(asked.after.as_deref())?.unwrap_or_default();
    let page = asked.group.zip(cursor::read::<i64>(asked.cursor.as_deref())?);
    let (from, to) = (asked.from, asked.to);
    let most = MOST_CASES;
    let migration =
        Migration { process: &id, from, to, choices: &choices, reason: "", after, most, actor, now };
    cases::plan_migration(&mut tx, &migration, page).await.map(Json)
}

/// Moves the open cases of a version that fit to another one: all or none of those that one dry run covers. Where there are more, the
/// answer says where they begin, and the next dry run and the next act go on there.
#[utoipa::path(post, path = "/api/desk/processes/{id}/migration", tag = "designing", params(("id" = String, Path)),
    request_body = MigrateCases,
    responses((status = 200, body = CasesMigrated), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn migrate(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<MigrateCases>,
) -> Result<Json<CasesMigrated>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let actor = actor_of(&mut tx, &session, &id, (sent.from, sent.to), now).await?;
    let reason = checked(&sent.reason)?;
    let after = cursor::read(sent.after.as_deref())?.unwrap_or_default();
    let MigrateCases { from, to, choices, .. } = &sent;
    let most = MOST_CASES;
    let migration =
        Migration { process: &id, from: *from, to: *to, choices, reason, after, most, actor, now };
    let named = sent.cases.as_deref();
    let found = cases::migrate_cases(&state, &mut tx, &migration, named, &sent.fingerprint).await?;
    match found {
        Migrated::Moved { cases: 0, .. } => Err(refused("none of the cases fits", &[])),
        Migrated::Moved { cases: moved, rest } => {
            audit::record(&mut tx, line(&session, &migration, moved), session.account, now).await?;
            tx.commit().await?;
            Ok(Json(CasesMigrated { moved, rest }))
        }
        Migrated::Unfit(faults) => Err(Error::invalid(faults)),
        Migrated::Overtaken => {
            // What was written is dropped with its transaction; what is told is how things stand without it.
            drop(tx);
            let plan = cases::plan_migration(&mut state.db.read().await?, &migration, None).await?;
            let fault = FieldError::new("/fingerprint", FieldCode::Taken).with("plan", json!(plan));
            Err(Problem { errors: vec![fault], ..Problem::new(ProblemKind::Conflict) }.into())
        }
    }
}

/// Who moves cases, if they may publish the process and the versions are such as cases may go from and to.
async fn actor_of(
    tx: &mut Tx,
    session: &Session,
    id: &str,
    (from, to): (u32, u32),
    now: DateTime<Utc>,
) -> Result<Actor> {
    let designer = designer_of(tx, session).await?;
    let known = find(tx, SHELF, id).await?;
    Doing::Either.check(&designer, &known)?;
    let version = |number: u32| known.versions.iter().find(|version| version.version == number);
    let (Some(_), Some(target)) = (version(from), version(to)) else { return Err(Error::not_found()) };
    if from == to {
        return Err(Error::bad_request("from, to: two versions"));
    }
    if target.retired_at.is_some() || target.effective_from > now {
        return Err(refused("the version is not in force", &[]));
    }
    Ok(Actor { id: session.account.to_string(), role: role(&designer, &known) })
}

/// As what somebody acts who may both write and review.
fn role(designer: &Designer, known: &Known) -> Role {
    if designer.may_write(&known.parts) { Role::Editor } else { Role::Reviewer }
}

/// A reason, if it is one.
fn checked(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::field("/reason", FieldCode::Required));
    }
    if reason.chars().count() > REASON_LETTERS {
        let fault = FieldError::new("/reason", FieldCode::TooLong).with("max", REASON_LETTERS);
        return Err(Error::invalid(vec![fault]));
    }
    Ok(reason)
}

/// What stands for what, as it is written in an address.
fn choices(text: &str) -> Result<Choices> {
    let pairs = text.split(',').filter(|pair| !pair.is_empty());
    let read = |pair: &str| pair.split_once(':').map(|(of, by)| (of.to_owned(), by.to_owned()));
    pairs
        .map(|pair| read(pair).ok_or_else(|| Error::bad_request("choices: `old:new`, separated by commas")))
        .collect()
}

/// What is put on record of the act. The words of the reason stand in the history of each case; their hash proves them.
fn line(session: &Session, migration: &Migration<'_>, moved: usize) -> Line {
    Line::by(session.account, "process.migrate", migration.process)
        .detail("from", migration.from)
        .detail("to", migration.to)
        .detail("choices", json!(migration.choices))
        .detail("cases", moved)
        .detail("reason", hex(&Sm3::digest(migration.reason.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_what_is_read_from_an_address() {
        let read = |text: &str| choices(text).ok();
        let pair = |of: &str, by: &str| (of.to_owned(), by.to_owned());
        assert_eq!(read(""), Some(Choices::new()));
        assert_eq!(read("a:b,c-1:d_2"), Some(Choices::from([pair("a", "b"), pair("c-1", "d_2")])));
        assert_eq!(read("a"), None);
    }

    #[test]
    fn cases_are_moved_for_a_reason() {
        assert_eq!(checked(" 新规定 ").ok(), Some("新规定"));
        assert!(checked(" ").is_err());
        assert!(checked(&"长".repeat(REASON_LETTERS + 1)).is_err());
    }
}
