//! `onehall lint catalogue`: what is missing or odd in the published data. Missing means null.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::export::PAGE;
use super::line::{Line, promises_too_long};
use super::store;
use crate::db::Db;
use crate::error::Result;

/// A material that asks for "other documents": nobody can prepare it. The anchor is optional in the rule as given,
/// so a name that merely contains the words counts too.
static CATCH_ALL: LazyLock<Option<regress::Regex>> =
    LazyLock::new(|| regress::Regex::new("其[他它].{0,6}(材料|资料|文件|证明)").ok());

/// Whether an item has this fault.
type Rule = fn(&Line) -> bool;

/// The rules, in the order of the report. Each finds something wrong with one item.
pub const RULES: [(&str, Rule); 8] = [
    ("no_statutory_limit", |line| line.statutory_limit.is_none()),
    ("no_promised_limit", |line| line.promised_limit.is_none()),
    ("no_limit", |line| line.statutory_limit.is_none() && line.promised_limit.is_none()),
    ("no_conditions", |line| line.conditions.is_none()),
    ("no_materials", |line| line.materials.is_empty()),
    ("no_complaint_phone", |line| line.complaint_phone.is_none()),
    ("promised_over_statutory", |line| {
        line.promised_limit
            .zip(line.statutory_limit)
            .is_some_and(|(promised, law)| promises_too_long(promised, law))
    }),
    ("catch_all_material", |line| line.materials.iter().any(|material| is_catch_all(material))),
];

fn is_catch_all(material: &str) -> bool {
    CATCH_ALL.as_ref().is_some_and(|pattern| pattern.find(material).is_some())
}

/// What was found: per rule, the codes of the items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many items were looked at.
    pub items: usize,
    /// In the order of [`RULES`].
    pub codes: [Vec<String>; RULES.len()],
}

impl Findings {
    /// Looks at one item.
    pub fn add(&mut self, line: &Line) {
        self.items += 1;
        for ((_, rule), codes) in RULES.iter().zip(&mut self.codes) {
            if rule(line) {
                codes.push(line.task_code.clone());
            }
        }
    }

    /// Whether there is nothing to mend.
    pub fn is_clean(&self) -> bool {
        self.codes.iter().all(Vec::is_empty)
    }

    /// The counts by rule, and under `items` the codes.
    pub fn to_json(&self) -> Value {
        let rules = || RULES.iter().zip(&self.codes);
        let mut report: Map<String, Value> =
            rules().map(|((name, _), codes)| ((*name).to_owned(), json!(codes.len()))).collect();
        let codes: Map<String, Value> =
            rules().map(|((name, _), codes)| ((*name).to_owned(), json!(codes))).collect();
        report.insert("items".to_owned(), Value::Object(codes));
        Value::Object(report)
    }
}

/// Looks at the whole catalogue.
pub async fn catalogue(db: &Db) -> Result<Findings> {
    let mut tx = db.read().await?;
    let mut findings = Findings::default();
    let mut after = String::new();
    loop {
        let rows = store::items_after(&mut tx, &after, PAGE).await?;
        if rows.is_empty() {
            return Ok(findings);
        }
        for row in &rows {
            let line = Line::of_row(row)?;
            findings.add(&line);
            after = line.task_code;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_for_other_documents_is_found_anywhere_in_the_name() {
        for material in ["其他材料", "其它有关证明", "省奖附件-其他佐证材料"] {
            assert!(is_catch_all(material), "{material}");
        }
        for material in ["居民身份证", "其他", "其他人的居民身份证以及户口簿复印件材料"]
        {
            assert!(!is_catch_all(material), "{material}");
        }
    }
}
