//! `onehall system`: the systems of other agencies, from whoever runs the hall. What each command does is in
//! `features::exchange`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::out::say;
use crate::config::Config;
use crate::db::Db;
use crate::features::exchange;
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
        let told = self.told(&db).await;
        db.close().await;
        say(told?)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Does it, and says what was done.
    async fn told(self, db: &Db) -> anyhow::Result<String> {
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
                let systems = exchange::list(&mut db.read().await?).await?;
                Ok(if json { format!("{:#}", as_json(&systems)) } else { as_lines(&systems) })
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

fn as_lines(systems: &[exchange::System]) -> String {
    let line = |system: &exchange::System| {
        let mark = if system.disabled_at.is_some() { "  kept out" } else { "" };
        format!("{}  {}{mark}", system.code, system.name)
    };
    match systems {
        [] => "none yet: `onehall system add`".to_owned(),
        systems => systems.iter().map(line).collect::<Vec<_>>().join("\n"),
    }
}

fn as_json(systems: &[exchange::System]) -> Value {
    let line = |system: &exchange::System| json!({ "code": system.code, "name": system.name, "made_at": system.made_at, "disabled_at": system.disabled_at });
    systems.iter().map(line).collect()
}
