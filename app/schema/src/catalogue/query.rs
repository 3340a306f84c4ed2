//! What items are asked for, as query parameters.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::words::{Audience, PowerType};

/// The query of `GET /api/items` and of the results page: the same parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ItemQuery {
    /// What the person wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// A region's code; items of it and of what lies below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// A kind of power.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub item_type: Option<PowerType>,
    /// A theme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// An agency's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// Only what can be applied for here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// Where the page before ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl ItemQuery {
    /// The parameters in a fixed order, so that one query has one address: `?q=…&type=…`, or nothing.
    pub fn to_query_string(&self) -> String {
        let mut text = String::new();
        let mut add = |name: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let mark = if text.is_empty() { '?' } else { '&' };
                // Writing to a String cannot fail.
                let _ = write!(text, "{mark}{name}={}", encode(value));
            }
        };
        add("q", self.q.as_deref());
        add("audience", self.audience.map(Audience::slug));
        add("region", self.region.as_deref());
        add("type", self.item_type.map(PowerType::word));
        add("theme", self.theme.as_deref());
        add("agency", self.agency.as_deref());
        add("online", self.online.map(|online| if online { "true" } else { "false" }));
        add("cursor", self.cursor.as_deref());
        text
    }

    /// Reads the parameters from decoded pairs. What is unknown or empty is left out: an address that somebody
    /// shortened still finds something.
    pub fn from_params<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |name: &str| get(name).filter(|value| !value.is_empty()).map(str::to_owned);
        Self {
            q: text("q"),
            region: text("region"),
            item_type: get("type").and_then(PowerType::from_word),
            theme: text("theme"),
            agency: text("agency"),
            audience: get("audience").and_then(Audience::from_slug),
            online: get("online").and_then(|online| online.parse().ok()),
            cursor: text("cursor"),
        }
    }

    /// The same query from its first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self { cursor: None, ..self.clone() }
    }

    /// The same query with one parameter set (or removed), from its first page.
    #[must_use]
    pub fn with(&self, name: &str, value: Option<&str>) -> Self {
        let current = self.clone();
        let mut changed = Self::from_params(|key| if key == name { value } else { current.get(key) });
        changed.cursor = None;
        changed
    }

    /// The value of a parameter, as it stands in the address.
    pub fn get(&self, name: &str) -> Option<&str> {
        match name {
            "q" => self.q.as_deref(),
            "region" => self.region.as_deref(),
            "type" => self.item_type.map(PowerType::word),
            "theme" => self.theme.as_deref(),
            "agency" => self.agency.as_deref(),
            "audience" => self.audience.map(Audience::slug),
            "online" => self.online.map(|online| if online { "true" } else { "false" }),
            "cursor" => self.cursor.as_deref(),
            _ => None,
        }
    }
}

/// Percent-encodes text for one segment of a path or one value of a query (RFC 3986: all but unreserved).
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_query_has_one_address() {
        let query = ItemQuery {
            q: Some("居住证 办理".into()),
            item_type: Some(PowerType::Licence),
            cursor: Some("20".into()),
            ..ItemQuery::default()
        };
        assert_eq!(
            query.to_query_string(),
            "?q=%E5%B1%85%E4%BD%8F%E8%AF%81%20%E5%8A%9E%E7%90%86&type=%E8%A1%8C%E6%94%BF%E8%AE%B8%E5%8F%AF&cursor=20"
        );
        assert_eq!(ItemQuery::from_params(|name| query.get(name)), query);
        assert_eq!(ItemQuery::default().to_query_string(), "");
    }

    #[test]
    fn narrowing_starts_from_the_first_page() {
        let query = ItemQuery { cursor: Some("20".into()), ..ItemQuery::default() };
        let narrowed = query.with("theme", Some("户籍办理"));
        assert_eq!(narrowed.theme.as_deref(), Some("户籍办理"));
        assert_eq!(narrowed.cursor, None);
        assert_eq!(narrowed.with("theme", None), ItemQuery::default());
    }
}
