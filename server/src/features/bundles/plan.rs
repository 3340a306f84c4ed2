//! The handling plan (并联审批办理计划): what applies, what runs beside what, who owns it, by when; and what a bundle holds before
//! anybody applies.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use schema::Locale;
use schema::accounts::Session;
use schema::bundle::{self, Applies, Bundle, BundleItem, applies, joint, ranks, saved, saved_materials};
use schema::bundles::{BundlePart, BundleView, HandlingPlan, LanePlan, PlannedPart, ReceiptPart};
use schema::calendar::{CLOSE_OF_OFFICE, Calendar, Limit, deadline, local_day};
use schema::catalogue::Item;
use schema::expr::sentence;
use schema::form::{self, Control, Form};
use schema::locale::Text;
use serde_json::Value;

use super::forms::{self, Made};
use super::joint::Joint;
use super::{clock, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{applications, cases, catalogue, definitions};
use crate::state::AppState;

/// What a bundle holds.
pub async fn bundle_view(tx: &mut Tx, item: &str, now: DateTime<Utc>) -> Result<BundleView> {
    let form = definitions::form_of_item(tx, item, now).await?.ok_or_else(Error::not_found)?;
    let made = forms::made(tx, &form).await?.ok_or_else(Error::not_found)?;
    let program = definitions::form(tx, &form).await?.ok_or_else(Error::not_found)?;
    let lead = catalogue::handled_by(tx, item).await?.ok_or_else(Error::not_found)?;
    let items = items(tx, &made.bundle).await?;
    let all: BTreeSet<String> = items.keys().cloned().collect();
    let part = |item: &BundleItem| {
        let known = items.get(&item.item);
        let stage = made.bundle.stages.iter().find(|stage| Some(&stage.id) == item.stage.as_ref());
        BundlePart {
            item: item.item.clone(),
            name: known.map(|known| known.summary.name.clone()).unwrap_or_default(),
            department: known.map(|known| known.summary.department.clone()).unwrap_or_default(),
            stage: stage.map(|stage| stage.name.clone()),
            always: item.when.is_none(),
            when: when(item, &program),
            after: item.after.clone(),
            limit: known.map(cases::decision_limit),
        }
    };
    Ok(BundleView {
        item: item.to_owned(),
        title: made.bundle.title.clone(),
        lead: lead.name,
        parts: made.bundle.items.iter().map(part).collect(),
        fields: saved(&made.slices, &all),
        materials: saved_materials(&made.slices, &all),
        limit: joint::LIMIT,
        form,
    })
}

async fn items(tx: &mut Tx, bundle: &Bundle) -> Result<BTreeMap<String, Item>> {
    let mut items = BTreeMap::new();
    for code in bundle.items.iter().map(|item| &item.item) {
        if let Some(version) = catalogue::version(tx, code).await?
            && let Some(item) = catalogue::item_at(tx, code, version).await?
        {
            items.insert(code.clone(), item);
        }
    }
    Ok(items)
}

/// When an item applies, in words: the questions and answers by what the one form calls them.
fn when(item: &BundleItem, form: &Form) -> Text {
    let Some(when) = &item.when else { return Text::default() };
    let say = |text: Text, locale: Locale| {
        let labels = |pointer: &str, value: Option<&Value>| match value {
            None => form::label(form, pointer, locale),
            Some(value) => choice(form, pointer, value, locale),
        };
        text.with(locale, sentence(when, locale, &labels).text(locale))
    };
    Locale::ALL.into_iter().fold(Text::default(), say)
}

fn choice(form: &Form, pointer: &str, value: &Value, locale: Locale) -> Option<String> {
    let found = form::find(form, pointer)?;
    let choices = match &found.field.control {
        Control::Choice { options, .. } | Control::Choices { options, .. } => options,
        _ => return None,
    };
    let choice = choices.iter().find(|choice| choice.value == *value)?;
    Some(choice.label.get(locale).to_owned())
}

/// The plan of an application of this person that is made with the form of a bundle.
pub async fn plan(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    id: i64,
    now: DateTime<Utc>,
) -> Result<HandlingPlan> {
    let stored = applications::of_account(tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let made = forms::made(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let form = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let surroundings = applications::surroundings(state, tx, session, (&stored, &form), now).await?;
    let answers = form::prune_in(&form, &stored.answers, surroundings.context());
    let applies = applies(&made.bundle, &answers, surroundings.context());
    let filed_at = stored.submitted_at.unwrap_or(now);
    let items = items(tx, &made.bundle).await?;
    let calendar = state.calendar.current();
    Ok(HandlingPlan {
        number: stored.summary.joint.map(|joint| joint.number),
        parts: parts(&made, &items, &applies, (local_day(filed_at), &calendar)),
        fields: saved(&made.slices, &certain(&applies)),
        materials: saved_materials(&made.slices, &certain(&applies)),
        deadline: Some(clock::expected(&calendar, filed_at)),
    })
}

fn certain(applies: &BTreeMap<String, Applies>) -> BTreeSet<String> {
    let sure = applies.iter().filter(|(_, applies)| **applies == Applies::Yes);
    sure.map(|(item, _)| item.clone()).collect()
}

/// The items in order of their ranks.
fn parts(
    made: &Made,
    items: &BTreeMap<String, Item>,
    applies: &BTreeMap<String, Applies>,
    (filed, calendar): (NaiveDate, &Calendar),
) -> Vec<PlannedPart> {
    let possible: BTreeSet<String> = applies
        .iter()
        .filter(|(_, applies)| **applies != Applies::No)
        .map(|(item, _)| item.clone())
        .collect();
    let days = days(&made.bundle, items, &possible, (filed, calendar));
    let ranks = ranks(&made.bundle, &possible);
    let mut ordered: Vec<&BundleItem> = made.bundle.items.iter().collect();
    ordered.sort_by_key(|item| ranks.get(&item.item).copied().unwrap_or(u32::MAX));
    let part = |item: &BundleItem| {
        let known = items.get(&item.item);
        PlannedPart {
            item: item.item.clone(),
            name: known.map(|known| known.summary.name.clone()).unwrap_or_default(),
            department: known.map(|known| known.summary.department.clone()).unwrap_or_default(),
            applies: applies.get(&item.item).copied().unwrap_or(Applies::Unknown),
            after: after(item, &possible),
            rank: ranks.get(&item.item).copied().unwrap_or_default(),
            limit: known.map(cases::decision_limit),
            by: days.get(&item.item).copied(),
        }
    };
    ordered.into_iter().map(part).collect()
}

/// What has to be approved before an item, of what may apply.
fn after(item: &BundleItem, possible: &BTreeSet<String>) -> Vec<String> {
    item.after.iter().filter(|code| possible.contains(*code)).cloned().collect()
}

/// The last day of each item that may apply, one after the other.
fn days(
    bundle: &Bundle,
    items: &BTreeMap<String, Item>,
    possible: &BTreeSet<String>,
    (filed, calendar): (NaiveDate, &Calendar),
) -> BTreeMap<String, NaiveDate> {
    let ranks = ranks(bundle, possible);
    let mut ordered: Vec<&BundleItem> =
        bundle.items.iter().filter(|item| possible.contains(&item.item)).collect();
    ordered.sort_by_key(|item| ranks.get(&item.item).copied().unwrap_or(u32::MAX));
    let mut days: BTreeMap<String, NaiveDate> = BTreeMap::new();
    for item in ordered {
        let begins =
            after(item, possible).iter().filter_map(|code| days.get(code)).max().copied().unwrap_or(filed);
        let limit = items.get(&item.item).map(cases::decision_limit);
        if let Some(by) = limit.and_then(|limit| by(calendar, begins, limit)) {
            days.insert(item.item.clone(), by);
        }
    }
    days
}

/// The place of each part of a joint application in its plan.
pub async fn lanes(tx: &mut Tx, joint: &Joint, calendar: &Calendar) -> Result<BTreeMap<String, LanePlan>> {
    let applying = joint.applying();
    let items = items(tx, &joint.bundle).await?;
    let days = days(&joint.bundle, &items, &applying, (local_day(joint.row.submitted_at), calendar));
    let ranks = ranks(&joint.bundle, &applying);
    let place = |item: &BundleItem| LanePlan {
        rank: ranks.get(&item.item).copied().unwrap_or_default(),
        after: after(item, &applying),
        by: days.get(&item.item).copied(),
    };
    Ok(joint.bundle.items.iter().map(|item| (item.item.clone(), place(item))).collect())
}

/// The last day of something that begins on a day and is accepted on the next working day.
fn by(calendar: &Calendar, begins: NaiveDate, limit: Limit) -> Option<NaiveDate> {
    let accepted = calendar.add_working_days(begins, 1);
    deadline(accepted, limit, calendar, &[], &[], CLOSE_OF_OFFICE).due
}

/// The parts, as a receipt names them.
pub async fn receipt_parts(tx: &mut Tx, id: i64) -> Result<Vec<ReceiptPart>> {
    let joint = Joint::load(tx, id).await?.ok_or_else(Error::not_found)?;
    let applying = joint.applying();
    // As it was when it was filed: a receipt is the same whenever it is asked for, but for the numbers that were given since.
    let first = bundle::next(&joint.bundle, &applying, &BTreeMap::new(), &BTreeSet::new());
    let mut parts = Vec::new();
    for part in &joint.parts {
        let held = first.held.iter().find(|(item, _)| *item == part.row.item);
        parts.push(ReceiptPart {
            item: part.row.item.clone(),
            item_name: part.row.item_name.clone(),
            department: part.row.department.clone(),
            held_for: held.map(|(_, held_for)| held_for.clone()).unwrap_or_default(),
            number: store::number_of(tx, part.row.application).await?,
        });
    }
    Ok(parts)
}
