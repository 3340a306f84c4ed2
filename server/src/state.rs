//! What every request can reach.

use std::ops::Deref;
use std::sync::Arc;

use crate::config::Config;
use crate::db::Db;
use crate::features::accounts::Passwords;
use crate::features::bench::Bench;
use crate::features::calendar::WorkingCalendar;
use crate::features::catalogue::{SearchIndex, Surveys};
use crate::ports::{Chance, Clock, Files};
use crate::site::{Assets, Pages};
use crate::telemetry::Metrics;

/// The parts of a running hall.
pub struct Hall {
    /// The settings.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub chance: Chance,
    /// How passwords are hashed.
    pub passwords: Passwords,
    /// The item index, replaced as a whole when the catalogue changes.
    pub search: SearchIndex,
    /// What the lint finds in the catalogue.
    pub surveys: Surveys,
    /// Working days, holidays and make-up days, replaced as a whole when a notice is read in.
    pub calendar: WorkingCalendar,
    /// Where uploaded files lie.
    pub files: Files,
    /// The packed browser side.
    pub assets: Assets,
    /// Public pages, as they were drawn.
    pub pages: Pages,
    /// Forms to be measured.
    pub bench: Bench,
    /// What is counted.
    pub metrics: Metrics,
}

/// A shared [`Hall`], the state of every router.
#[derive(Clone)]
pub struct AppState(Arc<Hall>);

impl AppState {
    /// Shares the parts.
    pub fn new(hall: Hall) -> Self {
        Self(Arc::new(hall))
    }
}

impl Deref for AppState {
    type Target = Hall;

    fn deref(&self) -> &Hall {
        &self.0
    }
}
