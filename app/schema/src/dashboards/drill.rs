//! From a number to the cases it counts: which list stands behind which number of a dashboard.

use std::fmt::Write;

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Dimension, Row, Tile};
use crate::catalogue::{PowerType, encode};
use crate::id::CaseNumber;
use crate::process::Status;
use crate::role::RegionCode;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Filed in the period.
    Opened,
    /// Decided in the period.
    Decided,
    /// Of those, by their last day.
    OnTime,
    /// Of those, after it.
    DecidedLate,
    /// Open now.
    InHand,
    /// Of those, past their last day.
    Late,
    /// In which what was missing was asked for too late, first in the period: later than two working days after receipt, which
    /// counts against the agency (缺件待补事项一般由主办单位在第一次接到文件后2个工作日内提出).
    AskedLate,
}

impl Figure {
    /// Every figure.
    pub const ALL: [Self; 7] = [
        Self::Opened,
        Self::Decided,
        Self::OnTime,
        Self::DecidedLate,
        Self::InHand,
        Self::Late,
        Self::AskedLate,
    ];

    /// The value of the parameter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Decided => "decided",
            Self::OnTime => "on_time",
            Self::DecidedLate => "decided_late",
            Self::InHand => "in_hand",
            Self::Late => "late",
            Self::AskedLate => "asked_late",
        }
    }

    /// The figure with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.slug() == slug)
    }

    /// Whether it is of now, whatever the period.
    pub const fn is_of_now(self) -> bool {
        matches!(self, Self::InHand | Self::Late)
    }
}

/// Which cases. The query of `GET /api/dashboard/cases` and of its page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct CasesQuery {
    /// What is counted.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub figure: Figure,
    /// The first day; of no meaning for what is open now.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// A region's code, with everything below it; all that one may see when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// An agency's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<i64>,
    /// A kind of power; only of what was filed.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub item_type: Option<PowerType>,
    /// An item's code; only of what was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// A status; only of what is open now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub status: Option<Status>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl CasesQuery {
    /// All cases that a figure of a period counts in a region.
    pub fn all(figure: Figure, from: NaiveDate, to: NaiveDate, region: Option<String>) -> Self {
        Self {
            figure,
            from,
            to,
            region,
            agency: None,
            item_type: None,
            item: None,
            status: None,
            cursor: None,
        }
    }

    /// The parameters in a fixed order: `?figure=…&from=…`.
    pub fn to_query_string(&self) -> String {
        let Self { figure, from, to, .. } = self;
        let mut text = format!("?figure={}&from={from}&to={to}", figure.slug());
        let mut add = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                // Writing to a String cannot fail.
                let _ = write!(text, "&{name}={}", encode(value));
            }
        };
        add("region", self.region.as_deref());
        add("agency", self.agency.map(|agency| agency.to_string()).as_deref());
        add("type", self.item_type.map(PowerType::word));
        add("item", self.item.as_deref());
        add("status", self.status.map(Status::slug));
        add("cursor", self.cursor.as_deref());
        text
    }

    /// Reads the parameters from decoded pairs; none when it does not say what is counted, and when.
    pub fn from_params<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let text = |name: &str| get(name).filter(|value| !value.is_empty()).map(str::to_owned);
        Some(Self {
            figure: Figure::from_slug(get("figure")?)?,
            from: get("from")?.parse().ok()?,
            to: get("to")?.parse().ok()?,
            region: text("region"),
            agency: get("agency").and_then(|agency| agency.parse().ok()),
            item_type: get("type").and_then(PowerType::from_word),
            item: text("item"),
            status: get("status").and_then(Status::from_slug),
            cursor: text("cursor"),
        })
    }
}

impl Tile {
    /// The list behind a number of one of its rows, within a dashboard's period and region; none where no list is narrowed so.
    pub fn cases(&self, column: usize, row: &Row, whole: &CasesQuery) -> Option<CasesQuery> {
        let figure = self.measures.get(column)?.figure();
        let mut cases = CasesQuery { figure, cursor: None, ..whole.clone() };
        match self.dimension {
            Dimension::Day => {
                let day = row.key.parse().ok()?;
                (cases.from, cases.to) = (day, day);
            }
            Dimension::Region => cases.region = Some(RegionCode::parse(&row.key).ok()?.to_string()),
            Dimension::Agency => cases.agency = Some(row.key.parse().ok()?),
            Dimension::Type if figure == Figure::Opened => {
                cases.item_type = Some(PowerType::from_word(&row.key)?);
            }
            Dimension::Type => return None,
            Dimension::Stage => cases.status = Some(Status::from_slug(&row.key)?),
            Dimension::Item => {
                // Items are counted by the month.
                cases.from = whole.from.with_day(1)?;
                cases.to = whole.to.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()?;
                cases.item = Some(row.key.clone());
            }
        }
        Some(cases)
    }
}

/// A case as a leader sees it: nothing of who applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseLine {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// Where it stands.
    pub status: Status,
    /// When it was filed.
    pub opened_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// The last day of what is open now; none while the clock stands, and after the end.
    pub due: Option<NaiveDate>,
    /// Whether it was decided after its last day, or is open past it.
    pub late: bool,
}

#[cfg(test)]
mod tests {
    use super::super::{Definition, Question};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn whole() -> CasesQuery {
        CasesQuery::all(Figure::Opened, day("2026-01-15"), day("2026-02-10"), Some("440100".into()))
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let query = CasesQuery {
            agency: Some(7),
            item_type: Some(PowerType::Licence),
            item: Some("A/1".into()),
            status: Some(Status::InReview),
            cursor: Some("1.2".into()),
            ..whole()
        };
        let text = query.to_query_string();
        assert!(
            text.starts_with("?figure=opened&from=2026-01-15&to=2026-02-10&region=440100&agency=7&type=%E8")
        );
        assert!(text.ends_with("&item=A%2F1&status=in_review&cursor=1.2"));
        let parameters = |name: &str| match name {
            "figure" => Some("opened"),
            "from" => Some("2026-01-15"),
            "to" => Some("2026-02-10"),
            "region" => Some("440100"),
            "agency" => Some("7"),
            "type" => Some(PowerType::Licence.word()),
            "item" => Some("A/1"),
            "status" => Some("in_review"),
            "cursor" => Some("1.2"),
            _ => None,
        };
        assert_eq!(CasesQuery::from_params(parameters), Some(query));
        assert_eq!(CasesQuery::from_params(|_| None), None);
        for figure in Figure::ALL {
            assert_eq!(serde_json::to_value(figure).unwrap(), figure.slug());
        }
    }

    #[test]
    fn a_number_opens_the_cases_it_counts() {
        let row = |key: &str| Row { name: String::new(), key: key.into(), numbers: vec![1, 1] };
        let tile = |question: Question| {
            let shipped = Definition::shipped().unwrap();
            let definition = shipped.into_iter().find(|tile| tile.question == question).unwrap();
            definition.tile(Vec::new(), serde_json::Value::Null)
        };
        let opened = |question, column, key: &str| tile(question).cases(column, &row(key), &whole()).unwrap();
        let of_a_day = opened(Question::ByDay, 1, "2026-02-01");
        assert_eq!(
            (of_a_day.figure, of_a_day.from, of_a_day.to),
            (Figure::Decided, day("2026-02-01"), day("2026-02-01"))
        );
        assert_eq!(
            opened(Question::InHand, 1, "3"),
            CasesQuery { figure: Figure::Late, agency: Some(3), ..whole() }
        );
        assert_eq!(
            opened(Question::Waiting, 0, "in_review"),
            CasesQuery { figure: Figure::InHand, status: Some(Status::InReview), ..whole() }
        );
        assert_eq!(opened(Question::OnTime, 0, "3").figure, Figure::DecidedLate);
        assert_eq!(
            opened(Question::AskedLate, 0, "3"),
            CasesQuery { figure: Figure::AskedLate, agency: Some(3), ..whole() }
        );
        assert_eq!(opened(Question::ByType, 0, "行政许可").item_type, Some(PowerType::Licence));
        assert_eq!(opened(Question::ByRegion, 0, "440103").region.as_deref(), Some("440103"));
        let of_months = opened(Question::Slowest, 1, "A");
        assert_eq!((of_months.from, of_months.to), (day("2026-01-01"), day("2026-02-28")));
        let none = |question, column, key: &str| tile(question).cases(column, &row(key), &whole());
        assert_eq!(none(Question::ByDay, 2, "2026-02-01"), None);
        assert_eq!(none(Question::ByType, 0, "A"), None);
        assert_eq!(none(Question::ByRegion, 0, "=440100"), None, "a list is of everything below");
    }
}
