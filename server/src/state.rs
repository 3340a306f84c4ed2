//! What every request can reach.

use std::ops::Deref;
use std::sync::Arc;

use crate::config::Config;
use crate::db::Db;
use crate::features::accounts::Passwords;
use crate::features::ask::{Notebook, Trials};
use crate::features::bench::Bench;
use crate::features::calendar::WorkingCalendar;
use crate::features::cases::live::Live;
use crate::features::catalogue::{SearchIndex, Surveys};
use crate::features::outbox::Sentences;
use crate::features::site_search::SiteTexts;
use crate::features::supervision::Rulebook;
use crate::ports::{Chance, Clock, Files, Mail, Payments, Sms, Webhooks};
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
    /// The index of what else is published, replaced as a whole when that changes.
    pub texts: SiteTexts,
    /// What was asked and is not written down yet.
    pub notebook: Notebook,
    /// Whose turn it is to try what an entry of a library would change.
    pub trials: Trials,
    /// What the lint finds in the catalogue.
    pub surveys: Surveys,
    /// Working days, holidays and make-up days, replaced as a whole when a notice is read in.
    pub calendar: WorkingCalendar,
    /// The rules of supervision, replaced as a whole when one is published.
    pub rulebook: Rulebook,
    /// Where uploaded files lie.
    pub files: Files,
    /// The packed browser side.
    pub assets: Assets,
    /// Public pages, as they were drawn.
    pub pages: Pages,
    /// Forms to be measured.
    pub bench: Bench,
    /// Text messages.
    pub sms: Sms,
    /// E-mail.
    pub mail: Mail,
    /// The addresses at which systems are told of events.
    pub webhooks: Webhooks,
    /// How people pay what is due.
    pub payments: Payments,
    /// How messages are put into words.
    pub sentences: Sentences,
    /// Who waits for what others do with a case.
    pub live: Live,
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
