//! Open cases that are moved to another version of their process: the dry run, and the act, which is the same with its events
//! written. Cases are read one after the other, so that one of them and a page of reports is all that is held in memory.

mod survey;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use schema::definitions::{MigrationGroup, MigrationPlan};
use schema::id::CaseNumber;
use schema::process::{Actor, Choices, Event, Process};
use schema::{FieldCode, FieldError};

use self::survey::Survey;
use super::books::Books;
use super::hands;
use super::log::Case;
use super::roster::Roster;
use super::store;
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications;
use crate::features::audit::Line;
use crate::state::AppState;

/// Which cases are to be moved, and how.
pub struct Migration<'a> {
    /// The process.
    pub process: &'a str,
    /// The version they have.
    pub from: u32,
    /// The version they get.
    pub to: u32,
    /// What stands for what is gone.
    pub choices: &'a Choices,
    /// Why.
    pub reason: &'a str,
    /// The row number behind which the cases stand.
    pub after: i64,
    /// How many of them are looked at, and moved at once at the most.
    pub most: usize,
    /// Who moves them.
    pub actor: Actor,
    /// When.
    pub now: DateTime<Utc>,
}

/// What came of the act.
pub enum Migrated {
    /// They were moved.
    Moved {
        /// How many there were.
        cases: usize,
        /// Where those begin that were not looked at.
        rest: Option<String>,
    },
    /// The dry run finds something else now: what was written has to be dropped.
    Overtaken,
    /// Some that were named do not fit: the same.
    Unfit(Vec<FieldError>),
}

/// What would become of the cases; of one sort the page that begins behind a row, of the others the first.
pub async fn plan_migration(
    tx: &mut Tx,
    migration: &Migration<'_>,
    page: Option<(MigrationGroup, i64)>,
) -> Result<MigrationPlan> {
    let mut survey = Survey::begin(tx, migration, page).await?;
    let (ids, rest) = covered(tx, migration).await?;
    for id in ids {
        let row = store::by_id(tx, id).await?.ok_or_else(Error::not_found)?;
        let mut case = Case::read(tx, row, &mut survey.versions).await?;
        let (report, _) = survey.judge(tx, &mut case).await?;
        survey.add(id, &case, report);
    }
    Ok(survey.plan(rest))
}

/// Moves those that fit, or of them those that are named, if the dry run still finds what it found.
pub async fn migrate_cases(
    state: &AppState,
    tx: &mut Tx,
    migration: &Migration<'_>,
    named: Option<&[CaseNumber]>,
    fingerprint: &str,
) -> Result<Migrated> {
    let mut survey = Survey::begin(tx, migration, None).await?;
    let (ids, rest) = covered(tx, migration).await?;
    hold_all(tx, &ids, &survey.new).await?;
    let (mut moved, mut books) = (BTreeSet::new(), Books::default());
    for id in ids {
        let mut case = held(tx, id, &mut survey).await?;
        let (report, events) = survey.judge(tx, &mut case).await?;
        survey.add(id, &case, report);
        let number = case.state.case;
        let is_meant = named.is_none_or(|named| named.contains(&number));
        if let Some(events) = events.filter(|_| is_meant) {
            case.go_over(state, tx, (&survey.new, events), migration, &mut books).await?;
            moved.insert(number);
        }
    }
    books.close(tx, migration.now).await?;
    let plan = survey.plan(rest.clone());
    let unfit = unfit(named.unwrap_or_default(), &moved);
    Ok(match unfit.is_empty() {
        _ if plan.fingerprint != fingerprint => Migrated::Overtaken,
        true => Migrated::Moved { cases: moved.len(), rest },
        false => Migrated::Unfit(unfit),
    })
}

/// The cases that are looked at, and where those behind them begin.
async fn covered(tx: &mut Tx, migration: &Migration<'_>) -> Result<(Vec<i64>, Option<String>)> {
    let Migration { process, from, after, most, .. } = *migration;
    let mut ids = store::open_of(tx, process, from, after, most + 1).await?;
    let rest = cursor::cut(&mut ids, most, |id| *id);
    Ok((ids, rest))
}

/// Holds the applications of all these cases, then their agencies where they give out tasks or begin cases, each in order: as
/// whoever changes one case does, and before any of them is changed. Cases of one process and those that they began for
/// another stand in different orders, and so two who move both would wait for each other.
async fn hold_all(tx: &mut Tx, cases: &[i64], new: &Process) -> Result<()> {
    for application in store::applications_of(tx, cases).await? {
        applications::hold(tx, application).await?;
    }
    if hands::gives_by_rule(new) || !new.calls().is_empty() {
        for agency in store::agencies_of(tx, cases).await? {
            store::hold_agency(tx, agency).await?;
        }
    }
    Ok(())
}

/// A case whose application is held, as it is until this transaction ends.
async fn held(tx: &mut Tx, id: i64, survey: &mut Survey<'_>) -> Result<Case> {
    store::hold(tx, id).await?;
    let row = store::by_id(tx, id).await?.ok_or_else(Error::not_found)?;
    Case::read(tx, row, &mut survey.versions).await
}

/// Those that were named and not moved, each by its place among them.
fn unfit(named: &[CaseNumber], moved: &BTreeSet<CaseNumber>) -> Vec<FieldError> {
    let places = named.iter().enumerate().filter(|(_, number)| !moved.contains(number));
    places.map(|(place, _)| FieldError::new(format!("/cases/{place}"), FieldCode::NotAChoice)).collect()
}

impl Case {
    /// Who works at the agencies that have a part in another version of the process, and what each of them has to do.
    async fn look_ahead(&mut self, tx: &mut Tx, new: &Process, now: DateTime<Utc>) -> Result<()> {
        self.roster = Roster::of(tx, &self.row, new, &self.item).await?;
        self.look_around(tx, now).await
    }

    /// Goes over to another version by these events. That it did is in the chain of who moves it, beside the act as a whole.
    async fn go_over(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        (new, events): (&Arc<Process>, Vec<Event>),
        migration: &Migration<'_>,
        books: &mut Books,
    ) -> Result<()> {
        self.process = Arc::clone(new);
        self.versions.push(Arc::clone(new));
        self.happens(state, tx, events, migration.now, books).await?;
        let account = migration.actor.id.parse().unwrap_or_default();
        let line = Line::by(account, "case.migrate", &self.row.number);
        books.record(line.detail("from", migration.from).detail("to", migration.to), account);
        Ok(())
    }
}
