//! The window (综合窗口): a clerk files for a walk-in applicant, or for somebody who calls (12345). The applicant is whoever it is
//! for: they declare, they are told, and it stands among their applications. The clerk fills in what they say.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::accounts::RegisterEnterprise;
use crate::catalogue::encode;

/// How somebody came to the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// They stand there, and their card was seen.
    Window,
    /// They call; what they said is written down.
    Hotline,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 2] = [Self::Window, Self::Hotline];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Hotline => "hotline",
        }
    }

    /// The channel with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.slug() == slug)
    }
}

/// Whom an application is for, as the clerk writes it down from their papers.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowApplicant {
    /// The person's name; for an enterprise, that of who acts for it.
    pub name: String,
    /// The person's identity number (GB 11643); for an enterprise, that of who acts for it.
    pub identity_number: String,
    /// Where they can be reached. A caller has one.
    #[serde(default)]
    pub phone: Option<String>,
    /// The enterprise, when it is for one.
    #[serde(default)]
    pub enterprise: Option<RegisterEnterprise>,
}

/// Begins an application for somebody. `POST /api/desk/window/applications`; a clerk who has begun the same for the same
/// applicant gets that one back.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewWindowApplication {
    /// The item's code.
    pub item: String,
    /// How they came.
    pub channel: Channel,
    /// Whom it is for.
    pub applicant: WindowApplicant,
    /// What a caller said.
    #[serde(default)]
    pub said: Option<String>,
}

impl NewWindowApplication {
    /// So many characters of what a caller said are written down.
    pub const MOST_SAID: usize = 1000;
}

/// An application that was begun for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowBegun {
    /// Its number within the hall. The clerk fills it in at the same pages as applicants do.
    pub id: i64,
}

/// How an application came that a clerk filed for its applicant, as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Came {
    /// How they came.
    pub channel: Channel,
    /// The name of the clerk.
    pub clerk: String,
    /// The number a caller called from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What a caller said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

/// An application that a clerk has begun for somebody and not filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowDraft {
    /// Its number within the hall.
    pub id: i64,
    /// The item's name.
    pub item_name: String,
    /// The applicant: a person's name, or an enterprise's.
    pub applicant: String,
    /// How they came.
    pub channel: Channel,
    /// When it was last saved.
    pub updated_at: DateTime<Utc>,
}

/// The items of a window that fit some words. `GET /api/desk/window/items`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct WindowQuery {
    /// The words.
    #[serde(default)]
    pub q: String,
}

impl WindowQuery {
    /// As it stands in an address.
    pub fn to_query_string(&self) -> String {
        format!("?q={}", encode(&self.q))
    }
}

/// A code by which a person takes over the account that was made for them at a window: it is handed out once to who stands
/// there with their card, and typed in at registration. `POST /api/desk/window/applications/{id}/code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowCode {
    /// Twelve digits. A new one ends the one before.
    pub code: String,
    /// The last day on which it is taken.
    pub until: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_known_again_by_their_names() {
        for channel in Channel::ALL {
            assert_eq!(Channel::from_slug(channel.slug()), Some(channel));
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.slug());
        }
        assert_eq!(Channel::from_slug("post"), None);
    }
}
