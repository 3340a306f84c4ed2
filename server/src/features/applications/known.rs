//! What the hall knows besides the answers: of the applicant by their account, and of the moment, the item and the office
//! that handles it. Forms begin with it, and their rules read it. What the applicant filed before, and where the service
//! is, only fills fields in.

use chrono::{DateTime, Datelike, Utc};
use schema::accounts::Session;
use schema::applications::ApplicationState;
use schema::calendar::{CHINA, Calendar, WorkWeek, local_day};
use schema::element::{NOW, Source, TODAY};
use schema::form::{Applicant, Earlier, Form, Known, Surroundings, lacks, reads_surroundings, retold};
use serde_json::{Value, json};

use super::domain::Patterns;
use super::store::{self, Stored};
use crate::db::Tx;
use crate::error::Result;
use crate::features::{accounts, catalogue, definitions, licences};

/// Rules that count working days are told those of so many years before this one, and after it: further away they
/// would count what nobody has announced, or what nobody asks.
const YEARS: (i32, i32) = (5, 2);

/// So many of the applications that somebody filed last are asked what they tell.
const RECALLED: i64 = 5;

/// What is known, by who says so.
pub struct Facts {
    account: Value,
    moment: Value,
    region: Value,
    /// What licences that hold tell, the newest first.
    licences: Vec<Value>,
    /// What was filed before, the newest first.
    earlier: Vec<(Earlier, Value)>,
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
        let mut region = Value::Null;
        if let Some(agency) = catalogue::handled_by(tx, code).await? {
            region =
                json!({ "person": { "region": agency.region }, "enterprise": { "region": agency.region } });
            moment["agency"] = json!({ "name": agency.name, "region": agency.region });
        }
        Ok(Self { account, moment, region, licences: Vec::new(), earlier: Vec::new() })
    }

    /// Recalls what this person's licences say that hold today, and what they filed before, each as far as the form asks for what
    /// nobody before tells. Only their own account is asked: whoever knows the code of an enterprise can register as its agent.
    pub async fn recall(
        &mut self,
        tx: &mut Tx,
        session: &Session,
        form: &Form,
        now: DateTime<Utc>,
    ) -> Result<()> {
        if lacks(form, &self.known(), Source::Licence, &Patterns) {
            let number = self.identity_number().map(str::to_owned);
            self.licences = licences::told(tx, session, number.as_deref(), local_day(now)).await?;
        }
        if !self.lacks_earlier(form) {
            return Ok(());
        }
        let number = self.identity_number().map(str::to_owned);
        let enterprise = session.enterprise.as_ref();
        let applicant = Applicant {
            name: &session.name,
            identity_number: number.as_deref(),
            enterprise: enterprise.map(|it| (it.name.as_str(), it.credit_code.as_str())),
        };
        for filed in store::last_filed(tx, session.account, RECALLED).await? {
            let Some(form_then) = definitions::form(tx, &filed.form).await? else { continue };
            let earlier = Earlier { application: filed.id, filed_on: local_day(filed.submitted_at) };
            self.earlier.push((earlier, retold(&form_then, &filed.answers, &applicant)));
            if !self.lacks_earlier(form) {
                break;
            }
        }
        Ok(())
    }

    fn identity_number(&self) -> Option<&str> {
        self.account.pointer("/person/identity_number").and_then(Value::as_str)
    }

    fn lacks_earlier(&self, form: &Form) -> bool {
        let told: Vec<Known<'_>> =
            self.known().into_iter().filter(|known| known.source != Source::Region).collect();
        lacks(form, &told, Source::EarlierApplication, &Patterns)
    }

    /// Each with its source. What is no element of a person is the form's own to begin with.
    pub fn known(&self) -> Vec<Known<'_>> {
        let known = |source, facts| Known { source, facts, earlier: None };
        let earlier = self.earlier.iter().map(|(earlier, facts)| Known {
            earlier: Some(*earlier),
            ..known(Source::EarlierApplication, facts)
        });
        let others =
            [(Source::Account, &self.account), (Source::Region, &self.region), (Source::Form, &self.moment)];
        let licences = self.licences.iter().map(|facts| known(Source::Licence, facts));
        earlier
            .chain(licences)
            .chain(others.into_iter().map(|(source, facts)| known(source, facts)))
            .collect()
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
    let item = (stored.summary.item.as_str(), stored.summary.item_name.as_str());
    surroundings_of(tx, calendar, session, (item, form), now).await
}

/// What the rules of a form read besides the answers now, for an item given by its code and name.
pub async fn surroundings_of(
    tx: &mut Tx,
    calendar: &Calendar,
    session: &Session,
    (item, form): ((&str, &str), &Form),
    now: DateTime<Utc>,
) -> Result<Surroundings> {
    if !reads_surroundings(form) {
        return Ok(Surroundings::default());
    }
    let all = everything_of(tx, calendar, session, item, now).await?;
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
    let item = (stored.summary.item.as_str(), stored.summary.item_name.as_str());
    everything_of(tx, calendar, session, item, now).await
}

async fn everything_of(
    tx: &mut Tx,
    calendar: &Calendar,
    session: &Session,
    item: (&str, &str),
    now: DateTime<Utc>,
) -> Result<Surroundings> {
    let facts = Facts::of(tx, session, item, now).await?;
    let year = local_day(now).year();
    let week = WorkWeek::of(calendar, year - YEARS.0..=year + YEARS.1);
    Ok(Surroundings { facts: facts.all(), week: Some(week) })
}
