//! How this person wants the hall to look: language, theme, elder mode. Kept in cookies, written on `<html>`.

use crate::prelude::*;
use schema::Locale;

/// The choices of one person, as far as they made any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Preferences {
    /// The language.
    pub locale: Locale,
    /// Light or dark; none: as the device says.
    pub theme: Option<Theme>,
    /// Larger text, fewer things at a time (适老化).
    pub elder: bool,
    /// Without the figure of the navigator.
    pub alone: bool,
}

/// A colour theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
}

impl Theme {
    /// The value of `data-theme`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.slug() == slug)
    }
}

/// The choices that hold for this page: in context on the server, on `<html>` in the browser.
pub fn use_preferences() -> Preferences {
    #[cfg(feature = "hydrate")]
    return in_browser();
    #[cfg(not(feature = "hydrate"))]
    return use_context().unwrap_or_default();
}

#[cfg(feature = "hydrate")]
fn in_browser() -> Preferences {
    let root = document().document_element();
    let attribute = |name| root.as_ref().and_then(|root| root.get_attribute(name));
    Preferences {
        locale: attribute("lang").and_then(|tag| Locale::from_tag(&tag)).unwrap_or_default(),
        theme: attribute("data-theme").and_then(|slug| Theme::from_slug(&slug)),
        elder: attribute("data-elder").is_some(),
        // Only the server draws the navigator.
        alone: false,
    }
}
