//! A card that is argued, as the tables have it: which processes it goes by, what was said so far, who somebody is to it, and what
//! its page shows. `schema::supervise::CardDocket` decides.

pub mod http;
mod telling;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use schema::accounts::Session;
use schema::calendar::{Calendar, local_day};
use schema::id::CaseNumber;
use schema::process::{Event, Payload, Process};
use schema::role::Role;
use schema::supervise::{CardDocket, CardInquiry, CardPerson, CardProceeding, CardRun, CardStep, CardTask};

use super::store::{self, CardRow, RunRow};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;

/// The process of a run as this program ships it: what begins now goes by it.
const fn shipped(run: CardRun) -> &'static str {
    match run {
        CardRun::Inquiry => include_str!("../../../../seed/processes/card-inquiry.json"),
        CardRun::Appeal => include_str!("../../../../seed/processes/card-appeal.json"),
    }
}

fn read(definition: &str) -> Result<Process> {
    Ok(Process::read(definition).map_err(|faults| anyhow::anyhow!("a process of cards: {faults:?}"))?)
}

/// Keeps the processes that came with this program: what begins by them goes on by them. They are no processes of items, and in none of
/// their lists.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    for definition in CardRun::ALL.map(shipped) {
        store::publish_process(tx, &read(definition)?, definition, now).await?;
    }
    Ok(())
}

/// The process by which a run begins now: the version that this program ships, as it is kept. What was published never changes.
async fn current(tx: &mut Tx, run: CardRun) -> Result<Process> {
    let process = read(shipped(run))?;
    kept(tx, &process.id, i64::from(process.version)).await
}

async fn kept(tx: &mut Tx, process: &str, version: i64) -> Result<Process> {
    let missing = || anyhow::anyhow!("version {version} of {process} is missing");
    read(&store::process(tx, process, version).await?.ok_or_else(missing)?)
}

/// A card with all that is said about it.
pub struct Argued {
    docket: CardDocket,
    runs: Vec<RunRow>,
}

impl Argued {
    /// The one of this card.
    pub async fn load(tx: &mut Tx, card: &CardRow) -> Result<Self> {
        let acknowledged = card.acknowledged_at.is_some();
        let mut docket = CardDocket { grade: card.grade()?, acknowledged, inquiry: None, appeal: None };
        let (runs, number) = (store::runs(tx, card.id).await?, card.number()?);
        for row in &runs {
            let run = row.run()?;
            docket.put(run, proceeding(tx, (card.id, number), run, row).await?);
        }
        Ok(Self { docket, runs })
    }

    /// What decides about it.
    pub const fn docket(&self) -> &CardDocket {
        &self.docket
    }

    /// Who this account is to the card. Who holds a post at the agency supervises it in nothing.
    pub async fn person(&self, tx: &mut Tx, session: &Session, card: &CardRow) -> Result<CardPerson> {
        let posts = accounts::posts(tx, session.account).await?;
        let mut there = posts.iter().filter(|post| post.agency == card.agency);
        let (is_there, leads) =
            (there.clone().next().is_some(), there.any(|post| post.role == Role::AgencyLead));
        let region = card.region()?;
        let over = |role: Role| {
            let mut grants = session.grants.iter().filter(|grant| grant.role == role);
            !is_there && grants.any(|grant| grant.region.is_none_or(|own| own.contains(&region)))
        };
        let stands_in =
            over(Role::Admin) && self.docket.appeal.is_some() && !self.may_be_heard(tx, card).await?;
        Ok(CardPerson {
            id: session.account.to_string(),
            leads,
            supervises: over(Role::Supervisor),
            stands_in,
        })
    }

    /// Whether somebody supervises the region who had no part in the inquiry, and holds no post at the agency.
    async fn may_be_heard(&self, tx: &mut Tx, card: &CardRow) -> Result<bool> {
        let inquirers = self.docket.inquirers();
        let there = accounts::colleagues(tx, &[card.agency]).await?;
        let mut free = accounts::holders_over(tx, card.region()?, Role::Supervisor).await?;
        free.retain(|account| {
            !inquirers.contains(&account.to_string()) && there.iter().all(|it| it.account != *account)
        });
        Ok(!free.is_empty())
    }

    /// As its page shows it to this person today.
    pub async fn shown(
        &self,
        tx: &mut Tx,
        person: &CardPerson,
        calendar: &Calendar,
        today: NaiveDate,
    ) -> Result<CardInquiry> {
        let names = self.names(tx).await?;
        let mut course = Vec::new();
        for row in &self.runs {
            course.extend(self.steps(row, &names)?);
        }
        let open = self.docket.open().and_then(|(_, open)| {
            let (task, defined) = open.task()?;
            let due = open.due(calendar);
            Some(CardTask {
                task: task.key.clone(),
                name: defined.name.clone(),
                kind: defined.kind,
                since: task.opened_at,
                due,
                late: due.is_some_and(|due| due < today),
                holder: task.holder.as_ref().map(|holder| name_of(&names, holder)),
                allowed: self.docket.allowed(person),
            })
        });
        Ok(CardInquiry {
            course,
            open,
            may_open: self.docket.may_open(person).is_ok(),
            may_appeal: self.docket.may_appeal(person, calendar, today).is_ok(),
            appeal_until: self.docket.appeal_until(calendar),
        })
    }

    /// That a run was opened, and each task of it that was done.
    fn steps(&self, row: &RunRow, names: &BTreeMap<String, String>) -> Result<Vec<CardStep>> {
        let (run, opener) = (row.run()?, row.actor()?);
        let opened = CardStep {
            at: row.opened_at,
            by: name_of(names, &opener.id),
            role: opener.role,
            stage: run.first_stage(),
            task: None,
            outcome: None,
            reason: Some(row.reason.clone()),
            opinion: None,
        };
        let done = self.proceeding(run).into_iter().flat_map(|proceeding| {
            let done = move |event: &Event| done(run, proceeding, event, names);
            proceeding.events.iter().filter_map(done)
        });
        Ok([opened].into_iter().chain(done).collect())
    }

    const fn proceeding(&self, run: CardRun) -> Option<&CardProceeding> {
        match run {
            CardRun::Inquiry => self.docket.inquiry.as_ref(),
            CardRun::Appeal => self.docket.appeal.as_ref(),
        }
    }

    /// What everybody is called who had a part in it.
    async fn names(&self, tx: &mut Tx) -> Result<BTreeMap<String, String>> {
        let proceedings = || self.docket.inquiry.iter().chain(&self.docket.appeal);
        let actors = proceedings().flat_map(|it| &it.events).map(|event| &event.actor.id);
        let openers = proceedings().map(|it| &it.opened_by.id);
        let holders = proceedings().flat_map(|it| &it.state.open).filter_map(|open| open.holder.as_ref());
        let ids: BTreeSet<&String> = actors.chain(openers).chain(holders).collect();
        let mut names = BTreeMap::new();
        for id in ids {
            if let Ok(account) = id.parse()
                && let Some(name) = accounts::name(tx, account).await?
            {
                names.insert(id.clone(), name);
            }
        }
        Ok(names)
    }
}

fn name_of(names: &BTreeMap<String, String>, id: &str) -> String {
    names.get(id).cloned().unwrap_or_default()
}

/// A task that was done, if this says so.
fn done(
    run: CardRun,
    proceeding: &CardProceeding,
    event: &Event,
    names: &BTreeMap<String, String>,
) -> Option<CardStep> {
    let Payload::TaskCompleted(completed) = &event.payload else { return None };
    let task = proceeding.process.task(&completed.task)?;
    Some(CardStep {
        at: event.at,
        by: name_of(names, &event.actor.id),
        role: event.actor.role,
        stage: run.stage_of(&task.id),
        task: Some(task.name.clone()),
        outcome: Some(completed.outcome),
        reason: completed.reason.clone(),
        opinion: completed.opinion.clone(),
    })
}

async fn proceeding(
    tx: &mut Tx,
    (card, number): (i64, CaseNumber),
    run: CardRun,
    row: &RunRow,
) -> Result<CardProceeding> {
    let process = kept(tx, &row.process, row.version).await?;
    let events = store::events(tx, card, run, number).await?;
    let replayed = CardProceeding::replay(process, number, events, row.actor()?);
    Ok(replayed.map_err(|error| anyhow::anyhow!("card {card}: {error}"))?)
}

/// The card as its page shows what was argued, to this account.
pub async fn shown(
    tx: &mut Tx,
    session: &Session,
    card: &CardRow,
    (calendar, now): (&Calendar, DateTime<Utc>),
) -> Result<CardInquiry> {
    let argued = Argued::load(tx, card).await?;
    let person = argued.person(tx, session, card).await?;
    argued.shown(tx, &person, calendar, local_day(now)).await
}

/// What was decided happens: it is appended, and the card stands where that leaves it.
async fn happens(
    tx: &mut Tx,
    card: &CardRow,
    argued: &mut Argued,
    (run, after): (CardRun, CardProceeding),
) -> Result<()> {
    let known = argued.proceeding(run).map_or(0, |before| before.events.len());
    for event in after.events.iter().skip(known) {
        store::append(tx, card.id, run, event).await?;
    }
    argued.docket.put(run, after);
    store::move_to(tx, card, argued.docket.stage()).await
}

/// What cannot be, because this is no card of theirs or not the time for it.
fn refused(why: schema::supervise::CardRefusal) -> Error {
    use schema::supervise::CardRefusal::NotTheirs;
    match why {
        NotTheirs => Error::forbidden(),
        other => schema::Problem::new(schema::ProblemKind::Refused).detail(other.slug()).into(),
    }
}
