//! A joint application as its reader may see it: its applicant and its lead all of it, an agency with a part in it who works beside
//! it, who tracks it by number where it stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schema::Locale;
use schema::applications::FormRef;
use schema::bundle::{saved, saved_materials};
use schema::bundles::{JointEntry, JointEventKind, JointStatus, JointView, Lane, LaneState};
use schema::calendar::{Calendar, local_day};
use schema::form::{self, Form};
use schema::locale::Text;

use super::joint::{HALL, Joint, Part, Said};
use super::{clock, domain, forms, plan, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::cases::{self, LaneCase};
use crate::features::{accounts, definitions};
use crate::state::AppState;

/// Who looks.
pub enum Reader<'a> {
    /// Who filed it.
    Applicant,
    /// Somebody with posts at these agencies; whether they head the lead.
    Staff { agencies: &'a BTreeSet<i64>, heads: bool },
    /// Somebody who knows its number and four characters.
    Outside,
}

impl Reader<'_> {
    /// Whether they see what is said of the whole.
    fn sees_all(&self, joint: &Joint) -> bool {
        match self {
            Self::Applicant => true,
            Self::Staff { agencies, .. } => agencies.contains(&joint.row.agency),
            Self::Outside => false,
        }
    }

    fn works_at(&self, lane: &LaneCase) -> bool {
        matches!(self, Self::Staff { agencies, .. } if !agencies.is_disjoint(&lane.come_to))
    }

    const fn is_applicant(&self) -> bool {
        matches!(self, Self::Applicant)
    }
}

/// A joint application as its reader sees it.
pub async fn view(state: &AppState, tx: &mut Tx, joint: &Joint, reader: &Reader<'_>) -> Result<JointView> {
    let row = &joint.row;
    let calendar = state.calendar.current();
    let today = local_day(state.clock.now());
    let known = cases::parts_of(tx, row.application).await?;
    let cases = cases::lanes(state, tx, row.application).await?;
    let form = FormRef {
        id: format!("{}{}", FormRef::BUNDLE, row.item),
        version: u32::try_from(row.form_version).unwrap_or(u32::MAX),
    };
    let slices = forms::made(tx, &form).await?.ok_or_else(Error::not_found)?.slices;
    let applying = joint.applying();
    let deadline = row.accepted_at.map(|at| clock::running(&calendar, at, row.extension));
    let running = deadline.as_ref().filter(|_| joint.due(&calendar, &known).is_some());
    let sees_all = reader.sees_all(joint);
    let plans = match reader {
        Reader::Staff { .. } => plan::lanes(tx, joint, &calendar).await?,
        Reader::Applicant | Reader::Outside => BTreeMap::new(),
    };
    let lanes: Vec<Lane> = joint
        .parts
        .iter()
        .map(|part| {
            let plan = plans.get(&part.row.item).cloned();
            Lane { plan, ..lane(part, cases.get(&part.row.application), reader, sees_all) }
        })
        .collect();
    let last =
        lanes.iter().filter_map(|lane| lane.due).chain(deadline.as_ref().and_then(|all| all.due)).max();
    let is_undecided = domain::undecided(joint, &known).next().is_some();
    let (allowed, leads) = match reader {
        Reader::Staff { heads, .. } if sees_all => (domain::allowed(joint, &known, *heads), true),
        _ => (Vec::new(), false),
    };
    Ok(JointView {
        number: row.number()?,
        application: reader.is_applicant().then_some(row.application),
        item: row.item.clone(),
        item_name: row.item_name.clone(),
        lead: row.lead.clone(),
        applicant: if matches!(reader, Reader::Outside) { String::new() } else { row.applicant.clone() },
        submitted_at: row.submitted_at,
        status: joint.status,
        closed_at: row.closed_at,
        remaining: running.and_then(|deadline| deadline.remaining(today, &calendar)),
        deadline,
        extended: row.extension.is_some(),
        today,
        off: off(&calendar, local_day(row.submitted_at), last.map_or(today, |last| last.max(today))),
        lanes,
        log: log(tx, joint, reader, &form).await?,
        fields: saved(&slices, &applying),
        materials: saved_materials(&slices, &applying),
        allowed,
        may_withdraw: reader.is_applicant() && joint.status == JointStatus::Open && is_undecided,
        leads,
        revision: row.seq.unsigned_abs(),
    })
}

/// The days from one to another on which the offices do not work.
fn off(calendar: &Calendar, from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let days = from.iter_days().take_while(|day| *day <= until);
    days.filter(|day| !calendar.day_kind(*day).is_working()).collect()
}

/// A part. Who works beside it sees whose it is, how far it has come and by when.
fn lane(part: &Part, case: Option<&LaneCase>, reader: &Reader<'_>, sees_all: bool) -> Lane {
    let may_open = case.is_some_and(|case| reader.is_applicant() || reader.works_at(case));
    let sees = sees_all || may_open || matches!(reader, Reader::Outside);
    let case_if = |may: bool| case.filter(|_| may);
    Lane {
        item: part.row.item.clone(),
        item_name: part.row.item_name.clone(),
        department: case.map_or(&part.row.department, |case| &case.department).clone(),
        state: part.state,
        held_for: part.held_for.clone(),
        number: case_if(sees_all || may_open).map(|case| case.number),
        may_open,
        application: reader.is_applicant().then_some(part.row.application),
        status: case_if(sees).map(|case| case.status),
        decision: case_if(sees).and_then(|case| case.decision),
        opened_at: case.map(|case| case.opened_at),
        accepted_at: case.and_then(|case| case.accepted_at),
        due: case.and_then(|case| case.due),
        remaining: case.and_then(|case| case.remaining),
        late: case.and_then(|case| case.remaining).is_some_and(|days| days < 0),
        pauses: case_if(sees).map(|case| case.pauses.clone()).unwrap_or_default(),
        closed_at: case.and_then(|case| case.closed_at),
        asked: case_if(sees_all || may_open).map(|case| case.asked).unwrap_or_default(),
        tasks: case_if(sees_all || may_open).map(|case| case.tasks.clone()).unwrap_or_default(),
        plan: None,
    }
}

/// What has happened to the whole. An agency with a part in it is told what the lead told it.
async fn log(tx: &mut Tx, joint: &Joint, reader: &Reader<'_>, form: &FormRef) -> Result<Vec<JointEntry>> {
    let all = reader.sees_all(joint);
    if matches!(reader, Reader::Outside) {
        return Ok(Vec::new());
    }
    let program = definitions::form(tx, form).await?.ok_or_else(Error::not_found)?;
    let mut entries = Vec::new();
    for (at, actor, kind, item, data) in store::events(tx, joint.row.application).await? {
        let kind = JointEventKind::from_slug(&kind)
            .ok_or_else(|| anyhow::anyhow!("joint {}: event {kind}", joint.row.application))?;
        let said: Said = serde_json::from_str(&data)?;
        if !all && !is_told(joint, reader, kind, &said) {
            continue;
        }
        // What agencies say to each other is no business of the applicant.
        if reader.is_applicant() && is_between_agencies(kind) {
            continue;
        }
        let by = match actor.parse().ok().filter(|_| actor != HALL) {
            Some(account) => accounts::name(tx, account).await?,
            None => None,
        };
        let places = said.places.iter().filter(|_| all).map(|place| label(&program, place)).collect();
        let Said { items, reason, approved_by, days, .. } = said;
        entries.push(JointEntry { at, by, kind, item, items, reason, approved_by, days, places });
    }
    Ok(entries)
}

/// Whether an event is one among agencies.
const fn is_between_agencies(kind: JointEventKind) -> bool {
    use JointEventKind::{Informed, ProceedingCalled, ProceedingEnded};
    matches!(kind, Informed | ProceedingCalled | ProceedingEnded)
}

/// Whether an agency with a part in it is told of an event: that the lead told it something.
fn is_told(joint: &Joint, reader: &Reader<'_>, kind: JointEventKind, said: &Said) -> bool {
    let Reader::Staff { agencies, .. } = reader else { return false };
    let mut meant = joint.parts.iter().filter(|part| said.items.contains(&part.row.item));
    kind == JointEventKind::Informed && meant.any(|part| agencies.contains(&part.row.agency))
}

/// What the one form calls a field, or a document.
fn label(form: &Form, place: &str) -> Text {
    if let Some(material) = form.materials.iter().find(|material| material.id == place) {
        return material.name.clone();
    }
    let named = |text: Text, locale: Locale| match form::label(form, place, locale) {
        Some(label) => text.with(locale, label),
        None => text,
    };
    Locale::ALL.into_iter().fold(Text::default(), named)
}

/// Where a joint application stands, for who knows its number and the last four characters.
pub async fn tracked(
    state: &AppState,
    tx: &mut Tx,
    number: &str,
    last_four: &str,
) -> Result<Option<JointView>> {
    let Some(joint) = Joint::by_number(tx, number).await? else { return Ok(None) };
    let identity = joint.row.identity_number.as_deref().unwrap_or_default();
    let last = identity.len().checked_sub(4).and_then(|start| identity.get(start..));
    if last.is_none() || last != Some(last_four) {
        return Ok(None);
    }
    view(state, tx, &joint, &Reader::Outside).await.map(Some)
}

/// Whether somebody with posts at these agencies has to do with it: they lead it, or a part of it is theirs.
pub fn concerns(joint: &Joint, agencies: &BTreeSet<i64>) -> bool {
    let is_theirs = |part: &Part| part.state != LaneState::Dropped && agencies.contains(&part.row.agency);
    agencies.contains(&joint.row.agency) || joint.parts.iter().any(is_theirs)
}
