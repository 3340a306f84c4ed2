//! The languages of the hall, and text that exists in several of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language the hall speaks, by its BCP 47 tag. zh-CN comes first: it is the language of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// Every language, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The BCP 47 tag, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(tag))
    }

    /// The first language of an `Accept-Language` header that the hall speaks, by primary subtag.
    /// Browsers list their languages in order of preference, so the `q` weights are not read.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        header.split(',').find_map(|range| match range.split(['-', ';']).next()?.trim() {
            "zh" => Some(Self::ZhCn),
            "en" => Some(Self::En),
            _ => None,
        })
    }
}

/// A text in one or more languages. On the wire an object, `{"zh-CN": "…", "en": "…"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Text(BTreeMap<Locale, String>);

impl Text {
    /// A text in the language of the catalogue.
    pub fn zh(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Locale::ZhCn, text.into())]))
    }

    /// The same text with a further language.
    #[must_use]
    pub fn with(mut self, locale: Locale, text: impl Into<String>) -> Self {
        self.0.insert(locale, text.into());
        self
    }

    /// The text in this language, else in zh-CN, else in any.
    pub fn get(&self, locale: Locale) -> &str {
        self.0
            .get(&locale)
            .or_else(|| self.0.get(&Locale::ZhCn))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Whether this very language is there.
    pub fn has(&self, locale: Locale) -> bool {
        self.0.contains_key(&locale)
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_falls_back_to_the_language_of_the_catalogue() {
        let text = Text::zh("居住证").with(Locale::En, "Residence permit");
        assert_eq!(text.get(Locale::En), "Residence permit");
        assert_eq!(Text::zh("居住证").get(Locale::En), "居住证");
        assert_eq!(serde_json::to_string(&text).unwrap(), r#"{"zh-CN":"居住证","en":"Residence permit"}"#);
    }

    #[test]
    fn accept_language_takes_the_first_spoken() {
        let check = |header, expect| assert_eq!(Locale::from_accept_language(header), expect, "{header}");
        check("en-GB,en;q=0.9,zh;q=0.8", Some(Locale::En));
        check("fr-FR, zh-TW;q=0.9", Some(Locale::ZhCn));
        check("fr", None);
    }
}
