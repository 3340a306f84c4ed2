//! The verbs of a draft: begin, save, throw away, publish.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::definitions::AtRevision;
use schema::supervise::{NewRule, PublishRule, Rule, RuleRecord, SaveRule};
use schema::{FieldCode, FieldError, Problem, ProblemKind};
use serde_json::Value;

use super::super::store;
use super::http::{Known, record};
use super::{Writer, faults, id_fault, published};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// A rule that somebody who may write it has in hand.
struct Open {
    tx: Tx,
    known: Known,
    writer: Writer,
    now: DateTime<Utc>,
}

impl Open {
    async fn at(state: &AppState, session: &Session, id: &str) -> Result<Self> {
        let now = state.clock.now();
        let writer = Writer::required(session)?;
        let mut tx = state.db.write().await?;
        let known = Known::load(&mut tx, id).await?;
        if known.is_nothing() {
            return Err(Error::not_found());
        }
        if !known.rules().all(|rule| writer.may_write(rule)) {
            return Err(Error::forbidden());
        }
        Ok(Self { tx, known, writer, now })
    }

    /// Saves what it is to say, with whoever saves it among its authors.
    async fn save(&mut self, account: i64, (rule, revision): (&Rule, i64)) -> Result<()> {
        let mut authors = self.known.authors.clone();
        if !authors.contains(&account) {
            authors.push(account);
        }
        if !store::save_draft(&mut self.tx, rule, (revision, &authors), self.now).await? {
            return Err(conflict(self.known.revision));
        }
        let line = Line::by(account, "supervision.rule_draft", &rule.id).detail("version", rule.version);
        audit::record(&mut self.tx, line, account, self.now).await
    }

    /// Commits, and tells how the rule stands.
    async fn done(mut self, session: &Session) -> Result<RuleRecord> {
        let id = self.known.id.clone();
        let known = Known::load(&mut self.tx, &id).await?;
        let told = record(&mut self.tx, known, session).await?;
        self.tx.commit().await?;
        Ok(told)
    }
}

/// Somebody else has saved it meanwhile.
fn conflict(stored: i64) -> Error {
    let fault = FieldError::new("/revision", FieldCode::Taken).with("stored", stored);
    let problem = Problem::new(ProblemKind::Conflict).detail(format!("revision {stored} is stored"));
    Problem { errors: vec![fault], ..problem }.into()
}

fn refused(why: &str, allowed: &[&str]) -> Error {
    let allowed = allowed.iter().map(|act| (*act).to_owned()).collect();
    Problem { allowed, ..Problem::new(ProblemKind::Refused).detail(why) }.into()
}

/// Begins a rule as a copy of another. Who supervises a part of the tree writes for that part.
#[utoipa::path(post, path = "/api/supervision/rules/drafts", tag = "supervision", request_body = NewRule,
    responses((status = 201, body = RuleRecord), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(new): Json<NewRule>,
) -> Result<Response> {
    let (now, writer) = (state.clock.now(), Writer::required(&session)?);
    if let Some(code) = id_fault(&new.id) {
        return Err(Error::field("/id", code));
    }
    let mut tx = state.db.write().await?;
    let known = Known::load(&mut tx, &new.id).await?;
    if !known.is_nothing() {
        return Err(Error::field("/id", FieldCode::Taken));
    }
    let like = Known::load(&mut tx, &new.like).await?;
    let like = like.newest().ok_or_else(|| Error::field("/like", FieldCode::NotAChoice))?;
    let (rule, revision) = (writer.copy(like, &new.id), known.revision);
    let mut open = Open { tx, known, writer, now };
    open.save(session.account, (&rule, revision)).await?;
    Ok((StatusCode::CREATED, Json(open.done(&session).await?)).into_response())
}

/// Saves what the next version of a rule is to say. What is wrong with it is told, and then nothing is saved.
#[utoipa::path(put, path = "/api/supervision/rules/{rule}/draft", tag = "supervision", params(("rule" = String, Path)),
    request_body = SaveRule,
    responses((status = 200, body = RuleRecord), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<SaveRule>,
) -> Result<Json<RuleRecord>> {
    let mut open = Open::at(&state, &session, &id).await?;
    let rule = read(sent.rule, &open.known)?;
    Error::unless_valid(faults(&rule))?;
    // Cards are counted by it.
    if open.known.newest().is_some_and(|newest| newest.monitor != rule.monitor) {
        return Err(Error::field("/rule/monitor", FieldCode::NotAChoice));
    }
    if !open.writer.may_write(&rule) {
        return Err(Error::field("/rule/regions", FieldCode::NotAChoice));
    }
    open.save(session.account, (&rule, sent.revision)).await?;
    Ok(Json(open.done(&session).await?))
}

/// A rule as it was sent, as the next version of the one that is known.
fn read(sent: Value, known: &Known) -> Result<Rule> {
    let rule: Rule = serde_json::from_value(sent).map_err(|error| {
        let fault = FieldError::new("/rule", FieldCode::BadFormat).with("detail", error.to_string());
        Error::invalid(vec![fault])
    })?;
    Ok(Rule { id: known.id.clone(), version: known.next_version(), ..rule })
}

/// Takes a draft away. What is published stays.
#[utoipa::path(delete, path = "/api/supervision/rules/{rule}/draft", tag = "supervision",
    params(("rule" = String, Path), ("revision" = i64, Query, description = "The revision one has seen.")),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn discard(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(AtRevision { revision }): Query<AtRevision>,
) -> Result<StatusCode> {
    let mut open = Open::at(&state, &session, &id).await?;
    if open.known.draft.is_none() {
        return Err(Error::not_found());
    }
    if !store::clear_draft(&mut open.tx, &id, revision, open.now).await? {
        return Err(conflict(open.known.revision));
    }
    let line = Line::by(session.account, "supervision.rule_discard", &id);
    audit::record(&mut open.tx, line, session.account, open.now).await?;
    open.tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publishes a draft as the next version, in force from its first day and never before today. Nobody publishes what they have
/// written on. Cases under way are looked at with it soon; what was found in them stays.
#[utoipa::path(post, path = "/api/supervision/rules", tag = "supervision", request_body = PublishRule,
    responses((status = 200, body = RuleRecord), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn publish(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(asked): Json<PublishRule>,
) -> Result<Json<RuleRecord>> {
    let mut open = Open::at(&state, &session, &asked.rule).await?;
    let Some((draft, _)) = open.known.draft.clone() else {
        return Err(refused("there is no draft of it", &["save"]));
    };
    if !open.writer.may_publish(&draft, &open.known.authors) {
        return Err(refused(
            "a rule is published by a second person, who has not written on it",
            &["save", "discard"],
        ));
    }
    // The version it was saved as may have been published meanwhile, by an update of the program.
    let draft = Rule { version: open.known.next_version(), ..draft };
    let rule = published(draft, local_day(open.now));
    // A day that has gone by since it was written.
    Error::unless_valid(faults(&rule))?;
    if !store::clear_draft(&mut open.tx, &rule.id, asked.revision, open.now).await? {
        return Err(conflict(open.known.revision));
    }
    if !store::publish(&mut open.tx, &rule, Some(session.account), open.now).await? {
        return Err(conflict(open.known.revision));
    }
    let line =
        Line::by(session.account, "supervision.rule_publish", &rule.id).detail("version", rule.version);
    audit::record(&mut open.tx, line, session.account, open.now).await?;
    let told = open.done(&session).await?;
    state.rulebook.refresh(&state.db).await?;
    Ok(Json(told))
}
