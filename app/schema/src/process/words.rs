//! What commands say and events keep: how a task ends, what stands behind it, what is missing, what stops the clock.

use serde::{Deserialize, Serialize};

use crate::calendar::PauseReason;
use crate::expr::under;

/// How a task ends; which of these are possible says [`TaskKind::outcomes`](super::TaskKind::outcomes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 予以受理
    Accepted,
    /// 不予受理, with the reason
    NotAccepted,
    /// 同意, 准予许可
    Approved,
    /// 不同意, 不予许可, with the reason
    Rejected,
    /// 已送达
    Delivered,
    /// 已缴费
    Paid,
    /// 已制证
    Printed,
}

/// What stands behind an approval or rejection (行政许可法 art. 38: a refusal states its reasons).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// The facts found.
    pub facts: String,
    /// What follows from them.
    pub opinion: String,
    /// The article of law relied on.
    pub article: String,
}

/// What was found at a point of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The point, by its id.
    pub point: String,
    /// Whether it is as it should be.
    pub answer: CheckAnswer,
    /// More about it, if there is more to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Whether a point of a checklist is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckAnswer {
    /// 是
    Yes,
    /// 否
    No,
    /// 不适用
    NotApplicable,
}

/// Something that is missing or wrong in an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Flat")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplementPoint {
    /// What.
    #[serde(flatten)]
    pub place: Place,
    /// What is wrong with it, in words for the applicant.
    pub reason: String,
}

/// [`SupplementPoint`] as one object is read; see [`crate::applications::Application`] for the reason.
#[derive(Deserialize)]
struct Flat {
    pointer: Option<String>,
    material: Option<String>,
    reason: String,
}

impl TryFrom<Flat> for SupplementPoint {
    type Error = &'static str;

    fn try_from(flat: Flat) -> Result<Self, Self::Error> {
        let place = match (flat.pointer, flat.material) {
            (Some(pointer), None) => Place::Pointer(pointer),
            (None, Some(material)) => Place::Material(material),
            _ => return Err("either `pointer` or `material`"),
        };
        Ok(Self { place, reason: flat.reason })
    }
}

/// A part of an application: `{"pointer": "/applicant/name"}` or `{"material": "id-card"}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// An answer, by its JSON Pointer (RFC 6901).
    Pointer(String),
    /// A material, by its id.
    Material(String),
}

impl Place {
    /// Whether it can name something: a pointer begins with a slash, a material has an id.
    pub fn is_well_formed(&self) -> bool {
        match self {
            Self::Pointer(pointer) => pointer.starts_with('/'),
            Self::Material(id) => !id.trim().is_empty(),
        }
    }
}

impl Place {
    /// Whether it is, holds, or lies in the answer at this pointer.
    pub(super) fn touches(&self, other: &str) -> bool {
        match self {
            Self::Pointer(pointer) => under(other, pointer) || under(pointer, other),
            Self::Material(_) => false,
        }
    }
}

impl Opinion {
    /// Whether none of its parts is blank.
    pub fn is_complete(&self) -> bool {
        [&self.facts, &self.opinion, &self.article].into_iter().all(|part| !part.trim().is_empty())
    }
}

impl Outcome {
    /// Whether it speaks for an approval, or against one, or neither.
    pub const fn approved(self) -> Option<bool> {
        match self {
            Self::Approved => Some(true),
            Self::Rejected => Some(false),
            Self::Accepted | Self::NotAccepted | Self::Delivered | Self::Paid | Self::Printed => None,
        }
    }

    /// Whether the applicant must be told why.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::NotAccepted | Self::Rejected)
    }
}

/// What a special procedure (特别程序) is for. 行政许可法 art. 45 names these eight and no other; their time is not
/// counted in the limits, and the applicant is told in writing how long it will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 听证
    Hearing,
    /// 招标
    Bidding,
    /// 拍卖
    Auction,
    /// 检验
    Inspection,
    /// 检测
    Testing,
    /// 检疫
    Quarantine,
    /// 鉴定
    Appraisal,
    /// 专家评审
    ExpertReview,
}

impl Ground {
    /// Every ground, in the order of the law.
    pub const ALL: [Self; 8] = [
        Self::Hearing,
        Self::Bidding,
        Self::Auction,
        Self::Inspection,
        Self::Testing,
        Self::Quarantine,
        Self::Appraisal,
        Self::ExpertReview,
    ];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Hearing => "hearing",
            Self::Bidding => "bidding",
            Self::Auction => "auction",
            Self::Inspection => "inspection",
            Self::Testing => "testing",
            Self::Quarantine => "quarantine",
            Self::Appraisal => "appraisal",
            Self::ExpertReview => "expert_review",
        }
    }

    /// The ground with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.slug() == slug)
    }

    /// Whether what comes of it can ask for work anew. Who wins a tender or an auction leaves nothing to examine again.
    pub const fn may_ask_for_work(self) -> bool {
        !matches!(self, Self::Bidding | Self::Auction)
    }

    /// The ground for which a clock stands, if it stands for one.
    pub fn of(why: PauseReason) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| PauseReason::from(*ground) == why)
    }
}

impl From<Ground> for PauseReason {
    fn from(ground: Ground) -> Self {
        match ground {
            Ground::Hearing => Self::Hearing,
            Ground::Bidding => Self::Bidding,
            Ground::Auction => Self::Auction,
            Ground::Inspection => Self::Inspection,
            Ground::Testing => Self::Testing,
            Ground::Quarantine => Self::Quarantine,
            Ground::Appraisal => Self::Appraisal,
            Ground::ExpertReview => Self::ExpertReview,
        }
    }
}

/// Whether it says nothing that has to be stored.
pub(super) fn is_usual<T: Default + PartialEq>(said: &T) -> bool {
    *said == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grounds_are_the_special_procedures_of_the_calendar() {
        let found: Vec<PauseReason> = Ground::ALL.into_iter().map(PauseReason::from).collect();
        let special = PauseReason::ALL.into_iter().filter(|why| why.is_special_procedure());
        assert_eq!(found, special.collect::<Vec<_>>());
        assert_eq!(Ground::of(PauseReason::Supplement), None);
        for ground in Ground::ALL {
            assert_eq!(Ground::of(ground.into()), Some(ground));
            assert_eq!(Ground::from_slug(ground.slug()), Some(ground));
            assert_eq!(serde_json::to_value(ground).unwrap(), ground.slug());
        }
    }
}
