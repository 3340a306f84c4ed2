//! How an item that is handled online is handled: the three ways of the halls (办结, 预办理, 审核办结).

use serde::{Deserialize, Serialize};

/// Who finishes what was filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HandlingWay))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Who fills it in files it (办结).
    #[default]
    Online,
    /// It is filled in online and finished at the window, where the originals are seen (预办理).
    Window,
    /// One agent of an enterprise fills it in, another of the same checks it and files it (审核办结).
    EmployerCheck,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Online, Self::Window, Self::EmployerCheck];

    /// For so many days the window takes what was filled in, unless the item says otherwise.
    pub const DAYS: u32 = 15;

    /// At most so many.
    pub const MOST_DAYS: u32 = 365;

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Window => "window",
            Self::EmployerCheck => "employer_check",
        }
    }

    /// The way with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.slug() == slug)
    }
}

/// What an editor says of it. `PUT /api/desk/catalogue/items/{code}/way`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemWay {
    /// The way.
    pub way: Way,
    /// For how many days the window takes what was filled in; [`Way::DAYS`] where nothing is said.
    #[serde(default)]
    pub days: Option<u32>,
    /// How often the settings of the item have been changed, as with [`ItemSettings`](super::ItemSettings).
    pub revision: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_survives_the_wire_and_the_database() {
        for way in Way::ALL {
            assert_eq!(serde_json::to_value(way).unwrap(), way.slug());
            assert_eq!(Way::from_slug(way.slug()), Some(way));
        }
    }
}
