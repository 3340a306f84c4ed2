//! `onehall guide`: what a guide is worth, before it is in any database. Files in, JSON out.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use schema::guide::{Guide, lint};
use serde_json::json;

use super::out::say;

#[derive(Debug, Subcommand)]
pub enum GuideCommand {
    /// Read a guide and say what is wrong with it.
    ///
    /// Prints one JSON object: `ok`, whether it could be published; `lints`, each with a pointer, what is wrong, and which;
    /// or `unreadable`, why it is no guide. Whether the items it leads to are there, only a hall knows. No database is opened.
    #[command(after_help = "\
Example:
  onehall guide check birth.json

Exit codes: 0 it is ok; 1 it is not, or the file cannot be read; 2 the command is wrong.")]
    Check {
        /// The guide.
        #[arg(value_name = "GUIDE")]
        guide: PathBuf,
    },
}

impl GuideCommand {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Check { guide: path } = self;
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let guide: Result<Guide, _> = serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text));
        let ok = match guide {
            Ok(guide) => {
                let lints = lint(&guide);
                say(json!({ "ok": lints.is_empty(), "lints": lints }))?;
                lints.is_empty()
            }
            Err(error) => {
                say(json!({ "ok": false, "unreadable": error.to_string() }))?;
                false
            }
        };
        Ok(if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
