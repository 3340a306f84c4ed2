//! What the address of the page asks: from which version to which, what stands for what, and which part of what is found.

use std::borrow::Cow;

use leptos_router::params::ParamsMap;
use schema::catalogue::encode;
use schema::definitions::MigrationGroup;

use crate::routes::to;

/// Before the id of what is gone in the name of the field that says what stands for it.
pub const CHOICE: &str = "choice:";

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The process.
    pub id: String,
    /// The version that cases have.
    pub from: u32,
    /// The version they would have.
    pub to: u32,
    /// What stands for what, by their ids.
    pub choices: Vec<(String, String)>,
    /// Behind which case the dry run begins.
    pub after: Option<String>,
    /// The sort of which a further page is shown, and where that begins.
    pub page: Option<(MigrationGroup, String)>,
}

impl Asked {
    /// What a query says; nothing where it names no two versions.
    pub fn read(id: &str, query: &ParamsMap) -> Option<Self> {
        let version = |name: &str| query.get_str(name)?.parse::<u32>().ok();
        let (from, to) = version("from").zip(version("to")).filter(|(from, to)| from != to)?;
        let choice = |(name, by): (Cow<'static, str>, String)| {
            let of = name.strip_prefix(CHOICE).filter(|_| !by.is_empty())?.to_owned();
            Some((of, by))
        };
        let page = query.get_str("group").and_then(MigrationGroup::from_slug).zip(query.get("cursor"));
        let choices = query.clone().into_iter().filter_map(choice).collect();
        Some(Self { id: id.to_owned(), from, to, choices, after: query.get("after"), page })
    }

    /// What stands for this.
    pub fn chosen(&self, of: &str) -> Option<&str> {
        self.choices.iter().find(|(gone, _)| gone == of).map(|(_, by)| by.as_str())
    }

    /// The address at which the API answers it.
    pub fn api(&self) -> String {
        let pairs: Vec<String> = self.choices.iter().map(|(of, by)| format!("{of}:{by}")).collect();
        let choices = encode(&pairs.join(","));
        format!("/api{}?from={}&to={}&choices={choices}{}", self.base(), self.from, self.to, self.part())
    }

    /// The page that answers it.
    pub fn page(&self) -> String {
        let choice = |(of, by): &(String, String)| format!("&{CHOICE}{}={}", encode(of), encode(by));
        let choices: String = self.choices.iter().map(choice).collect();
        format!("{}?from={}&to={}{choices}{}", self.base(), self.from, self.to, self.part())
    }

    /// The page without what is asked.
    pub fn base(&self) -> String {
        to::process_migration(&self.id)
    }

    fn part(&self) -> String {
        let after = self.after.as_deref().map(|after| format!("&after={}", encode(after)));
        let page = self.page.as_ref();
        let page = page.map(|(group, cursor)| format!("&group={}&cursor={}", group.slug(), encode(cursor)));
        [after, page].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_asked() {
        let mut query = ParamsMap::new();
        for (name, value) in [("from", "1"), ("to", "3"), ("choice:weigh", "measure"), ("choice:look", "")] {
            query.insert(name, value.to_owned());
        }
        let asked = Asked::read("stall", &query).unwrap();
        assert_eq!((asked.chosen("weigh"), asked.chosen("look")), (Some("measure"), None));
        assert_eq!(asked.api(), "/api/desk/processes/stall/migration?from=1&to=3&choices=weigh%3Ameasure");
        let further =
            Asked { page: Some((MigrationGroup::Cannot, "7".into())), after: Some("2".into()), ..asked };
        assert_eq!(
            further.page(),
            "/desk/processes/stall/migration?from=1&to=3&choice:weigh=measure&after=2&group=cannot&cursor=7"
        );
        for (from, to) in [("1", ""), ("x", "2"), ("3", "3")] {
            let query: ParamsMap = [("from", from.to_owned()), ("to", to.to_owned())].into_iter().collect();
            assert_eq!(Asked::read("stall", &query), None);
        }
    }
}
