//! `import catalogue`, `export catalogue`, `lint catalogue`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::bundles::ImportBundles;
use super::calendar::ImportCalendar;
use super::out::say;
use super::templates::{ImportHall, ImportLicences, ImportSlips};
use crate::config::Config;
use crate::features::catalogue::import::{self, Bad, Contents, Origin};
use crate::features::catalogue::{export, lint};
use crate::ports::Clock;
use crate::serve;

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Read a catalogue of items.
    ///
    /// JSON lines or one JSON array, in the Guangdong shape (`task_code`, …) or the county shape (`item_code`,
    /// `task_type`, …). All of the file or nothing of it; twice changes nothing. An item that differs becomes a new
    /// version: applications keep the one they were made with.
    #[command(after_help = "\
Examples:
  onehall import catalogue guangdong-2021.jsonl
  onehall import catalogue items.json --source 广东政务服务网 --year 2026 --skip-bad

Exit codes: 0 it is read; 1 an entry cannot be taken and nothing was imported; 2 the command is wrong.")]
    Catalogue(ImportCatalogue),
    /// Read the holidays and make-up days of a year, as the State Council announces them.
    ///
    /// All of the file or nothing of it; twice changes nothing. Deadlines that touch the year are worked out anew, and
    /// applicants whose day has moved are told.
    #[command(after_help = "\
Example:
  onehall import calendar 2027.json

Exit codes: 0 it is read; 1 a day makes no sense and nothing was imported; 2 the command is wrong.")]
    Calendar(ImportCalendar),
    /// Read bundles: items that are applied for together, with one form.
    ///
    /// All of the files or nothing of them; twice changes nothing. The one form is made anew where a bundle or one of its forms
    /// differs: applications keep the version they were made with.
    #[command(after_help = "\
Example:
  onehall import bundles enterprise-start.json birth.json

Exit codes: 0 they are read; 1 one of them makes no sense and nothing was imported; 2 the command is wrong.")]
    Bundles(ImportBundles),
    /// Read the types of licence that agencies issue: what stands on them, for how long, and how they look.
    ///
    /// All of the file or nothing of it; twice changes nothing. A type that differs becomes a new version: what was issued keeps
    /// the one it was issued by. Processes name a type by its code.
    #[command(after_help = "\
Example:
  onehall import licences licences.json

Exit codes: 0 it is read; 1 a type makes no sense and nothing was imported; 2 the command is wrong.")]
    Licences(ImportLicences),
    /// Read the templates of slips: what agencies hand applicants on paper about their cases.
    ///
    /// All of the file or nothing of it; twice changes nothing. The template of an item of an agency goes before that of the
    /// agency, and that before the hall's own. One that differs becomes a new version: what was printed stays as it was.
    #[command(after_help = "\
Example:
  onehall import slips slips.json

Exit codes: 0 it is read; 1 a template makes no sense and nothing was imported; 2 the command is wrong.")]
    Slips(ImportSlips),
    /// Read a hall as a place: its building, floors, counters, hours and surroundings.
    ///
    /// It takes the place of the hall its region had; twice changes nothing. What overlaps, what no way leads to, and agencies and
    /// items that the catalogue does not have are named with their place, and nothing is imported.
    #[command(after_help = "\
Example:
  onehall import hall hall.json

Exit codes: 0 it is read; 1 something in it makes no sense and nothing was imported; 2 the command is wrong.")]
    Hall(ImportHall),
}

#[derive(Debug, Args)]
pub struct ImportCatalogue {
    /// The file.
    file: PathBuf,
    /// Who published it; the file's name when not given.
    #[arg(long)]
    source: Option<String>,
    /// The year of publication; a year in the file's name, or this year, when not given.
    #[arg(long)]
    year: Option<u16>,
    /// Leave out entries that cannot be read, and write them to FILE.refused.
    #[arg(long)]
    skip_bad: bool,
}

#[derive(Debug, Subcommand)]
pub enum Export {
    /// Write the catalogue as canonical JSON lines, in the order of codes.
    ///
    /// The lines are what `import catalogue` reads. How many there are goes to standard error.
    #[command(after_help = "\
Examples:
  onehall export catalogue
  onehall export catalogue items.jsonl

Exit codes: 0 it is written; 1 the database or the file cannot be opened; 2 the command is wrong.")]
    Catalogue {
        /// The file; standard output when not given.
        file: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Lint {
    /// Missing limits, conditions, materials and phones; promises beyond the law; catch-all materials.
    ///
    /// Counts the items by rule. What is not published is missing; nothing is guessed, and nothing is changed.
    #[command(after_help = "\
Examples:
  onehall lint catalogue
  onehall lint catalogue --json

Exit codes: 0 nothing is found; 1 something is found, or the database cannot be opened; 2 the command is wrong.")]
    Catalogue {
        /// Print counts by rule, and under `items` the codes, as JSON.
        #[arg(long)]
        json: bool,
    },
}

impl Import {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        match self {
            Self::Catalogue(command) => command.run(config).await,
            Self::Calendar(command) => command.run(config).await,
            Self::Bundles(command) => command.run(config).await,
            Self::Licences(command) => command.run(config).await,
            Self::Slips(command) => command.run(config).await,
            Self::Hall(command) => command.run(config).await,
        }
    }
}

impl ImportCatalogue {
    async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let text =
            fs::read_to_string(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let db = serve::open(config).await?;
        let mut contents = import::read(&text);
        import::check_regions(&db, &mut contents).await?;
        report_bad(&contents.bad);
        if !contents.bad.is_empty() && !self.skip_bad {
            eprintln!(
                "{} of {} entries cannot be taken; nothing was imported. Mend them, or leave them out with --skip-bad.",
                contents.bad.len(),
                contents.bad.len() + contents.lines.len()
            );
            db.close().await;
            return Ok(ExitCode::FAILURE);
        }
        if !contents.bad.is_empty() {
            let path = self.refused_path();
            write_refused(&path, &contents.bad)?;
            eprintln!("{} entries were left out and written to {}", contents.bad.len(), path.display());
        }
        let bar = progress(contents.lines.len(), "items");
        let origin = self.origin();
        let report = store(&db, &origin, &contents, &bar).await?;
        println!("{} added, {} changed, {} unchanged", report.added, report.changed, report.unchanged);
        db.close().await;
        Ok(ExitCode::SUCCESS)
    }

    fn origin(&self) -> Origin {
        let stem = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let year = self.year.or_else(|| year_in(&stem)).unwrap_or_else(this_year);
        Origin { name: self.source.clone().unwrap_or(stem), year, demonstration: false }
    }

    fn refused_path(&self) -> PathBuf {
        let mut path = self.file.clone().into_os_string();
        path.push(".refused");
        path.into()
    }
}

async fn store(
    db: &crate::db::Db,
    origin: &Origin,
    contents: &Contents,
    bar: &ProgressBar,
) -> anyhow::Result<import::Report> {
    let report =
        import::store(db, &Clock::System, origin, &contents.lines, |done| bar.set_position(done as u64))
            .await?;
    bar.finish_and_clear();
    Ok(report)
}

/// One line an entry: its number, and each field with its reason.
fn report_bad(bad: &[Bad]) {
    for entry in bad {
        for fault in &entry.faults {
            eprintln!("line {}: {fault}", entry.number);
        }
    }
}

fn write_refused(path: &Path, bad: &[Bad]) -> anyhow::Result<()> {
    let text: String = bad.iter().map(|entry| format!("{}\n", entry.text)).collect();
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// A bar on standard error, for people; nothing where nobody watches.
pub fn progress(length: usize, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length as u64).with_style(style).with_message(what)
}

/// The first run of four digits that looks like a year.
fn year_in(text: &str) -> Option<u16> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| (1990..2100).contains(year))
}

fn this_year() -> u16 {
    use chrono::Datelike;
    u16::try_from(Clock::System.now().year()).unwrap_or_default()
}

impl Export {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let Self::Catalogue { file } = self;
        let db = serve::open(config).await?;
        let mut out: Box<dyn Write> = match &file {
            Some(path) => Box::new(io::BufWriter::new(
                fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?,
            )),
            None => Box::new(io::BufWriter::new(io::stdout())),
        };
        let count = export::write(&db, &mut out).await?;
        out.flush()?;
        eprintln!("{count} items");
        db.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

impl Lint {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let Self::Catalogue { json } = self;
        let db = serve::open(config).await?;
        let findings = lint::catalogue(&db).await?;
        if json {
            say(format_args!("{:#}", findings.to_json()))?;
        } else {
            say(format_args!("{} items", findings.items))?;
            for ((finding, _), codes) in lint::RULES.iter().zip(&findings.codes) {
                say(format_args!("{:>6}  {}", codes.len(), finding.slug()))?;
            }
        }
        db.close().await;
        Ok(if findings.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
