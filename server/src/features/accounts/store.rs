//! The tables of accounts: enterprise, account, role_grant, session.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use schema::accounts::{Enterprise, Grant, Session};
use schema::id::{CreditCode, IdentityNumber};
use schema::role::{RegionCode, Role};
use sqlx::{FromRow, QueryBuilder};

use super::domain::{Registration, SESSION_SECONDS};
use super::{Colleague, Person, Post};
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What signing in needs to know of an account.
#[derive(FromRow)]
pub struct Credentials {
    pub id: i64,
    pub password_hash: String,
    pub disabled_at: Option<DateTime<Utc>>,
}

#[derive(FromRow)]
struct SessionRow {
    account: i64,
    login: String,
    name: String,
    identity_number: Option<String>,
    enterprise_name: Option<String>,
    credit_code: Option<String>,
}

#[derive(FromRow)]
struct GrantRow {
    role: String,
    region: Option<String>,
    agency: Option<String>,
}

/// The account with this login name.
pub async fn credentials(tx: &mut Tx, login: &str) -> Result<Option<Credentials>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT id, password_hash, disabled_at FROM account WHERE login = $1")
            .bind(login)
            .fetch_optional(conn)
            .await?
    }))
}

/// Adds an account; the caller turns a unique violation into words.
pub async fn insert(
    tx: &mut Tx,
    registration: &Registration,
    password_hash: &str,
    demonstration: bool,
    now: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    let enterprise = match &registration.enterprise {
        Some((name, code)) => Some(upsert_enterprise(tx, name, code).await?),
        None => None,
    };
    sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO account
                (login, password_hash, name, identity_number, phone, enterprise, demonstration, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             RETURNING id",
        )
        .bind(&registration.login)
        .bind(password_hash)
        .bind(&registration.name)
        .bind(registration.identity_number.as_str())
        .bind(&registration.phone)
        .bind(enterprise)
        .bind(demonstration)
        .bind(now)
        .fetch_one(conn)
        .await
    })
}

/// Gives an account that had none a login; the caller turns a unique violation into words.
pub async fn set_login(
    tx: &mut Tx,
    account: i64,
    login: &str,
    password_hash: &str,
    phone: Option<&str>,
) -> Result<(), sqlx::Error> {
    sql!(tx, conn => {
        sqlx::query("UPDATE account SET login = $2, password_hash = $3, phone = COALESCE($4, phone) WHERE id = $1")
            .bind(account)
            .bind(login)
            .bind(password_hash)
            .bind(phone)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The enterprise with this code. The name on record stays: another agent may not rename it.
async fn upsert_enterprise(tx: &mut Tx, name: &str, code: &CreditCode) -> Result<i64, sqlx::Error> {
    sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO enterprise (name, credit_code) VALUES ($1, $2)
             ON CONFLICT (credit_code) DO UPDATE SET credit_code = excluded.credit_code
             RETURNING id",
        )
        .bind(name)
        .bind(code.as_str())
        .fetch_one(conn)
        .await
    })
}

/// Adds an account of the staff, or finds it when it is there.
pub async fn upsert_staff(
    tx: &mut Tx,
    login: &str,
    name: &str,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO account (login, password_hash, name, demonstration, created_at)
             VALUES ($1, $2, $3, TRUE, $4)
             ON CONFLICT (login) DO UPDATE SET name = excluded.name
             RETURNING id",
        )
        .bind(login)
        .bind(password_hash)
        .bind(name)
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}

/// Gives an account a role in a region (none: everywhere), for staff in one agency; whether it is new.
pub async fn grant(
    tx: &mut Tx,
    account: i64,
    role: Role,
    region: Option<&RegionCode>,
    agency: Option<i64>,
) -> Result<bool> {
    let region = region.map(ToString::to_string);
    let added = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO role_grant (account, role, region, agency)
             SELECT $1, $2, $3, $4 WHERE NOT EXISTS (
                SELECT 1 FROM role_grant WHERE account = $1 AND role = $2
                AND COALESCE(region, '') = COALESCE($3, '') AND COALESCE(agency, 0) = COALESCE($4, 0))",
        )
        .bind(account)
        .bind(role.slug())
        .bind(region)
        .bind(agency)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added > 0)
}

/// Begins a session.
pub async fn insert_session(tx: &mut Tx, token_hash: &str, account: i64, now: DateTime<Utc>) -> Result<()> {
    let expires = now + TimeDelta::seconds(SESSION_SECONDS);
    sql!(tx, conn => {
        sqlx::query("INSERT INTO session (token_hash, account, created_at, expires_at) VALUES ($1, $2, $3, $4)")
            .bind(token_hash)
            .bind(account)
            .bind(now)
            .bind(expires)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Ends one session, and clears away those that have run out.
pub async fn delete_session(tx: &mut Tx, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM session WHERE token_hash = $1 OR expires_at < $2")
            .bind(token_hash)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Ends all sessions of an account; returns how many there were.
pub async fn delete_sessions_of(tx: &mut Tx, account: i64) -> Result<u64> {
    Ok(sql!(tx, conn => {
        sqlx::query("DELETE FROM session WHERE account = $1").bind(account).execute(conn).await?.rows_affected()
    }))
}

/// The session with this token hash, if it has not run out, with everything it may do.
pub async fn session(tx: &mut Tx, token_hash: &str, now: DateTime<Utc>) -> Result<Option<Session>> {
    let row: Option<SessionRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT session.account, account.login, account.name, account.identity_number,
                    enterprise.name AS enterprise_name, enterprise.credit_code
             FROM session
             JOIN account ON account.id = session.account
             LEFT JOIN enterprise ON enterprise.id = account.enterprise
             WHERE session.token_hash = $1 AND session.expires_at > $2 AND account.disabled_at IS NULL",
        )
        .bind(token_hash)
        .bind(now)
        .fetch_optional(conn)
        .await?
    });
    match row {
        Some(row) => {
            let grants = grants(tx, row.account).await?;
            Ok(Some(row.into_session(grants)?))
        }
        None => Ok(None),
    }
}

async fn grants(tx: &mut Tx, account: i64) -> Result<Vec<Grant>> {
    let rows: Vec<GrantRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT role_grant.role, role_grant.region, agency.name AS agency
             FROM role_grant LEFT JOIN agency ON agency.id = role_grant.agency
             WHERE role_grant.account = $1 ORDER BY role_grant.id",
        )
        .bind(account)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(GrantRow::into_grant).collect()
}

/// What is known of a person.
pub async fn person(tx: &mut Tx, account: i64) -> Result<Person> {
    let (identity_number, phone) = sql!(tx, conn => {
        sqlx::query_as("SELECT identity_number, phone FROM account WHERE id = $1").bind(account).fetch_one(conn).await?
    });
    Ok(Person { identity_number, phone })
}

/// The posts of an account: its grants in agencies.
pub async fn posts(tx: &mut Tx, account: i64) -> Result<Vec<Post>> {
    let rows: Vec<(String, i64)> = sql!(tx, conn => {
        sqlx::query_as("SELECT role, agency FROM role_grant WHERE account = $1 AND agency IS NOT NULL ORDER BY id")
            .bind(account)
            .fetch_all(conn)
            .await?
    });
    Ok(rows
        .into_iter()
        .filter_map(|(role, agency)| Some(Post { role: Role::from_slug(&role)?, agency }))
        .collect())
}

/// The posts at these agencies, with who holds them; not of who can no longer sign in.
pub async fn colleagues(tx: &mut Tx, agencies: &[i64]) -> Result<Vec<Colleague>> {
    if agencies.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, String, Option<String>, String, i64)> = sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT account.id, account.name, account.identity_number, role_grant.role, role_grant.agency
             FROM role_grant JOIN account ON account.id = role_grant.account
             WHERE account.disabled_at IS NULL AND role_grant.agency IN (",
        );
        let mut list = text.separated(", ");
        for agency in agencies {
            list.push_bind(*agency);
        }
        text.push(") ORDER BY role_grant.id");
        text.build_query_as().fetch_all(conn).await?
    });
    let colleague = |(account, name, identity_number, role, agency): (_, _, _, String, _)| {
        Some(Colleague { account, name, identity_number, role: Role::from_slug(&role)?, agency })
    };
    Ok(rows.into_iter().filter_map(colleague).collect())
}

/// Whether somebody leads or supervises this very region.
pub async fn is_led(tx: &mut Tx, region: RegionCode) -> Result<bool> {
    let found: Option<i64> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT account FROM role_grant WHERE role IN ('leader', 'supervisor') AND region = $1 ORDER BY id LIMIT 1",
        )
        .bind(region.to_string())
        .fetch_optional(conn)
        .await?
    });
    Ok(found.is_some())
}

/// Who holds this role in this very region, or for the whole hall: of who takes in those who do so for all of it.
pub async fn holders_in(tx: &mut Tx, region: Option<RegionCode>, role: Role) -> Result<BTreeSet<i64>> {
    let text = match region {
        Some(_) => {
            "SELECT role_grant.account, role_grant.agency
             FROM role_grant JOIN account ON account.id = role_grant.account
             WHERE role_grant.region = $1 AND role_grant.role = $2 AND account.disabled_at IS NULL
             ORDER BY role_grant.account"
        }
        None => {
            "SELECT role_grant.account, role_grant.agency
             FROM role_grant JOIN account ON account.id = role_grant.account
             WHERE role_grant.region IS NULL AND role_grant.role = $2 AND $1 = '' AND account.disabled_at IS NULL
             ORDER BY role_grant.account"
        }
    };
    let code = region.map(|region| region.to_string()).unwrap_or_default();
    let rows: Vec<(i64, Option<i64>)> = sql!(tx, conn => {
        sqlx::query_as(text).bind(code).bind(role.slug()).fetch_all(conn).await?
    });
    let for_all = |agency: &Option<i64>| role != Role::Intake || agency.is_none();
    Ok(rows.into_iter().filter(|(_, agency)| for_all(agency)).map(|(account, _)| account).collect())
}

/// Somebody who holds this role in an agency.
pub async fn holder_of(tx: &mut Tx, agency: i64, role: Role) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT account FROM role_grant WHERE agency = $1 AND role = $2 ORDER BY id LIMIT 1")
            .bind(agency)
            .bind(role.slug())
            .fetch_optional(conn)
            .await?
    }))
}

/// An account of the demo city, if there is one.
pub async fn demonstration(tx: &mut Tx) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT login FROM account WHERE demonstration = $1 ORDER BY id LIMIT 1")
            .bind(true)
            .fetch_optional(conn)
            .await?
    }))
}

/// The name of an account's person.
pub async fn name(tx: &mut Tx, account: i64) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT name FROM account WHERE id = $1").bind(account).fetch_optional(conn).await?
    }))
}

impl SessionRow {
    fn into_session(self, grants: Vec<Grant>) -> Result<Session> {
        let identity = self.identity_number.as_deref().map(IdentityNumber::parse).transpose();
        let enterprise = match (self.enterprise_name, self.credit_code) {
            (Some(name), Some(code)) => {
                let credit_code = CreditCode::parse(&code).map_err(anyhow::Error::from)?;
                Some(Enterprise { name, credit_code })
            }
            _ => None,
        };
        Ok(Session {
            account: self.account,
            login: self.login,
            name: self.name,
            identity: identity.map_err(anyhow::Error::from)?.map(|number| number.masked()),
            enterprise,
            grants,
            unread: 0,
        })
    }
}

impl GrantRow {
    fn into_grant(self) -> Result<Grant> {
        let role =
            Role::from_slug(&self.role).ok_or_else(|| anyhow::anyhow!("unknown role {}", self.role))?;
        let region =
            self.region.as_deref().map(RegionCode::parse).transpose().map_err(anyhow::Error::from)?;
        Ok(Grant { role, region, agency: self.agency })
    }
}

/// The roles that are granted to anybody.
pub async fn roles_held(tx: &mut Tx) -> Result<BTreeSet<Role>> {
    let slugs: Vec<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT DISTINCT role FROM role_grant ORDER BY role").fetch_all(conn).await?
    });
    Ok(slugs.iter().filter_map(|slug| Role::from_slug(slug)).collect())
}
