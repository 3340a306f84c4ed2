//! `import bundles`: items that are applied for together.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use super::out::say;
use crate::config::Config;
use crate::features::bundles;
use crate::ports::Clock;
use crate::serve;

#[derive(Debug, Args)]
pub struct ImportBundles {
    /// The files, a bundle in each.
    #[arg(required = true, value_name = "FILE")]
    bundles: Vec<PathBuf>,
}

impl ImportBundles {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let mut texts = Vec::new();
        for file in &self.bundles {
            texts.push(fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?);
        }
        let (now, db) = (Clock::System.now(), serve::open(config).await?);
        let mut tx = db.write().await?;
        let mut made = Vec::new();
        for (file, text) in self.bundles.iter().zip(&texts) {
            match bundles::publish(&mut tx, text, now).await {
                Ok(form) => made.push(form),
                Err(error) => {
                    drop(tx);
                    db.close().await;
                    eprintln!("{}: nothing was imported: {error:#}", file.display());
                    return Ok(ExitCode::FAILURE);
                }
            }
        }
        tx.commit().await?;
        db.close().await;
        for form in made {
            say(format!("{} version {}", form.id, form.version))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
