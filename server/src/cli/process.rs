//! `onehall process`: what a definition of a process is worth, before it is in any database. Files in, JSON out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use schema::id::CaseNumber;
use schema::process::bpmn::{Options, export, import};
use schema::process::{Actor, Command, DefinitionError, Facts, Process as Definition, State, step};
use schema::role::RegionCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::out::say;

#[derive(Debug, Subcommand)]
pub enum Process {
    /// Read a definition and say what is wrong with it.
    ///
    /// Prints one JSON object: `ok`, whether it is a process, and `faults`, each with a pointer. No database is opened.
    #[command(after_help = "\
Example:
  onehall process check permit.json

Exit codes: 0 it is a process; 1 it is not, or the file cannot be read; 2 the command is wrong.")]
    Check {
        /// The definition.
        #[arg(value_name = "DEF")]
        definition: PathBuf,
    },
    /// Turn a BPMN 2.0 file into a definition.
    ///
    /// Takes the block-structured part of BPMN 2.0. Prints one JSON object: `definition`; `losses`, what did not come along
    /// as it was, each with its line, element, id and name; `problems`, what is missing for a process of ours. What cannot
    /// be said in blocks is refused: `refused`, with its place. Of several processes the executable one is taken, or else
    /// the largest.
    #[command(after_help = "\
Examples:
  onehall process import permit.bpmn
  onehall process import --frame permit.bpmn

Exit codes: 0 it is printed, with or without losses and problems; 1 it is refused, or cannot be read; 2 the command is
wrong.")]
    Import {
        /// Add an acceptance before what is done, and a decision and a delivery after it.
        #[arg(long)]
        frame: bool,
        /// The file.
        file: PathBuf,
    },
    /// Write a definition as BPMN 2.0, with its diagram.
    ///
    /// Prints the file, which common modellers open. What BPMN has no word for stands in extension elements;
    /// `process import` makes of it what it was.
    #[command(after_help = "\
Example:
  onehall process export permit.json

Exit codes: 0 it is printed; 1 it is no process, or the file cannot be read; 2 the command is wrong.")]
    Export {
        /// The definition.
        #[arg(value_name = "DEF")]
        definition: PathBuf,
    },
    /// Lead a case through a definition.
    ///
    /// Prints the events of each command, one JSON object a line, up to the first that is refused: `refused`, with the
    /// line of the command, why, and what is allowed. No database is opened.
    #[command(after_help = "\
FACTS: {\"applicants\": [\"ana\"], \"staff\": [{\"id\": \"li\", \"role\": \"officer\"}], \"answers\": {…}}; of staff also \"agency\",
  \"load\", \"given_at\", \"superior\", \"absent\", \"deputy\"
COMMANDS, one a line: {\"actor\": {\"id\": \"li\", \"role\": \"officer\"}, \"at\": \"2026-03-02T01:00:00Z\",
  \"command\": \"claim\", \"task\": \"review\"}; without `at` it happens when the one before did.

Example:
  onehall process simulate permit.json --facts facts.json --commands commands.jsonl

Exit codes: 0 every command was taken; 1 one was refused, or a file cannot be read; 2 the command is wrong.")]
    Simulate(Simulate),
}

#[derive(Debug, Args)]
pub struct Simulate {
    /// The definition.
    #[arg(value_name = "DEF")]
    definition: PathBuf,
    /// What is known beside the events: `applicants`, `interested`, `rated`, `answers`, `staff`, `agency`, `lead_agency`,
    /// `limit`, `ask_by`.
    #[arg(long, value_name = "FACTS")]
    facts: Option<PathBuf>,
    /// The commands, one a line.
    #[arg(long, value_name = "COMMANDS")]
    commands: PathBuf,
}

/// A line of commands: who, when, and the command itself beside them.
#[derive(Deserialize)]
struct Given {
    actor: Actor,
    at: Option<DateTime<Utc>>,
    #[serde(flatten)]
    command: Command,
}

/// Where the case is filed that is led through, and when it begins where nothing is said.
const REGION: &str = "440103";
const BEGUN: &str = "2026-03-02T01:00:00Z";

impl Process {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check { definition } => {
                let faults = Definition::read(&read(&definition)?).err().unwrap_or_default();
                let ok = faults.is_empty();
                say(json!({ "ok": ok, "faults": told(&faults) }))?;
                Ok(if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
            Self::Import { frame, file } => take(&file, Options { frame }),
            Self::Export { definition } => {
                say(export(&process(&definition)?).trim_end())?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Simulate(simulate) => simulate.run(),
        }
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    // Some editors begin a file with a mark of its byte order.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The process of a file; what is wrong with it is said.
fn process(path: &Path) -> anyhow::Result<Definition> {
    Definition::read(&read(path)?).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{} is no process: {}", path.display(), faults.join("; "))
    })
}

fn told(faults: &[DefinitionError]) -> Vec<Value> {
    let one = |fault: &DefinitionError| {
        let said = fault.to_string();
        let problem = said.split_once(": ").map_or(said.as_str(), |(_, problem)| problem);
        json!({ "pointer": fault.pointer, "problem": problem })
    };
    faults.iter().map(one).collect()
}

fn take(file: &Path, options: Options) -> anyhow::Result<ExitCode> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    match import(&bytes, options) {
        Ok(imported) => {
            let problems = told(&imported.problems);
            let all = json!({
                "definition": imported.definition, "losses": imported.losses, "problems": problems,
            });
            say(serde_json::to_string_pretty(&all)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(refused) => {
            say(serde_json::to_string_pretty(&json!({ "refused": refused }))?)?;
            eprintln!("onehall: {}: {refused}", file.display());
            Ok(ExitCode::FAILURE)
        }
    }
}

impl Simulate {
    fn run(self) -> anyhow::Result<ExitCode> {
        let process = process(&self.definition)?;
        let facts: Facts = match &self.facts {
            Some(path) => serde_json::from_str(&read(path)?)
                .with_context(|| format!("{} holds no facts", path.display()))?,
            None => Facts::default(),
        };
        let mut at: DateTime<Utc> = BEGUN.parse()?;
        let mut state = State::new(CaseNumber::new(RegionCode::parse(REGION)?, at.date_naive(), 1)?);
        let lines = read(&self.commands)?;
        for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = || format!("{}:{}", self.commands.display(), number + 1);
            let given: Given = serde_json::from_str(line).with_context(place)?;
            at = given.at.unwrap_or(at);
            match step(&process, &state, given.command, &given.actor, &facts, at) {
                Ok(events) => {
                    for event in events {
                        say(serde_json::to_string(&event)?)?;
                        state.apply(&process, &event).map_err(|error| anyhow::anyhow!("{error:?}"))?;
                    }
                }
                Err(refusal) => {
                    say(json!({ "refused": refusal, "line": number + 1 }))?;
                    return Ok(ExitCode::FAILURE);
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
