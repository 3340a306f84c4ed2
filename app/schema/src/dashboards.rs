//! What leaders see: a sentence of numbers, then questions, each with its table and its chart, as its [`definition`] says; how
//! much that is beside former periods is in [`compare`], which cases stand behind a number in [`drill`].

mod compare;
mod definition;
mod drill;
mod finding;
mod open;

use chrono::{DateTime, NaiveDate, Utc};
pub use compare::{Former, growth, period_before, year_before};
pub use definition::{ChartKind, Definition, DefinitionFault, Dimension, Measure, Order};
pub use drill::{CaseLine, CasesQuery, Figure};
pub use finding::{Extreme, Finding};
pub use open::{Counted as OpenCounted, OpenFigures, OpenLine, SMALLEST};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalogue::encode;
use crate::locale::Locale;

/// Which numbers. The query of `GET /api/dashboard`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct DashboardQuery {
    /// The first day; thirty days before the last when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day; today when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// A region's code, with everything below it; all that one may see when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The language of the words in the charts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub language: Option<Locale>,
}

impl DashboardQuery {
    /// The parameters in a fixed order: `?from=…&to=…`, or nothing.
    pub fn to_query_string(&self) -> String {
        let pairs = [
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("region", self.region.as_deref().map(encode)),
            ("language", self.language.map(|language| language.tag().to_owned())),
        ];
        let pairs = pairs.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        let text = pairs.collect::<Vec<_>>().join("&");
        if text.is_empty() { text } else { format!("?{text}") }
    }
}

/// A dashboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dashboard {
    /// When it was counted.
    pub at: DateTime<Utc>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The region asked for.
    pub region: Option<String>,
    /// The regions one may choose: code and name.
    pub regions: Vec<(String, String)>,
    /// The numbers of the sentence on top.
    pub headline: Headline,
    /// As many days before them, and the same days a year before: those of which there can be numbers.
    pub former: Vec<Former>,
    /// The questions.
    pub tiles: Vec<Tile>,
}

/// The numbers of the sentence on top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Headline {
    /// Filed in the period.
    pub opened: u64,
    /// Decided in the period.
    pub decided: u64,
    /// Of those, by their last day.
    pub on_time: u64,
    /// Open now.
    pub in_hand: u64,
    /// Of those, past their last day.
    pub late: u64,
    /// In which what was missing was asked for too late, first in the period.
    pub asked_late: u64,
}

impl Headline {
    /// The share decided in time, in tenths of a per cent; none when nothing was decided.
    pub fn on_time_permille(&self) -> Option<u64> {
        (self.on_time * 1000).checked_div(self.decided)
    }

    /// How many cases a figure counts.
    pub const fn count(&self, figure: Figure) -> u64 {
        match figure {
            Figure::Opened => self.opened,
            Figure::Decided => self.decided,
            Figure::OnTime => self.on_time,
            Figure::DecidedLate => self.decided.saturating_sub(self.on_time),
            Figure::InHand => self.in_hand,
            Figure::Late => self.late,
            Figure::AskedLate => self.asked_late,
        }
    }
}

/// What a tile asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// How many are filed and decided, day by day?
    ByDay,
    /// Which agency has most?
    ByAgency,
    /// What kind of matters are they?
    ByType,
    /// Where do they come from?
    ByRegion,
    /// How much is in hand, and how much of it is late?
    InHand,
    /// In which stage do the open cases stand?
    Waiting,
    /// Who decides in time?
    OnTime,
    /// Which items take longest?
    Slowest,
    /// Who asks too late for what is missing?
    AskedLate,
    /// Which days are busy?
    BusyDays,
}

impl Question {
    /// Every question, in the order of the tiles.
    pub const ALL: [Self; 10] = [
        Self::ByDay,
        Self::ByAgency,
        Self::ByType,
        Self::ByRegion,
        Self::InHand,
        Self::Waiting,
        Self::OnTime,
        Self::Slowest,
        Self::AskedLate,
        Self::BusyDays,
    ];

    /// The question with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.slug() == slug)
    }

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ByDay => "by_day",
            Self::ByAgency => "by_agency",
            Self::ByType => "by_type",
            Self::ByRegion => "by_region",
            Self::InHand => "in_hand",
            Self::Waiting => "waiting",
            Self::OnTime => "on_time",
            Self::Slowest => "slowest",
            Self::AskedLate => "asked_late",
            Self::BusyDays => "busy_days",
        }
    }
}

/// A question with its numbers: a table that is complete by itself, and the chart that shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tile {
    /// What it asks.
    pub question: Question,
    /// By what its rows are told apart.
    pub dimension: Dimension,
    /// What its columns count.
    pub measures: Vec<Measure>,
    /// How it is drawn.
    pub chart: ChartKind,
    /// Whether it has a row for everything there is, and not only the first of them.
    pub is_whole: bool,
    /// Whether it stands on the big screen.
    pub on_screen: bool,
    /// The rows, in the order of the chart: a name and its numbers.
    pub rows: Vec<Row>,
    /// The option of an ECharts chart.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub option: Value,
}

/// A row of a tile's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Row {
    /// A day, a region, an agency, a kind of power, an item, a stage.
    pub name: String,
    /// What tells it from the others: the day, the region's code, the agency's number, the kind of power, the item's code, the status. Of a region
    /// that stands for itself alone, beside those below it, the code has `=` before it.
    pub key: String,
    /// Its numbers, one for each measure of the tile.
    pub numbers: Vec<i64>,
}
