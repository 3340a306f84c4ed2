//! `onehall demo`: fills a database with the demo city.

use std::process::ExitCode;

use clap::Args;

use super::catalogue::progress;
use crate::config::Config;
use crate::db::Db;
use crate::features::accounts::demo as people;
use crate::features::catalogue::import::{self, Origin};
use crate::features::{cases, definitions, home, notices};
use crate::ports::{Chance, Clock};
use crate::serve::{self, Ports};

/// Catalogues of the demo city: text, publisher, year, whether made for demonstration.
const CATALOGUES: [(&str, &str, u16, bool); 3] = [
    (include_str!("../../seed/catalogue/guangdong-2021.jsonl"), "广东政务服务网", 2021, false),
    (include_str!("../../seed/catalogue/guangan-county.json"), "四川政务服务网", 2021, false),
    (include_str!("../../seed/catalogue/demo-items.jsonl"), "一厅通演示内容", 2026, true),
];

#[derive(Debug, Args)]
pub struct Demo {
    /// Do nothing when the database has items already.
    #[arg(long)]
    if_empty: bool,
    /// How many cases of the past to invent, so that worklists and charts can be judged.
    #[arg(long, default_value_t = 300)]
    cases: usize,
    /// How many days ago that past begins.
    #[arg(long, default_value_t = cases::demo::DAYS, value_parser = clap::value_parser!(u16).range(1..))]
    days: u16,
    /// The same seed on the same day gives the same cases.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Demo {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        anyhow::ensure!(!config.is_production(), "demo accounts are refused with ONEHALL_ENV=production");
        let db = serve::open(config).await?;
        if self.if_empty && !is_empty(&db).await? {
            println!("the database has items already: nothing to do");
        } else {
            let (clock, chance) = (Clock::System, Chance::System);
            load_city(&db, &clock).await?;
            let people = people::load(&db, &clock, &chance).await?;
            println!("{people} accounts");
            self.load_past(config, &db).await?;
        }
        people::print(&mut std::io::stdout())?;
        db.close().await;
        Ok(ExitCode::SUCCESS)
    }

    async fn load_past(&self, config: &Config, db: &Db) -> anyhow::Result<()> {
        let state = serve::assemble(config.clone(), db.clone(), Ports::system()?).await?;
        let bar = progress(self.cases, "cases");
        cases::demo::load_past(&state, (self.cases, self.days), self.seed, |done| {
            bar.set_position(done as u64)
        })
        .await?;
        bar.finish_and_clear();
        println!("{} cases", self.cases);
        Ok(())
    }
}

/// The catalogue, its forms and processes, and what stands on the first page.
async fn load_city(db: &Db, clock: &Clock) -> anyhow::Result<()> {
    for (text, name, year, demonstration) in CATALOGUES {
        let mut contents = import::read(text);
        import::check_regions(db, &mut contents).await?;
        anyhow::ensure!(contents.bad.is_empty(), "{name}: {:?}", contents.bad.first());
        let origin = Origin { name: name.to_owned(), year, demonstration };
        let report = import::store(db, clock, &origin, &contents.lines, |_| {}).await?;
        println!("{name}: {} items added", report.added);
    }
    let mut tx = db.write().await?;
    let unknown = home::demo::load(&mut tx).await?;
    let notices = notices::demo::load(&mut tx).await?;
    let forms = definitions::demo::load(&mut tx, clock.now()).await?;
    tx.commit().await?;
    for code in unknown {
        eprintln!("warning: the first page names {code}, which the catalogue does not have: left out");
    }
    println!("{forms} forms, {notices} notices");
    Ok(())
}

async fn is_empty(db: &Db) -> anyhow::Result<bool> {
    let index = crate::features::catalogue::SearchIndex::default();
    index.refresh(db).await?;
    Ok(index.current().documents().is_empty())
}
