//! The table walk_in, and what the window reads of accounts and posts.

use chrono::{DateTime, Utc};
use schema::accounts::{Enterprise, Session};
use schema::id::{CreditCode, IdentityNumber};
use schema::role::{RegionCode, Role};
use sqlx::FromRow;

use super::super::domain::Registration;
use super::super::store as accounts;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The account of a person, or of a person who acts for an enterprise: with the name of the person and of the enterprise.
pub async fn by_numbers(
    tx: &mut Tx,
    identity_number: &str,
    credit_code: Option<&str>,
) -> Result<Option<(i64, String, Option<String>)>> {
    Ok(sql!(tx, conn => {
        match credit_code {
            None => {
                sqlx::query_as(
                    "SELECT id, name, NULL FROM account WHERE identity_number = $1 AND enterprise IS NULL",
                )
                .bind(identity_number)
                .fetch_optional(conn)
                .await?
            }
            Some(credit_code) => {
                sqlx::query_as(
                    "SELECT account.id, account.name, enterprise.name
                     FROM enterprise JOIN account ON account.enterprise = enterprise.id
                     WHERE enterprise.credit_code = $2 AND account.identity_number = $1
                       AND account.enterprise IS NOT NULL",
                )
                .bind(identity_number)
                .bind(credit_code)
                .fetch_optional(conn)
                .await?
            }
        }
    }))
}

/// Notes that nobody can sign in to an account.
pub async fn insert(tx: &mut Tx, account: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("INSERT INTO walk_in (account) VALUES ($1)").bind(account).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Keeps the code of an account without a login; false when it has one.
pub async fn keep_code(tx: &mut Tx, account: i64, hash: &str, until: DateTime<Utc>) -> Result<bool> {
    let kept = sql!(tx, conn => {
        sqlx::query("UPDATE walk_in SET code = $2, until = $3 WHERE account = $1")
            .bind(account)
            .bind(hash)
            .bind(until)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(kept > 0)
}

/// The code of an account without a login, and until when it is taken, if one was handed out; none of any other account.
pub async fn code_of(tx: &mut Tx, account: i64) -> Result<Option<Option<(String, DateTime<Utc>)>>> {
    let row: Option<(Option<String>, Option<DateTime<Utc>>)> = sql!(tx, conn => {
        sqlx::query_as("SELECT code, until FROM walk_in WHERE account = $1")
            .bind(account)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(code, until)| code.zip(until)))
}

/// Whether nobody can sign in to an account yet.
pub async fn is_unclaimed(tx: &mut Tx, account: i64) -> Result<bool> {
    Ok(code_of(tx, account).await?.is_some())
}

/// Gives an account that was made at a window the login of who takes it over; the caller turns a unique violation into words.
/// False when somebody has, at this very moment.
pub async fn claim(
    tx: &mut Tx,
    account: i64,
    registration: &Registration,
    hash: &str,
) -> std::result::Result<bool, sqlx::Error> {
    let removed = sql!(tx, conn => {
        sqlx::query("DELETE FROM walk_in WHERE account = $1").bind(account).execute(conn).await?.rows_affected()
    });
    if removed > 0 {
        accounts::set_login(tx, account, &registration.login, hash, registration.phone.as_deref()).await?;
    }
    Ok(removed > 0)
}

#[derive(FromRow)]
struct ApplicantRow {
    name: String,
    identity_number: Option<String>,
    enterprise: Option<String>,
    credit_code: Option<String>,
}

/// The applicant of an account, as one who is signed in is known: without posts, and without their login name.
pub async fn as_applicant(tx: &mut Tx, account: i64) -> Result<Session> {
    let row: ApplicantRow = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT account.name, account.identity_number, enterprise.name AS enterprise, enterprise.credit_code
             FROM account LEFT JOIN enterprise ON enterprise.id = account.enterprise WHERE account.id = $1",
        )
        .bind(account)
        .fetch_one(conn)
        .await?
    });
    let identity = row.identity_number.as_deref().map(IdentityNumber::parse).transpose();
    let enterprise = match (row.enterprise, row.credit_code) {
        (Some(name), Some(code)) => {
            Some(Enterprise { name, credit_code: CreditCode::parse(&code).map_err(anyhow::Error::from)? })
        }
        _ => None,
    };
    Ok(Session {
        account,
        login: String::new(),
        name: row.name,
        identity: identity.map_err(anyhow::Error::from)?.map(|number| number.masked()),
        enterprise,
        grants: Vec::new(),
        unread: 0,
    })
}

/// Where a grant holds.
pub struct Place {
    /// The agency, if it is one.
    pub agency: Option<i64>,
    /// Its name and region.
    pub name: Option<String>,
    pub agency_region: Option<RegionCode>,
    /// The region of the grant itself; none everywhere.
    pub region: Option<RegionCode>,
}

#[derive(FromRow)]
struct PlaceRow {
    agency: Option<i64>,
    name: Option<String>,
    agency_region: Option<String>,
    region: Option<String>,
}

/// Where an account holds a role.
pub async fn places(tx: &mut Tx, account: i64, role: Role) -> Result<Vec<Place>> {
    let rows: Vec<PlaceRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT role_grant.agency, agency.name, agency.region AS agency_region, role_grant.region
             FROM role_grant LEFT JOIN agency ON agency.id = role_grant.agency
             WHERE role_grant.account = $1 AND role_grant.role = $2 ORDER BY role_grant.id",
        )
        .bind(account)
        .bind(role.slug())
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(PlaceRow::into_place).collect()
}

/// The regions for which somebody takes in at a window, of whatever agency it is; and whether somebody does for the whole hall.
pub async fn regions(tx: &mut Tx) -> Result<(Vec<RegionCode>, bool)> {
    let codes: Vec<Option<String>> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT DISTINCT region FROM role_grant
             WHERE role = $1 AND agency IS NULL ORDER BY region",
        )
        .bind(Role::Intake.slug())
        .fetch_all(conn)
        .await?
    });
    let region = |code: &String| Ok(RegionCode::parse(code).map_err(anyhow::Error::from)?);
    let regions = codes.iter().flatten().map(region).collect::<Result<_>>()?;
    Ok((regions, codes.iter().any(Option::is_none)))
}

impl PlaceRow {
    fn into_place(self) -> Result<Place> {
        let region = |text: Option<String>| {
            text.as_deref().map(RegionCode::parse).transpose().map_err(anyhow::Error::from)
        };
        Ok(Place {
            agency: self.agency,
            name: self.name,
            agency_region: region(self.agency_region)?,
            region: region(self.region)?,
        })
    }
}
