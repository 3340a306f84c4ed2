//! A past a hundred times as long in minutes: every case there is, copied with all its rows in every table that belongs to
//! a case, whichever tables those are. The engine itself makes some 450 cases a second; copies only need other numbers.
//!
//! The audit trail is not copied: a chain has one order, and nothing that is measured reads it.

use std::collections::BTreeMap;

use schema::id::CaseNumber;
use server::db::{Db, Tx};
use server::sql;
use sqlx::AssertSqlSafe;

const SQLITE_COLUMNS: &str =
    "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
     WHERE m.type = 'table' ORDER BY m.name, c.cid";
const POSTGRES_COLUMNS: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns
     WHERE table_schema = 'public' ORDER BY table_name, ordinal_position";

/// Tables whose rows have a name of their own, which no copy may bear: few cases have such rows, and nothing that is measured reads them.
const NAMED: [&str; 6] = ["handover", "joint", "joint_part", "licence", "proceeding", "slip"];

/// How many numbers one statement brings.
const AT_ONCE: usize = 500;

/// The tables whose rows belong to a case or its application, with their columns; parents first.
type Tables = Vec<(String, Vec<String>)>;

async fn tables(tx: &mut Tx) -> anyhow::Result<Tables> {
    let text = if matches!(tx, Tx::Postgres(_)) { POSTGRES_COLUMNS } else { SQLITE_COLUMNS };
    let rows: Vec<(String, String)> = sql!(tx, conn => sqlx::query_as(text).fetch_all(conn).await?);
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in rows {
        columns.entry(table).or_default().push(column);
    }
    let belongs = |columns: &[String]| {
        columns.iter().any(|column| ["case_record", "application", "subject_id"].contains(&column.as_str()))
    };
    let (applications, cases) = (columns.remove("application"), columns.remove("case_record"));
    let mut tables = vec![
        ("application".to_owned(), applications.unwrap_or_default()),
        ("case_record".to_owned(), cases.unwrap_or_default()),
    ];
    let copied = |table: &str, columns: &[String]| belongs(columns) && !NAMED.contains(&table);
    tables.extend(columns.into_iter().filter(|(table, columns)| copied(table, columns)));
    // A line of a bill names its fee, which is copied before it.
    tables.sort_by_key(|(table, _)| table == "bill_line");
    Ok(tables)
}

/// The highest row number of each table that has such.
async fn highest(tx: &mut Tx, tables: &Tables) -> anyhow::Result<BTreeMap<String, i64>> {
    let mut highest = BTreeMap::new();
    for (table, columns) in tables {
        if columns.iter().any(|column| column == "id") {
            let text = AssertSqlSafe(format!("SELECT COALESCE(MAX(id), 0) FROM {table}"));
            let id: i64 = sql!(&mut *tx, conn => sqlx::query_scalar(text).fetch_one(conn).await?);
            highest.insert(table.clone(), id);
        }
    }
    Ok(highest)
}

async fn execute(tx: &mut Tx, text: String) -> anyhow::Result<()> {
    match tx {
        Tx::Sqlite(tx) => sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **tx).await.map(|_| ())?,
        Tx::Postgres(tx) => sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **tx).await.map(|_| ())?,
    }
    Ok(())
}

/// A statement that copies the rows of a table; `from` names them `t`.
fn copy(table: &str, columns: &[String], highest: &BTreeMap<String, i64>, nth: i64, from: &str) -> String {
    let shifted = |column: &String| {
        let of = match column.as_str() {
            "id" => table,
            "application" => "application",
            "case_record" | "subject_id" | "main_case" => "case_record",
            "bill" => "bill",
            "fee" => "case_fee",
            "number" if table == "case_record" => return "named.column2".to_owned(),
            _ => return format!("t.{column}"),
        };
        format!("t.{column} + {}", nth * highest.get(of).copied().unwrap_or_default())
    };
    let values: Vec<String> = columns.iter().map(shifted).collect();
    format!("INSERT INTO {table} ({}) SELECT {} {from}", columns.join(", "), values.join(", "))
}

/// The rows that are to be copied: those of the first cases.
fn originals(table: &str, columns: &[String], highest: &BTreeMap<String, i64>) -> String {
    let has = |name: &str| columns.iter().any(|column| column == name);
    let limit = |of: &str| highest.get(of).copied().unwrap_or_default();
    match table {
        "application" => format!("FROM application AS t WHERE t.id <= {}", limit("application")),
        _ if has("case_record") => {
            format!("FROM {table} AS t WHERE t.case_record <= {}", limit("case_record"))
        }
        _ if has("subject_id") => {
            format!(
                "FROM {table} AS t WHERE t.subject_kind = 'case' AND t.subject_id <= {}",
                limit("case_record")
            )
        }
        _ => format!("FROM {table} AS t WHERE t.application <= {}", limit("application")),
    }
}

/// Makes every case there is be there so many times.
pub async fn multiply(db: &Db, times: u32) -> anyhow::Result<()> {
    let mut tx = db.read().await?;
    let tables = tables(&mut tx).await?;
    let highest = highest(&mut tx, &tables).await?;
    let numbers: Vec<(i64, String)> = sql!(&mut tx, conn => {
        sqlx::query_as("SELECT id, number FROM case_record ORDER BY id").fetch_all(conn).await?
    });
    drop(tx);
    let numbers = numbers.into_iter().map(|(id, number)| Ok((id, CaseNumber::parse(&number)?)));
    let numbers: Vec<(i64, CaseNumber)> = numbers.collect::<anyhow::Result<_>>()?;
    let busiest = numbers.iter().map(|(_, number)| number.sequence()).max().unwrap_or_default();
    for nth in 1..times {
        let mut tx = db.write().await?;
        for (table, columns) in &tables {
            if table == "case_record" {
                for some in numbers.chunks(AT_ONCE) {
                    let rows = renumbered(some, nth * busiest)?;
                    let from = format!(
                        "FROM (VALUES {rows}) AS named JOIN case_record AS t ON t.id = named.column1"
                    );
                    execute(&mut tx, copy(table, columns, &highest, nth.into(), &from)).await?;
                }
            } else {
                let from = originals(table, columns, &highest);
                execute(&mut tx, copy(table, columns, &highest, nth.into(), &from)).await?;
            }
        }
        tx.commit().await?;
    }
    finish(db, times, &highest).await
}

fn renumbered(numbers: &[(i64, CaseNumber)], later: u32) -> anyhow::Result<String> {
    let row = |(id, number): &(i64, CaseNumber)| {
        let number = CaseNumber::new(number.region(), number.date(), number.sequence() + later)?;
        Ok(format!("({id}, '{number}')"))
    };
    Ok(numbers.iter().map(row).collect::<anyhow::Result<Vec<_>>>()?.join(", "))
}

/// The sums, the next numbers, and what PostgreSQL knows of its tables.
async fn finish(db: &Db, times: u32, highest: &BTreeMap<String, i64>) -> anyhow::Result<()> {
    let mut tx = db.write().await?;
    let sums =
        ["opened", "decided", "on_time", "closed"].map(|sum| format!("{sum} = {sum} * {times}")).join(", ");
    execute(&mut tx, format!("UPDATE case_roll SET {sums}")).await?;
    let sums = ["decided", "working_days"].map(|sum| format!("{sum} = {sum} * {times}")).join(", ");
    execute(&mut tx, format!("UPDATE item_roll SET {sums}")).await?;
    execute(&mut tx, format!("UPDATE case_sequence SET last = last * {times}")).await?;
    if matches!(tx, Tx::Postgres(_)) {
        for table in highest.keys() {
            let next = format!("(SELECT MAX(id) FROM {table})");
            execute(&mut tx, format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), {next})"))
                .await?;
        }
        execute(&mut tx, "ANALYZE".to_owned()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Compares the sums with the cases themselves; says how many cases there are.
pub async fn check(db: &Db) -> anyhow::Result<i64> {
    let mut tx = db.read().await?;
    let raw: (i64, i64, i64, i64) = sql!(&mut tx, conn => {
        sqlx::query_as(
            "SELECT COUNT(*), COUNT(decided_at), COUNT(CASE WHEN on_time THEN 1 END), COUNT(closed_at) FROM case_record",
        )
        .fetch_one(conn)
        .await?
    });
    let rolled: (i64, i64, i64, i64) = sql!(&mut tx, conn => {
        sqlx::query_as(
            "SELECT CAST(COALESCE(SUM(opened), 0) AS BIGINT), CAST(COALESCE(SUM(decided), 0) AS BIGINT),
                    CAST(COALESCE(SUM(on_time), 0) AS BIGINT), CAST(COALESCE(SUM(closed), 0) AS BIGINT) FROM case_roll",
        )
        .fetch_one(conn)
        .await?
    });
    anyhow::ensure!(raw == rolled, "the sums are {rolled:?}, the cases are {raw:?}");
    Ok(raw.0)
}
