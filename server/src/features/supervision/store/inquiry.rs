//! Cards that are argued: the processes by which that goes, their runs over a card, and what happened in each. All of it is
//! append-only.

use chrono::{DateTime, Utc};
use schema::ProblemKind;
use schema::id::CaseNumber;
use schema::process::{Actor, Envelope, Event, Process};
use schema::role::Role;
use schema::supervise::CardRun;
use sqlx::FromRow;

use crate::db::{self, Tx};
use crate::error::{Error, Result};
use crate::sql;

/// Keeps a version of a process; one that is kept already stays as it is.
pub async fn publish_process(
    tx: &mut Tx,
    process: &Process,
    definition: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO supervision_process (process, version, definition, published_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (process, version) DO NOTHING",
        )
        .bind(&process.id)
        .bind(i64::from(process.version))
        .bind(definition)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The stored definition of a version.
pub async fn process(tx: &mut Tx, process: &str, version: i64) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM supervision_process WHERE process = $1 AND version = $2")
            .bind(process)
            .bind(version)
            .fetch_optional(conn)
            .await?
    }))
}

/// A run that begins.
pub struct NewRun<'a> {
    pub card: i64,
    pub run: CardRun,
    pub process: &'a Process,
    pub opened_by: i64,
    pub role: Role,
    pub reason: &'a str,
}

/// Begins a run; refused, if there is one.
pub async fn insert_run(tx: &mut Tx, new: &NewRun<'_>, now: DateTime<Utc>) -> Result<()> {
    let inserted = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO card_run (card, run, process, version, opened_at, opened_by, role, reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(new.card)
        .bind(new.run.slug())
        .bind(&new.process.id)
        .bind(i64::from(new.process.version))
        .bind(now)
        .bind(new.opened_by)
        .bind(new.role.slug())
        .bind(new.reason)
        .execute(conn)
        .await
        .map(|_| ())
    });
    once(inserted)
}

/// A run as it is kept.
#[derive(FromRow)]
pub struct RunRow {
    run: String,
    pub process: String,
    pub version: i64,
    pub opened_at: DateTime<Utc>,
    pub opened_by: i64,
    role: String,
    pub reason: String,
}

impl RunRow {
    /// Which.
    pub fn run(&self) -> Result<CardRun> {
        Ok(CardRun::from_slug(&self.run).ok_or_else(|| anyhow::anyhow!("unknown run {}", self.run))?)
    }

    /// Who had it opened.
    pub fn actor(&self) -> Result<Actor> {
        Ok(Actor { id: self.opened_by.to_string(), role: role(&self.role)? })
    }
}

fn role(slug: &str) -> Result<Role> {
    Ok(Role::from_slug(slug).ok_or_else(|| anyhow::anyhow!("unknown role {slug}"))?)
}

/// The runs over a card, the first first.
pub async fn runs(tx: &mut Tx, card: i64) -> Result<Vec<RunRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT run, process, version, opened_at, opened_by, role, reason FROM card_run
             WHERE card = $1 ORDER BY opened_at, run DESC",
        )
        .bind(card)
        .fetch_all(conn)
        .await?
    }))
}

#[derive(FromRow)]
struct EventRow {
    seq: i64,
    at: DateTime<Utc>,
    actor: String,
    role: String,
    kind: String,
    v: i64,
    data: String,
}

/// What happened in a run over a card of this case.
pub async fn events(tx: &mut Tx, card: i64, run: CardRun, case: CaseNumber) -> Result<Vec<Event>> {
    let rows: Vec<EventRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT seq, at, actor, role, kind, v, data FROM card_event WHERE card = $1 AND run = $2 ORDER BY seq",
        )
        .bind(card)
        .bind(run.slug())
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(|row| row.into_event(case)).collect()
}

impl EventRow {
    fn into_event(self, case: CaseNumber) -> Result<Event> {
        let envelope = Envelope {
            seq: self.seq.unsigned_abs(),
            case,
            at: self.at,
            actor: Actor { role: role(&self.role)?, id: self.actor },
            kind: self.kind,
            v: u16::try_from(self.v).unwrap_or(u16::MAX),
            data: serde_json::from_str(&self.data)?,
        };
        Ok(Event::try_from(envelope).map_err(|error| anyhow::anyhow!("{error}"))?)
    }
}

/// Appends an event to a run. The key refuses the second of two writers, who saw what is no more.
pub async fn append(tx: &mut Tx, card: i64, run: CardRun, event: &Event) -> Result<()> {
    let data = serde_json::to_string(&event.payload)?;
    let appended = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO card_event (card, run, seq, at, actor, role, kind, v, data)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(card)
        .bind(run.slug())
        .bind(event.seq.cast_signed())
        .bind(event.at)
        .bind(&event.actor.id)
        .bind(event.actor.role.slug())
        .bind(event.payload.kind())
        .bind(i64::from(event.payload.version()))
        .bind(data)
        .execute(conn)
        .await
        .map(|_| ())
    });
    once(appended)
}

/// What is there already is somebody else's doing.
fn once(done: Result<(), sqlx::Error>) -> Result<()> {
    match done {
        Err(error) if db::is_unique_violation(&error) => Err(Error::new(ProblemKind::Conflict)),
        other => Ok(other?),
    }
}
