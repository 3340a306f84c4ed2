//! Tiles as data: what is counted, by what it is told apart, and how it is drawn. Those that come with the program are
//! `shipped.json`; any other would be read, checked and answered the same way.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Figure, Question, Row, Tile};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DashboardMeasure))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Cases filed in the period.
    Opened,
    /// Cases decided in the period.
    Decided,
    /// Of those, by their last day.
    OnTime,
    /// The same as a share of those decided, in tenths of a per cent.
    OnTimeShare,
    /// Working days from acceptance to decision, on average of those decided, in tenths.
    AverageDays,
    /// Cases open now.
    InHand,
    /// Of those, past their last day.
    Late,
    /// Cases in which what was missing was asked for too late, first in the period.
    AskedLate,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 8] = [
        Self::Opened,
        Self::Decided,
        Self::OnTime,
        Self::OnTimeShare,
        Self::AverageDays,
        Self::InHand,
        Self::Late,
        Self::AskedLate,
    ];

    /// The name on the wire, and the column of a file.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Decided => "decided",
            Self::OnTime => "on_time",
            Self::OnTimeShare => "on_time_share",
            Self::AverageDays => "average_days",
            Self::InHand => "in_hand",
            Self::Late => "late",
            Self::AskedLate => "asked_late",
        }
    }

    /// The cases that a number of it opens: those it counts, or those an average is of. The share decided in time opens what
    /// was late: those are to be looked at.
    pub const fn figure(self) -> Figure {
        match self {
            Self::Opened => Figure::Opened,
            Self::Decided | Self::AverageDays => Figure::Decided,
            Self::OnTime => Figure::OnTime,
            Self::OnTimeShare => Figure::DecidedLate,
            Self::InHand => Figure::InHand,
            Self::Late => Figure::Late,
            Self::AskedLate => Figure::AskedLate,
        }
    }

    /// What it is divided by, if it is no count: that measure stands in the same table.
    pub const fn base(self) -> Option<Self> {
        match self {
            Self::OnTimeShare | Self::AverageDays => Some(Self::Decided),
            _ => None,
        }
    }

    /// Whether its numbers are tenths: of a per cent, of a day.
    pub const fn is_tenths(self) -> bool {
        self.base().is_some()
    }

    /// Whether it is counted by this: decisions of an item by the month, what is open now by agency or by stage.
    pub const fn goes_by(self, dimension: Dimension) -> bool {
        match self {
            Self::AverageDays => matches!(dimension, Dimension::Item),
            Self::Decided => !matches!(dimension, Dimension::Stage),
            Self::InHand | Self::Late => matches!(dimension, Dimension::Agency | Dimension::Stage),
            Self::Opened | Self::OnTime | Self::OnTimeShare | Self::AskedLate => {
                !matches!(dimension, Dimension::Item | Dimension::Stage)
            }
        }
    }
}

/// By what numbers are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DashboardDimension))]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// A row for each day of the period.
    Day,
    /// A row for each region of the next level below the one that is looked at, with everything below it.
    Region,
    /// A row for each agency.
    Agency,
    /// A row for each kind of power.
    Type,
    /// A row for each item, of whole months.
    Item,
    /// A row for each status of what is open now.
    Stage,
}

/// How a tile is drawn over its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// A line for each measure.
    Line,
    /// The same with the area below it filled.
    Area,
    /// Lying bars of the first measure.
    Bar,
    /// Lying bars of the first measure, in which the second is a part: the rest and the part, end to end.
    Stacked,
    /// A slice for each row.
    Pie,
    /// A rectangle for each row.
    Treemap,
    /// A square for each day, darker where the first measure is more.
    Calendar,
}

/// Which rows come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Those with most of the first measure; of days the first.
    #[default]
    Most,
    /// Those with least of it.
    Least,
}

/// A tile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What it asks.
    pub question: Question,
    /// By what its rows are told apart.
    pub dimension: Dimension,
    /// What its columns count.
    pub measures: Vec<Measure>,
    /// How it is drawn.
    pub chart: ChartKind,
    /// Which rows come first.
    #[serde(default)]
    pub order: Order,
    /// How many rows it has at most.
    #[serde(default)]
    pub most: Option<usize>,
    /// Whether it stands on the big screen (大屏), which has room for [`Definition::ON_SCREEN`].
    #[serde(default)]
    pub screen: bool,
}

/// What is wrong with a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefinitionFault {
    /// It counts nothing.
    NoMeasure,
    /// This is not counted by its dimension.
    NotCounted(Measure),
    /// A share or an average stands without what it is divided by.
    NoBase(Measure),
    /// The chart cannot show these rows or columns.
    WrongChart,
}

impl Definition {
    /// How many tiles the big screen has room for.
    pub const ON_SCREEN: usize = 6;

    /// The tiles that come with the program, in their order.
    pub fn shipped() -> Result<Vec<Self>, serde_json::Error> {
        serde_json::from_str(include_str!("shipped.json"))
    }

    /// The tile with its rows and the option of its chart.
    pub fn tile(self, rows: Vec<Row>, option: Value) -> Tile {
        let Self { question, dimension, measures, chart, most, screen: on_screen, .. } = self;
        let is_whole = most.is_none_or(|most| rows.len() < most);
        Tile { question, dimension, measures, chart, is_whole, on_screen, rows, option }
    }

    /// Everything that is wrong with it.
    pub fn faults(&self) -> Vec<DefinitionFault> {
        let mut faults = Vec::new();
        if self.measures.is_empty() {
            faults.push(DefinitionFault::NoMeasure);
        }
        for measure in &self.measures {
            if !measure.goes_by(self.dimension) {
                faults.push(DefinitionFault::NotCounted(*measure));
            }
            if measure.base().is_some_and(|base| !self.measures.contains(&base)) {
                faults.push(DefinitionFault::NoBase(*measure));
            }
        }
        let is_of_days = self.dimension == Dimension::Day;
        let shows = match self.chart {
            ChartKind::Line | ChartKind::Area | ChartKind::Calendar => is_of_days,
            ChartKind::Bar => !is_of_days,
            ChartKind::Stacked => !is_of_days && self.measures.len() == 2,
            // Of a whole that is made of its rows.
            ChartKind::Pie | ChartKind::Treemap => {
                !is_of_days && self.most.is_none() && self.measures.first().is_some_and(|it| !it.is_tenths())
            }
        };
        if !shows {
            faults.push(DefinitionFault::WrongChart);
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_holds_and_asks_every_question_once() {
        let shipped = Definition::shipped().unwrap();
        let asked: Vec<Question> = shipped.iter().map(|tile| tile.question).collect();
        assert_eq!(asked, Question::ALL);
        assert_eq!(shipped.iter().filter(|tile| tile.screen).count(), Definition::ON_SCREEN);
        for tile in shipped {
            assert_eq!(tile.faults(), [], "{tile:?}");
        }
    }

    #[test]
    fn a_tile_that_cannot_be_answered_says_why() {
        let tile = |dimension, measures: &[Measure], chart| Definition {
            question: Question::ByDay,
            dimension,
            measures: measures.to_vec(),
            chart,
            order: Order::Most,
            most: None,
            screen: false,
        };
        use DefinitionFault::*;
        for (tile, faults) in [
            (tile(Dimension::Day, &[], ChartKind::Line), vec![NoMeasure]),
            (tile(Dimension::Day, &[Measure::InHand], ChartKind::Line), vec![NotCounted(Measure::InHand)]),
            (
                tile(Dimension::Item, &[Measure::AverageDays], ChartKind::Bar),
                vec![NoBase(Measure::AverageDays)],
            ),
            (tile(Dimension::Agency, &[Measure::Opened], ChartKind::Calendar), vec![WrongChart]),
            (tile(Dimension::Agency, &[Measure::InHand], ChartKind::Stacked), vec![WrongChart]),
            (
                tile(Dimension::Type, &[Measure::OnTimeShare, Measure::Decided], ChartKind::Pie),
                vec![WrongChart],
            ),
        ] {
            assert_eq!(tile.faults(), faults, "{tile:?}");
        }
        for measure in Measure::ALL {
            assert_eq!(serde_json::to_value(measure).unwrap(), measure.slug());
        }
    }
}
