//! A licence beside what somebody shows: a file from the hall, or what was typed from a paper (比对).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::LicenceDocument;
use super::standing::Standing;
use crate::locale::{Locale, Text};

/// What is shown. `POST /api/licences/compare`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareLicence {
    /// The file, as `GET /api/licences/{number}/file` gave it: `{"document": …, "hash": …}`.
    #[serde(default)]
    pub file: Option<Value>,
    /// The number on the paper, where there is no file.
    #[serde(default)]
    pub number: Option<String>,
    /// What stands on the paper, by the ids of the fields, and `holder`, `holder_code`, `agency`, `issued_on`, `valid_until`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// What comparing one datum came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceVerdict))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It says what was issued.
    Same,
    /// It says something else.
    Different,
    /// It is not said, and was issued.
    Missing,
    /// It is said, and the licence has no such datum.
    Unknown,
}

/// One datum. What was issued is not told: who compares says what is shown to them, and learns whether it is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceComparedField))]
pub struct ComparedField {
    /// Its id.
    pub id: String,
    /// What it is called; empty where only its id is known.
    pub label: Text,
    /// What is shown.
    pub shown: Option<String>,
    /// What that came to.
    pub verdict: Verdict,
}

/// What comparing a licence came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceComparison))]
pub struct Comparison {
    /// Its number.
    pub number: String,
    /// How it stands today.
    pub standing: Standing,
    /// Whether the file is, letter by letter, what was issued; none where there is no file.
    pub genuine: Option<bool>,
    /// Each datum.
    pub fields: Vec<ComparedField>,
}

/// What holds a licence together besides its fields, by the names under which it may be shown.
const FRAME: [&str; 5] = ["holder", "holder_code", "agency", "issued_on", "valid_until"];

/// Each datum of a licence beside what is shown, by id.
pub fn compare(document: &LicenceDocument, shown: &BTreeMap<String, String>) -> Vec<ComparedField> {
    let issued: BTreeMap<&str, Vec<String>> = issued(document).into_iter().collect();
    let known = FRAME.into_iter().chain(document.fields.iter().map(|field| field.id.as_str()));
    let said = |id: &str| shown.get(id).map(String::as_str).filter(|text| !plain(text).is_empty());
    let judged = known.filter_map(|id| {
        let texts = issued.get(id)?;
        let verdict = match (said(id), texts.is_empty()) {
            (None, true) => return None,
            (None, false) => Verdict::Missing,
            (Some(text), _) if texts.iter().any(|issued| plain(issued) == plain(text)) => Verdict::Same,
            (Some(_), _) => Verdict::Different,
        };
        let label = document.field(id).map(|field| field.label.clone()).unwrap_or_default();
        Some(ComparedField { id: id.to_owned(), label, shown: said(id).map(str::to_owned), verdict })
    });
    let strange = shown.keys().filter(|id| !issued.contains_key(id.as_str()) && said(id).is_some());
    let strange = strange.map(|id| ComparedField {
        id: id.clone(),
        label: Text::default(),
        shown: said(id).map(str::to_owned),
        verdict: Verdict::Unknown,
    });
    judged.chain(strange).collect()
}

/// Every way in which each datum may be shown: as it was answered, and in the words of each language; none where there is none.
fn issued(document: &LicenceDocument) -> Vec<(&str, Vec<String>)> {
    let LicenceDocument { holder, agency, .. } = document;
    let mut all = vec![
        ("holder", vec![holder.name.clone()]),
        ("holder_code", holder.code.iter().cloned().collect()),
        ("agency", vec![agency.name.clone()]),
        ("issued_on", vec![document.issued_on.to_string()]),
        ("valid_until", document.valid_until.iter().map(ToString::to_string).collect()),
    ];
    for field in &document.fields {
        let words = Locale::ALL.map(|locale| field.text.get(locale).to_owned());
        let value = field.value.as_str().map_or_else(|| field.value.to_string(), str::to_owned);
        let texts = if super::is_said(&field.value) {
            words.into_iter().chain([value]).collect()
        } else {
            Vec::new()
        };
        all.push((field.id.as_str(), texts));
    }
    all
}

/// A text without what differs by keyboard and printer only: blanks, letter case, full-width forms; a day without its words.
fn plain(text: &str) -> String {
    let folded =
        text.chars().filter(|letter| !letter.is_whitespace()).map(|letter| match u32::from(letter) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(letter),
            _ => letter,
        });
    let folded: String = folded.flat_map(char::to_lowercase).collect();
    day(&folded).unwrap_or(folded)
}

/// `2026年3月2日` as `2026-03-02`.
fn day(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day: u32 = rest.strip_suffix('日')?.parse().ok()?;
    let (year, month): (i32, u32) = (year.parse().ok()?, month.parse().ok()?);
    chrono::NaiveDate::from_ymd_opt(year, month, day).map(|day| day.to_string())
}
