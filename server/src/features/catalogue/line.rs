//! A catalogue line: one item as catalogues are published and exchanged. Pure.
//!
//! The canonical shape is that of the Guangdong catalogue of 2021. The county shape of Guang'an is read too, and
//! becomes canonical: what it does not say is null.

use std::collections::BTreeSet;

use schema::calendar::Limit;
use schema::catalogue::{AgencyAt, Fee, PowerType, Served, Term};
use schema::role::{RegionCode, RegionLevel};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::line_terms;
use super::text::normal_value;

/// One item. `None` and empty mean "not published".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub task_code: String,
    pub name: String,
    pub catalog_name: Option<String>,
    pub department: String,
    pub region: Option<String>,
    pub region_code: RegionCode,
    pub item_type: PowerType,
    pub level: Option<String>,
    pub conditions: Option<String>,
    pub materials: Vec<String>,
    pub statutory_limit: Option<Limit>,
    pub promised_limit: Option<Limit>,
    pub visits: Option<String>,
    pub online: Option<bool>,
    pub location: Option<String>,
    pub phone: Option<String>,
    pub complaint_phone: Option<String>,
    pub themes: Vec<String>,
    pub served: Vec<Served>,
    pub source_url: Option<String>,
    pub everyday_names: Vec<String>,
    /// The agencies to which it goes up from its own; a member of ours, which is written only where there are some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handled_above: Vec<AgencyAt>,
    /// The fees it publishes; written like the member before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
    /// What of it hangs on one's situation; written like the member before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
}

/// What is wrong with one field of a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct Fault {
    /// The field as the file names it.
    pub field: String,
    /// Why it is refused.
    pub reason: String,
}

const CANONICAL: [&str; 24] = [
    "task_code",
    "name",
    "catalog_name",
    "department",
    "region",
    "region_code",
    "item_type",
    "level",
    "conditions",
    "materials",
    "statutory_limit",
    "promised_limit",
    "visits",
    "online",
    "location",
    "phone",
    "complaint_phone",
    "themes",
    "served",
    "source_url",
    "everyday_names",
    "handled_above",
    "fees",
    "terms",
];
const COUNTY: [&str; 6] = ["department", "main_item", "name", "item_code", "task_type", "source_url"];

impl Line {
    /// Reads a line of either shape; all that is wrong is told at once.
    pub fn read(value: Value) -> Result<Self, Vec<Fault>> {
        let Value::Object(members) = normal_value(value) else {
            return Err(vec![Fault { field: "line".into(), reason: "is not a JSON object".into() }]);
        };
        let mut reader = Reader { members, faults: Vec::new() };
        let line = if reader.members.contains_key("item_code") {
            reader.known(&COUNTY);
            reader.county()
        } else {
            reader.known(&CANONICAL);
            reader.canonical()
        };
        match line {
            Some(line) if reader.faults.is_empty() => Ok(line),
            _ => Err(reader.faults),
        }
    }

    /// As it is stored and exported: members in the canonical order.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads a line back as it was stored.
    pub fn of_row(row: &super::store::ItemRow) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&row.line)
    }

    /// The name of the item of a line, as it was stored.
    pub fn name(line: &str) -> Result<String, serde_json::Error> {
        #[derive(Deserialize)]
        struct Named {
            name: String,
        }
        serde_json::from_str(line).map(|Named { name }| name)
    }

    /// How often one has to go there, where that is a number.
    pub fn visit_count(&self) -> Option<u8> {
        self.visits.as_deref()?.parse().ok()
    }
}

/// Takes fields out of an object and remembers what was wrong with them.
struct Reader {
    members: Map<String, Value>,
    faults: Vec<Fault>,
}

impl Reader {
    fn canonical(&mut self) -> Option<Line> {
        let task_code = self.needed("task_code");
        let name = self.needed("name");
        let department = self.needed("department");
        let region_code = self.needed("region_code").and_then(|code| self.region("region_code", &code));
        let item_type = self.needed("item_type").and_then(|word| {
            self.or_fault("item_type", PowerType::from_word(&word), || format!("unknown power type {word}"))
        });
        let (fees, statutory_limit) = (self.fees(), self.limit("statutory_limit"));
        let (terms, faults) = line_terms::read(self.members.remove("terms"), &fees, statutory_limit);
        self.faults.extend(faults);
        Some(Line {
            catalog_name: self.text("catalog_name"),
            region: self.text("region"),
            level: self.text("level"),
            conditions: self.text("conditions"),
            materials: self.texts("materials"),
            promised_limit: self.limit("promised_limit"),
            visits: self.text("visits"),
            online: self.flag("online"),
            location: self.text("location"),
            phone: self.text("phone"),
            complaint_phone: self.text("complaint_phone"),
            themes: self.texts("themes"),
            served: self.served(),
            source_url: self.text("source_url"),
            everyday_names: self.texts("everyday_names"),
            handled_above: self.agencies("handled_above", region_code),
            terms,
            fees,
            statutory_limit,
            task_code: task_code?,
            name: name?,
            department: department?,
            region_code: region_code?,
            item_type: item_type?,
        })
    }

    /// The region stands in the address of the published page, else in the code; `task_type` is the national
    /// numeric code.
    fn county(&mut self) -> Option<Line> {
        let task_code = self.needed("item_code");
        let name = self.needed("name");
        let department = self.needed("department");
        let source_url = self.text("source_url");
        let region_code = task_code.as_deref().and_then(|code| {
            let digits = area_code(source_url.as_deref().unwrap_or_default()).or_else(|| region_part(code));
            let digits = self.or_fault("item_code", digits, || "names no region of 12 digits".to_owned())?;
            self.region("item_code", &digits[..6])
        });
        let item_type = self.needed("task_type").and_then(|code| {
            let power = code.parse().ok().and_then(PowerType::from_code);
            self.or_fault("task_type", power, || format!("unknown power type {code}"))
        });
        let region_code = region_code?;
        Some(Line {
            task_code: task_code?,
            name: name?,
            catalog_name: self.text("main_item"),
            department: department?,
            region: None,
            region_code,
            item_type: item_type?,
            level: level_word(region_code.level()).map(str::to_owned),
            conditions: None,
            materials: Vec::new(),
            statutory_limit: None,
            promised_limit: None,
            visits: None,
            online: None,
            location: None,
            phone: None,
            complaint_phone: None,
            themes: Vec::new(),
            served: Vec::new(),
            source_url,
            everyday_names: Vec::new(),
            handled_above: Vec::new(),
            fees: Vec::new(),
            terms: Vec::new(),
        })
    }

    fn known(&mut self, fields: &[&str]) {
        let unknown = self.members.keys().filter(|name| !fields.contains(&name.as_str()));
        let faults =
            unknown.map(|name| Fault { field: name.clone(), reason: "is not a field of this shape".into() });
        self.faults.extend(faults.collect::<Vec<_>>());
    }

    fn fault(&mut self, field: &str, reason: impl Into<String>) {
        self.faults.push(Fault { field: field.to_owned(), reason: reason.into() });
    }

    fn or_fault<T>(&mut self, field: &str, value: Option<T>, reason: impl FnOnce() -> String) -> Option<T> {
        if value.is_none() {
            self.fault(field, reason());
        }
        value
    }

    /// A text; null, absent and blank are the same: not published.
    fn text(&mut self, field: &str) -> Option<String> {
        match self.members.remove(field) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text).filter(|text| !text.trim().is_empty()),
            Some(other) => {
                self.fault(field, format!("expected a text, found {}", kind(&other)));
                None
            }
        }
    }

    fn needed(&mut self, field: &str) -> Option<String> {
        let before = self.faults.len();
        let text = self.text(field);
        if text.is_none() && self.faults.len() == before {
            self.fault(field, "is needed");
        }
        text
    }

    fn texts(&mut self, field: &str) -> Vec<String> {
        match self.members.remove(field) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(entries)) => {
                let texts: Option<Vec<String>> =
                    entries.iter().map(|entry| entry.as_str().map(str::to_owned)).collect();
                self.or_fault(field, texts, || "expected a list of texts".to_owned()).unwrap_or_default()
            }
            Some(other) => {
                self.fault(field, format!("expected a list, found {}", kind(&other)));
                Vec::new()
            }
        }
    }

    fn flag(&mut self, field: &str) -> Option<bool> {
        match self.members.remove(field) {
            None | Some(Value::Null) => None,
            Some(Value::Bool(flag)) => Some(flag),
            Some(other) => {
                self.fault(field, format!("expected true or false, found {}", kind(&other)));
                None
            }
        }
    }

    fn limit(&mut self, field: &str) -> Option<Limit> {
        let value = self.members.remove(field).filter(|value| !value.is_null())?;
        let limit = serde_json::from_value(value.clone()).ok();
        self.or_fault(field, limit, || {
            format!("expected {{\"value\": days, \"unit\": \"工作日\" or \"自然日\"}}, found {value}")
        })
    }

    fn served(&mut self) -> Vec<Served> {
        let words = self.texts("served");
        words
            .iter()
            .filter_map(|word| {
                self.or_fault("served", Served::from_word(word), || format!("unknown body {word}"))
            })
            .collect()
    }

    /// The fees, each with a code of its own.
    fn fees(&mut self) -> Vec<Fee> {
        let Some(value) = self.members.remove("fees").filter(|value| !value.is_null()) else {
            return Vec::new();
        };
        let fees: Option<Vec<Fee>> = serde_json::from_value(value).ok();
        let fees = fees.filter(|fees| {
            let codes: BTreeSet<&str> = fees.iter().map(|fee| fee.code.as_str()).collect();
            codes.len() == fees.len() && !codes.contains("")
        });
        let reason = || "expected fees, each {\"code\", \"name\", \"amount\": fen}, codes once".to_owned();
        self.or_fault("fees", fees, reason).unwrap_or_default()
    }

    /// The agencies above; each lies in a region above the line's own, one in each.
    fn agencies(&mut self, field: &str, own: Option<RegionCode>) -> Vec<AgencyAt> {
        let Some(value) = self.members.remove(field).filter(|value| !value.is_null()) else {
            return Vec::new();
        };
        let is_above =
            |agency: &AgencyAt| own.is_none_or(|own| own != agency.region && agency.region.contains(&own));
        let agencies: Option<Vec<AgencyAt>> = serde_json::from_value(value).ok();
        let agencies = agencies.filter(|agencies| {
            let mut regions: Vec<RegionCode> = agencies.iter().map(|agency| agency.region).collect();
            regions.sort_unstable();
            regions.dedup();
            regions.len() == agencies.len() && agencies.iter().all(is_above)
        });
        let reason =
            || "expected agencies in regions above, each {\"region_code\", \"department\"}".to_owned();
        self.or_fault(field, agencies, reason).unwrap_or_default()
    }

    fn region(&mut self, field: &str, code: &str) -> Option<RegionCode> {
        self.or_fault(field, RegionCode::parse(code).ok(), || format!("{code} is not a region code"))
    }
}

/// The region that the address of a published page names: `areaCode=511602000000`.
fn area_code(url: &str) -> Option<&str> {
    let digits = url.split_once("areaCode=")?.1;
    digits.get(..12).filter(|digits| is_region(digits))
}

/// The region in `<entry>-<region, 12 digits>-…`; the entry itself may look like one, so the last counts.
fn region_part(code: &str) -> Option<&str> {
    code.split('-').rfind(|part| is_region(part))
}

fn is_region(digits: &str) -> bool {
    digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The catalogue's word for a level of government, where it has one.
const fn level_word(level: RegionLevel) -> Option<&'static str> {
    match level {
        RegionLevel::Province => Some("省级"),
        RegionLevel::City => Some("市级"),
        RegionLevel::County => Some("县级"),
        RegionLevel::Street => Some("乡级"),
        RegionLevel::Village => Some("村级"),
    }
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
