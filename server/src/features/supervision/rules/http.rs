//! Rules as they are read: all of them, one with its versions and its draft, and what it would have found in the last month.

use axum::extract::{Path, State};
use chrono::{DateTime, Days, NaiveDate, Utc};
use schema::Problem;
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::supervise::{
    DryRun, Rule, RuleDraft, RuleDraftLine, RuleRecord, RuleShelf, RuleTrial, RuleVersion, TrialQuery,
};

use super::super::reach::Reach;
use super::super::store::{self, VersionRow};
use super::super::{dry_run, period_fault};
use super::{Writer, on_the_past};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many days before its last a trial begins that does not say.
const BEFORE: Days = Days::new(29);

/// A rule as far as it is known: its versions, the newest first, and its draft with when it was saved.
pub struct Known {
    pub id: String,
    versions: Vec<(Rule, VersionRow)>,
    pub draft: Option<(Rule, DateTime<Utc>)>,
    pub revision: i64,
    pub authors: Vec<i64>,
}

impl Known {
    /// All there is under an id, which may be nothing.
    pub async fn load(tx: &mut Tx, id: &str) -> Result<Self> {
        let versions = store::versions(tx, id).await?.into_iter();
        let versions = versions.map(|row| Ok((serde_json::from_str(&row.definition)?, row)));
        let versions = versions.collect::<Result<Vec<_>>>()?;
        let row = store::draft(tx, id).await?;
        let draft = row.as_ref().map(store::DraftRow::rule).transpose()?.flatten();
        Ok(Self {
            id: id.to_owned(),
            versions,
            draft: draft.zip(row.as_ref().map(|row| row.saved_at)),
            revision: row.as_ref().map_or(0, |row| row.revision),
            authors: row.map(|row| row.authors()).transpose()?.unwrap_or_default(),
        })
    }

    pub const fn is_nothing(&self) -> bool {
        self.versions.is_empty() && self.draft.is_none()
    }

    /// What is published last.
    pub fn newest(&self) -> Option<&Rule> {
        self.versions.first().map(|(rule, _)| rule)
    }

    /// What who changes it must be allowed to write: what holds, and what is to hold.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.newest().into_iter().chain(self.draft.as_ref().map(|(rule, _)| rule))
    }

    pub fn next_version(&self) -> u32 {
        self.newest().map_or(1, |newest| newest.version + 1)
    }
}

/// The rules of this hall in their newest versions, for whoever is supervised by them; what is being written, for who writes rules.
#[utoipa::path(get, path = "/api/supervision/rules", tag = "supervision",
    responses((status = 200, body = RuleShelf), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn shelf(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Json<RuleShelf>> {
    if !session.is_staff() {
        return Err(Error::forbidden());
    }
    let mut tx = state.db.read().await?;
    let may_write = Writer::of(&session).is_some();
    let drafts = if may_write { store::drafts(&mut tx).await? } else { Vec::new() };
    let drafts = drafts.into_iter().map(|(definition, saved_at)| {
        let rule: Rule = serde_json::from_str(&definition)?;
        Ok(RuleDraftLine { rule: rule.id, name: rule.name, saved_at })
    });
    let drafts = drafts.collect::<Result<_>>()?;
    Ok(Json(RuleShelf { rules: store::newest(&mut tx).await?, drafts, may_write }))
}

/// A rule with its versions; with its draft, for who writes rules.
#[utoipa::path(get, path = "/api/supervision/rules/{rule}", tag = "supervision", params(("rule" = String, Path)),
    responses((status = 200, body = RuleRecord), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<RuleRecord>> {
    if !session.is_staff() {
        return Err(Error::forbidden());
    }
    let mut tx = state.db.read().await?;
    let known = Known::load(&mut tx, &id).await?;
    let told = record(&mut tx, known, &session).await?;
    if told.versions.is_empty() && told.draft.is_none() {
        return Err(Error::not_found());
    }
    Ok(Json(told))
}

/// How a rule stands for somebody.
pub async fn record(tx: &mut Tx, known: Known, session: &Session) -> Result<RuleRecord> {
    let writer = Writer::of(session);
    let may_write = writer.as_ref().is_some_and(|writer| known.rules().all(|rule| writer.may_write(rule)));
    let may_try = writer.is_some();
    let Known { id, versions, draft, revision, authors } = known;
    let draft = match (draft, writer) {
        (Some((rule, saved_at)), Some(writer)) => {
            let mut names = Vec::with_capacity(authors.len());
            for author in &authors {
                names.extend(accounts::name(tx, *author).await?);
            }
            let may_publish = may_write && writer.may_publish(&rule, &authors);
            Some(RuleDraft { rule, saved_at, authors: names, may_publish })
        }
        _ => None,
    };
    let versions = versions.into_iter().map(|(rule, row)| RuleVersion {
        rule,
        published_at: row.published_at,
        published_by: row.published_by,
    });
    Ok(RuleRecord { id, versions: versions.collect(), draft, revision, may_write, may_try })
}

/// What the draft of a rule would have found in the regions one supervises, or its newest version where there is no draft: on
/// whatever days it is to be in force. Nothing is raised by it.
#[utoipa::path(get, path = "/api/supervision/rules/{rule}/trial", tag = "supervision",
    params(("rule" = String, Path), TrialQuery),
    responses((status = 200, body = RuleTrial), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn trial(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<TrialQuery>,
) -> Result<Json<RuleTrial>> {
    let now = state.clock.now();
    Writer::required(&session)?;
    let (from, to) = period(asked, local_day(now));
    Error::unless_valid(period_fault(from, to).into_iter().collect())?;
    let mut tx = state.db.read().await?;
    let Reach::Regions(scope) = Reach::of(&mut tx, &session).await? else { return Err(Error::forbidden()) };
    let known = Known::load(&mut tx, &id).await?;
    let tried = known.draft.as_ref().map(|(rule, _)| rule).or_else(|| known.newest());
    let rule = on_the_past(tried.cloned().ok_or_else(Error::not_found)?);
    let version = rule.version;
    let run = DryRun { rule, from, to };
    let result = dry_run::run(&mut tx, &run, &scope, &state.calendar.current(), now).await?;
    drop(tx);
    tried_on(&state, session.account, &id, result.cases).await?;
    Ok(Json(RuleTrial { version, from, to, result }))
}

/// Puts on record that cases were read for a trial. By itself: a trial takes its time, and nobody who writes is to wait for it.
pub async fn tried_on(state: &AppState, account: i64, rule: &str, cases: u64) -> Result<()> {
    let line = Line::by(account, "supervision.dry_run", rule).detail("cases", cases);
    let mut tx = state.db.write().await?;
    audit::record(&mut tx, line, account, state.clock.now()).await?;
    Ok(tx.commit().await?)
}

fn period(asked: TrialQuery, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let to = asked.to.unwrap_or(today);
    (asked.from.or_else(|| to.checked_sub_days(BEFORE)).unwrap_or(to), to)
}
