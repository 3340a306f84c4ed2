//! Putting a hall together, and serving it until it is told to stop.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::middleware;
use schema::calendar::Calendar;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::config::Config;
use crate::db::Db;
use crate::features::accounts::Passwords;
use crate::features::catalogue::{SearchIndex, Surveys, regions};
use crate::http::door;
use crate::ports::{Chance, Clock, Files};
use crate::site::{self, Assets};
use crate::state::{AppState, Hall};
use crate::telemetry::Metrics;
use crate::{routes, telemetry};

/// Public holidays and make-up days as announced by the State Council, 2004 to 2026. Source: `server/seed/SOURCE.md`.
const HOLIDAYS: &str = include_str!("../seed/calendar/cn-holidays-2004-2026.json");

/// How often a server looks whether another one has changed the catalogue.
const CATALOGUE_POLL: Duration = Duration::from_secs(5);

/// Opens the database and brings it up to date.
pub async fn open(config: &Config) -> anyhow::Result<Db> {
    use anyhow::Context;
    let db = Db::connect(&config.database).await.context("ONEHALL_DATABASE cannot be opened")?;
    db.migrate().await.context("the database cannot be brought up to date")?;
    regions::load(&db).await?;
    Ok(db)
}

/// The whole hall as one router: API, form twins, pages and files.
pub fn router(state: &AppState) -> Router {
    let (api, _) = routes::api(state);
    site::with_pages(state, api).layer(middleware::from_fn_with_state(state.clone(), door::door))
}

/// Serves until SIGTERM or SIGINT; then lets the requests in flight finish.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    config.check()?;
    telemetry::log(&config.log)?;
    let db = open(&config).await?;
    let listen = config.listen;
    let state = assemble(config, db, Ports::system()?).await?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| anyhow::anyhow!("ONEHALL_LISTEN {listen} cannot be listened at: {error}"))?;
    let (stop, stopping) = watch::channel(false);
    let watcher = tokio::spawn(watch_catalogue(state.clone(), stopping.clone()));
    tracing::info!(address = %listener.local_addr()?, origin = state.config.public_origin(), "open");
    let app = router(&state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            told_to_stop().await;
            tracing::info!("closing");
            let _ = stop.send(true);
        })
        .await?;
    watcher.await?;
    state.db.close().await;
    tracing::info!("closed");
    Ok(())
}

/// What a running hall takes from the machine, and a test sets.
pub struct Ports {
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub chance: Chance,
    /// How passwords are hashed.
    pub passwords: Passwords,
}

impl Ports {
    /// The machine's own.
    pub fn system() -> anyhow::Result<Self> {
        let chance = Chance::System;
        Ok(Self { clock: Clock::System, passwords: Passwords::production(&chance)?, chance })
    }
}

/// Puts the parts of a hall together.
pub async fn assemble(config: Config, db: Db, ports: Ports) -> anyhow::Result<AppState> {
    let Ports { clock, chance, passwords } = ports;
    let search = SearchIndex::default();
    search.refresh(&db).await?;
    Ok(AppState::new(Hall {
        assets: Assets::load(&config.site)?,
        calendar: Calendar::from_json(HOLIDAYS).map_err(|error| anyhow::anyhow!("holidays: {error}"))?,
        files: Files::open(&config.files)?,
        metrics: Metrics::install()?,
        surveys: Surveys::default(),
        clock,
        chance,
        passwords,
        config,
        db,
        search,
    }))
}

async fn watch_catalogue(state: AppState, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopping.changed() => return,
            () = tokio::time::sleep(CATALOGUE_POLL) => {}
        }
        match state.search.refresh(&state.db).await {
            Ok(true) => tracing::info!(items = state.search.current().documents().len(), "catalogue indexed"),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the catalogue could not be indexed; the old index stays"),
        }
    }
}

async fn told_to_stop() {
    let mut terminate = match signal(SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => {
            tracing::error!(%error, "SIGTERM cannot be heard");
            return std::future::pending().await;
        }
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
