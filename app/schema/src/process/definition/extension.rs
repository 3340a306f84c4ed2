//! How long deciding may be put off: ten working days for whatever says nothing else, as a licence; or what another law gives.

use serde::{Deserialize, Serialize};

use super::Process;
use crate::calendar::law;
use crate::locale::{Locale, Text};

/// By how much the time to decide may be extended, once, and on what ground (延期). A process states it where another law than
/// 行政许可法 art. 42 does: 政府信息公开条例 art. 33 gives twenty working days, 市场主体登记管理条例 art. 19 three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExtensionBound {
    /// The most working days.
    pub days: u32,
    /// The article that gives them, for who extends.
    pub ground: Text,
}

impl ExtensionBound {
    /// The most that any process may state, in working days: no law that we know gives more than forty
    /// (企业投资项目核准和备案管理条例 art. 10).
    pub const MOST: u32 = 40;

    /// What holds where a process says nothing: 行政许可法 art. 42.
    pub fn of_licences() -> Self {
        let ground =
            Text::zh("《行政许可法》第四十二条").with(Locale::En, "Administrative Licensing Law, art. 42");
        Self { days: law::EXTENSION.value.into(), ground }
    }

    /// Whether it could hold: some days, not too many, and a ground.
    pub fn is_sound(&self) -> bool {
        (1..=Self::MOST).contains(&self.days) && !self.ground.is_empty()
    }
}

impl Process {
    /// By how much the time to decide may be extended.
    pub fn extension_bound(&self) -> ExtensionBound {
        self.extension.clone().unwrap_or_else(ExtensionBound::of_licences)
    }
}
