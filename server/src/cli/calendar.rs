//! `import calendar`: a year's holidays, as they are announced.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use crate::config::Config;
use crate::features::bundles;
use crate::features::calendar::{self, Imported, Nonsense};
use crate::features::cases;
use crate::features::enquiries;
use crate::ports::{Chance, Clock};
use crate::serve;

#[derive(Debug, Args)]
pub struct ImportCalendar {
    /// The file: `{"holidays": {"2027-10-01": "National Day,国庆节,3", …}, "workdays": {"2027-09-26": …}}`.
    file: PathBuf,
}

impl ImportCalendar {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let text =
            fs::read_to_string(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let now = Clock::System.now();
        let db = serve::open(config).await?;
        let code = match calendar::import(&db, &text, now).await? {
            Ok(imported) => {
                report(&imported);
                // Also when nothing is new: an import that was cut short is finished by the next.
                let moved = cases::follow_calendar(&db, &Chance::System, now).await?;
                let moved = moved + bundles::follow_calendar(&db).await?;
                let moved = moved + enquiries::follow_calendar(&db, &Chance::System, now).await?;
                println!("{moved} deadlines moved");
                ExitCode::SUCCESS
            }
            Err(nonsense) => {
                eprintln!("{}nothing was imported: {nonsense}", place(&text, &nonsense));
                ExitCode::FAILURE
            }
        };
        db.close().await;
        Ok(code)
    }
}

fn report(imported: &Imported) {
    for notice in &imported.notices {
        let (off, worked) = notice.counts();
        println!("{}: {off} days off, {worked} worked", notice.year);
    }
    if !imported.changed {
        println!("the calendar says so already");
    }
}

/// The line that a day stands in, as people look for it.
fn place(text: &str, nonsense: &Nonsense) -> String {
    let day = nonsense.date().map(|date| format!("\"{date}\""));
    let line = day.and_then(|day| text.lines().position(|line| line.contains(&day)));
    line.map_or_else(String::new, |line| format!("line {}: ", line + 1))
}
