//! Putting a hall together, and serving it until it is told to stop.

use std::io::IsTerminal;
use std::time::Duration;

use axum::Router;
use axum::middleware;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::config::Config;
use crate::db::Db;
use crate::features::accounts::{self, Passwords};
use crate::features::ask::{self, Notebook, Trials};
use crate::features::bench::Bench;
use crate::features::bundles;
use crate::features::calendar::{self, WorkingCalendar};
use crate::features::cases;
use crate::features::cases::live::Live;
use crate::features::catalogue::{SearchIndex, Surveys, regions};
use crate::features::definitions::processes;
use crate::features::enquiries;
use crate::features::outbox;
use crate::features::payments;
use crate::features::performance;
use crate::features::proceedings;
use crate::features::site_search::SiteTexts;
use crate::features::slips;
use crate::features::supervision::{self, Rulebook};
use crate::features::surveys;
use crate::http::connections::{self, Patience};
use crate::http::{compress, door};
use crate::ports::{Chance, Clock, Files, Mail, Payments, Sms, Webhooks};
use crate::site::{self, Assets, Pages};
use crate::state::{AppState, Hall};
use crate::telemetry::Metrics;
use crate::{routes, telemetry};

/// How often a server looks whether the calendar has been changed beside it and what is due of cases, and draws public pages anew.
const POLL: Duration = Duration::from_secs(5);

/// How often it looks whether anything was published beside it, which is one row to read: what is published is found within a second.
const PUBLISHED: Duration = Duration::from_millis(250);

/// How much longer than one request closing may take.
const GRACE: Duration = Duration::from_secs(5);

/// Opens the database and brings it up to date: its tables, and what every hall has in them.
pub async fn open(config: &Config) -> anyhow::Result<Db> {
    use anyhow::Context;
    let db = Db::connect(config.database.reveal()).await.context("ONEHALL_DATABASE cannot be opened")?;
    db.migrate().await.context("the database cannot be brought up to date")?;
    regions::load(&db).await?;
    processes::load(&db, Clock::System.now()).await?;
    slips::load(&db, Clock::System.now()).await?;
    ask::load(&db, Clock::System.now()).await?;
    supervision::load(&db, Clock::System.now()).await?;
    performance::load(&db, Clock::System.now()).await?;
    if calendar::load(&db).await? {
        cases::follow_calendar(&db, &Chance::System, Clock::System.now()).await?;
        bundles::follow_calendar(&db).await?;
        enquiries::follow_calendar(&db, &Chance::System, Clock::System.now()).await?;
    }
    Ok(db)
}

/// The whole hall as one router: API, form twins, pages and files.
pub fn router(state: &AppState) -> Router {
    let (api, _) = routes::api(state);
    site::with_pages(state, api)
        .layer(compress::layer())
        .layer(middleware::from_fn_with_state(state.clone(), site::kept))
        .layer(middleware::from_fn_with_state(state.clone(), door::door))
}

/// Serves until SIGTERM or SIGINT; then lets the requests in flight finish.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    config.check()?;
    telemetry::log(&config.log)?;
    let db = open(&config).await?;
    if config.is_production() {
        accounts::demo::refuse(&db).await?;
    }
    let listen = config.listen;
    let state = assemble(config, db, Ports::system()?).await?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| anyhow::anyhow!("ONEHALL_LISTEN {listen} cannot be listened at: {error}"))?;
    until_told(&state, listener).await
}

async fn until_told(state: &AppState, listener: TcpListener) -> anyhow::Result<()> {
    let told = told_to_stop()?;
    let (stop, stopping) = watch::channel(false);
    let watcher = tokio::spawn(watch(state.clone(), stopping.clone()));
    let follower = tokio::spawn(follow(state.clone(), stopping.clone()));
    let sender = tokio::spawn(send(state.clone(), stopping));
    let origin = state.config.public_origin();
    tracing::info!(address = %listener.local_addr()?, origin, "open");
    if std::io::stdout().is_terminal() {
        println!("OneHall is open at {origin}");
    }
    let live = state.live.clone();
    let told = async move {
        told.await;
        tracing::info!("closing");
        live.close();
        let _ = stop.send(true);
    };
    let asking = Duration::from_secs(state.config.timeout);
    let finished =
        connections::serve(listener, router(state), Patience { asking, closing: asking + GRACE }, told).await;
    let put_away = async {
        let _ = watcher.await;
        let _ = follower.await;
        let _ = sender.await;
        state.db.close().await;
    };
    if finished && tokio::time::timeout(GRACE, put_away).await.is_ok() {
        tracing::info!("closed");
    } else {
        tracing::warn!("closed before everything had ended");
    }
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
    let texts = SiteTexts::default();
    texts.refresh(&db).await?;
    let calendar = WorkingCalendar::default();
    calendar.refresh(&db).await?;
    let rulebook = Rulebook::default();
    rulebook.refresh(&db).await?;
    Ok(AppState::new(Hall {
        assets: Assets::load(&config)?,
        bench: Bench::load(config.bench_definitions.as_deref())?,
        calendar,
        files: Files::open(&config).await?,
        live: Live::default(),
        metrics: Metrics::install()?,
        notebook: Notebook::default(),
        trials: Trials::default(),
        rulebook,
        pages: Pages::default(),
        surveys: Surveys::default(),
        sms: Sms::open(&config),
        mail: Mail::open(&config)?,
        webhooks: Webhooks::open(&config),
        payments: Payments::open(&config),
        sentences: site::SENTENCES,
        clock,
        chance,
        passwords,
        config,
        db,
        search,
        texts,
    }))
}

async fn watch(state: AppState, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopping.changed() => return,
            () = tokio::time::sleep(POLL) => {}
        }
        state.pages.clear();
        if let Err(error) = accounts::forget_outdated(&state).await {
            tracing::warn!(%error, "attempts that no longer count could not be forgotten");
        }
        match cases::time_out_systems(&state).await {
            Ok(0) => {}
            Ok(tasks) => tracing::info!(tasks, "systems have not answered in time"),
            Err(error) => tracing::warn!(%error, "what systems have not answered could not be looked for"),
        }
        if let Err(error) = surveys::forget(&state).await {
            tracing::warn!(%error, "where opinions came from could not be forgotten");
        }
        match state.calendar.refresh(&state.db).await {
            Ok(true) => tracing::info!(last = state.calendar.current().known_years().last(), "calendar read"),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the calendar could not be read; the old one stays"),
        }
        bundles::keep_up(&state).await;
        if let Err(error) = ask::keep_up(&state).await {
            tracing::warn!(%error, "what was asked could not be written down");
        }
        match cases::alarms::ring(&state).await {
            Ok(0) => {}
            Ok(rung) => tracing::info!(cases = rung, "what was due of cases is done"),
            Err(error) => tracing::warn!(%error, "what is due of cases could not be looked for"),
        }
        match proceedings::lateness::ring(&state).await {
            Ok(0) => {}
            Ok(told) => tracing::info!(proceedings = told, "answers are late"),
            Err(error) => tracing::warn!(%error, "late answers could not be looked for"),
        }
        match enquiries::urging::ring(&state).await {
            Ok(0) => {}
            Ok(urged) => tracing::info!(enquiries = urged, "agencies are urged to answer"),
            Err(error) => tracing::warn!(%error, "enquiries that are due could not be looked for"),
        }
        if let Err(error) = state.rulebook.refresh(&state.db).await {
            tracing::warn!(%error, "the rules of supervision could not be read; the old ones stay");
        }
        if let Err(error) = cases::supervised::put_up(&state).await {
            tracing::warn!(%error, "cases could not be put up for a new rule of supervision");
        }
        match cases::supervised::look(&state).await {
            Ok(0) => {}
            Ok(looked) => tracing::info!(cases = looked, "moments of supervision have gone by"),
            Err(error) => tracing::warn!(%error, "what is due of supervision could not be looked for"),
        }
        match cases::urges::ring(&state).await {
            Ok(0) => {}
            Ok(rung) => tracing::info!(cases = rung, "tasks are urged on"),
            Err(error) => tracing::warn!(%error, "what is to be urged on could not be looked for"),
        }
    }
}

/// Follows what is published. A loop of its own: it is found while others do what takes longer.
async fn follow(state: AppState, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopping.changed() => return,
            () = tokio::time::sleep(PUBLISHED) => {}
        }
        match state.search.refresh(&state.db).await {
            Ok(true) => {
                state.pages.clear();
                tracing::info!(items = state.search.current().len(), "catalogue indexed");
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the catalogue could not be indexed; the old index stays"),
        }
        match state.texts.refresh(&state.db).await {
            Ok(true) => {
                state.pages.clear();
                tracing::info!("what is published is indexed");
            }
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "what is published could not be indexed; the old index stays")
            }
        }
    }
}

/// Sends what is to be sent out of the hall. A loop of its own: while others do not answer, nothing else waits.
async fn send(state: AppState, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopping.changed() => return,
            () = tokio::time::sleep(POLL) => {}
        }
        match payments::ask(&state).await {
            Ok(0) => {}
            Ok(ended) => tracing::info!(ended, "payments have ended"),
            Err(error) => tracing::warn!(%error, "what became of payments could not be asked"),
        }
        match outbox::deliver(&state).await {
            Ok(round) if round == outbox::Round::default() => {}
            Ok(outbox::Round { sent, failed, dead, put_off }) => {
                tracing::info!(sent, failed, dead, put_off, "told people and systems");
            }
            Err(error) => tracing::warn!(%error, "what is to be sent could not be looked for"),
        }
    }
}

/// Listens from now on, before anybody waits for it: a signal that comes too early would end the program at once.
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
