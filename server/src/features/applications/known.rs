//! What the hall knows besides the answers: of the applicant by their account, and of the moment, the item and the office
//! that handles it. Forms begin with it, and their rules read it.

use chrono::{DateTime, Datelike, Utc};
use schema::accounts::Session;
use schema::applications::ApplicationState;
use schema::calendar::{CHINA, Calendar, WorkWeek, local_day};
use schema::element::{NOW, Source, TODAY};
use schema::form::{Form, Known, Surroundings, reads_surroundings};
use serde_json::{Value, json};

use super::store::Stored;
use crate::db::Tx;
use crate::error::Result;
use crate::features::{accounts, catalogue};

/// Rules that count working days are told those of so many years before this one, and after it: further away they
/// would count what nobody has announced, or what nobody asks.
const YEARS: (i32, i32) = (5, 2);

/// What is known, by who says so.
pub struct Facts {
    account: Value,
    moment: Value,
}

impl Facts {
    /// What is known when this person applies for an item, given by its code and name.
    pub async fn of(
        tx: &mut Tx,
        session: &Session,
        (code, name): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let person = accounts::person(tx, session.account).await?;
        let mut account = json!({
            "person": { "name": session.name, "identity_number": person.identity_number, "phone": person.phone },
        });
        if let Some(enterprise) = &session.enterprise {
            account["enterprise"] = json!({ "name": enterprise.name, "credit_code": enterprise.credit_code });
        }
        let time = now.with_timezone(&CHINA).format("%H:%M").to_string();
        let mut moment = json!({ TODAY: local_day(now), NOW: time, "item": { "code": code, "name": name } });
        if let Some(agency) = catalogue::handled_by(tx, code).await? {
            moment["agency"] = json!({ "name": agency.name, "region": agency.region });
        }
        Ok(Self { account, moment })
    }

    /// Each with its source. What is no element of a person is the form's own to begin with.
    pub fn known(&self) -> [Known<'_>; 2] {
        [
            Known { source: Source::Account, facts: &self.account },
            Known { source: Source::Form, facts: &self.moment },
        ]
    }

    fn all(&self) -> Value {
        let members = [&self.account, &self.moment].into_iter().filter_map(Value::as_object);
        members.flatten().map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}

/// What the rules of an application's form read besides the answers: once it is filed as it was then, else as it is now.
pub async fn surroundings(
    tx: &mut Tx,
    calendar: &Calendar,
    session: &Session,
    (stored, form): (&Stored, &Form),
    now: DateTime<Utc>,
) -> Result<Surroundings> {
    if stored.summary.state == ApplicationState::Submitted {
        return Ok(stored.beside.surroundings.clone());
    }
    if !reads_surroundings(form) {
        return Ok(Surroundings::default());
    }
    let all = everything(tx, calendar, session, stored, now).await?;
    Ok(Surroundings::of(form, &all.facts, || all.week.unwrap_or_default()))
}

/// Everything that rules could read besides the answers, for what leaves no trace of it.
pub async fn everything(
    tx: &mut Tx,
    calendar: &Calendar,
    session: &Session,
    stored: &Stored,
    now: DateTime<Utc>,
) -> Result<Surroundings> {
    let facts = Facts::of(tx, session, (&stored.summary.item, &stored.summary.item_name), now).await?;
    let year = local_day(now).year();
    let week = WorkWeek::of(calendar, year - YEARS.0..=year + YEARS.1);
    Ok(Surroundings { facts: facts.all(), week: Some(week) })
}
