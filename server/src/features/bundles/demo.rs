//! The bundles of the demo city, and one joint application under way: a construction project of which a part is approved, one goes
//! on, one waits for its applicant, and two for the others.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use schema::accounts::Session;
use schema::calendar::{Calendar, local_day, moment};
use schema::process::{Place, SupplementPoint};
use serde_json::{Value, json};

use super::forms::{self, Made};
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{accounts, applications, cases, catalogue, definitions};
use crate::state::AppState;

const BUNDLES: [&str; 4] = [
    include_str!("../../../seed/bundles/birth.json"),
    include_str!("../../../seed/bundles/chopstick-start.json"),
    include_str!("../../../seed/bundles/construction-start.json"),
    include_str!("../../../seed/bundles/enterprise-start.json"),
];

/// What is under way, who applied (`server/seed/people.json`), and how many working days ago.
const UNDER_WAY: &str = "DEMO-440100-CONSTRUCTION-START";
const APPLICANT: &str = "agent-lin";
const DAYS: u16 = 8;

/// On which working days something is done with each part, counted from the day of filing: in the order in which the parts begin.
/// What is asked for something is asked once.
const COURSE: [(&str, bool, &[u16]); 3] = [
    ("DEMO-440100-PROJECT-APPROVAL", false, &[1, 2, 3, 4]),
    ("DEMO-440100-ENVIRONMENTAL-IMPACT", true, &[5]),
    ("DEMO-440100-LAND-USE-PLANNING", false, &[6]),
];

/// Publishes them, after the forms of their items; returns how many there are.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    for bundle in BUNDLES {
        super::publish(tx, bundle, now).await?;
    }
    Ok(BUNDLES.len())
}

/// Files the one that is under way and brings its parts as far as they are; whether it was not there before.
pub async fn file(state: &AppState) -> Result<bool> {
    let mut tx = state.db.write().await?;
    let Some(account) = accounts::demo::account(&mut tx, APPLICANT).await? else { return Ok(false) };
    if !store::of_account(&mut tx, account, i64::MAX, 1).await?.is_empty() {
        return Ok(false);
    }
    let calendar = state.calendar.current();
    let filed = days_before(&calendar, local_day(state.clock.now()), DAYS);
    let joint = filed_on(state, &mut tx, account, at_ten(filed)).await?;
    for (item, asks, days) in COURSE {
        let parts = store::parts(&mut tx, joint).await?;
        let part = parts.iter().find(|part| part.item == item).ok_or_else(Error::not_found)?;
        let moments: Vec<DateTime<Utc>> =
            days.iter().map(|days| at_ten(calendar.add_working_days(filed, *days))).collect();
        let missing = asks.then(missing);
        cases::demo::bring(state, &mut tx, part.application, missing.as_ref(), &moments).await?;
    }
    tx.commit().await?;
    Ok(true)
}

fn missing() -> SupplementPoint {
    let reason = "报告表缺编制人员的签名，请补一份签全的。".to_owned();
    SupplementPoint { place: Place::Material("assessment".to_owned()), reason }
}

/// Ten in the morning.
fn at_ten(day: NaiveDate) -> DateTime<Utc> {
    moment(day, NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default())
}

/// So many working days before a day.
fn days_before(calendar: &Calendar, day: NaiveDate, days: u16) -> NaiveDate {
    let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt);
    let mut working = before.filter(|day| calendar.is_working(*day));
    working.nth(usize::from(days.saturating_sub(1))).unwrap_or(day)
}

/// Files it as of a moment in the past; returns its application.
async fn filed_on(state: &AppState, tx: &mut Tx, account: i64, filed: DateTime<Utc>) -> Result<i64> {
    let form = definitions::form_of_item(tx, UNDER_WAY, state.clock.now()).await?;
    let form = form.ok_or_else(Error::not_found)?;
    let made = forms::made(tx, &form).await?.ok_or_else(Error::not_found)?;
    let version = catalogue::version(tx, UNDER_WAY).await?.ok_or_else(Error::not_found)?;
    let session = accounts::as_applicant(tx, account).await?;
    let number = accounts::person(tx, account).await?.identity_number;
    let answers = answers(&made, &session, number.as_deref());
    let id = applications::insert_filed(tx, account, (UNDER_WAY, version), &form, &answers, filed).await?;
    let stored = applications::of_account(tx, account, id).await?.ok_or_else(Error::not_found)?;
    super::file(state, tx, &session, (&stored, "demo"), filed).await
}

/// The examples of the items' forms, with this applicant in them, as answers to the one form.
fn answers(made: &Made, session: &Session, identity_number: Option<&str>) -> Value {
    let enterprise = session.enterprise.as_ref();
    let told = [
        ("/enterprise/name", enterprise.map(|enterprise| enterprise.name.clone())),
        ("/enterprise/credit_code", enterprise.map(|enterprise| enterprise.credit_code.to_string())),
        ("/enterprise/legal_representative", Some("陈德福".to_owned())),
        ("/agent/name", Some(session.name.clone())),
        ("/agent/identity_number", identity_number.map(str::to_owned)),
    ];
    let mut answers = json!({ "situation": { "approval": "listed", "assessment": "form" } });
    for slice in &made.slices {
        let Some(mut own) = cases::demo::example(&slice.form.id) else { continue };
        for (pointer, value) in &told {
            if let (Some(place), Some(value)) = (own.pointer_mut(pointer), value) {
                *place = value.as_str().into();
            }
        }
        slice.write(&mut answers, &own);
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_a_day_are_working_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let calendar = Calendar::default();
        // A Monday; the weekend lies between.
        assert_eq!(days_before(&calendar, day("2026-03-16"), 1), day("2026-03-13"));
        assert_eq!(days_before(&calendar, day("2026-03-16"), 6), day("2026-03-06"));
    }
}
