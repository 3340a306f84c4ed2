//! The accounts of staff: adding, looking up, listing, and what is taken from them.

use chrono::{DateTime, Utc};
use schema::accounts::Grant;
use schema::role::{RegionCode, Role};
use sqlx::FromRow;

use super::Member;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// An account as those who run the hall find it.
#[derive(FromRow)]
pub struct Account {
    pub id: i64,
    pub name: String,
    pub identity_number: Option<String>,
}

#[derive(FromRow)]
struct MemberRow {
    login: String,
    name: String,
    disabled_at: Option<DateTime<Utc>>,
    demonstration: bool,
    superior: Option<String>,
    role: Option<String>,
    region: Option<String>,
    agency: Option<String>,
}

/// Adds an account; the caller turns a unique violation into words.
pub async fn insert(
    tx: &mut Tx,
    login: &str,
    name: &str,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO account (login, password_hash, name, demonstration, created_at)
             VALUES ($1, $2, $3, $4, $5) RETURNING id",
        )
        .bind(login)
        .bind(password_hash)
        .bind(name)
        .bind(false)
        .bind(now)
        .fetch_one(conn)
        .await
    })
}

/// The account with this login name.
pub async fn account(tx: &mut Tx, login: &str) -> Result<Option<Account>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT id, name, identity_number FROM account WHERE login = $1")
            .bind(login)
            .fetch_optional(conn)
            .await?
    }))
}

/// Takes a role in a region and an agency; whether it was held.
pub async fn revoke(
    tx: &mut Tx,
    account: i64,
    role: Role,
    region: Option<&RegionCode>,
    agency: Option<i64>,
) -> Result<bool> {
    let region = region.map(ToString::to_string);
    let gone = sql!(tx, conn => {
        sqlx::query(
            "DELETE FROM role_grant WHERE account = $1 AND role = $2
             AND COALESCE(region, '') = COALESCE($3, '') AND COALESCE(agency, 0) = COALESCE($4, 0)",
        )
        .bind(account)
        .bind(role.slug())
        .bind(region)
        .bind(agency)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(gone > 0)
}

/// Another password.
pub async fn set_password(tx: &mut Tx, account: i64, password_hash: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE account SET password_hash = $2 WHERE id = $1")
            .bind(account)
            .bind(password_hash)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Disables an account since a moment, or enables it; whether that changed anything.
pub async fn set_disabled(tx: &mut Tx, account: i64, since: Option<DateTime<Utc>>) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query("UPDATE account SET disabled_at = $2 WHERE id = $1 AND (disabled_at IS NULL) = $3")
            .bind(account)
            .bind(since)
            .bind(since.is_some())
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(changed > 0)
}

/// The staff with their posts, by login name.
pub async fn members(tx: &mut Tx) -> Result<Vec<Member>> {
    let rows: Vec<MemberRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT account.login, account.name, account.disabled_at, account.demonstration,
                    (SELECT lead.login FROM account AS lead WHERE lead.id = account.superior) AS superior,
                    role_grant.role, role_grant.region, agency.name AS agency
             FROM account
             LEFT JOIN role_grant ON role_grant.account = account.id
             LEFT JOIN agency ON agency.id = role_grant.agency
             WHERE account.identity_number IS NULL
             ORDER BY account.login, role_grant.id",
        )
        .fetch_all(conn)
        .await?
    });
    let mut members: Vec<Member> = Vec::new();
    for row in rows {
        let post = row.post()?;
        match members.last_mut().filter(|member| member.login == row.login) {
            Some(member) => member.posts.extend(post),
            None => members.push(row.into_member(post)),
        }
    }
    Ok(members)
}

impl MemberRow {
    fn post(&self) -> Result<Option<Grant>> {
        let Some(role) = &self.role else { return Ok(None) };
        let role = Role::from_slug(role).ok_or_else(|| anyhow::anyhow!("unknown role {role}"))?;
        let region =
            self.region.as_deref().map(RegionCode::parse).transpose().map_err(anyhow::Error::from)?;
        Ok(Some(Grant { role, region, agency: self.agency.clone() }))
    }

    fn into_member(self, post: Option<Grant>) -> Member {
        Member {
            login: self.login,
            name: self.name,
            disabled: self.disabled_at.is_some(),
            demonstration: self.demonstration,
            superior: self.superior,
            posts: post.into_iter().collect(),
        }
    }
}
