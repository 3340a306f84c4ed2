//! How far a card has come, and the two ways in which it is argued.

use serde::{Deserialize, Serialize};

/// A run of one of the two processes by which a card is argued. A card has each at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardRun {
    /// Filed, answered, inquired into and decided (立案、陈述申辩、调查、处理).
    Inquiry,
    /// The agency does not accept what was decided (申诉、复核).
    Appeal,
}

impl CardRun {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Inquiry, Self::Appeal];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Inquiry => "inquiry",
            Self::Appeal => "appeal",
        }
    }

    /// The run with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|run| run.slug() == slug)
    }

    /// How far the card has come by its being opened.
    pub const fn first_stage(self) -> CardStage {
        match self {
            Self::Inquiry => CardStage::Filing,
            Self::Appeal => CardStage::Appeal,
        }
    }

    /// How far the card has come while this task of the run is open.
    pub fn stage_of(self, task: &str) -> CardStage {
        match (self, task) {
            (Self::Inquiry, "file") => CardStage::Filing,
            (Self::Inquiry, "state") => CardStage::Statement,
            (Self::Inquiry, "handle") => CardStage::Handling,
            (Self::Inquiry, _) => CardStage::Inquiry,
            (Self::Appeal, "accept") => CardStage::Appeal,
            (Self::Appeal, _) => CardStage::Review,
        }
    }
}

/// How far a card has come. A fold of its grade, of who has seen it and of what was said in its two runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardStage {
    /// The agency has yet to see it (待签收).
    Raised,
    /// The agency has seen it, and nobody argues (已签收).
    Acknowledged,
    /// Whether it is inquired into is yet to be said (立案).
    Filing,
    /// The agency is to say what happened (陈述申辩).
    Statement,
    /// Who supervises looks into it (调查).
    Inquiry,
    /// What comes of it is yet to be decided (处理).
    Handling,
    /// It was right (成立). The agency may appeal for some days; nothing has to happen when they are over.
    Upheld,
    /// Whether the appeal is heard is yet to be said (申诉).
    Appeal,
    /// Somebody who had no part in the inquiry looks at all of it anew (复核).
    Review,
    /// It was wrong: it counts no more (撤销).
    Withdrawn,
    /// It stands, and is argued no more (结案): it was not filed, or the appeal changed nothing.
    Closed,
}

impl CardStage {
    /// Every stage, in the order in which a card may come to them.
    pub const ALL: [Self; 11] = [
        Self::Raised,
        Self::Acknowledged,
        Self::Filing,
        Self::Statement,
        Self::Inquiry,
        Self::Handling,
        Self::Upheld,
        Self::Appeal,
        Self::Review,
        Self::Withdrawn,
        Self::Closed,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Acknowledged => "acknowledged",
            Self::Filing => "filing",
            Self::Statement => "statement",
            Self::Inquiry => "inquiry",
            Self::Handling => "handling",
            Self::Upheld => "upheld",
            Self::Appeal => "appeal",
            Self::Review => "review",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
        }
    }

    /// The stage with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.slug() == slug)
    }

    /// Whether nothing is argued any more.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Closed)
    }

    /// The same once the agency has said that it has seen the card.
    #[must_use]
    pub const fn when_seen(self) -> Self {
        match self {
            Self::Raised => Self::Acknowledged,
            other => other,
        }
    }

    /// The same once a rule has found something graver. Who has seen the card has not seen that; what is argued goes on, about the
    /// card as it is then, and what was decided stays decided.
    #[must_use]
    pub const fn when_worse(self) -> Self {
        match self {
            Self::Acknowledged => Self::Raised,
            other => other,
        }
    }
}
