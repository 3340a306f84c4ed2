//! The words by which a document is sorted: what it is about, how it is to be had, whether it holds.

use serde::{Deserialize, Serialize};

/// What a document is about: what 条例 art. 20 says is published by itself, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DisclosureSubject {
    /// Administrative regulations, rules and other documents that bind (行政法规、规章和规范性文件).
    Rules,
    /// What an agency does, where it is and who leads it (机关职能).
    Organisation,
    /// Plans of economy and society, and their policies (规划及相关政策).
    Plans,
    /// Statistics.
    Statistics,
    /// What licences and other services ask for, and what was decided (行政许可和其他对外管理服务).
    Licensing,
    /// Penalties and coercive measures (行政处罚、行政强制).
    Penalties,
    /// Budgets and final accounts (财政预算、决算).
    Budgets,
    /// Charges, on what ground and how high (行政事业性收费).
    Fees,
    /// Public procurement (政府集中采购).
    Procurement,
    /// Great building projects (重大建设项目).
    Projects,
    /// Poverty, schools, medicine, social security, work (扶贫、教育、医疗、社会保障、促进就业).
    Welfare,
    /// Plans for emergencies, and warnings (突发公共事件).
    Emergencies,
    /// What inspections found (监督检查情况).
    Inspections,
    /// Posts of the civil service and who got them (公务员招考).
    Recruitment,
    /// What other laws say is published.
    Other,
}

impl DisclosureSubject {
    /// Every subject, in the order of the article.
    pub const ALL: [Self; 15] = [
        Self::Rules,
        Self::Organisation,
        Self::Plans,
        Self::Statistics,
        Self::Licensing,
        Self::Penalties,
        Self::Budgets,
        Self::Fees,
        Self::Procurement,
        Self::Projects,
        Self::Welfare,
        Self::Emergencies,
        Self::Inspections,
        Self::Recruitment,
        Self::Other,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Organisation => "organisation",
            Self::Plans => "plans",
            Self::Statistics => "statistics",
            Self::Licensing => "licensing",
            Self::Penalties => "penalties",
            Self::Budgets => "budgets",
            Self::Fees => "fees",
            Self::Procurement => "procurement",
            Self::Projects => "projects",
            Self::Welfare => "welfare",
            Self::Emergencies => "emergencies",
            Self::Inspections => "inspections",
            Self::Recruitment => "recruitment",
            Self::Other => "other",
        }
    }

    /// The subject with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.slug() == slug)
    }

    /// Whether its documents say what is to be done, as policies (政策) do.
    pub const fn is_policy(self) -> bool {
        matches!(self, Self::Rules | Self::Plans | Self::Welfare)
    }
}

/// How a document is to be had (公开方式).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DisclosureMode {
    /// Published by itself (主动公开), art. 19.
    #[default]
    Active,
    /// For whoever asks (依申请公开), art. 27: the catalogue names it, and its text is not here.
    OnRequest,
}

impl DisclosureMode {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Active, Self::OnRequest];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::OnRequest => "on_request",
        }
    }

    /// The mode with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.slug() == slug)
    }
}

/// Whether a document holds on a day (有效性).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// It will.
    NotYet,
    /// It does.
    InForce,
    /// Its last day is past.
    Ended,
    /// It was repealed, or another took its place.
    Repealed,
}
