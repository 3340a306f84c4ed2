//! `onehall system`: the systems of other agencies, from whoever runs the hall. What each command does is in
//! `features::exchange`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::out::say;
use crate::config::{Config, Secret};
use crate::db::Db;
use crate::features::{exchange, outbox};
use crate::ports::{Chance, Clock};
use crate::serve;

#[derive(Debug, Subcommand)]
pub enum System {
    /// Add a system, and print its key, once.
    ///
    /// The key is what it says with each call of /api/exchange, as `Authorization: Bearer KEY`. The hall keeps only a hash of
    /// it, and shows it never again.
    #[command(after_help = "\
Example:
  onehall system add fire-brigade 消防审验系统")]
    Add {
        #[command(flatten)]
        which: Which,
        /// What people call it.
        name: String,
    },
    /// Show the systems.
    ///
    /// With their codes, as definitions of processes say them; those that are kept out are marked.
    #[command(after_help = "\
Examples:
  onehall system list
  onehall system list --json")]
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Tell a system of events at an address of its own, and print the secret these are signed with, once.
    ///
    /// Events are those that definitions of processes hand to the exchange. Each is a POST of CloudEvents 1.0 in JSON, signed as
    /// Standard Webhooks says, at least once; the same `webhook-id` again is the same event. Said again it replaces what was said,
    /// with another secret. Without an address the system is told of nothing any more.
    #[command(after_help = "\
Examples:
  onehall system webhook fire-brigade https://fire.example.gov.cn/hall --events permit-issued,permit-refused
  onehall system webhook fire-brigade")]
    Webhook {
        #[command(flatten)]
        which: Which,
        /// Where it is told. https only with ONEHALL_ENV=production; redirects are not followed.
        #[arg(requires = "events")]
        url: Option<String>,
        /// What it is told of.
        #[arg(long, value_delimiter = ',', requires = "url")]
        events: Vec<String>,
    },
    /// Keep a system out. What waits for it goes on waiting until its time is over.
    ///
    /// What it answered stays on record. A lead takes from it what it has by handing the task to somebody.
    #[command(after_help = "\
Example:
  onehall system disable fire-brigade")]
    Disable(Which),
}

#[derive(Args, Debug)]
pub struct Which {
    /// What definitions call it: small letters, digits, `-` and `_`.
    code: String,
}

impl System {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let db = serve::open(config).await?;
        let told = self.told(&db, config.is_production()).await;
        db.close().await;
        say(told?)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Does it, and says what was done.
    async fn told(self, db: &Db, secure: bool) -> anyhow::Result<String> {
        let now = Clock::System.now();
        match self {
            Self::Add { which: Which { code }, name } => {
                let key = Chance::System.token();
                let mut tx = db.write().await?;
                exchange::add(&mut tx, &code, &name, &key, now).await?;
                tx.commit().await?;
                Ok(key)
            }
            Self::List { json } => {
                let mut tx = db.read().await?;
                let (systems, events) = (exchange::list(&mut tx).await?, exchange::events(&mut tx).await?);
                let known: Vec<Known> =
                    systems.into_iter().map(|system| Known::new(system, &events)).collect();
                Ok(if json { format!("{:#}", as_json(&known)) } else { as_lines(&known) })
            }
            Self::Webhook { which: Which { code }, url: Some(url), events } => {
                let secret = outbox::webhook_secret(&Chance::System.bytes::<32>());
                let mut tx = db.write().await?;
                let way = (url.as_str(), &events[..], &Secret::from(secret.as_str()));
                exchange::set_webhook(&mut tx, &code, way, secure, now).await?;
                tx.commit().await?;
                Ok(secret)
            }
            Self::Webhook { which: Which { code }, url: None, .. } => {
                let mut tx = db.write().await?;
                let changed = exchange::remove_webhook(&mut tx, &code, now).await?;
                tx.commit().await?;
                Ok(format!("{code} {} told of nothing", if changed { "is now" } else { "is already" }))
            }
            Self::Disable(Which { code }) => {
                let mut tx = db.write().await?;
                let changed = exchange::disable(&mut tx, &code, now).await?;
                tx.commit().await?;
                Ok(format!("{code} {} kept out", if changed { "is now" } else { "is already" }))
            }
        }
    }
}

/// A system, and the events it is told of.
struct Known {
    system: exchange::System,
    events: Vec<String>,
}

impl Known {
    fn new(system: exchange::System, events: &[(i64, String)]) -> Self {
        let own = events.iter().filter(|(of, _)| *of == system.id);
        Self { events: own.map(|(_, event)| event.clone()).collect(), system }
    }
}

fn as_lines(systems: &[Known]) -> String {
    let line = |Known { system, events }: &Known| {
        let mark = if system.disabled_at.is_some() { "  kept out" } else { "" };
        let told = system.webhook_url.as_ref();
        let told = told.map(|url| format!("\n    {} to {url}", events.join(", "))).unwrap_or_default();
        format!("{}  {}{mark}{told}", system.code, system.name)
    };
    match systems {
        [] => "none yet: `onehall system add`".to_owned(),
        systems => systems.iter().map(line).collect::<Vec<_>>().join("\n"),
    }
}

fn as_json(systems: &[Known]) -> Value {
    let line = |Known { system, events }: &Known| {
        json!({
            "code": system.code,
            "name": system.name,
            "made_at": system.made_at,
            "disabled_at": system.disabled_at,
            "webhook": system.webhook_url,
            "events": events,
        })
    };
    systems.iter().map(line).collect()
}
