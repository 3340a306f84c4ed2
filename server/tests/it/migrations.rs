//! The two databases are one: the same migrations, tables, columns and indexes.

use std::collections::BTreeSet;
use std::fs;

use server::db::{Db, Tx};
use server::sql;

use crate::support::{Backend, Hall, on_both, repository, run};

/// The files of one folder of migrations, in order.
fn files(folder: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(repository().join("migrations").join(folder)).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

fn names(files: &[(String, String)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn both_folders_have_the_same_names_each_with_a_number_of_its_own() {
    let (sqlite, postgres) = (files("sqlite"), files("postgres"));
    assert_eq!(names(&sqlite), names(&postgres));
    let number = |name: &str| name.split_once('_').and_then(|(number, _)| number.parse::<u32>().ok());
    let numbers: Vec<u32> = names(&sqlite).into_iter().map(|name| number(name).expect(name)).collect();
    assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
    assert!(names(&sqlite).iter().all(|name| name.find('_') == Some(4) && name.ends_with(".sql")));
}

#[test]
fn every_migration_begins_by_saying_what_it_is() {
    for (name, text) in files("sqlite").into_iter().chain(files("postgres")) {
        assert!(text.starts_with("-- "), "{name}");
    }
}

#[test]
fn tables_of_sqlite_are_strict() {
    for (name, text) in files("sqlite") {
        let (tables, strict) = (text.matches("CREATE TABLE").count(), text.matches(") STRICT;").count());
        assert_eq!(tables, strict, "{name}");
    }
}

/// `(table, column, type, may be null)`
type Column = (String, String, String, bool);

const SQLITE_COLUMNS: &str = "SELECT m.name, c.name, c.type, c.\"notnull\" = 0 AND c.pk = 0
     FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
     WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
const POSTGRES_COLUMNS: &str =
    "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES'
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'";
const SQLITE_INDEXES: &str = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
/// Those that no constraint made.
const POSTGRES_INDEXES: &str = "SELECT relname::text FROM pg_class
     WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '\\_%'
     AND oid NOT IN (SELECT conindid FROM pg_constraint)";

async fn columns(db: &Db) -> BTreeSet<Column> {
    let mut tx = db.read().await.unwrap();
    let statement = if matches!(tx, Tx::Postgres(_)) { POSTGRES_COLUMNS } else { SQLITE_COLUMNS };
    let columns: Vec<Column> =
        sql!(&mut tx, conn => sqlx::query_as(statement).fetch_all(conn).await.unwrap());
    columns.into_iter().map(|(table, column, kind, null)| (table, column, family(&kind), null)).collect()
}

/// What a type of PostgreSQL is on SQLite.
fn family(kind: &str) -> String {
    match kind {
        "bigint" | "boolean" => "INTEGER",
        "text" | "timestamp with time zone" | "date" | "json" | "jsonb" => "TEXT",
        "double precision" => "REAL",
        "bytea" => "BLOB",
        other => other,
    }
    .to_owned()
}

async fn indexes(db: &Db) -> BTreeSet<String> {
    let mut tx = db.read().await.unwrap();
    let statement = if matches!(tx, Tx::Postgres(_)) { POSTGRES_INDEXES } else { SQLITE_INDEXES };
    let names: Vec<String> =
        sql!(&mut tx, conn => sqlx::query_scalar(statement).fetch_all(conn).await.unwrap());
    names.into_iter().collect()
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_indexes() {
    let sqlite = Hall::start(Backend::Sqlite).await;
    let (here, here_indexes) = (columns(sqlite.db()).await, indexes(sqlite.db()).await);
    assert!(here.len() > 40 && here_indexes.len() > 5, "{here:?} {here_indexes:?}");
    run(Backend::Postgres, async |postgres: &Hall| {
        let there = columns(postgres.db()).await;
        assert_eq!(here.difference(&there).collect::<Vec<_>>(), Vec::<&Column>::new(), "only on SQLite");
        assert_eq!(there.difference(&here).collect::<Vec<_>>(), Vec::<&Column>::new(), "only on PostgreSQL");
        assert_eq!(here_indexes, indexes(postgres.db()).await);
    })
    .await;
}

on_both! {
    async fn coming_up_to_date_twice_changes_nothing(hall) {
        let before = columns(hall.db()).await;
        assert_eq!(hall.db().migrate().await.unwrap(), files("sqlite").len());
        assert_eq!(columns(hall.db()).await, before);
    }

    async fn a_reading_transaction_cannot_write(hall) {
        let mut tx = hall.db().read().await.unwrap();
        let written = sql!(&mut tx, conn => {
            sqlx::query("UPDATE catalogue_state SET revision = 7").execute(conn).await.map(|_| ())
        });
        written.unwrap_err();
    }

    async fn a_transaction_that_is_not_committed_never_was(hall) {
        let revision = async || -> i64 {
            let mut tx = hall.db().read().await.unwrap();
            sql!(&mut tx, conn => {
                sqlx::query_scalar("SELECT revision FROM catalogue_state").fetch_one(conn).await.unwrap()
            })
        };
        let before = revision().await;
        let mut tx = hall.db().write().await.unwrap();
        sql!(&mut tx, conn => {
            sqlx::query("UPDATE catalogue_state SET revision = 7").execute(conn).await.unwrap().rows_affected()
        });
        drop(tx);
        assert_eq!(revision().await, before);
    }
}
