//! `onehall stats`: whether what leaders are told is what happened, and healing it where it is not.

use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;

use super::display;
use super::out::say;
use crate::config::Config;
use crate::db::Db;
use crate::features::dashboards::{self, Difference};

#[derive(Debug, Subcommand)]
pub enum Stats {
    /// Prove that every sum is what it sums up.
    ///
    /// Counts the cases, their decisions and the cards of supervision, day by day, month by month and agency by agency, compares
    /// them with what dashboards read, and prints a line for each number that differs. Working days are those of the calendar as it
    /// is now: after a notice of holidays for days gone by, `stats rebuild` counts them anew. The database is only read.
    #[command(after_help = "\
Example:
  onehall stats verify

Exit codes: 0 every number is true; 1 some are not, or the database cannot be read; 2 the command or a setting is wrong.")]
    Verify,
    /// Count anew what is wrong, while the hall is open.
    ///
    /// Goes the same way, and replaces each part that differs in a short transaction of its own: a day, a month, an agency. Steps that
    /// happen meanwhile are neither lost nor counted twice. Run twice, the second finds nothing.
    #[command(after_help = "\
Example:
  onehall stats rebuild

Exit codes: 0 every number is true now; 1 it broke off, and what was done is done; 2 the command or a setting is wrong.")]
    Rebuild,
}

impl Stats {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let url = config.database.reveal();
        let opened = match self {
            Self::Verify => Db::inspect(url).await,
            Self::Rebuild => Db::connect(url).await,
        };
        let db = opened
            .with_context(|| format!("ONEHALL_DATABASE {} cannot be opened: is it there?", display(url)))?;
        let mut lines = Ok(());
        let mut told = |difference: &Difference| {
            if lines.is_ok() {
                lines = say(difference);
            }
        };
        let looked = match self {
            Self::Verify => dashboards::verify(&db, &mut told).await,
            Self::Rebuild => dashboards::rebuild(&db, &mut told).await,
        };
        db.close().await;
        let looked = looked.with_context(|| format!("ONEHALL_DATABASE {} holds no numbers", display(url)))?;
        lines?;
        let dashboards::Looked { slices, healed, numbers, wrong } = looked;
        match self {
            Self::Verify => say(format_args!("{numbers} numbers in {slices} parts, {wrong} wrong"))?,
            Self::Rebuild => {
                say(format_args!(
                    "{numbers} numbers in {slices} parts, {wrong} wrong, {healed} parts counted anew"
                ))?;
            }
        }
        let is_true = wrong == 0 || matches!(self, Self::Rebuild);
        Ok(if is_true { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
