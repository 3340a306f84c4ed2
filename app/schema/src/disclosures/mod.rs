//! The catalogue of what government publishes (信息公开目录), by 政府信息公开条例 (order 711 of the State Council): documents with what
//! identifies them, whether they hold, and which of them one has to ask for (依申请公开).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::problem::{FieldCode, FieldError};

mod wire;
mod words;

pub use wire::{DeskDisclosure, Disclosure, DisclosureLine};
pub use words::{DisclosureMode, DisclosureSubject, Validity};

/// Within how many working days of being made a document is published (条例 art. 26).
pub const DAYS_TO_PUBLISH: u16 = 20;

/// What the items of agencies are called by which information is asked for that is not published (art. 27, 29).
pub const REQUEST_NAME: &str = "政府信息依申请公开";

/// The years that a document may be of: both databases know them.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

/// The longest title, issuer and number of a document, in characters.
pub const TITLE_LETTERS: usize = 200;
/// The longest text of a document, in characters.
pub const BODY_LETTERS: usize = 50_000;

/// A document as an editor writes it down. `POST /api/desk/disclosures`, `PUT /api/desk/disclosures/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisclosureDraft {
    /// Its title.
    pub title: String,
    /// Who issued it (发文机关).
    pub issuer: String,
    /// Its number, such as `国令第711号` (发文字号); not every document has one.
    #[serde(default)]
    pub document_number: Option<String>,
    /// What it is about.
    pub subject: DisclosureSubject,
    /// How it is to be had.
    #[serde(default)]
    pub mode: DisclosureMode,
    /// The day it was made or last changed (成文日期).
    pub made_on: NaiveDate,
    /// The day from which everybody sees it here (发布日期).
    pub published_on: NaiveDate,
    /// The day from which it holds; none where nothing holds, as of figures.
    #[serde(default)]
    pub in_force_from: Option<NaiveDate>,
    /// The last day on which it holds, where it has one.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// Repealed, or replaced by another.
    #[serde(default)]
    pub repealed: bool,
    /// What it says; a line is a paragraph. Nobody else reads it where it is to be asked for.
    #[serde(default)]
    pub body: String,
    /// Where its publisher has it.
    #[serde(default)]
    pub source_url: Option<String>,
    /// Taken out of the catalogue, so that nobody sees it.
    #[serde(default)]
    pub taken_down: bool,
    /// Made for demonstration, though the document itself may be true.
    #[serde(default)]
    pub demonstration: bool,
    /// How often it was changed when it was read; none of a new one.
    #[serde(default)]
    pub revision: i64,
}

impl DisclosureDraft {
    /// Without what is left over at the ends, and without what is blank.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let text = |text: String| text.trim().to_owned();
        let some = |it: Option<String>| it.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let lines = self.body.lines().map(str::trim).filter(|line| !line.is_empty());
        Self {
            title: text(self.title),
            issuer: text(self.issuer),
            document_number: some(self.document_number),
            source_url: some(self.source_url),
            body: lines.collect::<Vec<_>>().join("\n"),
            ..self
        }
    }

    /// What is wrong with it. A text or an address is needed of what is published by itself: the catalogue is for reading.
    pub fn faults(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut say = |pointer: &str, code| faults.push(FieldError::new(pointer, code));
        if self.title.is_empty() {
            say("/title", FieldCode::Required);
        }
        if self.issuer.is_empty() {
            say("/issuer", FieldCode::Required);
        }
        if self.source_url.as_deref().is_some_and(|url| !is_address(url)) {
            say("/source_url", FieldCode::BadFormat);
        }
        let is_empty = self.body.is_empty() && self.source_url.is_none();
        if self.mode == DisclosureMode::Active && is_empty {
            say("/body", FieldCode::Required);
        }
        let number = self.document_number.as_deref().unwrap_or_default();
        let texts =
            [("/title", self.title.as_str()), ("/issuer", &self.issuer), ("/document_number", number)];
        let texts = texts.map(|(pointer, text)| (pointer, text, TITLE_LETTERS));
        for (pointer, text, most) in texts.into_iter().chain([("/body", &*self.body, BODY_LETTERS)]) {
            if text.chars().count() > most {
                faults.push(FieldError::new(pointer, FieldCode::TooLong).with("max", most));
            }
        }
        let days = [("/made_on", Some(self.made_on)), ("/published_on", Some(self.published_on))];
        let days =
            days.into_iter().chain([("/in_force_from", self.in_force_from), ("/ends_on", self.ends_on)]);
        let strange = |day: NaiveDate| !YEARS.contains(&day.year());
        let strange = days.filter(|(_, day)| day.is_some_and(strange));
        let strange: Vec<_> =
            strange.map(|(pointer, _)| FieldError::new(pointer, FieldCode::BadDate)).collect();
        match strange.is_empty() {
            true => faults.extend(self.days_out_of_order()),
            false => faults.extend(strange),
        }
        faults
    }

    /// A document is made before it is published and holds before it ends.
    fn days_out_of_order(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut after = |pointer: &str, day: NaiveDate, least: NaiveDate| {
            if day < least {
                let fault = FieldError::new(pointer, FieldCode::TooEarly);
                faults.push(fault.with("min", least.to_string()));
            }
        };
        after("/published_on", self.published_on, self.made_on);
        if let Some(ends_on) = self.ends_on {
            after("/ends_on", ends_on, self.in_force_from.unwrap_or(self.made_on));
        }
        faults
    }

    /// Whether it holds on a day; none of what never does, such as figures.
    pub fn validity(&self, today: NaiveDate) -> Option<Validity> {
        validity((self.in_force_from, self.ends_on, self.repealed), today)
    }

    /// Whether it was published later than it should have been (art. 26).
    pub fn is_late(&self, calendar: &Calendar) -> bool {
        self.mode == DisclosureMode::Active
            && self.published_on > calendar.add_working_days(self.made_on, DAYS_TO_PUBLISH)
    }
}

/// Whether what holds from one day to another, if it was not repealed, does so on this one.
pub fn validity(
    (from, to, repealed): (Option<NaiveDate>, Option<NaiveDate>, bool),
    today: NaiveDate,
) -> Option<Validity> {
    match (from, to) {
        _ if repealed => Some(Validity::Repealed),
        (None, None) => None,
        (_, Some(to)) if to < today => Some(Validity::Ended),
        (Some(from), _) if from > today => Some(Validity::NotYet),
        _ => Some(Validity::InForce),
    }
}

/// The number by which the catalogue names a document (索引号): the year in which it was entered, and its own.
pub fn index_number(year: i32, id: i64) -> String {
    format!("{year:04}-{id:06}")
}

pub(crate) fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|letter: char| letter.is_whitespace() || letter == '"')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft() -> DisclosureDraft {
        DisclosureDraft {
            title: "政府信息公开条例".into(),
            issuer: "国务院".into(),
            document_number: Some("国令第711号".into()),
            subject: DisclosureSubject::Rules,
            mode: DisclosureMode::Active,
            made_on: day("2026-03-02"),
            published_on: day("2026-03-03"),
            in_force_from: Some(day("2026-05-15")),
            ends_on: None,
            repealed: false,
            body: "一行".into(),
            source_url: None,
            taken_down: false,
            demonstration: false,
            revision: 0,
        }
    }

    fn pointers(draft: DisclosureDraft) -> Vec<String> {
        draft.trimmed().faults().into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn a_document_needs_what_identifies_it_and_something_to_read() {
        assert_eq!(pointers(draft()), Vec::<String>::new());
        let blank =
            DisclosureDraft { title: " ".into(), issuer: String::new(), body: "\n ".into(), ..draft() };
        assert_eq!(pointers(blank.clone()), ["/title", "/issuer", "/body"]);
        // What one has to ask for is named, and its text is not here.
        let asked = DisclosureDraft { mode: DisclosureMode::OnRequest, ..blank };
        assert_eq!(pointers(asked), ["/title", "/issuer"]);
        let linked = DisclosureDraft {
            body: String::new(),
            source_url: Some("https://www.gov.cn/a".into()),
            ..draft()
        };
        assert_eq!(pointers(linked), Vec::<String>::new());
        for wrong in ["javascript:alert(1)", "https://", "https://a b", "gov.cn"] {
            let wrong = DisclosureDraft { source_url: Some(wrong.into()), ..draft() };
            assert_eq!(pointers(wrong), ["/source_url"]);
        }
        let long = DisclosureDraft { title: "长".repeat(201), ..draft() };
        assert_eq!(pointers(long), ["/title"]);
    }

    #[test]
    fn days_come_in_their_order() {
        let early = DisclosureDraft { published_on: day("2026-03-01"), ..draft() };
        assert_eq!(pointers(early), ["/published_on"]);
        let over = DisclosureDraft { ends_on: Some(day("2026-05-14")), ..draft() };
        assert_eq!(pointers(over), ["/ends_on"]);
        let strange =
            DisclosureDraft { made_on: day("0001-01-01"), ends_on: Some(day("0001-01-01")), ..draft() };
        assert_eq!(pointers(strange), ["/made_on", "/ends_on"]);
    }

    #[test]
    fn a_document_holds_from_its_first_day_to_its_last() {
        let of = |from: Option<&str>, to: Option<&str>, repealed| {
            validity((from.map(day), to.map(day), repealed), day("2026-03-02"))
        };
        assert_eq!(of(Some("2026-03-02"), Some("2026-03-02"), false), Some(Validity::InForce));
        assert_eq!(of(Some("2026-03-03"), None, false), Some(Validity::NotYet));
        assert_eq!(of(None, Some("2026-03-01"), false), Some(Validity::Ended));
        assert_eq!(of(Some("2026-03-01"), None, true), Some(Validity::Repealed));
        assert_eq!(of(None, None, false), None);
    }

    #[test]
    fn what_is_published_after_twenty_working_days_is_late() {
        let calendar = Calendar::default();
        let on = |published_on: &str| DisclosureDraft { published_on: day(published_on), ..draft() };
        assert!(!on("2026-03-30").is_late(&calendar));
        assert!(on("2026-03-31").is_late(&calendar));
        let asked = DisclosureDraft { mode: DisclosureMode::OnRequest, ..on("2027-03-31") };
        assert!(!asked.is_late(&calendar));
    }
}
