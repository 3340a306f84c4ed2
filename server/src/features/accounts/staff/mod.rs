//! The staff: who is one of them, in which posts, and how they are let in and kept out. What `onehall user` does.
//!
//! Each change and its audit line are one transaction, which the caller begins and ends. The hall itself is the actor:
//! whoever may run the program on the database may do all this.

mod domain;
mod place;
mod store;

use chrono::{DateTime, Utc};
use schema::accounts::Grant;

pub use domain::{Refused, line};
use place::place;
use store::Account;

use super::domain::{check_login, check_name, normal_login, normal_name};
use super::{absence, password, store as accounts};
use crate::db::{self, Tx};
use crate::features::audit::{self, Line};

/// One of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The login name.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// Whether they are kept out.
    pub disabled: bool,
    /// Whether they came with the demo city.
    pub demonstration: bool,
    /// The login name of who leads them.
    pub superior: Option<String>,
    /// Their posts.
    pub posts: Vec<Grant>,
}

/// Somebody who is to be one of the staff.
pub struct Newcomer {
    login: String,
    name: String,
}

impl Newcomer {
    /// Checks the login name and the name.
    pub fn new(login: &str, name: &str) -> Result<Self, Refused> {
        let (login, name) = (normal_login(login), normal_name(name));
        match (check_login(&login), check_name("/name", &name)) {
            (Some(_), _) => Err(Refused::BadLogin(login)),
            (_, Some(_)) => Err(Refused::BadName),
            (None, None) => Ok(Self { login, name }),
        }
    }

    /// The login name as it is stored.
    pub fn login(&self) -> &str {
        &self.login
    }

    /// The person's name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Refuses a password that is easy to guess for someone with this login name and name.
pub fn check_password(login: &str, name: &str, password: &str) -> Result<(), Refused> {
    if password::is_weak(password, &[login, name]) { Err(Refused::WeakPassword) } else { Ok(()) }
}

/// The staff with their posts, by login name.
pub async fn list(tx: &mut Tx) -> anyhow::Result<Vec<Member>> {
    Ok(store::members(tx).await?)
}

/// The name of whoever has this login name.
pub async fn name(tx: &mut Tx, login: &str) -> anyhow::Result<String> {
    Ok(anybody(tx, login).await?.name)
}

/// Whether somebody can be added in this post: the login name is free and the place is there.
pub async fn check(tx: &mut Tx, newcomer: &Newcomer, post: &Grant) -> anyhow::Result<()> {
    if store::account(tx, &newcomer.login).await?.is_some() {
        return Err(Refused::Taken(newcomer.login.clone()).into());
    }
    place(tx, post).await.map(|_| ())
}

/// Adds somebody in their first post.
pub async fn add(
    tx: &mut Tx,
    newcomer: &Newcomer,
    password_hash: &str,
    post: &Grant,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let agency = place(tx, post).await?;
    let account = match store::insert(tx, &newcomer.login, &newcomer.name, password_hash, now).await {
        Err(error) if db::is_unique_violation(&error) => {
            return Err(Refused::Taken(newcomer.login.clone()).into());
        }
        other => other?,
    };
    record(tx, Line::new("account.add_staff", account), account, now).await?;
    give(tx, account, post, agency, now).await?;
    Ok(())
}

/// Gives somebody of the staff one more post; whether it is new.
pub async fn grant(tx: &mut Tx, login: &str, post: &Grant, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let account = staff(tx, login).await?;
    let agency = place(tx, post).await?;
    give(tx, account.id, post, agency, now).await
}

/// Takes a post away.
pub async fn revoke(tx: &mut Tx, login: &str, post: &Grant, now: DateTime<Utc>) -> anyhow::Result<()> {
    let account = staff(tx, login).await?;
    let agency = place(tx, post).await?;
    if !store::revoke(tx, account.id, post.role, post.region.as_ref(), agency).await? {
        let held = list(tx).await?.into_iter().find(|member| member.login == normal_login(login));
        let there = held.iter().flat_map(|member| &member.posts).map(line).collect();
        return Err(Refused::NotHeld { login: normal_login(login), post: line(post), there }.into());
    }
    record(tx, about("account.revoke", account.id, post, agency), account.id, now).await
}

/// Says who leads somebody of the staff, or that nobody does.
pub async fn set_superior(
    tx: &mut Tx,
    login: &str,
    superior: Option<&str>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let account = staff(tx, login).await?;
    let leads = match superior {
        Some(superior) => Some(staff(tx, superior).await?.id),
        None => None,
    };
    if leads == Some(account.id) {
        return Err(Refused::OwnSuperior(normal_login(login)).into());
    }
    absence::set_superior(tx, account.id, leads).await?;
    let line = Line::new("account.superior", account.id).detail("superior", leads);
    record(tx, line, account.id, now).await
}

/// Sets another password and ends every session; returns how many there were.
pub async fn set_password(
    tx: &mut Tx,
    login: &str,
    password_hash: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<u64> {
    let account = anybody(tx, login).await?;
    store::set_password(tx, account.id, password_hash).await?;
    end_sessions(tx, account.id, "account.reset_password", now).await
}

/// Keeps somebody out and ends every session; whether they were let in before.
pub async fn disable(tx: &mut Tx, login: &str, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let account = anybody(tx, login).await?;
    let changed = store::set_disabled(tx, account.id, Some(now)).await?;
    if changed {
        end_sessions(tx, account.id, "account.disable", now).await?;
    }
    Ok(changed)
}

/// Lets somebody in again; whether they were kept out before.
pub async fn enable(tx: &mut Tx, login: &str, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let account = anybody(tx, login).await?;
    let changed = store::set_disabled(tx, account.id, None).await?;
    if changed {
        record(tx, Line::new("account.enable", account.id), account.id, now).await?;
    }
    Ok(changed)
}

/// Ends every session of somebody; returns how many there were.
pub async fn sign_out(tx: &mut Tx, login: &str, now: DateTime<Utc>) -> anyhow::Result<u64> {
    let account = anybody(tx, login).await?;
    end_sessions(tx, account.id, "account.sign_out_everywhere", now).await
}

async fn anybody(tx: &mut Tx, login: &str) -> anyhow::Result<Account> {
    let login = normal_login(login);
    Ok(store::account(tx, &login).await?.ok_or(Refused::NoAccount(login))?)
}

/// Somebody of the staff. The public have an identity number, and an officer who is also a citizen two accounts.
async fn staff(tx: &mut Tx, login: &str) -> anyhow::Result<Account> {
    let account = anybody(tx, login).await?;
    match account.identity_number {
        None => Ok(account),
        Some(_) => Err(Refused::Public(normal_login(login)).into()),
    }
}

async fn give(
    tx: &mut Tx,
    account: i64,
    post: &Grant,
    agency: Option<i64>,
    now: DateTime<Utc>,
) -> anyhow::Result<bool> {
    let added = accounts::grant(tx, account, post.role, post.region.as_ref(), agency).await?;
    if added {
        record(tx, about("account.grant", account, post, agency), account, now).await?;
    }
    Ok(added)
}

async fn end_sessions(
    tx: &mut Tx,
    account: i64,
    action: &'static str,
    now: DateTime<Utc>,
) -> anyhow::Result<u64> {
    let ended = accounts::delete_sessions_of(tx, account).await?;
    record(tx, Line::new(action, account).detail("sessions", ended), account, now).await?;
    Ok(ended)
}

/// A line about a post, in codes.
fn about(action: &'static str, account: i64, post: &Grant, agency: Option<i64>) -> Line {
    let region = post.region.as_ref().map(ToString::to_string);
    Line::new(action, account)
        .detail("role", post.role.slug())
        .detail("region", region)
        .detail("agency", agency)
}

async fn record(tx: &mut Tx, line: Line, account: i64, now: DateTime<Utc>) -> anyhow::Result<()> {
    Ok(audit::record(tx, line, account, now).await?)
}
