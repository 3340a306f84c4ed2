//! Answers that are regions: which there are, and whether each is one that may be given. Which regions exist is data,
//! so a table of them comes in as an argument.

use serde_json::Value;

use super::control::{Control, RegionCheck};
use super::program::{Field, Form, Page};
use super::state::FormState;
use super::validate::{fields_of, rows};
use crate::problem::{FieldCode, FieldError};
use crate::regions::{Region, children};
use crate::role::{RegionCode, RegionLevel};

/// A region that was answered, and what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionAnswer {
    /// Where.
    pub pointer: String,
    /// Which.
    pub code: RegionCode,
    /// What is asked of it.
    pub check: RegionCheck,
}

/// What each field for a region asks.
pub fn region_checks(form: &Form) -> Vec<RegionCheck> {
    fn collect(fields: &[Field], into: &mut Vec<RegionCheck>) {
        for field in fields {
            match &field.control {
                Control::Region(check) => into.push(*check),
                Control::Repeat { fields, .. } => collect(fields, into),
                _ => {}
            }
        }
    }
    let mut checks = Vec::new();
    collect(&form.fields, &mut checks);
    checks
}

/// Every answer that is the code of a region.
pub fn region_answers(form: &Form, answers: &Value) -> Vec<RegionAnswer> {
    let mut found = Vec::new();
    form.fields.iter().for_each(|field| find(field, "", answers, &mut found));
    found
}

fn find(field: &Field, base: &str, answers: &Value, found: &mut Vec<RegionAnswer>) {
    let pointer = field.at(base);
    match &field.control {
        Control::Region(check) => {
            let code = answers.pointer(&pointer).and_then(Value::as_str);
            if let Some(code) = code.and_then(|code| RegionCode::parse(code).ok()) {
                found.push(RegionAnswer { pointer, code, check: *check });
            }
        }
        Control::Repeat { fields, .. } => {
            for (base, _) in rows(answers, &pointer) {
                fields.iter().for_each(|field| find(field, &base, answers, found));
            }
        }
        _ => {}
    }
}

/// What is wrong with the regions that were answered, on one page or on all. The table holds what lies beside and
/// below each of them.
pub fn validate_regions(
    form: &Form,
    state: &FormState,
    page: Option<&Page>,
    table: &[Region],
) -> Vec<FieldError> {
    let mut found = Vec::new();
    match page {
        Some(page) => {
            fields_of(form, &page.items).for_each(|field| find(field, "", state.answers(), &mut found));
        }
        None => found = region_answers(form, state.answers()),
    }
    let shown = found.into_iter().filter(|answer| state.visible(&answer.pointer));
    shown
        .filter_map(|answer| {
            answer.check.fault(answer.code, table).map(|code| {
                let error = FieldError::new(answer.pointer, code);
                if code == FieldCode::TooWide { error.with("level", level_name(answer.check)) } else { error }
            })
        })
        .collect()
}

const fn level_name(check: RegionCheck) -> &'static str {
    check.deepest().slug()
}

impl RegionCheck {
    /// The level down to which is asked: to the street where nothing is said.
    pub const fn deepest(&self) -> RegionLevel {
        match self.level {
            Some(level) => level,
            None => RegionLevel::Street,
        }
    }

    /// Whether one comes to this region by choosing, also when one has to go on from there.
    pub fn offers(&self, code: RegionCode) -> bool {
        code.level() <= self.deepest() && self.within.is_none_or(|within| within.contains(&code))
    }

    /// What is wrong with this region. Some places have nothing at the level that is asked for, as 东莞市 has no
    /// counties: there it is enough to have gone as deep as one can.
    pub fn fault(&self, code: RegionCode, table: &[Region]) -> Option<FieldCode> {
        if !table.iter().any(|region| region.code == code) {
            return Some(FieldCode::Unknown);
        }
        if !self.offers(code) {
            return Some(FieldCode::NotAChoice);
        }
        let goes_on = self.level.is_some() && children(table, Some(code), self.deepest()).next().is_some();
        goes_on.then_some(FieldCode::TooWide)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::{compile, state};

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    fn table() -> Vec<Region> {
        ["440000", "440100", "440103", "440103001", "440300", "441900", "441900003"]
            .map(|text| Region { code: code(text), name: text.to_owned() })
            .to_vec()
    }

    #[test]
    fn a_region_is_one_that_exists_and_is_deep_enough() {
        let county = RegionCheck { level: Some(RegionLevel::County), within: None };
        let street = RegionCheck { level: Some(RegionLevel::Street), within: Some(code("440100")) };
        for (check, region, expected) in [
            (county, "440103", None),
            (county, "440100", Some(FieldCode::TooWide)),
            (county, "440103001", Some(FieldCode::NotAChoice)),
            (county, "440104", Some(FieldCode::Unknown)),
            (county, "441900", None),
            (street, "440103001", None),
            (street, "440103", Some(FieldCode::TooWide)),
            (street, "441900003", Some(FieldCode::NotAChoice)),
            (RegionCheck::default(), "440000", None),
        ] {
            assert_eq!(check.fault(code(region), &table()), expected, "{check:?} {region}");
        }
    }

    #[test]
    fn regions_are_found_in_rows_and_only_checked_where_they_are_asked() {
        let (form, lints) = compile(&json!({
            "schema": {"type": "object", "properties": {
                "any": {"type": "boolean", "title": "有"},
                "home": {"type": "string", "title": "家", "format": "region", "x-region": {"level": "county"}},
                "stays": {"type": "array", "title": "去过", "items": {"type": "object", "properties": {
                    "where": {"type": "string", "title": "哪里", "format": "region", "x-region": {"within": "440000"}}
                }}}
            }},
            "x-rules": [{"effect": "show", "target": ["/home"], "when": {"var": "any"}}]
        }));
        assert!(lints.iter().all(|lint| lint.severity == crate::form::Severity::Warning), "{lints:?}");
        assert_eq!(region_checks(&form).len(), 2);
        let answers =
            |any| json!({"any": any, "home": "440100", "stays": [{"where": "440104"}, {}, {"where": "x"}]});
        let found: Vec<String> =
            region_answers(&form, &answers(true)).into_iter().map(|answer| answer.pointer).collect();
        assert_eq!(found, ["/home", "/stays/0/where"]);
        let faults = |any| -> Vec<FieldError> {
            validate_regions(&form, &state(&form, &answers(any)), None, &table())
        };
        let unknown = FieldError::new("/stays/0/where", FieldCode::Unknown);
        let wide = FieldError::new("/home", FieldCode::TooWide).with("level", "county");
        assert_eq!(faults(true), [wide, unknown.clone()]);
        assert_eq!(faults(false), [unknown]);
    }
}
