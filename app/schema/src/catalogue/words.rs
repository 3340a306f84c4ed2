//! The closed lists of the catalogue standard.
//!
//! The words on the wire are those of the standard itself (行政许可, 承诺件, …): they are what the published data
//! carry, and the portal translates them for show.

use serde::{Deserialize, Serialize};

/// Declares a closed list of catalogue words: the enum, its table `ALL`, its words and their parsing. A word is
/// taken as a bare token: wrapped as a `literal` it would be hidden from utoipa's reading of `serde(rename)`.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:tt,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// The whole list, in the standard's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The standard's word for it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The entry with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|entry| entry.word() == word)
            }
        }
    };
}

words! {
    /// What kind of power an item exercises (权力类型).
    PowerType {
        /// Administrative licence.
        Licence = "行政许可",
        /// Administrative penalty.
        Penalty = "行政处罚",
        /// Compulsory measure.
        Compulsion = "行政强制",
        /// Levy.
        Levy = "行政征收",
        /// Payment to a person entitled.
        Payment = "行政给付",
        /// Confirmation of a fact or right.
        Confirmation = "行政确认",
        /// Adjudication between parties.
        Adjudication = "行政裁决",
        /// Award.
        Award = "行政奖励",
        /// Inspection.
        Inspection = "行政检查",
        /// Other administrative power.
        Other = "其他行政权力",
        /// Public service.
        Service = "公共服务",
    }
}

impl PowerType {
    /// The entry for the numeric `task_type` of provincial catalogues: 1 to 10 and 20, the codes of the
    /// national basic directory of government service items (国家政务服务事项基本目录).
    pub const fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            1 => Self::Licence,
            2 => Self::Penalty,
            3 => Self::Compulsion,
            4 => Self::Levy,
            5 => Self::Payment,
            6 => Self::Inspection,
            7 => Self::Confirmation,
            8 => Self::Award,
            9 => Self::Adjudication,
            10 => Self::Other,
            20 => Self::Service,
            _ => return None,
        })
    }
}

words! {
    /// How an item is handled (办件类型).
    Handling {
        /// Finished while one waits.
        Instant = "即办件",
        /// Finished within a promised time.
        Promised = "承诺件",
        /// Handled jointly by several agencies.
        Joint = "联办件",
        /// Passed up to a higher authority.
        Upward = "上报件",
    }
}

words! {
    /// Who is served (服务对象).
    Served {
        /// Natural person.
        Person = "自然人",
        /// Enterprise with legal personality.
        Enterprise = "企业法人",
        /// Public institution.
        Institution = "事业法人",
        /// Social organisation.
        Society = "社会组织法人",
        /// Enterprise without legal personality.
        Unincorporated = "非法人企业",
        /// Administrative organ.
        Organ = "行政机关",
        /// Other organisation.
        OtherBody = "其他组织",
    }
}

/// The two doors of the hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// 个人.
    Personal,
    /// 企业: every body that is not a natural person.
    Enterprise,
}

impl Audience {
    /// Both doors.
    pub const ALL: [Self; 2] = [Self::Personal, Self::Enterprise];

    /// The value of the `audience` parameter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Enterprise => "enterprise",
        }
    }

    /// The audience with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.slug() == slug)
    }

    /// Whether an item for these belongs behind this door.
    pub fn includes(self, served: &[Served]) -> bool {
        match self {
            Self::Personal => served.contains(&Served::Person),
            Self::Enterprise => served.iter().any(|served| *served != Served::Person),
        }
    }
}

/// How far an item can be handled online (网办深度). Unknown until an editor has said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnlineDepth {
    /// One: information and forms are online.
    Information,
    /// Two: acceptance in advance is online.
    Acceptance,
    /// Three: handled wholly online.
    Whole,
}

impl OnlineDepth {
    /// The three depths.
    pub const ALL: [Self; 3] = [Self::Information, Self::Acceptance, Self::Whole];

    /// One, two or three, as the standard counts.
    pub const fn level(self) -> u8 {
        match self {
            Self::Information => 1,
            Self::Acceptance => 2,
            Self::Whole => 3,
        }
    }

    /// The depth of this level.
    pub fn from_level(level: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|depth| depth.level() == level)
    }

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Acceptance => "acceptance",
            Self::Whole => "whole",
        }
    }

    /// The share of items, in per cent, that should reach at least this depth: 70, 60 and 20 or more.
    ///
    /// Source: the plan of Guangzhou for its online hall, 《2013广州市政府网上办事大厅建设工作方案（征求意见稿）》,
    /// as quoted in the tender for the online hall of 萝岗区, §2.3: 70 % of the items of administrative approval
    /// (行政审批事项) at depth one by 10 June, 60 % at depth two by 10 July, 20 % at depth three by 10 October.
    pub const fn target(self) -> u8 {
        match self {
            Self::Information => 70,
            Self::Acceptance => 60,
            Self::Whole => 20,
        }
    }
}
