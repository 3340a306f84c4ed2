//! The tables licence, licence_sequence and licence_change; licence_type is in [`kinds`].

mod kinds;

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::id::CaseNumber;
use schema::licences::{Changed, LicenceDocument, LicenceStatus, LicenceSummary, NamedLicence, Standing};
use schema::role::RegionCode;
use sqlx::FromRow;

pub use self::kinds::{insert_type, newest_type, type_at, types};
use super::Issue;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A licence as it is stored.
pub struct Stored {
    pub id: i64,
    pub account: i64,
    pub agency: i64,
    pub main_case: i64,
    pub case: CaseNumber,
    pub status: LicenceStatus,
    pub document: LicenceDocument,
    pub hash: String,
}

impl Stored {
    /// How it stands on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        Standing::of(self.status, self.document.valid_until, today)
    }

    /// What lists show.
    pub fn summary(&self, today: NaiveDate) -> LicenceSummary {
        let document = &self.document;
        LicenceSummary {
            number: document.number.clone(),
            kind: document.kind.clone(),
            name: document.name.clone(),
            holder: document.holder.name.clone(),
            agency: document.agency.name.clone(),
            issued_on: document.issued_on,
            valid_until: document.valid_until,
            standing: self.standing(today),
        }
    }
}

#[derive(FromRow)]
struct Row {
    id: i64,
    account: i64,
    agency: i64,
    main_case: i64,
    case_number: String,
    status: String,
    document: String,
    hash: String,
}

impl TryFrom<Row> for Stored {
    type Error = anyhow::Error;

    fn try_from(row: Row) -> anyhow::Result<Self> {
        let status = LicenceStatus::from_slug(&row.status);
        Ok(Self {
            id: row.id,
            account: row.account,
            agency: row.agency,
            main_case: row.main_case,
            case: CaseNumber::parse(&row.case_number)?,
            status: status.ok_or_else(|| anyhow::anyhow!("licence {}: status {}", row.id, row.status))?,
            document: serde_json::from_str(&row.document)?,
            hash: row.hash,
        })
    }
}

fn read(rows: Vec<Row>) -> Result<Vec<Stored>> {
    Ok(rows.into_iter().map(Stored::try_from).collect::<anyhow::Result<_>>()?)
}

const SELECT: &str = "SELECT licence.id, licence.account, licence.agency, licence.main_case,
        case_record.number AS case_number, licence.status, licence.document, licence.hash
 FROM licence JOIN case_record ON case_record.id = licence.main_case";

/// Whether an effect of an opening has issued its licence.
pub async fn is_issued(tx: &mut Tx, (case, task, effect): (i64, &str, &str)) -> Result<bool> {
    let found: Option<i64> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM licence WHERE case_record = $1 AND task = $2 AND effect = $3")
            .bind(case)
            .bind(task)
            .bind(effect)
            .fetch_optional(conn)
            .await?
    });
    Ok(found.is_some())
}

/// The next running number of a region and year. Others who issue there wait until this transaction ends.
pub async fn next_sequence(tx: &mut Tx, region: RegionCode, year: i32) -> Result<u32> {
    let last: i64 = sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO licence_sequence (region, year, last) VALUES ($1, $2, 1)
             ON CONFLICT (region, year) DO UPDATE SET last = licence_sequence.last + 1
             RETURNING last",
        )
        .bind(region.to_string())
        .bind(i64::from(year))
        .fetch_one(conn)
        .await?
    });
    Ok(u32::try_from(last).unwrap_or(u32::MAX))
}

/// A licence to be stored.
pub struct New<'a> {
    pub issue: &'a Issue<'a>,
    pub document: &'a LicenceDocument,
    pub text: &'a str,
    pub hash: &'a str,
}

/// Stores a licence, and says its row.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<i64> {
    let New { issue, document, text, hash } = new;
    let (case, task, effect) = issue.by;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO licence (number, kind, kind_version, account, holder_kind, holder_name, holder_code, agency,
                case_record, task, effect, main_case, issued_on, valid_until, status, document, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'valid', $15, $16) RETURNING id",
        )
        .bind(&document.number)
        .bind(&document.kind)
        .bind(i64::from(document.version))
        .bind(issue.applicant.0)
        .bind(document.holder.kind.slug())
        .bind(&document.holder.name)
        .bind(document.holder.code.as_deref())
        .bind(issue.agency.id)
        .bind(case)
        .bind(task)
        .bind(effect)
        .bind(issue.main_case.0)
        .bind(document.issued_on)
        .bind(document.valid_until)
        .bind(*text)
        .bind(*hash)
        .fetch_one(conn)
        .await?
    }))
}

/// What a new licence takes the place of: the older ones of its holder, applied for by the same account. One that is held back stays so.
pub async fn replace_former(
    tx: &mut Tx,
    id: i64,
    account: i64,
    document: &LicenceDocument,
    at: DateTime<Utc>,
) -> Result<()> {
    let replaced: Vec<i64> = sql!(tx, conn => {
        sqlx::query_scalar(
            "UPDATE licence SET status = 'replaced'
             WHERE account = $1 AND id < $2 AND kind = $3 AND status = 'valid' AND holder_name = $4
               AND COALESCE(holder_code, '') = $5
             RETURNING id",
        )
        .bind(account)
        .bind(id)
        .bind(&document.kind)
        .bind(&document.holder.name)
        .bind(document.holder.code.as_deref().unwrap_or_default())
        .fetch_all(conn)
        .await?
    });
    for former in replaced {
        insert_change(tx, former, (LicenceStatus::Replaced, ""), None, at).await?;
    }
    Ok(())
}

async fn insert_change(
    tx: &mut Tx,
    licence: i64,
    (status, ground): (LicenceStatus, &str),
    by: Option<i64>,
    at: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO licence_change (licence, status, ground, account, changed_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(licence)
        .bind(status.slug())
        .bind(ground)
        .bind(by)
        .bind(at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Decides about a licence, if it stands as it was seen; says whether it did.
pub async fn change(
    tx: &mut Tx,
    licence: &Stored,
    (status, ground): (LicenceStatus, &str),
    by: i64,
    at: DateTime<Utc>,
) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query("UPDATE licence SET status = $3 WHERE id = $1 AND status = $2")
            .bind(licence.id)
            .bind(licence.status.slug())
            .bind(status.slug())
            .execute(conn)
            .await?
            .rows_affected()
    });
    if changed == 0 {
        return Ok(false);
    }
    insert_change(tx, licence.id, (status, ground), Some(by), at).await?;
    Ok(true)
}

/// What was decided about a licence last.
pub async fn last_change(tx: &mut Tx, licence: i64) -> Result<Option<Changed>> {
    let row: Option<(String, String, DateTime<Utc>)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT status, ground, changed_at FROM licence_change WHERE licence = $1 ORDER BY id DESC LIMIT 1",
        )
        .bind(licence)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.and_then(|(status, ground, at)| {
        let status = LicenceStatus::from_slug(&status)?;
        Some(Changed { status, on: local_day(at), ground })
    }))
}

/// The licence with this number.
pub async fn by_number(tx: &mut Tx, number: &str) -> Result<Option<Stored>> {
    let row: Option<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE licence.number = $1")))
            .bind(number)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(Stored::try_from).transpose()?)
}

/// The licences that an account applied for, the newest first, before one of them; with their rows.
pub async fn of_account(tx: &mut Tx, account: i64, before: i64, limit: i64) -> Result<Vec<Stored>> {
    read(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE licence.account = $1 AND licence.id < $2 ORDER BY licence.id DESC LIMIT $3"
        )))
        .bind(account)
        .bind(before)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// What was issued to an account and holds on a day, the newest first.
pub async fn holding(
    tx: &mut Tx,
    account: i64,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<LicenceDocument>> {
    let texts: Vec<String> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT document FROM licence
             WHERE account = $1 AND status = 'valid' AND (valid_until IS NULL OR valid_until >= $2)
             ORDER BY id DESC LIMIT $3",
        )
        .bind(account)
        .bind(today)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    Ok(texts.iter().map(|text| serde_json::from_str(text)).collect::<serde_json::Result<_>>()?)
}

/// What a case has brought about, in order.
pub async fn of_case(tx: &mut Tx, main_case: i64) -> Result<Vec<NamedLicence>> {
    let rows: Vec<(String, String, String)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT licence.number, licence.kind, licence_type.name FROM licence
             JOIN licence_type ON licence_type.code = licence.kind AND licence_type.version = licence.kind_version
             WHERE licence.main_case = $1 ORDER BY licence.id",
        )
        .bind(main_case)
        .fetch_all(conn)
        .await?
    });
    let line = |(number, kind, name): (String, String, String)| {
        Ok(NamedLicence { number, kind, name: serde_json::from_str(&name)? })
    };
    rows.into_iter().map(line).collect()
}

/// Which licences of an agency.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub agency: i64,
    pub kind: Option<&'a str>,
    pub status: Option<LicenceStatus>,
}

/// The licences that an agency issued, the newest first, before one of them.
pub async fn of_agency(tx: &mut Tx, wanted: Wanted<'_>, before: i64, limit: i64) -> Result<Vec<Stored>> {
    let (by_kind, by_status) = match (wanted.kind, wanted.status) {
        (None, None) => ("", ""),
        (Some(_), None) => ("AND licence.kind = $4", ""),
        (None, Some(_)) => ("", "AND licence.status = $4"),
        (Some(_), Some(_)) => ("AND licence.kind = $4", "AND licence.status = $5"),
    };
    let text = format!(
        "{SELECT} WHERE licence.agency = $1 AND licence.id < $2 {by_kind} {by_status} ORDER BY licence.id DESC LIMIT $3"
    );
    read(sql!(tx, conn => {
        let query = sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(wanted.agency).bind(before).bind(limit);
        let query = match wanted.kind {
            Some(kind) => query.bind(kind),
            None => query,
        };
        let query = match wanted.status {
            Some(status) => query.bind(status.slug()),
            None => query,
        };
        query.fetch_all(conn).await?
    }))
}
