//! Accounts: registering, signing in and out, and who a session belongs to.

pub mod absence;
pub mod demo;
mod domain;
pub mod http;
pub mod notifications;
mod password;
pub mod staff;
mod store;
mod throttle;
mod walk_in;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
pub use notifications::{Reach, reach};
pub use password::Passwords;
use schema::accounts::Session;
use schema::role::{RegionCode, Role};
use sha2::{Digest, Sha256};
pub use throttle::{Attempt, allow, attempt, forget_outdated};
pub use walk_in::{Intake, WalkIn, Windows, account_for, as_applicant, hand_out_code, is_unclaimed};

use crate::db::Tx;
use crate::error::Result;
use crate::ports::hex;
use crate::state::AppState;

/// The session this cookie token belongs to, if it has not ended.
pub async fn session_of(state: &AppState, token: &str) -> Result<Option<Session>> {
    let mut tx = state.db.read().await?;
    let now = state.clock.now();
    store::session(&mut tx, &hash_token(token), now).await
}

/// Adds an account of the staff, if it is not there, and gives it a role in a region (none: everywhere) and an
/// agency.
pub async fn add_staff(
    tx: &mut Tx,
    login: &str,
    name: &str,
    password_hash: &str,
    (role, region, agency): (Role, Option<&RegionCode>, Option<i64>),
    now: DateTime<Utc>,
) -> Result<i64> {
    let account = store::upsert_staff(tx, login, name, password_hash, now).await?;
    store::grant(tx, account, role, region, agency).await?;
    Ok(account)
}

/// What the database keeps of a token.
fn hash_token(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// What the hall knows of a person and does not tell everybody.
pub struct Person {
    /// GB 11643.
    pub identity_number: Option<String>,
    /// Where they can be reached.
    pub phone: Option<String>,
}

/// The person of an account.
pub async fn person(tx: &mut Tx, account: i64) -> Result<Person> {
    store::person(tx, account).await
}

/// The roles that somebody holds.
pub async fn roles_held(tx: &mut Tx) -> Result<BTreeSet<Role>> {
    store::roles_held(tx).await
}

/// A post at the desk: a role in an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The role.
    pub role: schema::role::Role,
    /// The agency's number.
    pub agency: i64,
}

/// The posts that a person holds at the desks of agencies.
pub async fn posts(tx: &mut Tx, account: i64) -> Result<Vec<Post>> {
    store::posts(tx, account).await
}

/// Somebody who holds a post at an agency.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Their account.
    pub account: i64,
    /// Their name.
    pub name: String,
    /// GB 11643, if it is known: by it they are known again in what they handle.
    pub identity_number: Option<String>,
    /// The post.
    pub role: Role,
    /// The agency's number.
    pub agency: i64,
}

/// Whether somebody leads or supervises this very region.
pub async fn is_led(tx: &mut Tx, region: schema::role::RegionCode) -> Result<bool> {
    store::is_led(tx, region).await
}

/// Who holds this role in this very region, or for the whole hall: of who takes in those who do so for all of it.
pub async fn holders_in(
    tx: &mut Tx,
    region: Option<schema::role::RegionCode>,
    role: Role,
) -> Result<BTreeSet<i64>> {
    store::holders_in(tx, region, role).await
}

/// Who holds this role in a region, or else in the nearest around it.
pub async fn nearest_holders(
    tx: &mut Tx,
    region: schema::role::RegionCode,
    role: Role,
) -> Result<BTreeSet<i64>> {
    for around in around(region) {
        let there = store::holders_in(tx, around, role).await?;
        if !there.is_empty() {
            return Ok(there);
        }
    }
    Ok(BTreeSet::new())
}

/// Everybody who holds this role in a region or in one around it.
pub async fn holders_over(
    tx: &mut Tx,
    region: schema::role::RegionCode,
    role: Role,
) -> Result<BTreeSet<i64>> {
    let mut all = BTreeSet::new();
    for around in around(region) {
        all.extend(store::holders_in(tx, around, role).await?);
    }
    Ok(all)
}

/// A region and those around it, from the inside out; last the whole hall.
fn around(region: schema::role::RegionCode) -> impl Iterator<Item = Option<schema::role::RegionCode>> {
    std::iter::successors(Some(region), |region| region.parent()).map(Some).chain([None])
}

/// The posts at these agencies, with who holds them.
pub async fn colleagues(tx: &mut Tx, agencies: &[i64]) -> Result<Vec<Colleague>> {
    store::colleagues(tx, agencies).await
}

/// What a colleague is called.
pub async fn name(tx: &mut Tx, account: i64) -> Result<Option<String>> {
    store::name(tx, account).await
}

/// Who was away between two days, the first to begin first: of these accounts.
pub async fn away(
    tx: &mut Tx,
    accounts: &[i64],
    (from, to): (chrono::NaiveDate, chrono::NaiveDate),
) -> Result<Vec<schema::absences::Absence>> {
    let all = absence::of(tx, accounts, from).await?;
    Ok(all.into_iter().filter(|absence| absence.from <= to).collect())
}

/// Since when each of these accounts is there.
pub async fn since(tx: &mut Tx, accounts: &[i64]) -> Result<Vec<(i64, DateTime<Utc>)>> {
    absence::since(tx, accounts).await
}

/// A rule has given a task to a member of staff.
pub async fn given(tx: &mut Tx, account: i64, at: DateTime<Utc>) -> Result<()> {
    absence::note_given(tx, account, at).await
}
