//! `onehall form`: what a definition of a form is worth, before it is in any database. Files in, JSON out.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use schema::form::{
    Imported, Lint, LintCode, Severity, compile, export, from_formio, from_json_schema, from_jsonforms,
    patterns, validate_data,
};
use serde_json::{Value, json};

use super::out::say;
use crate::features::applications::Patterns;

#[derive(Debug, Subcommand)]
pub enum Form {
    /// Compile a definition and say what is wrong with it.
    ///
    /// DEF is a definition file of ours, or a JSON Schema of any draft from 4 to 2020-12. Prints one JSON object: `ok`,
    /// whether it could be published; `unsupported`, what of it is in no form, each by pointer and keyword; `lints`,
    /// every remark of the compiler. No database is opened.
    #[command(after_help = "\
Example:
  onehall form check permit.json

Exit codes: 0 it is ok; 1 it is not, or the file cannot be read; 2 the command is wrong.")]
    Check {
        /// The definition.
        #[arg(value_name = "DEF")]
        definition: PathBuf,
    },
    /// Judge answers by a definition.
    ///
    /// Data are judged as JSON Schema judges them: a blank is a value, and what was not asked for is wrong only where
    /// the schema says so. Prints one JSON object: `valid`, and `errors`, each with a pointer into the answers and a
    /// code. No database is opened.
    #[command(after_help = "\
Example:
  onehall form validate permit.json answers.json

Exit codes: 0 the answers are valid; 1 they are not, or a file cannot be read; 2 the command is wrong.")]
    Validate {
        /// The definition.
        #[arg(value_name = "DEF")]
        definition: PathBuf,
        /// The answers.
        #[arg(value_name = "ANSWERS")]
        answers: PathBuf,
    },
    /// Turn a definition of elsewhere into one of ours.
    ///
    /// Prints the definition. What did not come along as it was is written to standard error or to a file of its own,
    /// one JSON object a line: its pointer in the source, what became of it, and how grave that is.
    #[command(after_help = "\
Examples:
  onehall form import --from json-schema permit.schema.json
  onehall form import --from formio permit.json --report losses.jsonl

Exit codes: 0 it is printed, with or without losses; 1 a file cannot be read or written; 2 the command is wrong.")]
    Import(Import),
    /// Write a definition as a standard JSON Schema 2020-12 and a JSON Forms UI schema.
    ///
    /// Prints `{"schema": …, "uischema": …}`. What only a form of ours has stands beside it under keys that begin with
    /// `x-`; `form import --from jsonforms` makes of the pair what it was.
    #[command(after_help = "\
Example:
  onehall form export permit.json

Exit codes: 0 it is printed; 1 the file cannot be read; 2 the command is wrong.")]
    Export {
        /// The definition.
        #[arg(value_name = "DEF")]
        definition: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct Import {
    /// Whose words it is written in.
    #[arg(long, value_enum)]
    from: Origin,
    /// The file for what did not come along; standard error when not given.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The definition of elsewhere.
    file: PathBuf,
}

/// Whose words a definition is written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Origin {
    /// `{schema, uischema}` of JSON Forms.
    #[value(name = "jsonforms")]
    JsonForms,
    /// A JSON Schema, draft 4 to 2020-12.
    JsonSchema,
    /// A form or wizard of Form.io.
    #[value(name = "formio")]
    FormIo,
}

impl Form {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check { definition } => check(&read(&definition)?),
            Self::Validate { definition, answers } => judge(&read(&definition)?, &read(&answers)?),
            Self::Import(import) => import.run(),
            Self::Export { definition } => {
                say(serde_json::to_string_pretty(&export(&read(&definition)?))?)?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn read(path: &Path) -> anyhow::Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    // Some editors begin a file with a mark of its byte order.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    serde_json::from_str(text).with_context(|| format!("{} is not JSON", path.display()))
}

fn code(is_good: bool) -> ExitCode {
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn check(definition: &Value) -> anyhow::Result<ExitCode> {
    let (_, mut lints) = compile(definition);
    lints.extend(bad_patterns(definition));
    let ok = lints.iter().all(|lint| lint.severity == Severity::Warning);
    let unsupported = lints.iter().filter_map(|lint| {
        let keyword = lint.unsupported()?;
        Some(json!({"pointer": lint.pointer, "keyword": keyword}))
    });
    let unsupported: Vec<Value> = unsupported.collect();
    say(json!({"ok": ok, "unsupported": unsupported, "lints": lints}))?;
    Ok(code(ok))
}

/// Patterns that no browser would take.
fn bad_patterns(definition: &Value) -> impl Iterator<Item = Lint> {
    let bad = patterns(definition).into_iter();
    let bad = bad.filter(|(_, pattern)| regress::Regex::with_flags(pattern, "u").is_err());
    bad.map(|(pointer, pattern)| Lint {
        pointer,
        code: LintCode::BadValue,
        severity: Severity::Error,
        detail: pattern,
    })
}

fn judge(definition: &Value, answers: &Value) -> anyhow::Result<ExitCode> {
    let (form, lints) = compile(definition);
    let errors = validate_data(&form, answers, &Patterns);
    say(json!({"valid": errors.is_empty(), "errors": errors}))?;
    if lints.iter().any(|lint| lint.severity == Severity::Error) {
        eprintln!(
            "onehall: the definition has errors; what is not supported was not judged: onehall form check"
        );
    }
    Ok(code(errors.is_empty()))
}

impl Import {
    fn run(self) -> anyhow::Result<ExitCode> {
        let source = read(&self.file)?;
        let imported = match self.from {
            Origin::JsonForms => from_jsonforms(&source),
            Origin::JsonSchema => from_json_schema(&source),
            Origin::FormIo => from_formio(&source),
        };
        match &self.report {
            Some(path) => {
                let file =
                    fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
                report(file, &imported)?;
            }
            None => report(io::stderr().lock(), &imported)?,
        }
        say(serde_json::to_string_pretty(&imported.definition)?)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn report(mut to: impl Write, imported: &Imported) -> anyhow::Result<()> {
    for loss in &imported.losses {
        writeln!(to, "{}", serde_json::to_string(loss)?)?;
    }
    Ok(())
}
