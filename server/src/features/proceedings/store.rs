//! The tables of proceedings: the row, its log, who is invited, and its files.

use chrono::{DateTime, NaiveDate, Utc};
use schema::applications::FileInfo;
use schema::proceedings::{Event, Payload, Who};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many of a case or a joint application are listed: those called last.
const SHOWN: i64 = 100;

/// A proceeding as it is laid out.
#[derive(Clone, FromRow)]
pub struct Row {
    pub id: i64,
    pub case_record: Option<i64>,
    pub joint: Option<i64>,
    pub agency: i64,
    /// The name of that agency.
    pub agency_name: String,
    /// Who called it there; none where the hall did.
    pub account: Option<i64>,
}

const COLUMNS: &str = "SELECT proceeding.id, proceeding.case_record, proceeding.joint, proceeding.agency,
        agency.name AS agency_name, proceeding.account
     FROM proceeding JOIN agency ON agency.id = proceeding.agency WHERE ";

/// The one with this number.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Row>> {
    let text = format!("{COLUMNS} proceeding.id = $1");
    Ok(sql!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(id).fetch_optional(conn).await?))
}

/// Those of a case, the newest first.
pub async fn of_case(tx: &mut Tx, case: i64) -> Result<Vec<Row>> {
    let text = format!("{COLUMNS} proceeding.case_record = $1 ORDER BY proceeding.id DESC LIMIT $2");
    Ok(
        sql!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(case).bind(SHOWN).fetch_all(conn).await?),
    )
}

/// Those of a joint application and of its parts, the newest first.
pub async fn of_joint(tx: &mut Tx, joint: i64) -> Result<Vec<Row>> {
    let text = format!("{COLUMNS} proceeding.joint = $1 ORDER BY proceeding.id DESC LIMIT $2");
    Ok(
        sql!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(joint).bind(SHOWN).fetch_all(conn).await?),
    )
}

/// The numbers of those of a case that go on.
pub async fn open_of_case(tx: &mut Tx, case: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM proceeding WHERE case_record = $1 AND ended_at IS NULL ORDER BY id")
            .bind(case)
            .fetch_all(conn)
            .await?
    }))
}

/// The numbers of those beside a joint application, and beside none of its cases, that go on.
pub async fn open_of_joint(tx: &mut Tx, joint: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM proceeding WHERE joint = $1 AND case_record IS NULL AND ended_at IS NULL ORDER BY id",
        )
        .bind(joint)
        .fetch_all(conn)
        .await?
    }))
}

/// Those that went on past their last day before `today`, and of which nobody was told yet: after a place.
pub async fn overdue(tx: &mut Tx, today: NaiveDate, after: Place, limit: i64) -> Result<Vec<Place>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT due, id FROM proceeding
             WHERE ended_at IS NULL AND late_at IS NULL AND due < $1 AND (due, id) > ($2, $3)
             ORDER BY due, id LIMIT $4",
        )
        .bind(today)
        .bind(after.0)
        .bind(after.1)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// It is told that it is late; says whether that was told by nobody before.
pub async fn tell_late(tx: &mut Tx, id: i64, now: DateTime<Utc>) -> Result<bool> {
    let told = sql!(tx, conn => {
        sqlx::query("UPDATE proceeding SET late_at = $2 WHERE id = $1 AND late_at IS NULL")
            .bind(id)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(told > 0)
}

/// The one that goes on about a matter of a case.
pub async fn about(tx: &mut Tx, case: i64, matter: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM proceeding WHERE case_record = $1 AND matter = $2 AND ended_at IS NULL",
        )
        .bind(case)
        .bind(matter)
        .fetch_optional(conn)
        .await?
    }))
}

/// The one that an account called with a key.
pub async fn called_with(tx: &mut Tx, account: i64, key: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM proceeding WHERE account = $1 AND key = $2")
            .bind(account)
            .bind(key)
            .fetch_optional(conn)
            .await?
    }))
}

/// A proceeding to be added, before its first event.
pub struct New<'a> {
    pub kind: &'a str,
    pub case: Option<i64>,
    pub joint: Option<i64>,
    pub agency: i64,
    pub account: Option<i64>,
    pub matter: Option<&'a str>,
    pub key: Option<&'a str>,
    pub due: NaiveDate,
}

/// Adds one; returns its number.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO proceeding (kind, case_record, joint, agency, account, matter, key, due, seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) RETURNING id",
        )
        .bind(new.kind)
        .bind(new.case)
        .bind(new.joint)
        .bind(new.agency)
        .bind(new.account)
        .bind(new.matter)
        .bind(new.key)
        .bind(new.due)
        .fetch_one(conn)
        .await?
    }))
}

/// Keeps others from changing it until this transaction ends.
pub async fn hold(tx: &mut Tx, id: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE proceeding SET seq = seq WHERE id = $1").bind(id).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Lays out how far it has come.
pub async fn lay_out(tx: &mut Tx, id: i64, seq: u64, ended_at: Option<DateTime<Utc>>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE proceeding SET seq = $2, ended_at = $3 WHERE id = $1")
            .bind(id)
            .bind(i64::try_from(seq).unwrap_or(i64::MAX))
            .bind(ended_at)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Appends an event. Two writers cannot append the same place: the key refuses the second.
pub async fn append(tx: &mut Tx, id: i64, seq: u64, event: &Event) -> Result<()> {
    let data = serde_json::to_string(&event.payload)?;
    sql!(tx, conn => {
        sqlx::query("INSERT INTO proceeding_event (proceeding, seq, at, actor, data) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(i64::try_from(seq).unwrap_or(i64::MAX))
            .bind(event.at)
            .bind(&event.by)
            .bind(data)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// What happened to it, in order.
pub async fn events(tx: &mut Tx, id: i64) -> Result<Vec<Event>> {
    let rows: Vec<(DateTime<Utc>, String, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT at, actor, data FROM proceeding_event WHERE proceeding = $1 ORDER BY seq")
            .bind(id)
            .fetch_all(conn)
            .await?
    });
    let event = |(at, by, data): (_, _, String)| {
        let payload: Payload = serde_json::from_str(&data)?;
        Ok(Event { at, by, payload })
    };
    rows.into_iter().map(event).collect()
}

/// Adds who is invited; who is there gets the new secret, and is waited for again.
pub async fn invite(
    tx: &mut Tx,
    proceeding: i64,
    (key, who): (u32, &Who),
    secret: Option<&str>,
    due: NaiveDate,
) -> Result<i64> {
    let (mut agency, mut account, mut region) = (None, None, None);
    match who {
        Who::Agency(id) => agency = Some(*id),
        Who::Person(id) => account = Some(*id),
        Who::Region(code) => region = Some(code.to_string()),
        Who::Outside => {}
    }
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO proceeding_party (proceeding, key, agency, account, region, secret, due)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (proceeding, key) DO UPDATE SET secret = excluded.secret RETURNING id",
        )
        .bind(proceeding)
        .bind(i64::from(key))
        .bind(agency)
        .bind(account)
        .bind(region)
        .bind(secret)
        .bind(due)
        .fetch_one(conn)
        .await?
    }))
}

/// Says whether it is still waited for what somebody has to say; since when it is not is kept.
pub async fn waits(tx: &mut Tx, proceeding: i64, key: u32, done_at: Option<DateTime<Utc>>) -> Result<()> {
    let text = match done_at {
        Some(_) => {
            "UPDATE proceeding_party SET done_at = $3 WHERE proceeding = $1 AND key = $2 AND done_at IS NULL"
        }
        None => "UPDATE proceeding_party SET done_at = $3 WHERE proceeding = $1 AND key = $2",
    };
    sql!(tx, conn => {
        sqlx::query(text)
            .bind(proceeding)
            .bind(i64::from(key))
            .bind(done_at)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The proceeding and the key of who has this number, and the hash of their secret.
pub async fn party(tx: &mut Tx, id: i64) -> Result<Option<(i64, i64, Option<String>)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT proceeding, key, secret FROM proceeding_party WHERE id = $1")
            .bind(id)
            .fetch_optional(conn)
            .await?
    }))
}

/// Whose list it is.
#[derive(Clone)]
pub enum Whose {
    /// What an agency called.
    Called(i64),
    /// What waits for an agency.
    Agency(i64),
    /// What waits for a person.
    Person(i64),
    /// What waits for those who lead a region.
    Region(String),
}

/// Where a list goes on: by the last day, then by number.
pub type Place = (NaiveDate, i64);

/// What goes on in a list, what is due first before the others, after a place.
pub async fn list(tx: &mut Tx, whose: &Whose, after: Place, limit: i64) -> Result<Vec<Place>> {
    let party = |column: &str| {
        format!(
            "SELECT due, proceeding FROM proceeding_party WHERE {column} = $1 AND done_at IS NULL
               AND (due > $2 OR (due = $2 AND proceeding > $3)) ORDER BY due, proceeding LIMIT $4"
        )
    };
    let (text, id, region) = match whose {
        Whose::Called(agency) => {
            let text = "SELECT due, id FROM proceeding WHERE agency = $1 AND ended_at IS NULL
                          AND (due > $2 OR (due = $2 AND id > $3)) ORDER BY due, id LIMIT $4";
            (text.to_owned(), *agency, None)
        }
        Whose::Agency(agency) => (party("agency"), *agency, None),
        Whose::Person(account) => (party("account"), *account, None),
        Whose::Region(region) => (party("region"), 0, Some(region)),
    };
    Ok(sql!(tx, conn => {
        let query = sqlx::query_as(sqlx::AssertSqlSafe(text));
        let query = match region {
            Some(region) => query.bind(region),
            None => query.bind(id),
        };
        query.bind(after.0).bind(after.1).bind(limit).fetch_all(conn).await?
    }))
}

/// A file as it lies there.
#[derive(FromRow)]
struct FileRow {
    id: i64,
    party: Option<i64>,
    name: String,
    media_type: String,
    bytes: i64,
    sha256: String,
}

/// The files of a proceeding, each with the key of who sent it.
pub async fn files(tx: &mut Tx, proceeding: i64) -> Result<Vec<(Option<u32>, FileInfo)>> {
    let rows: Vec<FileRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, party, name, media_type, bytes, sha256 FROM proceeding_file WHERE proceeding = $1 ORDER BY id",
        )
        .bind(proceeding)
        .fetch_all(conn)
        .await?
    });
    let file = |row: FileRow| {
        let info = FileInfo {
            id: row.id,
            material: String::new(),
            name: row.name,
            media_type: row.media_type,
            bytes: row.bytes.unsigned_abs(),
            sha256: row.sha256,
        };
        (row.party.and_then(|key| u32::try_from(key).ok()), info)
    };
    Ok(rows.into_iter().map(file).collect())
}

/// Adds a file; returns its number.
pub async fn add_file(
    tx: &mut Tx,
    (proceeding, party): (i64, Option<u32>),
    file: &FileInfo,
    now: DateTime<Utc>,
) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO proceeding_file (proceeding, party, name, media_type, bytes, sha256, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(proceeding)
        .bind(party.map(i64::from))
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
        .bind(&file.sha256)
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}
