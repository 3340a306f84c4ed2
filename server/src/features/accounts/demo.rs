//! The people of the demo city: `server/seed/people.json`.

use std::io::Write;

use chrono::{DateTime, Utc};
use schema::accounts::{Register, RegisterEnterprise};
use schema::id::IdentityNumber;
use schema::role::{RegionCode, Role};
use serde::Deserialize;

use super::domain::{self, Registration};
use super::{Passwords, store};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::features::catalogue;
use crate::ports::{Chance, Clock};

const PEOPLE: &str = include_str!("../../../seed/people.json");

#[derive(Deserialize)]
struct People {
    password: String,
    citizens: Vec<Citizen>,
    enterprises: Vec<EnterpriseAccount>,
    staff: Vec<Staff>,
}

#[derive(Deserialize)]
struct Citizen {
    account: String,
    name: String,
    identity_number: String,
    phone: String,
}

#[derive(Deserialize)]
struct EnterpriseAccount {
    name: String,
    credit_code: String,
    agent: Citizen,
}

#[derive(Deserialize)]
struct Staff {
    account: String,
    name: String,
    role: String,
    agency: Option<String>,
    region_code: Option<String>,
}

/// Adds the people who are not there yet; returns how many were added.
pub async fn load(db: &Db, clock: &Clock, chance: &Chance) -> anyhow::Result<usize> {
    let people: People = serde_json::from_str(PEOPLE)?;
    // One known password: hashing it slowly for each account would protect nothing.
    let hash = Passwords::quick(chance)?.hash(chance, people.password.clone()).await?;
    let mut tx = db.write().await?;
    let mut added = 0;
    for registration in people.registrations()? {
        if store::credentials(&mut tx, &registration.login).await?.is_none() {
            store::insert(&mut tx, &registration, &hash, true, clock.now()).await?;
            added += 1;
        }
    }
    for person in &people.staff {
        let role = Role::from_slug(&person.role)
            .ok_or_else(|| anyhow::anyhow!("people.json: role {}", person.role))?;
        let region = person.region_code.as_deref().map(RegionCode::parse).transpose()?;
        let agency = match (&person.agency, &region) {
            (Some(name), Some(region)) => Some(catalogue::agency(&mut tx, region, name).await?),
            _ => None,
        };
        let post = (role, region.as_ref(), agency);
        super::add_staff(&mut tx, &person.account, &person.name, &hash, post, clock.now()).await?;
        added += 1;
    }
    tx.commit().await?;
    Ok(added)
}

/// The account of somebody of the demo city, if it is there.
pub async fn account(tx: &mut Tx, login: &str) -> Result<Option<i64>> {
    Ok(store::credentials(tx, login).await?.map(|found| found.id))
}

/// Refuses a database with demo accounts: everybody knows their password.
pub async fn refuse(db: &Db) -> anyhow::Result<()> {
    let found = store::demonstration(&mut db.read().await?).await?;
    anyhow::ensure!(
        found.is_none(),
        "ONEHALL_ENV=production refuses the demo accounts in ONEHALL_DATABASE, such as {}: give the hall a database \
         of its own",
        found.unwrap_or_default()
    );
    Ok(())
}

/// Says how to sign in.
pub fn print(out: &mut impl Write) -> anyhow::Result<()> {
    let people: People = serde_json::from_str(PEOPLE)?;
    writeln!(out, "Demo accounts, all with the password {}:", people.password)?;
    let citizens = people.citizens.iter().map(|person| (&person.account, &person.name, "citizen".to_owned()));
    let agents = people.enterprises.iter().map(|enterprise| {
        (&enterprise.agent.account, &enterprise.agent.name, format!("agent of {}", enterprise.name))
    });
    let staff = people.staff.iter().map(|person| {
        let place = person.agency.as_deref().unwrap_or_default();
        (&person.account, &person.name, format!("{} {place}", person.role))
    });
    for (account, name, what) in citizens.chain(agents).chain(staff) {
        writeln!(out, "  {account:<24} {name}  {what}")?;
    }
    Ok(())
}

const FAMILY: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "林", "郭",
    "何", "高", "罗",
];
const GIVEN: [&str; 12] =
    ["小禾", "子安", "若水", "明远", "思齐", "雨桐", "嘉木", "云舒", "知行", "安然", "书言", "清和"];

/// Invented applicants, added when they are not there. They cannot sign in: nobody knows their password.
pub async fn applicants(tx: &mut Tx, count: usize, now: DateTime<Utc>) -> Result<Vec<i64>> {
    let mut ids = Vec::with_capacity(count);
    for place in 0..count {
        let login = format!("demo-applicant-{place}");
        if let Some(found) = store::credentials(tx, &login).await? {
            ids.push(found.id);
            continue;
        }
        let registration = Registration {
            name: format!("{}{}", FAMILY[place % FAMILY.len()], GIVEN[place % GIVEN.len()]),
            identity_number: invented_number(place)?,
            password: String::new(),
            phone: Some("13800138000".to_owned()),
            enterprise: None,
            login,
        };
        ids.push(store::insert(tx, &registration, "!", true, now).await?);
    }
    Ok(ids)
}

/// A number of the unassigned area 440199 whose check character holds; it belongs to nobody.
fn invented_number(place: usize) -> anyhow::Result<IdentityNumber> {
    let body =
        format!("440199{:04}{:02}{:02}{:03}", 1950 + place % 55, 1 + place % 12, 1 + place % 28, 100 + place);
    "0123456789X"
        .chars()
        .find_map(|check| IdentityNumber::parse(&format!("{body}{check}")).ok())
        .ok_or_else(|| anyhow::anyhow!("{body}: no check character fits"))
}

/// Somebody with this role in an agency: from `people.json`, else an invented colleague who cannot sign in.
pub async fn colleague(tx: &mut Tx, agency: i64, role: Role, now: DateTime<Utc>) -> Result<i64> {
    if let Some(found) = store::holder_of(tx, agency, role).await? {
        return Ok(found);
    }
    let login = format!("demo-{}-{agency}", role.slug());
    let name = format!(
        "{}{}",
        FAMILY[agency.unsigned_abs() as usize % FAMILY.len()],
        GIVEN[role as usize % GIVEN.len()]
    );
    let account = store::upsert_staff(tx, &login, &name, "!", now).await?;
    store::grant(tx, account, role, None, Some(agency)).await?;
    Ok(account)
}

impl People {
    fn registrations(&self) -> anyhow::Result<Vec<Registration>> {
        let citizens = self.citizens.iter().map(|person| (person, None));
        let agents = self.enterprises.iter().map(|enterprise| {
            let registered = RegisterEnterprise {
                name: enterprise.name.clone(),
                credit_code: enterprise.credit_code.clone(),
            };
            (&enterprise.agent, Some(registered))
        });
        let register = |(person, enterprise): (&Citizen, Option<RegisterEnterprise>)| {
            domain::registration(Register {
                login: person.account.clone(),
                password: self.password.clone(),
                name: person.name.clone(),
                identity_number: person.identity_number.clone(),
                phone: Some(person.phone.clone()),
                enterprise,
                window_code: None,
            })
            .map_err(|errors| anyhow::anyhow!("people.json: {}: {errors:?}", person.account))
        };
        citizens.chain(agents).map(register).collect()
    }
}
