//! `import slips`: the templates of slips that the agencies of a hall hand out.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use crate::config::Config;
use crate::features::slips::{self, Imported};
use crate::ports::Clock;
use crate::serve;

#[derive(Debug, Args)]
pub struct ImportSlips {
    /// The file: a JSON array of templates, `[{"kind": "acceptance", "agency": "440100/…", "title": {…}, "template": {…}}, …]`.
    file: PathBuf,
}

impl ImportSlips {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let text =
            fs::read_to_string(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let db = serve::open(config).await?;
        let mut tx = db.write().await?;
        let code = match slips::import(&mut tx, &text, Clock::System.now()).await? {
            Imported::Stored(count) => {
                tx.commit().await?;
                println!("{count} templates are new or another version; the others were so already");
                ExitCode::SUCCESS
            }
            Imported::Nonsense(faults) => {
                drop(tx);
                faults.iter().for_each(|fault| eprintln!("{fault}"));
                eprintln!("nothing was imported");
                ExitCode::FAILURE
            }
        };
        db.close().await;
        Ok(code)
    }
}
