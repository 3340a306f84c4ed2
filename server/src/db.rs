//! The one file that knows there are two databases.
//!
//! Stores write portable SQL once and run it through [`sql!`], which compiles the same tokens for both drivers.
//! SQLite has one writer: one connection for writing, a pool for reading.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../migrations/postgres");

/// How long somebody waits for others at the database.
const PATIENCE: Duration = Duration::from_secs(10);

/// A database that is open.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file.
    Sqlite {
        /// Many connections that cannot write.
        readers: SqlitePool,
        /// The one that can.
        writer: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it never was.
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// Runs one statement on whichever database `tx` is a transaction of:
/// `sql!(tx, conn => sqlx::query("…").bind(x).execute(conn).await)`.
#[macro_export]
macro_rules! sql {
    ($tx:expr, $conn:ident => $body:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::db::Tx::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}

impl Db {
    /// Opens the database, creating the file of a SQLite one.
    pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        if url.starts_with("sqlite://") {
            Self::connect_sqlite(url).await
        } else {
            Self::connect_postgres(url).await
        }
    }

    /// Opens a database that is there, to look at it as it is: nothing of it is created, changed or brought up to date.
    pub async fn inspect(url: &str) -> Result<Self, sqlx::Error> {
        if !url.starts_with("sqlite://") {
            return Self::connect_postgres(url).await;
        }
        let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false).read_only(true);
        let pool = SqlitePoolOptions::new().connect_with(options.busy_timeout(PATIENCE)).await?;
        Ok(Self::Sqlite { readers: pool.clone(), writer: pool })
    }

    async fn connect_sqlite(url: &str) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a case that was confirmed to the applicant survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .statement_cache_capacity(512);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .connect_with(options.clone())
            .await?;
        let readers =
            SqlitePoolOptions::new().max_connections(8).connect_lazy_with(options.pragma("query_only", "ON"));
        Ok(Self::Sqlite { readers, writer })
    }

    async fn connect_postgres(url: &str) -> Result<Self, sqlx::Error> {
        let options = PgConnectOptions::from_str(url)?;
        let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE);
        match pool.connect_with(options.clone()).await {
            Ok(pool) => Ok(Self::Postgres(pool)),
            Err(sqlx::Error::PoolTimedOut) => Err(unreachable(&options).await),
            Err(error) => Err(error),
        }
    }

    /// Brings the schema up to date; returns how many migrations the database has now.
    pub async fn migrate(&self) -> anyhow::Result<usize> {
        match self {
            Self::Sqlite { writer, .. } => SQLITE_MIGRATIONS.run(writer).await?,
            Self::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await?,
        }
        Ok(SQLITE_MIGRATIONS.iter().count())
    }

    /// A transaction that cannot write.
    pub async fn read(&self) -> Result<Tx, sqlx::Error> {
        match self {
            Self::Sqlite { readers, .. } => readers.begin().await.map(Tx::Sqlite),
            Self::Postgres(pool) => {
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map(Tx::Postgres)
            }
        }
    }

    /// A transaction that can write. On SQLite it holds the writer from the start, so that it never fails half
    /// way because another one wrote first.
    pub async fn write(&self) -> Result<Tx, sqlx::Error> {
        match self {
            Self::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Tx::Sqlite),
            Self::Postgres(pool) => pool.begin().await.map(Tx::Postgres),
        }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), sqlx::Error> {
        let mut tx = self.read().await?;
        sql!(&mut tx, conn => sqlx::query("SELECT 1").execute(conn).await.map(|_| ()))
    }

    /// Closes every connection, writing back what SQLite keeps in its log.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Keeps others from writing to a table until this transaction ends; reading goes on. Whoever has written to it already is
    /// waited for, though not for long: whoever comes later stands behind one that waits. Then it fails, and
    /// [`is_lock_timeout`] tells. On SQLite who writes is alone anyhow.
    pub async fn hold_table(&mut self, table: &'static str) -> Result<(), sqlx::Error> {
        if let Self::Postgres(tx) = self {
            sqlx::query("SET LOCAL lock_timeout = '200ms'").execute(&mut **tx).await?;
            let lock = format!("LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE");
            sqlx::query(AssertSqlSafe(lock)).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Makes it so.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }
}

/// Why a server does not answer. A pool tries again until its time is over, and then only knows that.
async fn unreachable(options: &PgConnectOptions) -> sqlx::Error {
    match tokio::time::timeout(PATIENCE, PgConnection::connect_with(options)).await {
        Ok(Err(error)) => error,
        _ => sqlx::Error::PoolTimedOut,
    }
}

/// Whether a write failed because such a row exists already. The database is the judge of uniqueness.
pub fn is_unique_violation(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}

/// Whether somebody else kept what was to be held for too long: PostgreSQL's `lock_not_available`.
pub fn is_lock_timeout(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|error| error.code()).is_some_and(|code| code == "55P03")
}
