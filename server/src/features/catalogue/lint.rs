//! What is missing or odd in the published data: `onehall lint catalogue`, and the findings that editors see. Missing
//! means null.

use std::sync::LazyLock;

use schema::catalogue::{Finding, promises_too_long};
use serde_json::{Map, Value, json};

use super::export::PAGE;
use super::line::Line;
use super::store::{self, ItemRow};
use crate::db::{Db, Tx};
use crate::error::Result;

/// A material that asks for "other documents": nobody can prepare it. The anchor is optional in the rule as given,
/// so a name that merely contains the words counts too.
static CATCH_ALL: LazyLock<Option<regress::Regex>> =
    LazyLock::new(|| regress::Regex::new("其[他它].{0,6}(材料|资料|文件|证明)").ok());

/// Whether an item has this fault.
type Rule = fn(&Line) -> bool;

/// The rules, in the order of the report. Each finds something wrong with one item.
pub const RULES: [(Finding, Rule); Finding::ALL.len()] = [
    (Finding::NoStatutoryLimit, |line| line.statutory_limit.is_none()),
    (Finding::NoPromisedLimit, |line| line.promised_limit.is_none()),
    (Finding::NoLimit, |line| line.statutory_limit.is_none() && line.promised_limit.is_none()),
    (Finding::NoConditions, |line| line.conditions.is_none()),
    (Finding::NoMaterials, |line| line.materials.is_empty()),
    (Finding::NoComplaintPhone, |line| line.complaint_phone.is_none()),
    (Finding::PromisedOverStatutory, |line| {
        line.promised_limit
            .zip(line.statutory_limit)
            .is_some_and(|(promised, law)| promises_too_long(promised, law))
    }),
    (Finding::CatchAllMaterial, |line| line.materials.iter().any(|material| is_catch_all(material))),
];

fn is_catch_all(material: &str) -> bool {
    CATCH_ALL.as_ref().is_some_and(|pattern| pattern.find(material).is_some())
}

/// What is found in one item.
pub fn found(line: &Line) -> impl Iterator<Item = Finding> + '_ {
    RULES.into_iter().filter(|(_, rule)| rule(line)).map(|(finding, _)| finding)
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
            rules().map(|((finding, _), codes)| (finding.slug().to_owned(), json!(codes.len()))).collect();
        let codes: Map<String, Value> =
            rules().map(|((finding, _), codes)| (finding.slug().to_owned(), json!(codes))).collect();
        report.insert("items".to_owned(), Value::Object(codes));
        Value::Object(report)
    }
}

/// Looks at the whole catalogue.
pub async fn catalogue(db: &Db) -> Result<Findings> {
    let mut findings = Findings::default();
    read(&mut db.read().await?, |_, line| findings.add(&line)).await?;
    Ok(findings)
}

/// Hands every item to `look`, in the order of codes.
pub async fn read(tx: &mut Tx, mut look: impl FnMut(&ItemRow, Line)) -> Result<()> {
    let mut after = String::new();
    loop {
        let rows = store::items_after(tx, &after, PAGE).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            let line = Line::of_row(row)?;
            after.clone_from(&line.task_code);
            look(row, line);
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
