//! How the first page orders themes. Pure.

use std::cmp::Reverse;
use std::collections::HashMap;

use schema::catalogue::{Audience, NamedCount};
use schema::home::Theme;
use schema::locale::Text;

/// The theme of what has none: it says nothing, and comes last.
const OTHER: &str = "其他";

/// A theme with the places editors gave it in the lists of the two audiences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedTheme {
    /// As items name it.
    pub name: String,
    /// What people read.
    pub title: Text,
    /// Its place among the themes for people.
    pub personal: Option<i64>,
    /// Its place among the themes for enterprises.
    pub enterprise: Option<i64>,
}

impl PlacedTheme {
    const fn place(&self, audience: Audience) -> Option<i64> {
        match audience {
            Audience::Personal => self.personal,
            Audience::Enterprise => self.enterprise,
        }
    }
}

/// The themes of an audience that have items: in the editors' order, then those that editors have not met, the fullest
/// first. What editors placed for the other audience only is left out.
pub fn themes(audience: Audience, placed: &[PlacedTheme], counts: &[NamedCount]) -> Vec<Theme> {
    let placed: HashMap<&str, &PlacedTheme> =
        placed.iter().map(|theme| (theme.name.as_str(), theme)).collect();
    let mut themes = Vec::with_capacity(counts.len());
    for NamedCount { name, count } in counts {
        let (place, title) = match placed.get(name.as_str()) {
            Some(theme) => match theme.place(audience) {
                Some(place) => (place, theme.title.clone()),
                None => continue,
            },
            None => (i64::MAX, Text::zh(name)),
        };
        let order = (place, name == OTHER, Reverse(*count));
        themes.push((order, Theme { audience, name: name.clone(), title, count: *count }));
    }
    themes.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
    themes.into_iter().map(|(_, theme)| theme).collect()
}

#[cfg(test)]
mod tests {
    use schema::Locale;

    use super::*;

    fn placed(name: &str, personal: Option<i64>, enterprise: Option<i64>) -> PlacedTheme {
        PlacedTheme { name: name.into(), title: Text::zh(format!("{name}。")), personal, enterprise }
    }

    /// The titles of the themes, with how many items there are.
    fn check(audience: Audience, placed: &[PlacedTheme], counts: &[(&str, u64)], expect: &[(&str, u64)]) {
        let counted = |(name, count): &(&str, u64)| NamedCount { name: (*name).to_owned(), count: *count };
        let counts: Vec<NamedCount> = counts.iter().map(counted).collect();
        let themes = themes(audience, placed, &counts);
        let told: Vec<(&str, u64)> =
            themes.iter().map(|theme| (theme.title.get(Locale::ZhCn), theme.count)).collect();
        assert_eq!(told, expect);
    }

    #[test]
    fn editors_order_themes_for_each_audience() {
        let placed =
            [placed("纳税", Some(3), Some(1)), placed("户籍", Some(1), None), placed("空", Some(2), Some(2))];
        let counts = [("更多", 3), ("新的", 2), ("纳税", 2), ("户籍", 1)];
        let expect = [("户籍。", 1), ("纳税。", 2), ("更多", 3), ("新的", 2)];
        check(Audience::Personal, &placed, &counts, &expect);
        check(Audience::Enterprise, &placed, &counts, &[("纳税。", 2), ("更多", 3), ("新的", 2)]);
    }

    #[test]
    fn without_editors_the_fullest_theme_comes_first_and_what_says_nothing_last() {
        let counts = [("其他", 9), ("户籍", 2), ("婚姻", 1), ("交通", 1)];
        let expect = [("户籍", 2), ("交通", 1), ("婚姻", 1), ("其他", 9)];
        check(Audience::Personal, &[], &counts, &expect);
    }
}
