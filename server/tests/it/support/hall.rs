//! [`Hall`]: a whole hall in memory.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU16, Ordering};

use app::program::Program;
use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};
use clap::builder::Resettable;
use clap::{CommandFactory, FromArgMatches, Parser};
use server::config::Config;
use server::db::Db;
use server::features::accounts::Passwords;
use server::features::catalogue::import::{self, Origin, Report};
use server::ports::{Chance, Clock};
use server::serve::{self, Ports};
use server::state::AppState;
use tempfile::TempDir;

use super::Client;
use super::database::{Backend, Database};

/// When every test begins: Monday 2 March 2026, nine o'clock in Guangzhou.
pub const NOW: DateTime<Utc> = DateTime::from_timestamp(1_772_413_200, 0).unwrap();

/// A hall for one test. Closing it clears everything away.
pub struct Hall {
    state: AppState,
    router: Router,
    database: Database,
    folder: TempDir,
    people: AtomicU16,
}

impl Hall {
    /// A hall with the twelve services of [`super::CATALOGUE`].
    pub async fn start(backend: Backend) -> Self {
        Self::start_with(backend, |_| {}).await
    }

    /// The same with other settings.
    pub async fn start_with(backend: Backend, set: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::copy(backend, folder.path()).await;
        let mut config = config(&database.url, folder.path());
        set(&mut config);
        pack(&config.site);
        let chance = Chance::seeded(1);
        let passwords = Passwords::quick(&chance).unwrap();
        let db = Db::connect(config.database.reveal()).await.unwrap();
        let ports = Ports { clock: Clock::fixed(NOW), chance, passwords };
        let state = serve::assemble(config, db, ports).await.unwrap();
        let router = serve::router(&state);
        Self { state, router, database, folder, people: AtomicU16::new(0) }
    }

    /// Somebody whom the hall does not know.
    pub fn visitor(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// The database, for what cannot be seen from outside.
    pub fn db(&self) -> &Db {
        &self.state.db
    }

    /// The address of the database, for a second connection to it.
    pub fn url(&self) -> &str {
        &self.database.url
    }

    /// The shared parts.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// A folder that goes with the hall.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets time pass.
    pub fn pass(&self, time: TimeDelta) {
        self.state.clock.advance(time);
    }

    /// Reads catalogue lines in, all of which must be good, and indexes them.
    pub async fn import(&self, lines: &str) -> Report {
        let report = import(self.db(), &self.state.clock, lines).await;
        self.state.search.refresh(self.db()).await.unwrap();
        report
    }

    /// Another server over the same database, by the same clock, with other settings.
    pub async fn beside(&self, set: impl FnOnce(&mut Config)) -> Server {
        let mut config = self.state.config.clone();
        set(&mut config);
        let chance = Chance::seeded(2);
        let passwords = Passwords::quick(&chance).unwrap();
        let db = Db::connect(config.database.reveal()).await.unwrap();
        let ports = Ports { clock: self.state.clock.clone(), chance, passwords };
        Server { state: serve::assemble(config, db, ports).await.unwrap() }
    }

    /// A number that no one else in this hall has had.
    pub(super) fn next_person(&self) -> u16 {
        self.people.fetch_add(1, Ordering::Relaxed)
    }

    /// Clears everything away.
    pub async fn close(self) {
        self.state.db.close().await;
        self.database.discard().await;
    }
}

/// A server beside that of a hall.
pub struct Server {
    state: AppState,
}

impl Server {
    /// Its parts.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Somebody whom the hall does not know.
    pub fn visitor(&self) -> Client {
        Client::new(serve::router(&self.state))
    }
}

/// Reads catalogue lines, all of which must be good, into a database.
pub async fn import(db: &Db, clock: &Clock, lines: &str) -> Report {
    let mut contents = import::read(lines);
    import::check_regions(db, &mut contents).await.unwrap();
    assert!(contents.bad.is_empty(), "{:?}", contents.bad);
    let origin = Origin { name: "广东政务服务网".to_owned(), year: 2021, demonstration: false };
    import::store(db, clock, &origin, &contents.lines, |_| {}).await.unwrap()
}

#[derive(Parser)]
struct Settings {
    #[command(flatten)]
    config: Config,
}

/// The settings as they are when nobody sets any: also not the machine's variables.
fn config(database: &str, folder: &Path) -> Config {
    let files = folder.join("files").display().to_string();
    let site = folder.join("site").display().to_string();
    let said = [
        "onehall",
        "--database",
        database,
        "--files",
        &files,
        "--site",
        &site,
        "--origin",
        "http://hall.test",
    ];
    let command = Settings::command().mut_args(|argument| argument.env(Resettable::Reset));
    Settings::from_arg_matches(&command.get_matches_from(said)).unwrap().config
}

/// A browser side of empty files: pages name them as they would the real ones.
fn pack(site: &Path) {
    let folder = site.join("pkg");
    fs::create_dir_all(&folder).unwrap();
    let programs = Program::ALL.map(Program::name);
    let files = programs.iter().flat_map(|name| [format!("{name}.js"), format!("{name}_bg.wasm")]);
    let names: Vec<String> = files.chain(["main.css".to_owned()]).collect();
    let files: serde_json::Map<String, serde_json::Value> = names
        .iter()
        .map(|name| (name.clone(), serde_json::json!({ "path": format!("/pkg/{name}") })))
        .collect();
    for name in names {
        fs::write(folder.join(name), "").unwrap();
    }
    fs::write(folder.join("manifest.json"), serde_json::json!({ "files": files }).to_string()).unwrap();
}
