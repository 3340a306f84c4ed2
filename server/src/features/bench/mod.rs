//! Forms to be measured: the definitions of a folder, each served as if it were being applied with, to whoever asks.
//!
//! There are none unless `serve --bench-definitions` names a folder, and never in production. Nothing is stored.

pub mod http;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use schema::applications::FormRef;
use schema::form::{Form, Item, Page, compile};
use schema::locale::Text;
use serde_json::Value;

/// What the id of a measured form begins with; its name follows.
const PREFIX: &str = "bench:";
/// The version that is one page, as the definition has it.
const WHOLE: u32 = 1;
/// The version with a page for each part of the layout.
const STEPS: u32 = 2;

/// The definitions that were read at the start.
#[derive(Clone, Debug, Default)]
pub struct Bench(Arc<BTreeMap<String, Measured>>);

/// A definition, compiled once.
#[derive(Debug)]
struct Measured {
    whole: Form,
    steps: Form,
    answers: Value,
    meta: Value,
}

impl Bench {
    /// Reads each `def-NAME.json` of a folder. A folder with none is a mistake.
    pub fn load(folder: Option<&Path>) -> Result<Self> {
        let Some(folder) = folder else { return Ok(Self::default()) };
        let mut measured = BTreeMap::new();
        let listed = std::fs::read_dir(folder)
            .with_context(|| format!("ONEHALL_BENCH_DEFINITIONS {}", folder.display()))?;
        for entry in listed {
            let path = entry?.path();
            let stem =
                path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".json"));
            let Some(name) = stem.and_then(|stem| stem.strip_prefix("def-")) else { continue };
            let read =
                read(&path).with_context(|| format!("ONEHALL_BENCH_DEFINITIONS {}", path.display()))?;
            measured.insert(name.to_owned(), read);
        }
        anyhow::ensure!(
            !measured.is_empty(),
            "ONEHALL_BENCH_DEFINITIONS {}: there is no def-NAME.json",
            folder.display()
        );
        Ok(Self(Arc::new(measured)))
    }

    /// The form with this reference, if it is one to be measured.
    pub fn form(&self, form: &FormRef) -> Option<&Form> {
        let measured = self.0.get(form.id.strip_prefix(PREFIX)?)?;
        match form.version {
            WHOLE => Some(&measured.whole),
            STEPS => Some(&measured.steps),
            _ => None,
        }
    }
}

fn read(path: &Path) -> Result<Measured> {
    let definition: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let (whole, lints) = compile(&definition);
    for lint in lints {
        tracing::debug!(path = %path.display(), pointer = lint.pointer, code = ?lint.code, "lint");
    }
    Ok(Measured {
        steps: in_steps(&whole),
        whole,
        answers: definition.get("data").cloned().unwrap_or_default(),
        meta: definition.get("meta").cloned().unwrap_or_default(),
    })
}

/// The same form with a page for each item of its pages.
fn in_steps(form: &Form) -> Form {
    let items = form.pages.iter().flat_map(|page| &page.items);
    let step = |(number, item): (usize, &Item)| Page {
        id: (number + 1).to_string(),
        title: title(item),
        items: vec![item.clone()],
        ..Page::default()
    };
    let pages = items.enumerate().map(step).collect();
    Form { pages, ..form.clone() }
}

fn title(item: &Item) -> Text {
    match item {
        Item::Group { title, .. } => title.clone(),
        Item::Field(_) | Item::Row { .. } | Item::Note { .. } | Item::Material(_) | Item::Action { .. } => {
            Text::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_folder_is_read_whole_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Bench::load(Some(folder.path())).is_err(), "there is nothing in it");
        let group = |label: &str, key: &str| json!({"type": "Group", "label": label, "elements": [{"type": "Control", "scope": format!("#/properties/{key}")}]});
        let definition = json!({
            "schema": {"type": "object", "properties": {"a": {"type": "string", "title": "甲"}, "b": {"type": "string", "title": "乙"}}},
            "uischema": {"type": "VerticalLayout", "elements": [group("一", "a"), group("二", "b")]},
            "data": {"a": "x"}
        });
        std::fs::write(folder.path().join("def-two.json"), definition.to_string()).unwrap();
        std::fs::write(folder.path().join("notes.txt"), "no definition").unwrap();
        let bench = Bench::load(Some(folder.path())).unwrap();
        let form = |id: &str, version| bench.form(&FormRef { id: id.to_owned(), version });
        assert_eq!(form("bench:two", WHOLE).unwrap().pages.len(), 1);
        assert_eq!(form("bench:two", STEPS).unwrap().pages.len(), 2);
        assert!(
            form("bench:two", 3).is_none()
                && form("two", WHOLE).is_none()
                && form("bench:three", WHOLE).is_none()
        );
        std::fs::write(folder.path().join("def-bad.json"), "{").unwrap();
        assert!(Bench::load(Some(folder.path())).is_err());
    }
}
