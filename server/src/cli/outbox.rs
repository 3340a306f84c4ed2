//! `onehall outbox`: what could not be sent out of the hall, from whoever runs it. Numbers and codes only: whom it is for, and what
//! it says, is nobody's business here.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::out::say;
use crate::config::Config;
use crate::db::Db;
use crate::features::outbox::{self, Dead};
use crate::ports::Clock;
use crate::serve;

#[derive(Debug, Subcommand)]
pub enum Outbox {
    /// Show what was given up: its number, by what it was to be sent, what it tells, and why it failed the last time.
    ///
    /// Why is a code: `off` the hall has no such channel, `no_address`, `unwanted` the receiver does not want it any more, `gone`
    /// there is no such receiver, `timed_out`, `unreachable`, `refused`, `internal` the log of the server says how.
    #[command(after_help = "\
Examples:
  onehall outbox list
  onehall outbox list --json")]
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Have one of them sent again, or all of them.
    ///
    /// A server that runs does so within seconds, as often as the first time. Its receiver knows it by the id it had.
    #[command(after_help = "\
Examples:
  onehall outbox retry 42
  onehall outbox retry --all")]
    Retry(Which),
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub struct Which {
    /// Its number.
    number: Option<i64>,
    /// All of them.
    #[arg(long)]
    all: bool,
}

impl Outbox {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let db = serve::open(config).await?;
        let told = self.told(&db).await;
        db.close().await;
        say(told?)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Does it, and says what was done.
    async fn told(self, db: &Db) -> anyhow::Result<String> {
        match self {
            Self::List { json } => {
                let dead = all(db).await?;
                Ok(if json { format!("{:#}", as_json(&dead)) } else { as_lines(&dead) })
            }
            Self::Retry(Which { number, .. }) => {
                let mut tx = db.write().await?;
                let revived = outbox::retry(&mut tx, number, Clock::System.now()).await?;
                tx.commit().await?;
                Ok(format!("{revived} to be sent again"))
            }
        }
    }
}

async fn all(db: &Db) -> anyhow::Result<Vec<Dead>> {
    let mut tx = db.read().await?;
    let mut found: Vec<Dead> = Vec::new();
    loop {
        let page = outbox::dead(&mut tx, found.last().map_or(0, |dead| dead.id)).await?;
        if page.is_empty() {
            return Ok(found);
        }
        found.extend(page);
    }
}

fn as_lines(dead: &[Dead]) -> String {
    let line = |dead: &Dead| {
        let Dead { id, channel, code, attempts, failure, dead_at, .. } = dead;
        let since = dead_at.format("%Y-%m-%dT%H:%MZ");
        format!("{id}  {channel}  {code}  {failure}  {attempts} attempts  {since}")
    };
    match dead {
        [] => "nothing was given up".to_owned(),
        dead => dead.iter().map(line).collect::<Vec<_>>().join("\n"),
    }
}

fn as_json(dead: &[Dead]) -> Value {
    let one = |dead: &Dead| {
        json!({
            "number": dead.id,
            "channel": dead.channel,
            "code": dead.code,
            "failure": dead.failure,
            "attempts": dead.attempts,
            "created_at": dead.created_at,
            "dead_at": dead.dead_at,
        })
    };
    dead.iter().map(one).collect()
}
