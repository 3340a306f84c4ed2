//! `onehall eval`: how well what the hall does is done.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};

use super::display;
use super::out::say;
use crate::config::Config;
use crate::db::Db;
use crate::features::ask::eval::{self, Measure, Report};
use crate::features::catalogue::Source;

#[derive(Debug, Subcommand)]
pub enum Eval {
    /// Ask questions whose answers are known, and count how many are found.
    ///
    /// FILE has a JSON object a line: `query`, and `item`, the code of the item that answers it or an array of codes. Without
    /// FILE the everyday names of the catalogue are asked, each with its item's own held back; so are those in FILE.
    /// Prints `recall@1`, `@3` and `@10`, `mrr` and `p99_ms`, a line each, then the same beside the baseline (characters and
    /// pairs of them, TF-IDF) and the ceiling (questions that share a pair of characters with a right item at all).
    #[command(after_help = "\
Examples:
  onehall eval ask
  onehall eval ask questions.jsonl --missed

Exit codes: 0 it is measured; 1 a line cannot be read or names no item, or there is no catalogue; 2 the command is wrong.")]
    Ask(Ask),
}

#[derive(Debug, Args)]
pub struct Ask {
    /// The questions.
    file: Option<PathBuf>,
    /// Print what was not answered right at once: the question, the first answer, what was wanted.
    #[arg(long)]
    missed: bool,
}

impl Eval {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let Self::Ask(Ask { file, missed }) = self;
        let url = config.database.reveal();
        let db = Db::inspect(url)
            .await
            .with_context(|| format!("ONEHALL_DATABASE {} cannot be opened: is it there?", display(url)))?;
        let source = Source::read(&mut db.read().await?).await;
        db.close().await;
        let source = source?;
        let lines = match file {
            Some(path) => {
                let text = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
                eval::read(&text).with_context(|| format!("{}", path.display()))?
            }
            None => eval::wordings(&source),
        };
        let report = tokio::task::spawn_blocking(move || eval::evaluate(&source, &lines)).await??;
        print(&report, missed)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn print(report: &Report, missed: bool) -> anyhow::Result<()> {
    let engine = &report.engine;
    for (first, recall) in eval::AT.iter().zip(engine.recall()) {
        say(format_args!("recall@{first} {recall:.3}"))?;
    }
    say(format_args!("mrr {:.3}", engine.mrr()))?;
    say(format_args!("p99_ms {:.2}", engine.p99().as_secs_f64() * 1000.0))?;
    let ceiling = report.reachable as f64 / engine.asked().max(1) as f64;
    say(format_args!(
        "\n{:<12} {:>5} {:>9} {:>9} {:>9} {:>7}",
        "", "asked", "recall@1", "recall@3", "recall@10", "mrr"
    ))?;
    say(format_args!(
        "{:<12} {:>5} {ceiling:>9.3} {ceiling:>9.3} {ceiling:>9.3} {ceiling:>7.3}",
        "ceiling",
        engine.asked()
    ))?;
    say(row("engine", engine))?;
    say(row("baseline", &report.baseline))?;
    for (kind, measure) in &report.kinds {
        say(row(kind, measure))?;
    }
    for (question, answer, wanted) in report.missed.iter().filter(|_| missed) {
        say(format_args!("{question} | {answer} | {wanted}"))?;
    }
    Ok(())
}

fn row(name: &str, measure: &Measure) -> String {
    let [first, third, tenth] = measure.recall();
    format!("{name:<12} {:>5} {first:>9.3} {third:>9.3} {tenth:>9.3} {:>7.3}", measure.asked(), measure.mrr())
}
