//! Doing something about a proceeding that is held, and what follows when it ends: the result stands on the log of the joint
//! application, and as a note in the cases of those who took part.

use chrono::{DateTime, Utc};
use schema::bundles::JointEventKind;
use schema::proceedings::{Actor, Command, Payload, ProceedingKind, ProceedingOutcome, Who, step};

use super::domain;
use super::log::Logged;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{bundles, cases};
use crate::state::AppState;

/// Holds what a proceeding belongs to, then the proceeding, in the order in which cases are held; and loads it.
pub async fn held(tx: &mut Tx, id: i64) -> Result<Option<Logged>> {
    let Some(row) = store::by_id(tx, id).await? else { return Ok(None) };
    match (row.case_record, row.joint) {
        (Some(case), _) => cases::hold_beside(tx, case).await?,
        (None, Some(joint)) => bundles::hold(tx, joint).await?,
        (None, None) => {}
    }
    store::hold(tx, id).await?;
    Logged::load(tx, id).await
}

/// Who does it: in which capacity, and how the log names them.
pub struct By<'a> {
    pub actor: Actor,
    pub name: &'a str,
    /// The account; none of who is from outside.
    pub account: Option<i64>,
}

/// Does it; says whether anything happened, and the number of who was invited by that. `revision`: what one has seen.
pub async fn act(
    state: &AppState,
    tx: &mut Tx,
    logged: &mut Logged,
    by: &By<'_>,
    (command, revision): (&Command, Option<u64>),
    secret: Option<&str>,
) -> Result<(bool, Option<i64>)> {
    let now = state.clock.now();
    let payloads = step(&logged.now, command, by.actor, now).map_err(domain::problem)?;
    if payloads.is_empty() {
        return Ok((false, None));
    }
    if revision.is_some_and(|revision| revision != logged.now.seq) {
        return Err(Error::new(schema::ProblemKind::Conflict));
    }
    let ends = payloads.iter().any(|payload| matches!(payload, Payload::Ended { .. }));
    let party = logged.happens(tx, (by.name, payloads), secret, now).await?;
    if let (true, Some(account)) = (ends, by.account) {
        ended(state, tx, (logged, account), now).await?;
    }
    Ok((true, party))
}

/// What follows from its end.
async fn ended(
    state: &AppState,
    tx: &mut Tx,
    (logged, account): (&Logged, i64),
    now: DateTime<Utc>,
) -> Result<()> {
    let it = &logged.now;
    let Some((outcome, words, _)) = &it.end else { return Ok(()) };
    let said = format!("{}：{words}", it.subject);
    let is_whole =
        logged.row.case_record.is_none() || it.kind.is_gathering() || it.kind == ProceedingKind::Escalation;
    if let Some(joint) = logged.row.joint.filter(|_| is_whole) {
        bundles::note(state, tx, (joint, account), JointEventKind::ProceedingEnded, &said).await?;
        if it.kind.is_gathering() && *outcome == ProceedingOutcome::Concluded {
            note_lanes(tx, (logged, joint), (account, &said), now).await?;
        }
    }
    match logged.row.case_record {
        Some(case) => cases::remark(tx, case, account, &said, now).await,
        None => Ok(()),
    }
}

/// The result in the case of each agency that was invited, but the one that called it, which has it.
async fn note_lanes(
    tx: &mut Tx,
    (logged, joint): (&Logged, i64),
    (account, said): (i64, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let whole = bundles::whole_of(tx, joint).await?.ok_or_else(Error::not_found)?;
    let is_invited = |agency: i64| {
        logged.now.invitees.iter().any(|invitee| !invitee.revoked && invitee.who == Who::Agency(agency))
    };
    for case in cases::parts_of(tx, joint).await? {
        let agency = whole.lanes.iter().find(|(item, _, _)| *item == case.item).map(|(_, agency, _)| *agency);
        if agency.is_some_and(is_invited) && logged.row.case_record != Some(case.id) {
            cases::remark(tx, case.id, account, said, now).await?;
        }
    }
    Ok(())
}
