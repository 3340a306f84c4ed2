//! The cases that a case begins (子流程): opened, ended and told to end in the transaction of what brings that about.
//!
//! All cases of an application are one family under its main case. Whoever changes one of them holds the application first (of a part
//! of a joint application the joint one and its agencies before, [`bundles::hold`]), then
//! the main case, and so on down to the case itself ([`Case::hold`]); then the agency, where it gives out tasks by a rule or
//! numbers a case; then what all cases share. Their lines on record are in the chain of the main case. So no two transactions
//! wait for each other.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use schema::process::{
    Actor, Call, Command, CommandName, Decision, Event, Payload, Refusal, RefusalCode, TaskKind,
};
use serde_json::Value;

use super::books::Books;
use super::log::{Case, refused};
use super::passing::Answers;
use super::store::{self, CaseRow, NewCase, Origin as NewOrigin};
use super::timeline;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{applications, bundles, definitions};
use crate::state::AppState;

/// How many cases lie in each other at most, the main one counted.
const MOST_DEEP: usize = 5;

/// The reason that stands in the log where a case ends because the one that began it goes on without it, and nobody said why;
/// pages have words of their own for it.
const NOT_AWAITED: &str = "not_awaited";

/// The reason for which a case was ended, where somebody said one.
pub fn said(reason: &str) -> Option<String> {
    Some(reason.to_owned()).filter(|reason| reason != NOT_AWAITED)
}

/// Where a case comes from that another began.
pub struct Origin {
    /// The main case of its family.
    pub main: i64,
    /// The case that began it.
    pub parent: CaseRow,
    /// Its key there.
    pub key: String,
    /// What that one says of it, in the version of its process that it has; nothing where it was moved to one that does not.
    pub call: Option<Call>,
    /// How many cases it lies in.
    depth: usize,
}

impl Origin {
    /// The origin of the case in a row; none of a main case.
    pub async fn of(tx: &mut Tx, row: &CaseRow) -> Result<Option<Self>> {
        let (Some(parent), Some(key)) = (row.parent, row.call_key.clone()) else { return Ok(None) };
        let line = ancestors(tx, row.id).await?;
        let main = line.last().copied().unwrap_or(parent);
        let parent = store::by_id(tx, parent).await?.ok_or_else(Error::not_found)?;
        let process = definitions::process(tx, &parent.process, parent.process_version()).await?;
        let call = process.call(&key).cloned();
        Ok(Some(Self { main, parent, key, call, depth: line.len() }))
    }
}

/// The cases that a case lies in, from the one that began it to the main one.
async fn ancestors(tx: &mut Tx, case: i64) -> Result<Vec<i64>> {
    let mut line = Vec::new();
    let mut next = store::parent(tx, case).await?;
    while let Some(id) = next.filter(|_| line.len() < MOST_DEEP) {
        line.push(id);
        next = store::parent(tx, id).await?;
    }
    Ok(line)
}

/// Holds the joint application that a case is a part of, its application, the cases that it lies in, the main one first, then the
/// case itself.
pub async fn hold(tx: &mut Tx, row: Option<&CaseRow>) -> Result<()> {
    let Some(row) = row else { return Ok(()) };
    if let Some(joint) = row.joint {
        bundles::hold(tx, joint).await?;
    }
    applications::hold(tx, row.application).await?;
    for id in ancestors(tx, row.id).await?.into_iter().rev().chain([row.id]) {
        store::hold(tx, id).await?;
    }
    Ok(())
}

/// Whether a command is one between an agency and the applicant, who deals with the main case alone.
pub const fn is_with_applicant(command: CommandName) -> bool {
    use CommandName::{Rate, ReceiveSupplement, RequestSupplement, Withdraw};
    matches!(command, RequestSupplement | ReceiveSupplement | Rate | Withdraw)
}

/// A refusal that is not the engine's.
pub fn refusal(why: RefusalCode) -> Error {
    refused(Refusal { why, allowed: Vec::new(), points: Vec::new(), forms: Vec::new() })
}

/// What has just happened to a case.
pub struct Step {
    /// The place of its first event in the log.
    pub from: usize,
    /// Whether the case ended with it.
    pub closes: bool,
}

/// Something that follows in another case.
enum Errand {
    /// Others begin.
    Open { parent: i64, process: String, version: Option<u32>, key: String, data: Value },
    /// It is not waited for any more.
    Drop { parent: i64, key: String, reason: String },
    /// It has ended.
    End(Box<End>),
}

/// The end of a case that another began.
struct End {
    parent: i64,
    key: String,
    outcome: Option<Decision>,
    answers: Answers,
}

/// Lets follow in other cases what has happened to this one, and so on until nothing follows any more. A case begins with
/// somebody's task, so that none begins others at once.
pub async fn pass_on(
    state: &AppState,
    tx: &mut Tx,
    case: &Case,
    step: &Step,
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    let mut moves = case.moves_joint(step);
    let mut errands = VecDeque::from(case.errands(step));
    while let Some(errand) = errands.pop_front() {
        let run = match errand {
            Errand::Open { parent, process, version, key, data } => {
                open(state, tx, parent, (&process, version), (&key, data), now, books).await?
            }
            Errand::Drop { parent, key, reason } => {
                drop_case(state, tx, (parent, &key), reason, now, books).await?
            }
            Errand::End(end) => end_call(state, tx, *end, now, books).await?,
        };
        if let Some((case, step)) = run {
            moves |= case.moves_joint(&step);
            errands.extend(case.errands(&step));
        }
    }
    match case.row.joint.filter(|_| moves) {
        Some(joint) => bundles::follow(state, tx, joint, now, books).await,
        None => Ok(()),
    }
}

type Run = Option<(Case, Step)>;

/// Opens a case that another begins: at its agency, with its item, by a process of its own.
async fn open(
    state: &AppState,
    tx: &mut Tx,
    parent: i64,
    (process, version): (&str, Option<u32>),
    (key, data): (&str, Value),
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<Run> {
    let parent = Case::load(tx, parent).await?.ok_or_else(Error::not_found)?;
    if parent.origin.as_ref().map_or(0, |origin| origin.depth) + 1 >= MOST_DEEP {
        return Err(refusal(RefusalCode::CallsTooDeep));
    }
    let process = match version {
        Some(version) => definitions::process(tx, process, version).await?,
        None => definitions::process_in_force(tx, process, now).await?,
    };
    let data = parent.with_document(tx, key, data).await?;
    let region = parent.row.region()?;
    store::hold_agency(tx, parent.row.agency).await?;
    let number = store::next_number(tx, region, now).await?;
    let new = NewCase {
        number,
        application: parent.row.application,
        joint: parent.row.joint,
        item: &parent.row.item,
        item_type: parent.item.summary.item_type,
        agency: parent.row.agency,
        region,
        process: &process.id,
        process_version: process.version,
        origin: Some(NewOrigin { parent: parent.row.id, key, handed: data.to_string() }),
        now,
    };
    let id = store::insert(tx, &new).await?;
    let mut case = Case::load(tx, id).await?.ok_or_else(Error::not_found)?;
    let step = case.take(state, tx, Command::Start {}, &Actor::system(), now, books).await?;
    Ok(Some((case, step)))
}

/// Ends a case that is not waited for any more. What has been decided stays decided, and is handed over.
async fn drop_case(
    state: &AppState,
    tx: &mut Tx,
    (parent, key): (i64, &str),
    reason: String,
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<Run> {
    let Some(id) = store::child(tx, parent, key).await? else { return Ok(None) };
    let mut case = Case::load(tx, id).await?.ok_or_else(Error::not_found)?;
    if case.state.is_closed() || case.state.decision.is_some() {
        return Ok(None);
    }
    let step = case.take(state, tx, Command::Terminate { reason }, &Actor::system(), now, books).await?;
    Ok(Some((case, step)))
}

/// Tells the case that began another of its end, if it waits for it.
async fn end_call(
    state: &AppState,
    tx: &mut Tx,
    end: End,
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<Run> {
    let mut parent = Case::load(tx, end.parent).await?.ok_or_else(Error::not_found)?;
    if parent.state.subcase(&end.key).is_none() {
        return Ok(None);
    }
    let changes = parent.changed_in_document(tx, &end.key, &end.answers).await?;
    let command = Command::EndCall { call: end.key, outcome: end.outcome, data: end.answers.ended, changes };
    let step = parent.take(state, tx, command, &Actor::system(), now, books).await?;
    Ok(Some((parent, step)))
}

impl Case {
    /// What of its events something follows from in other cases.
    fn errands(&self, step: &Step) -> Vec<Errand> {
        let events = self.events.get(step.from..).unwrap_or_default();
        let reason = events.iter().find_map(|event| timeline::words(&event.payload));
        let of_event = |event: &Event| -> Vec<Errand> {
            match &event.payload {
                Payload::CallBegun(begun) => begun
                    .cases
                    .iter()
                    .map(|case| Errand::Open {
                        parent: self.row.id,
                        process: begun.process.clone(),
                        version: begun.version,
                        key: case.key.clone(),
                        data: case.data.clone(),
                    })
                    .collect(),
                Payload::CallDropped(dropped) => vec![Errand::Drop {
                    parent: self.row.id,
                    key: dropped.call.clone(),
                    reason: reason.clone().unwrap_or_else(|| NOT_AWAITED.to_owned()),
                }],
                _ => Vec::new(),
            }
        };
        let end = self.origin.as_ref().filter(|_| step.closes).map(|origin| {
            Errand::End(Box::new(End {
                parent: origin.parent.id,
                key: origin.key.clone(),
                outcome: self.state.decision,
                answers: Answers {
                    form: self.filed.form.clone(),
                    began: self.filed.answers.clone(),
                    ended: self.facts().answers,
                },
            }))
        });
        events.iter().flat_map(of_event).chain(end).collect()
    }

    /// Whether something may follow for the joint application that it is a part of: it was accepted or decided, or it ended.
    fn moves_joint(&self, step: &Step) -> bool {
        let events = self.events.get(step.from..).unwrap_or_default();
        let tells = |event: &Event| {
            matches!(&event.payload, Payload::TaskCompleted(done)
                if matches!(done.task_kind, TaskKind::Accept | TaskKind::Decide))
        };
        self.row.joint.is_some() && !self.is_subcase() && (step.closes || events.iter().any(tells))
    }

    /// The main case of its family, the one that its applicant knows of.
    pub fn main(&self) -> i64 {
        self.origin.as_ref().map_or(self.row.id, |origin| origin.main)
    }

    /// The key of the chain in which it goes on record: that of the main case of its family.
    pub fn chain(&self) -> i64 {
        self.main()
    }

    /// Whether another case began it: then its applicant has nothing to do with it, and the other one is counted.
    pub const fn is_subcase(&self) -> bool {
        self.origin.is_some()
    }
}
