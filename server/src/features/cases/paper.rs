//! What stands on paper about a case: who may hand it out at a desk or at the window where it was filed, and what it is written
//! from. Slips and the list of originals ask here.

use chrono::{DateTime, Utc};
use schema::Locale;
use schema::calendar::{Calendar, local_day};
use schema::custody::NamedMaterial;
use schema::expr::Truth;
use schema::form::{Form, label, state_in};
use schema::process::{Event, Payload, Place, RefusalCode, Status};
use schema::slips::{SlipData, SlipFee, SlipMaterial, SlipPart, SlipPoint, SlipPromise, Standing};

use super::clocks::Measure;
use super::family;
use super::log::Case;
use super::staff::staff_of;
use super::{store, view};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::Intake;
use crate::features::catalogue::HandledBy;
use crate::features::{applications, bundles, definitions};
use crate::state::AppState;

/// A case as paper about it needs it.
pub struct OnPaper(Case);

/// What somebody wants with the paper of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To read it.
    Read,
    /// To hand something out, or take something in.
    HandOut,
}

/// The case with this number, for who works at its desk, or has filed it at a window for its applicant; in the transaction that
/// reads or writes as them. Others are told what the desk tells them, and that is on record.
pub async fn at_window(
    state: &AppState,
    account: i64,
    number: &str,
    wish: Wish,
    now: DateTime<Utc>,
) -> Result<(Tx, OnPaper)> {
    let mut tx = state.db.write().await?;
    if let Some(case) = filed_by(&mut tx, account, number).await? {
        return Ok((tx, OnPaper(case)));
    }
    drop(tx);
    let (mut tx, staff) = staff_of(state, account).await?;
    if wish == Wish::Read {
        let (tx, case) = staff.case_to_read(tx, number, now).await?;
        return Ok((tx, OnPaper(case)));
    }
    Case::hold(&mut tx, number).await?;
    let (tx, case) = staff.case(tx, number, now).await?;
    if staff.stands_aside(&case) {
        return Err(family::refusal(RefusalCode::OwnCase));
    }
    Ok((tx, OnPaper(case)))
}

/// The case, if this clerk has filed it for somebody and still stands at that window.
async fn filed_by(tx: &mut Tx, account: i64, number: &str) -> Result<Option<Case>> {
    let Some(row) = store::by_number(tx, number).await? else { return Ok(None) };
    if !applications::clerk_of_filed(tx, row.application, account).await? {
        return Ok(None);
    }
    let by = HandledBy { agency: row.agency, name: row.department.clone(), region: row.region()? };
    if !Intake::of(tx, account).await?.covers(&by) {
        return Ok(None);
    }
    let case = Case::by_number(tx, number).await?;
    Ok(case.filter(|case| !case.is_subcase()))
}

/// One's own case, as its applicant reads paper about it.
pub async fn own_on_paper(tx: &mut Tx, account: i64, number: &str) -> Result<OnPaper> {
    let case = Case::by_number(tx, number).await?.ok_or_else(Error::not_found)?;
    if case.filed.account != account || case.is_subcase() {
        return Err(Error::not_found());
    }
    Ok(OnPaper(case))
}

impl OnPaper {
    /// Its row.
    pub const fn id(&self) -> i64 {
        self.0.row.id
    }

    /// Its number.
    pub fn number(&self) -> &str {
        &self.0.row.number
    }

    /// The key of its chain of the audit.
    pub fn chain(&self) -> i64 {
        self.0.chain()
    }

    /// The agency that handles it.
    pub const fn agency(&self) -> i64 {
        self.0.row.agency
    }

    /// What that agency is called.
    pub fn department(&self) -> &str {
        &self.0.row.department
    }

    /// What processes call it.
    pub fn agency_code(&self) -> Result<String> {
        Ok(format!("{}/{}", self.0.row.region()?, self.0.row.department))
    }

    /// The item, by its code and its name.
    pub fn item(&self) -> (&str, &str) {
        (&self.0.row.item, &self.0.item.summary.name)
    }

    /// The applicant.
    pub fn applicant(&self) -> &str {
        &self.0.filed.applicant
    }

    /// The documents that its form asks for with these answers.
    pub async fn materials(&self, tx: &mut Tx) -> Result<Vec<NamedMaterial>> {
        let form = self.form(tx).await?;
        let context = self.0.filed.beside.surroundings.context();
        let follows = state_in(&form, &self.0.filed.answers, context);
        let wanted =
            form.materials.iter().zip(follows.materials()).filter(|(_, truth)| !matches!(truth, Truth::No));
        let named = |material: &schema::form::Material| NamedMaterial {
            id: material.id.clone(),
            name: material.name.clone(),
        };
        Ok(wanted.map(|(material, _)| named(material)).collect())
    }

    /// What has come of them, with how many files.
    async fn received(&self, tx: &mut Tx) -> Result<Vec<SlipMaterial>> {
        let files = applications::files_of(tx, self.0.row.application).await?;
        let materials = self.materials(tx).await?.into_iter();
        let received = materials.filter_map(|material| {
            let count = files.iter().filter(|file| file.material == material.id).count();
            let name = material.name.get(Locale::ZhCn).to_owned();
            (count > 0).then(|| SlipMaterial { name, files: count.to_string() })
        });
        Ok(received.collect())
    }

    async fn form(&self, tx: &mut Tx) -> Result<Form> {
        definitions::form(tx, &self.0.filed.form).await?.ok_or_else(Error::not_found)
    }

    /// How it stands, as far as slips follow from it.
    pub async fn standing(&self, tx: &mut Tx) -> Result<Standing> {
        let state = &self.0.state;
        let fees = store::fees_of(tx, self.0.row.id).await?;
        Ok(Standing {
            accepted: state.accepted_at.is_some(),
            not_accepted: state.status() == Some(Status::NotAccepted),
            supplement: !state.supplements.is_empty(),
            promised: !self.0.filed.beside.promises.is_empty(),
            owed: fees.iter().any(|fee| fee.amount.is_some() && fee.paid_at.is_none()),
            decided: state.decision.is_some(),
            joint: self.0.row.joint.is_some(),
        })
    }

    /// What a slip that is issued now may say of it.
    pub async fn data(&self, tx: &mut Tx, calendar: &Calendar, now: DateTime<Utc>) -> Result<SlipData> {
        let case = &self.0;
        let form = self.form(tx).await?;
        let (opinion, reason) = view::last_words(&case.events);
        let running = case.running(calendar).filter(|running| running.measure == Measure::Decision);
        Ok(SlipData {
            case: case.row.number.clone(),
            item: case.item.summary.name.clone(),
            agency: case.row.department.clone(),
            applicant: case.filed.applicant.clone(),
            filed_on: Some(local_day(case.row.opened_at)),
            accepted_on: case.state.accepted_at.map(local_day),
            due: running.and_then(|running| running.deadline.due),
            decided_on: decided_at(&case.events).map(local_day),
            issued_on: Some(local_day(now)),
            decision: case.state.decision,
            reason,
            article: opinion.map(|opinion| opinion.article),
            points: points(case, &form),
            promises: promises(case, &form),
            fees: fees(tx, case).await?,
            parts: parts(tx, case).await?,
            materials: self.received(tx).await?,
        })
    }
}

/// When it was decided, or not accepted.
fn decided_at(events: &[Event]) -> Option<DateTime<Utc>> {
    use schema::process::Outcome;
    let ends = |event: &&Event| match &event.payload {
        Payload::TaskCompleted(done) => {
            matches!(done.outcome, Outcome::Approved | Outcome::Rejected | Outcome::NotAccepted)
        }
        _ => false,
    };
    events.iter().rev().find(ends).map(|event| event.at)
}

/// All that the applicant was asked to put right the last time.
fn points(case: &Case, form: &Form) -> Vec<SlipPoint> {
    let name = |place: &Place| match place {
        Place::Pointer(pointer) => label(form, pointer, Locale::ZhCn).unwrap_or_else(|| pointer.clone()),
        Place::Material(id) => {
            let material = form.materials.iter().find(|material| material.id == *id);
            material.map_or_else(|| id.clone(), |material| material.name.get(Locale::ZhCn).to_owned())
        }
    };
    let points = case.state.supplements.last().into_iter().flat_map(|supplement| &supplement.points);
    points.map(|point| SlipPoint { place: name(&point.place), reason: point.reason.clone() }).collect()
}

fn promises(case: &Case, form: &Form) -> Vec<SlipPromise> {
    let promised = case.filed.promised(form).into_iter();
    promised
        .map(|promise| SlipPromise { name: promise.label.get(Locale::ZhCn).to_owned(), by: promise.by })
        .collect()
}

/// What is to be paid, as published, and is not yet.
async fn fees(tx: &mut Tx, case: &Case) -> Result<Vec<SlipFee>> {
    let fees = store::fees_of(tx, case.row.id).await?.into_iter().filter(|fee| fee.paid_at.is_none());
    let fee = |fee: schema::cases::CaseFee| {
        let amount = fee.amount?;
        let amount = format!("{}.{:02}", amount / 100, amount % 100);
        Some(SlipFee { name: fee.name, amount, basis: fee.basis })
    };
    Ok(fees.filter_map(fee).collect())
}

async fn parts(tx: &mut Tx, case: &Case) -> Result<Vec<SlipPart>> {
    let Some(joint) = case.row.joint else { return Ok(Vec::new()) };
    let parts = bundles::receipt_parts(tx, joint).await?;
    Ok(parts.into_iter().map(|part| SlipPart { item: part.item_name, agency: part.department }).collect())
}
