//! An index system (指标体系) as data: what is measured, how many points it can bring, which grade a score is. A published version
//! is never changed.

use serde::{Deserialize, Serialize};

use crate::locale::Text;

/// An index system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexSystem {
    /// By which it is known.
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// What people call it.
    pub name: Text,
    /// The measure (考核办法) it rests on, as one cites it.
    pub ground: Text,
    /// What is measured, in the order in which it is shown.
    pub indicators: Vec<Indicator>,
    /// How many points the lines that count have to bring at most, all together: of less nothing is judged (不参评).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub enough: u32,
    /// From which score on which grade is given, the best first.
    pub grades: Vec<Floor>,
    /// The classes of windows that a bulletin praises by; the last takes every agency that no other names.
    pub classes: Vec<WindowClass>,
}

/// An indicator (指标).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// By which it is known in its system.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// What is counted for it; nothing, if only people enter points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// The points it brings at most (权重).
    pub points: u16,
    /// How what was counted becomes points.
    pub scoring: Scoring,
    /// Of how few things a share says nothing: below it the indicator is left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub least: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What is counted of an agency in a period. Each is either a share, that says what it divides by, or a number of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PerformanceMeasure))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Of the cases decided, those decided by their last day (按期办结率).
    OnTime,
    /// Of the working days promised for the cases decided, those that were used (承诺提速).
    Speed,
    /// Of the cases filed, those filed by the applicants themselves online (网办率).
    Online,
    /// Of the cases decided, those in which a step was returned (退回率).
    Returned,
    /// Of the cases filed, those in which it was not told all at once what was missing (一次性告知).
    ToldTwice,
    /// Of the ratings of cases decided, those that are satisfied: five, four or three of five (满意率).
    Satisfied,
    /// Of the cases decided, those that were rated (评价率).
    Rated,
    /// Of the enquiries and complaints answered, those answered by their last day (按期答复率).
    Replies,
    /// Of the days on which staff were to be at work, leave not counted, those on which they did something (出勤率).
    Attendance,
    /// Complaints that came in (投诉).
    Complaints,
    /// Yellow cards that were not withdrawn (黄牌).
    YellowCards,
    /// Red cards that were not withdrawn (红牌).
    RedCards,
}

/// How what was counted becomes points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    /// Along a straight line between two shares, in thousandths. Where less is better `full` is the smaller.
    Share {
        /// At which share, and beyond, there are no points.
        none: u16,
        /// At which share, and beyond, there are all.
        full: u16,
    },
    /// All, and for each time so many hundredths of a point less.
    Each {
        /// How many.
        minus: u32,
    },
    /// All, changed only by what people enter.
    Entries,
}

/// How good a score is (等次).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PerformanceGrade))]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 不合格
    Failed,
    /// 合格
    Passed,
    /// 良好
    Good,
    /// 优秀
    Excellent,
}

/// From which score on a grade is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// The grade.
    pub grade: Grade,
    /// The score, in hundredths of a point of a hundred.
    pub from: u32,
}

/// A class of windows (窗口类别), such as 建设项目类.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowClass {
    /// What people call it.
    pub name: Text,
    /// Agencies whose names hold one of these words belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
}

/// What is wrong with an index system, with the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemFault {
    /// It measures nothing, or an indicator brings no points.
    NoPoints,
    /// Two indicators are known by the same name.
    SameIndicator,
    /// The two shares are one, or a share is none.
    NoScale,
    /// A share is to be scored as a number of times, or the other way round.
    OtherKind,
    /// The floors do not fall, or the last is not zero.
    Floors,
    /// There is no class, or one but the last takes every agency.
    Classes,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 12] = [
        Self::OnTime,
        Self::Speed,
        Self::Online,
        Self::Returned,
        Self::ToldTwice,
        Self::Satisfied,
        Self::Rated,
        Self::Replies,
        Self::Attendance,
        Self::Complaints,
        Self::YellowCards,
        Self::RedCards,
    ];

    /// Whether it is a share of something; else it is a number of times.
    pub const fn is_share(self) -> bool {
        !matches!(self, Self::Complaints | Self::YellowCards | Self::RedCards)
    }
}

impl Grade {
    /// Every grade, the best first.
    pub const ALL: [Self; 4] = [Self::Excellent, Self::Good, Self::Passed, Self::Failed];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Passed => "passed",
            Self::Good => "good",
            Self::Excellent => "excellent",
        }
    }

    /// The grade with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.slug() == slug)
    }
}

impl IndexSystem {
    /// The index system that a hall begins with.
    ///
    /// # Errors
    /// If it is none: a test reads it.
    pub fn shipped() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("shipped.json"))
    }

    /// An indicator by its id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// The class that an agency of this name belongs to, by its place.
    pub fn class_of(&self, agency: &str) -> usize {
        let named = |class: &WindowClass| class.agencies.iter().any(|word| agency.contains(word.as_str()));
        self.classes.iter().position(named).unwrap_or(self.classes.len().saturating_sub(1))
    }

    /// What is wrong with it, if anything is.
    pub fn fault(&self) -> Option<SystemFault> {
        let ids = || self.indicators.iter().map(|indicator| &indicator.id);
        let is_twice = ids().enumerate().any(|(at, id)| ids().skip(at + 1).any(|other| other == id));
        let falls = self.grades.windows(2).all(|pair| pair[0].from > pair[1].from);
        let ends = self.grades.last().is_some_and(|floor| floor.from == 0);
        let rest = self.classes.split_last();
        let of_one = self.indicators.iter().find_map(Indicator::fault);
        if self.indicators.is_empty() {
            Some(SystemFault::NoPoints)
        } else if is_twice {
            Some(SystemFault::SameIndicator)
        } else if !falls || !ends {
            Some(SystemFault::Floors)
        } else if rest.is_none_or(|(_, others)| others.iter().any(|class| class.agencies.is_empty())) {
            Some(SystemFault::Classes)
        } else {
            of_one
        }
    }
}

impl Indicator {
    fn fault(&self) -> Option<SystemFault> {
        if self.points == 0 {
            return Some(SystemFault::NoPoints);
        }
        match (self.measure, self.scoring) {
            (Some(measure), Scoring::Share { none, full }) if measure.is_share() => {
                (none == full || none > 1000 || full > 1000).then_some(SystemFault::NoScale)
            }
            (Some(measure), Scoring::Each { .. }) if !measure.is_share() => None,
            (None, Scoring::Entries) => None,
            _ => Some(SystemFault::OtherKind),
        }
    }
}
