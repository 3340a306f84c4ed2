//! `onehall audit`: proving that what is on record is what was put on record.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};

use super::display;
use super::out::say;
use crate::config::Config;
use crate::db::Db;
use crate::features::audit::{self, Head};

#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Prove that no line was changed, removed or reordered.
    ///
    /// Walks every chain from its first line to its head, names each fault, and prints the heads when there is none.
    /// The database is only read: an older one is not brought up to date, and none is created.
    ///
    /// Who may write to the database can take the end of a chain away together with its head, and what is left holds.
    /// Keep the printout where they cannot reach it, and give it to a later run by --heads: a chain that no longer
    /// contains what was its head is a fault.
    #[command(after_help = "\
Examples:
  onehall audit verify
  onehall audit verify --heads /srv/elsewhere/heads-of-monday.txt

Exit codes: 0 every chain holds; 1 there are faults, or the trail or the file cannot be read; 2 the command is wrong.")]
    Verify(Verify),
}

#[derive(Debug, Args)]
pub struct Verify {
    /// What a former run printed: every chain must still contain the head it had then.
    #[arg(long, value_name = "FILE")]
    heads: Option<PathBuf>,
}

impl Audit {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let Self::Verify(Verify { heads }) = self;
        let former = heads.map(|path| kept(&path)).transpose()?.unwrap_or_default();
        let url = config.database.reveal();
        let db = Db::inspect(url)
            .await
            .with_context(|| format!("ONEHALL_DATABASE {} cannot be opened: is it there?", display(url)))?;
        let proof = audit::verify(&db, &former).await;
        db.close().await;
        let proof =
            proof.with_context(|| format!("ONEHALL_DATABASE {} holds no audit trail", display(url)))?;
        for fault in &proof.faults {
            say(fault)?;
        }
        let holds = proof.faults.is_empty();
        // The head of a chain that does not hold is nothing to compare with later.
        for head in proof.heads.iter().filter(|_| holds) {
            say(head)?;
        }
        say(format_args!("{} lines, {} faults", proof.lines, proof.faults.len()))?;
        Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn kept(path: &Path) -> anyhow::Result<Vec<Head>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    audit::read_heads(&text).with_context(|| format!("{} is no printout of heads", path.display()))
}
