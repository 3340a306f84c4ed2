//! A JSON Schema of any draft as a definition file: in the dialect of today, with a layout written out.

use serde_json::{Value, json};

use super::withdraw::withdraw;
use super::{Fate, Imported, Report};
use crate::form::dialect::modernise;
use crate::form::layout::add_layout;
use crate::form::lint::Severity;

/// A JSON Schema, draft 4 to 2020-12, as a definition file.
pub fn from_json_schema(source: &Value) -> Imported {
    let mut report = Report::default();
    let mut schema = source.clone();
    if !schema.is_object() {
        report.dropped("", "schema", "not an object");
        schema = json!({});
    }
    for pointer in modernise(&mut schema) {
        let what = pointer.rsplit('/').next().unwrap_or_default();
        report.add(&pointer, what, Fate::Dropped, "beside $ref", Severity::Warning);
    }
    let title = schema["title"].as_str().unwrap_or_default();
    let mut definition = json!({"meta": {"title": title}, "schema": schema});
    withdraw(&mut definition, &mut report, |at| at.strip_prefix("/schema").map(ToOwned::to_owned));
    add_layout(&mut definition);
    Imported { definition, losses: report.0 }
}
