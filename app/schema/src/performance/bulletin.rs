//! The monthly bulletin (情况通报): the figures of a period, and what a person writes about them before it is published.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::assess::{Ratio, Value};
use super::system::{Grade, IndexSystem, Measure};
use super::wire::AgencyScore;
use super::{Period, Tally};
use crate::locale::Text;

/// The most characters that a section of a bulletin has.
pub const MOST_WORDS: usize = 4_000;

/// What was counted of an agency in a period, whole: what is scored, and what is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What is scored.
    pub tally: Tally,
    /// Cases filed.
    pub filed: u64,
    /// Cases decided.
    pub decided: u64,
    /// Ratings of the cases decided, from one to five.
    pub ratings: [u64; 5],
}

/// A section of a bulletin, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = BulletinSection))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// How it went, on the whole (总体运行).
    Overview,
    /// Who was excellent, by class of window (考核通报).
    Praise,
    /// What was done (工作动态).
    News,
    /// Attendance and discipline (出勤纪律).
    Discipline,
    /// How fast (办事效率).
    Efficiency,
    /// How well served (服务质量).
    Service,
    /// How far online (网络运行).
    Network,
    /// What people said of it (行风评议).
    Ratings,
    /// What is next (下月工作要点).
    Next,
}

/// A bulletin. `GET /api/performance/{period}/bulletin`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bulletin {
    /// The month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub period: Period,
    /// The region it is of.
    pub region: String,
    /// Its figures: those of the moment until it is published, and from then on the same for ever.
    pub figures: BulletinFigures,
    /// What a person wrote; a section without words says what its figures say.
    pub words: BTreeMap<Section, String>,
    /// How often it was saved.
    pub revision: u32,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// Whether the reader may write and publish it.
    pub may_edit: bool,
}

/// What a person writes. `PUT /api/performance/{period}/bulletin`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulletinDraft {
    /// The revision it was written on: what somebody else saved meanwhile is not overwritten.
    pub revision: u32,
    /// The words of each section.
    pub words: BTreeMap<Section, String>,
}

/// The figures of a bulletin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulletinFigures {
    /// Cases filed.
    pub filed: u64,
    /// Cases decided.
    pub decided: u64,
    /// Of those, by their last day.
    pub on_time: Ratio,
    /// Of those filed, online.
    pub online: Ratio,
    /// Of the enquiries and complaints answered, by their last day.
    pub replies: Ratio,
    /// Complaints that came in.
    pub complaints: u64,
    /// Yellow and red cards.
    pub cards: [u64; 2],
    /// What people said.
    pub ratings: RatingSum,
    /// Who was excellent, by class.
    pub praise: Vec<ClassPraise>,
    /// Every agency with its score, the best first.
    pub scores: Vec<AgencyScore>,
}

/// Ratings by grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingSum {
    /// From one to five.
    pub grades: [u64; 5],
}

/// A class of windows with those that were excellent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClassPraise {
    /// What the class is called.
    pub name: Text,
    /// Its excellent agencies, the best first.
    pub agencies: Vec<String>,
}

impl RatingSum {
    /// Of all of them, those with three, four or five of five (满意: 非常满意、满意、基本满意).
    pub fn satisfied(&self) -> Ratio {
        Ratio { part: self.grades[2..].iter().sum(), whole: self.grades.iter().sum() }
    }
}

impl Section {
    /// Every section, in their order.
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Praise,
        Self::News,
        Self::Discipline,
        Self::Efficiency,
        Self::Service,
        Self::Network,
        Self::Ratings,
        Self::Next,
    ];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Praise => "praise",
            Self::News => "news",
            Self::Discipline => "discipline",
            Self::Efficiency => "efficiency",
            Self::Service => "service",
            Self::Network => "network",
            Self::Ratings => "ratings",
            Self::Next => "next",
        }
    }
}

impl BulletinFigures {
    /// Adds up what was counted of each agency.
    pub fn of(system: &IndexSystem, agencies: &[(AgencyScore, Counted)]) -> Self {
        let mut figures = Self::default();
        for (_, counted) in agencies {
            figures.add(counted);
        }
        figures.scores = agencies.iter().map(|(score, _)| score.clone()).collect();
        figures.scores.sort_by(|one, other| (other.score, one.agency).cmp(&(one.score, other.agency)));
        let praised = |class: usize| {
            let excellent = figures.scores.iter().filter(|score| score.grade == Some(Grade::Excellent));
            let here = excellent.filter(|score| system.class_of(&score.department) == class);
            here.map(|score| score.department.clone()).collect()
        };
        let classes = system.classes.iter().enumerate();
        figures.praise = classes
            .map(|(at, class)| ClassPraise { name: class.name.clone(), agencies: praised(at) })
            .collect();
        figures
    }

    fn add(&mut self, counted: &Counted) {
        let share = |measure| match counted.tally.get(&measure) {
            Some(Value::Share(ratio)) => *ratio,
            _ => Ratio::default(),
        };
        let times = |measure| match counted.tally.get(&measure) {
            Some(Value::Times(times)) => *times,
            _ => 0,
        };
        self.filed += counted.filed;
        self.decided += counted.decided;
        for (sum, measure) in [
            (&mut self.on_time, Measure::OnTime),
            (&mut self.online, Measure::Online),
            (&mut self.replies, Measure::Replies),
        ] {
            sum.part += share(measure).part;
            sum.whole += share(measure).whole;
        }
        self.complaints += times(Measure::Complaints);
        self.cards[0] += times(Measure::YellowCards);
        self.cards[1] += times(Measure::RedCards);
        for (sum, count) in self.ratings.grades.iter_mut().zip(counted.ratings) {
            *sum += count;
        }
    }
}
