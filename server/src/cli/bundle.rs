//! `onehall bundle`: what a joint application is worth, before it is in any database. Files in, JSON out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;

use anyhow::Context;
use clap::{Args, Subcommand};
use schema::applications::FormRef;
use schema::bundle::{Bundle, Composed, ItemForm, compose, saved, saved_materials};
use schema::form::Severity;
use serde_json::{Value, json};

use super::out::say;

#[derive(Debug, Subcommand)]
pub enum BundleCommand {
    /// Compose the one form of a bundle and say what is wrong with it.
    ///
    /// Prints one JSON object: `ok`, whether it could be published; `faults` of the bundle itself, or `lints` of the
    /// composition; `fields` and `materials`, how many are asked in the one form and how many apart; `slices`, what of
    /// the one form is whose. No database is opened.
    #[command(after_help = "\
Example:
  onehall bundle check restaurant.json DEMO-440100-FOOD-BUSINESS=food.json DEMO-440100-HYGIENE=hygiene.json

Exit codes: 0 it is ok; 1 it is not, or a file cannot be read; 2 the command is wrong.")]
    Check(Files),
    /// Write the one form of a bundle: a definition like any other.
    ///
    /// Prints the definition. `form check` says what it is worth.
    #[command(after_help = "\
Example:
  onehall bundle form restaurant.json DEMO-440100-FOOD-BUSINESS=food.json DEMO-440100-HYGIENE=hygiene.json

Exit codes: 0 it is printed; 1 the bundle or a file cannot be read; 2 the command is wrong.")]
    Form(Files),
}

#[derive(Debug, Args)]
pub struct Files {
    /// The bundle.
    bundle: PathBuf,
    /// The definition of the form of each item, by the code of the item.
    #[arg(value_name = "ITEM=DEF")]
    forms: Vec<FormFile>,
}

/// The file of the form of an item.
#[derive(Clone, Debug)]
struct FormFile {
    item: String,
    path: PathBuf,
}

impl FromStr for FormFile {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (item, path) = text.split_once('=').ok_or("not the code of an item, =, and a file")?;
        Ok(Self { item: item.to_owned(), path: path.into() })
    }
}

impl BundleCommand {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (Self::Check(files) | Self::Form(files)) = &self;
        let text = read(&files.bundle)?;
        let bundle = match Bundle::read(text.strip_prefix('\u{feff}').unwrap_or(&text)) {
            Ok(bundle) => bundle,
            Err(faults) => {
                say(json!({"ok": false, "faults": faults}))?;
                return Ok(ExitCode::FAILURE);
            }
        };
        let composed = composed(&bundle, &files.forms)?;
        match self {
            Self::Check(_) => check(&bundle, &composed),
            Self::Form(_) => {
                say(serde_json::to_string_pretty(&composed.definition)?)?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn composed(bundle: &Bundle, files: &[FormFile]) -> anyhow::Result<Composed> {
    let definitions: Vec<Value> = files
        .iter()
        .map(|file| {
            let text = read(&file.path)?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            serde_json::from_str(text).with_context(|| format!("{} is not JSON", file.path.display()))
        })
        .collect::<anyhow::Result<_>>()?;
    let forms = files.iter().zip(&definitions).map(|(file, definition)| {
        let id = definition.pointer("/meta/id").and_then(Value::as_str).unwrap_or(&file.item);
        ItemForm { item: &file.item, form: FormRef { id: id.to_owned(), version: 1 }, definition }
    });
    Ok(compose(bundle, &forms.collect::<Vec<_>>()))
}

fn check(bundle: &Bundle, composed: &Composed) -> anyhow::Result<ExitCode> {
    let ok = composed.lints.iter().all(|lint| lint.severity == Severity::Warning);
    let all: BTreeSet<String> = bundle.items.iter().map(|item| item.item.clone()).collect();
    say(json!({
        "ok": ok,
        "lints": composed.lints,
        "fields": saved(&composed.slices, &all),
        "materials": saved_materials(&composed.slices, &all),
        "slices": composed.slices,
    }))?;
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
