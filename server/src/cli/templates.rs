//! `import licences`, `import slips` and `import hall`: what agencies issue and hand out, and the place they do it in, each from one
//! file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::Args;

use crate::config::Config;
use crate::db::Tx;
use crate::error::Result;
use crate::features::{hall, licences, slips};
use crate::ports::Clock;
use crate::serve;

#[derive(Debug, Args)]
pub struct ImportLicences {
    /// The file: a JSON array of types, `[{"code": "licence.hygiene", "name": {…}, "fields": […], "layout": {…}}, …]`.
    file: PathBuf,
}

impl ImportLicences {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        import(config, &self.file, "types", licences::import).await
    }
}

#[derive(Debug, Args)]
pub struct ImportSlips {
    /// The file: a JSON array of templates, `[{"kind": "acceptance", "agency": "440100/…", "title": {…}, "template": {…}}, …]`.
    file: PathBuf,
}

impl ImportSlips {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        import(config, &self.file, "templates", slips::import).await
    }
}

#[derive(Debug, Args)]
pub struct ImportHall {
    /// The file: one hall as JSON, `{"region": "440100", "name": {…}, "hours": {…}, "floors": […], …}`.
    file: PathBuf,
}

impl ImportHall {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        import(config, &self.file, "halls", hall::import).await
    }
}

/// Reads a file by its feature, all of it or nothing, and says how much of it is new or what is wrong.
async fn import(
    config: &Config,
    file: &Path,
    what: &str,
    import: impl AsyncFnOnce(&mut Tx, &str, DateTime<Utc>) -> Result<std::result::Result<usize, Vec<String>>>,
) -> anyhow::Result<ExitCode> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let db = serve::open(config).await?;
    let mut tx = db.write().await?;
    let code = match import(&mut tx, &text, Clock::System.now()).await? {
        Ok(count) => {
            tx.commit().await?;
            println!("{count} {what} are new or another version; the others were so already");
            ExitCode::SUCCESS
        }
        Err(faults) => {
            drop(tx);
            faults.iter().for_each(|fault| eprintln!("{fault}"));
            eprintln!("nothing was imported");
            ExitCode::FAILURE
        }
    };
    db.close().await;
    Ok(code)
}
