//! A database for one test: a copy of a template that is filled once per run.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use server::db::Db;
use server::features::catalogue::regions;
use server::features::{ask, calendar, performance, supervision};
use server::ports::Clock;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::OnceCell;

use super::CATALOGUE;
use super::hall::{NOW, import};

/// The regions that tests name, parents and all: 广州市荔湾区 with one of its streets, 广州市越秀区 and 广安市广安区.
const REGIONS: [&str; 8] =
    ["440000", "440100", "440103", "440104", "510000", "511600", "511602", "440103001"];

/// Which of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// What has to be cleared away when the test is over. A SQLite database goes with the folder of its test.
pub struct Database {
    pub url: String,
    postgres: Option<String>,
}

impl Database {
    /// A copy of the template; SQLite's lies in `folder`.
    pub async fn copy(backend: Backend, folder: &Path) -> Self {
        match backend {
            Backend::Sqlite => {
                let path = folder.join("hall.db");
                std::fs::write(&path, SQLITE.get_or_init(sqlite_template).await).unwrap();
                Self { url: sqlite_url(&path), postgres: None }
            }
            Backend::Postgres => {
                static NEXT: AtomicU32 = AtomicU32::new(0);
                let template = POSTGRES.get_or_init(postgres_template).await;
                let name = format!("{template}_{}", NEXT.fetch_add(1, Ordering::Relaxed));
                administer(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
                Self { url: postgres_url(&name), postgres: Some(name) }
            }
        }
    }

    /// Clears it away.
    pub async fn discard(self) {
        if let Some(name) = self.postgres {
            administer(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

/// The template as the bytes of its file.
static SQLITE: OnceCell<Vec<u8>> = OnceCell::const_new();

async fn sqlite_template() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("template.db");
    fill(&sqlite_url(&path)).await;
    std::fs::read(path).unwrap()
}

/// The name of the template. It bears the process's number, so that two runs may share a server; it stays there
/// when the run is over, as nothing of Rust runs after the last test.
static POSTGRES: OnceCell<String> = OnceCell::const_new();

async fn postgres_template() -> String {
    let name = format!("onehall_it_{}", std::process::id());
    administer(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    administer(&format!("CREATE DATABASE {name}")).await;
    fill(&postgres_url(&name)).await;
    name
}

/// Migrations, regions and the twelve services.
async fn fill(url: &str) {
    let db = Db::connect(url).await.unwrap();
    db.migrate().await.unwrap();
    regions::load_where(&db, |code| REGIONS.contains(&code)).await.unwrap();
    calendar::load(&db).await.unwrap();
    ask::load(&db, NOW).await.unwrap();
    supervision::load(&db, NOW).await.unwrap();
    performance::load(&db, NOW).await.unwrap();
    import(&db, &Clock::fixed(NOW), CATALOGUE).await;
    db.close().await;
}

fn sqlite_url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

/// One statement to the server itself. The connection is not kept: each test has a runtime of its own.
async fn administer(statement: &str) {
    let mut connection = PgConnection::connect(&postgres_server())
        .await
        .unwrap_or_else(|error| panic!("ONEHALL_TEST_POSTGRES names no server that answers: {error}"));
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// The address of another database on the same server.
fn postgres_url(name: &str) -> String {
    let server = postgres_server();
    let (address, options) = server.split_once('?').map_or((server.as_str(), None), |(a, o)| (a, Some(o)));
    let (host, _) = address.rsplit_once('/').expect("ONEHALL_TEST_POSTGRES ends in /NAME of a database");
    options.map_or_else(|| format!("{host}/{name}"), |options| format!("{host}/{name}?{options}"))
}

#[expect(clippy::disallowed_methods, reason = "says where the tests are run, not how the hall behaves")]
fn postgres_server() -> String {
    std::env::var("ONEHALL_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "ONEHALL_TEST_POSTGRES is not set. Every test runs on PostgreSQL too: `make api` starts a server of its \
             own; or name one, such as postgres://postgres@127.0.0.1:5432/postgres"
        )
    })
}
