//! Rules as data: what is watched, how bad it is, on what ground, who is told. A published version of a rule is never changed.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::log::{Entry, Log};
use crate::calendar::{Limit, PauseReason, moment};
use crate::expr::{Expr, Truth};
use crate::locale::Text;
use crate::role::RegionCode;

/// A rule of supervision (监察规则).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// By which it is known.
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// What people call it.
    pub name: Text,
    /// Which of the monitors it belongs to.
    pub monitor: Monitor,
    /// What it watches.
    pub watch: Watch,
    /// The law, regulation or measure that it rests on, as one cites it.
    pub ground: Text,
    /// Who is told.
    #[serde(default)]
    pub tell: Vec<Told>,
    /// The first day on which it finds anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The regions it holds in, with all below them; everywhere, if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<RegionCode>,
    /// Which cases or matters it is for, by their `$facts`; all, if it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Expr>,
}

/// The monitors (监察内容): the seven of the supervision systems of Chinese cities, and what their practice has added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Monitor {
    /// Time limits (时限监察).
    TimeLimit,
    /// Steps skipped or out of order (程序监察).
    Procedure,
    /// Fees (收费监察).
    Fee,
    /// Suspensions, extensions, jumps (异常程序监察).
    Irregular,
    /// Counters that do not open (考勤监察).
    Attendance,
    /// More or fewer cases than usual (办件量异常监察).
    Volume,
    /// Not told at once what is missing (一次性告知).
    Notice,
    /// Refused without a reason, or though it could not be (不予许可).
    Refusal,
    /// Enquiries and complaints not answered (咨询投诉).
    Reply,
    /// Low ratings that nobody followed up (差评整改).
    Rating,
    /// Published information (政务公开).
    Disclosure,
}

/// How bad it is, from what may still be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Nothing has gone wrong yet, or not much (预警).
    Warning,
    /// 黄牌
    Yellow,
    /// 红牌
    Red,
}

/// Who is told of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Who has the case in hand (承办人).
    Holder,
    /// Who leads the agency.
    Lead,
    /// Who supervises it.
    Supervisor,
}

/// What a rule watches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Watch {
    /// Time that runs from one thing to another.
    Clock(Clock),
    /// Something that is not to happen, or not yet.
    Sighting(Sighting),
    /// Something that is not to happen often.
    Count(Count),
}

/// Things that happen: of these kinds, and such that this holds. The condition reads the particulars of the entry by their names,
/// and what is known of the case or matter under `$facts`. Where what it needs is missing it does not hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// The kinds.
    pub kinds: Vec<String>,
    /// The condition; none holds always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Expr>,
}

/// A clock (时钟): it starts, may stand, may be given more time, and is stopped, or else moments go by at which something is
/// found. It starts anew once it was stopped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Of what there is a clock each; there is one, if it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<EachOf>,
    /// What starts it. The day is not counted (民法典 art. 201).
    pub start: Pattern,
    /// What stops it, any of these.
    pub stop: Vec<Pattern>,
    /// For what it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stands: Vec<Stands>,
    /// What gives it more time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub longer: Vec<Longer>,
    /// How long it may run.
    pub limit: LimitSource,
    /// The moments at which something is found, the earliest first.
    pub marks: Vec<Mark>,
}

/// Several things with a clock each, such as the open tasks of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EachOf {
    /// The particular of what starts a clock that names the thing.
    pub by: String,
    /// The particular, a list, by which any entry names the things whose clocks it ends.
    pub until: String,
}

/// A time in which a clock stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stands {
    /// What it begins with.
    pub from: Pattern,
    /// What it ends with.
    pub to: Pattern,
    /// Why.
    pub why: PauseReason,
}

/// More time for a clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Longer {
    /// What gives it.
    pub on: Pattern,
    /// How many working days, read as conditions are. What is no number is none.
    pub days: Expr,
}

/// How long a clock may run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitSource {
    /// So long.
    Fixed(Limit),
    /// As long as what is known of the case or matter says, by the name of the member of `$facts`; where that says nothing the
    /// clock does not run.
    Fact(String),
    /// As long as what starts it says, by the name of the particular; where that says nothing the clock does not run.
    Particular(String),
}

/// A moment of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// So many working days after the last day, at the close of office; negative: before it, as the offices open.
    pub days: i16,
    /// What is found.
    pub grade: Grade,
}

/// Something that is not to happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sighting {
    /// What.
    pub of: Pattern,
    /// If none of these came before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Pattern>,
    /// How bad it is.
    pub grade: Grade,
}

/// Something that is not to happen often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// What.
    pub of: Pattern,
    /// Counted within so many working days; from the beginning, if it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<u16>,
    /// From how often on something is found, the fewest first.
    pub steps: Vec<Threshold>,
}

/// How often is too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// The how-manieth time.
    pub times: u32,
    /// What is found.
    pub grade: Grade,
}

impl Monitor {
    /// Every monitor.
    pub const ALL: [Self; 11] = [
        Self::TimeLimit,
        Self::Procedure,
        Self::Fee,
        Self::Irregular,
        Self::Attendance,
        Self::Volume,
        Self::Notice,
        Self::Refusal,
        Self::Reply,
        Self::Rating,
        Self::Disclosure,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::TimeLimit => "time_limit",
            Self::Procedure => "procedure",
            Self::Fee => "fee",
            Self::Irregular => "irregular",
            Self::Attendance => "attendance",
            Self::Volume => "volume",
            Self::Notice => "notice",
            Self::Refusal => "refusal",
            Self::Reply => "reply",
            Self::Rating => "rating",
            Self::Disclosure => "disclosure",
        }
    }

    /// The monitor with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|monitor| monitor.slug() == slug)
    }
}

impl Grade {
    /// Every grade, the least first.
    pub const ALL: [Self; 3] = [Self::Warning, Self::Yellow, Self::Red];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }

    /// The grade with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.slug() == slug)
    }
}

impl Rule {
    /// The rules that a hall begins with.
    ///
    /// # Errors
    /// If they are no rules: a test reads them.
    pub fn shipped() -> Result<Vec<Self>, serde_json::Error> {
        serde_json::from_str(include_str!("shipped.json"))
    }

    /// The grades that it may find, the least first.
    pub fn grades(&self) -> Vec<Grade> {
        match &self.watch {
            Watch::Clock(clock) => clock.marks.iter().map(|mark| mark.grade).collect(),
            Watch::Sighting(sighting) => vec![sighting.grade],
            Watch::Count(count) => count.steps.iter().map(|step| step.grade).collect(),
        }
    }

    /// Whether it finds anything within a part of the tree only.
    pub fn is_within(&self, whole: impl Fn(&RegionCode) -> bool) -> bool {
        !self.regions.is_empty() && self.regions.iter().all(whole)
    }

    /// Whether it is for this log.
    pub(super) fn is_for(&self, log: &Log) -> bool {
        let is_here =
            self.regions.is_empty() || self.regions.iter().any(|region| region.contains(&log.region));
        let holds = |when: &Expr| when.eval3(&serde_json::json!({ "$facts": log.facts })) == Truth::Yes;
        is_here && self.when.as_ref().is_none_or(holds)
    }

    /// The first moment at which it finds anything.
    pub(super) fn in_force_since(&self) -> DateTime<Utc> {
        self.from.map_or(DateTime::<Utc>::MIN_UTC, |day| moment(day, NaiveTime::MIN))
    }

    /// Whether it finds anything on this day.
    pub(super) fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Pattern {
    /// Whether an entry of this log is such a thing.
    pub(super) fn matches(&self, entry: &Entry, log: &Log) -> bool {
        self.kinds.contains(&entry.kind)
            && self.when.as_ref().is_none_or(|when| when.eval3(&log.seen(entry)) == Truth::Yes)
    }
}

impl Log {
    /// What conditions read of an entry.
    pub(super) fn seen(&self, entry: &Entry) -> serde_json::Value {
        let mut seen = entry.data.clone();
        if let Some(members) = seen.as_object_mut() {
            members.insert("$facts".into(), self.facts.clone());
        }
        seen
    }
}
