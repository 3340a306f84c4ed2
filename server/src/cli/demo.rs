//! `onehall demo`: fills a database with the demo city.

use std::process::ExitCode;

use clap::Args;

use super::catalogue::progress;
use crate::config::Config;
use crate::db::Db;
use crate::features::accounts::demo as people;
use crate::features::cases::demo::Past;
use crate::features::catalogue::import::{self, Origin};
use crate::features::catalogue::regions;
use crate::features::demo::{self, Progress};
use crate::features::{
    ask, bundles, calendar, cases, definitions, disclosures, enquiries, guides, hall, home, notices,
    performance, surveys,
};
use crate::ports::{Chance, Clock};
use crate::serve::{self, Ports};

/// Catalogues of the demo city: text, publisher, year, whether made for demonstration.
const CATALOGUES: [(&str, &str, u16, bool); 5] = [
    (include_str!("../../seed/catalogue/guangdong-2021.jsonl"), "广东政务服务网", 2021, false),
    (include_str!("../../seed/catalogue/guangan-county.json"), "四川政务服务网", 2021, false),
    (include_str!("../../seed/catalogue/demo-items.jsonl"), "一厅通演示内容", 2026, true),
    (include_str!("../../seed/catalogue/league-items.jsonl"), "一厅通演示内容", 2026, true),
    (include_str!("../../seed/catalogue/joint-items.jsonl"), "一厅通演示内容", 2026, true),
];

#[derive(Debug, Args)]
pub struct Demo {
    /// Do nothing when the city is there already, or the database has items of its own.
    #[arg(long)]
    if_empty: bool,
    /// Add one more past to a city that is whole: the cases that are there stay.
    #[arg(long, conflicts_with = "if_empty")]
    again: bool,
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
        let loaded = self.load(config, &db).await;
        db.close().await;
        if loaded? {
            people::print(&mut std::io::stdout())?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Loads what is missing; whether the city is there then.
    async fn load(&self, config: &Config, db: &Db) -> anyhow::Result<bool> {
        let progress = demo::progress(&mut db.read().await?).await?;
        match progress {
            Progress::Absent if self.if_empty && !is_empty(db).await? => {
                println!("the database has items of its own and no demo city: nothing to do");
                return Ok(false);
            }
            Progress::Whole { .. } if self.if_empty => {
                println!("the demo city is there: nothing to do");
                return Ok(true);
            }
            Progress::Whole { cases } if !self.again => anyhow::bail!(
                "the demo city is there, with a past of {cases} cases: --again adds {} more, --if-empty leaves it",
                self.cases
            ),
            Progress::Begun { cases } => {
                println!("going on where it was interrupted, after {cases} cases");
                self.fill(config, db, cases).await?;
            }
            Progress::Absent | Progress::Whole { .. } => {
                let mut tx = db.write().await?;
                demo::begin(&mut tx).await?;
                tx.commit().await?;
                self.fill(config, db, 0).await?;
            }
        }
        Ok(true)
    }

    /// Each step is done once, however often it is run; the last one, which is not, counts what it did.
    async fn fill(&self, config: &Config, db: &Db, written: usize) -> anyhow::Result<()> {
        let (clock, chance) = (Clock::System, Chance::System);
        load_city(db, &clock).await?;
        let people = people::load(db, &clock, &chance).await?;
        println!("{people} accounts");
        self.load_past(config, db, written).await?;
        let mut tx = db.write().await?;
        demo::finish(&mut tx, clock.now()).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn load_past(&self, config: &Config, db: &Db, written: usize) -> anyhow::Result<()> {
        let state = serve::assemble(config.clone(), db.clone(), Ports::system()?).await?;
        let past = Past { cases: self.cases, written, days: self.days, seed: self.seed };
        let bar = progress(self.cases, "cases");
        cases::demo::load_past(&state, past, |done| bar.set_position(done as u64)).await?;
        bar.finish_and_clear();
        println!("{} cases", self.cases.max(written));
        let counted = performance::demo(db, &state.calendar.current(), state.clock.now()).await?;
        println!("{counted} agencies assessed");
        if bundles::demo::file(&state).await? {
            println!("1 joint application");
        }
        Ok(())
    }
}

/// The catalogue, its forms and processes, and what stands on the first page.
async fn load_city(db: &Db, clock: &Clock) -> anyhow::Result<()> {
    let mut tx = db.write().await?;
    regions::load_villages(&mut tx).await?;
    tx.commit().await?;
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
    let counters = hall::demo::load(&mut tx, clock.now()).await?;
    let questions = ask::load_common(&mut tx, clock.now()).await?;
    let days = calendar::stored(&mut tx).await?;
    let enquiries = enquiries::demo::load(&mut tx, &days, clock.now()).await?;
    let documents = disclosures::demo::load(&mut tx, clock.now()).await?;
    let surveys = surveys::demo::load(&mut tx, clock.now()).await?;
    let forms = definitions::demo::load(&mut tx, clock.now()).await?
        + definitions::demo::joint::load(&mut tx, clock.now()).await?;
    let joint = bundles::demo::load(&mut tx, clock.now()).await?;
    let dangling = guides::demo::load(&mut tx, clock.now()).await?;
    tx.commit().await?;
    for code in unknown {
        eprintln!("warning: the first page names {code}, which the catalogue does not have: left out");
    }
    for place in dangling {
        eprintln!("warning: a guide leads to what is not there: {place}");
    }
    println!(
        "{forms} forms, {joint} bundles, {} guides, {notices} notices, {counters} counters, {questions} common questions, {enquiries} enquiries, {documents} public documents, {surveys} surveys",
        guides::demo::GUIDES.len()
    );
    Ok(())
}

async fn is_empty(db: &Db) -> anyhow::Result<bool> {
    let index = crate::features::catalogue::SearchIndex::default();
    index.refresh(db).await?;
    Ok(index.current().is_empty())
}
