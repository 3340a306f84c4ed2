//! How many items there are behind each door, of each theme and of each agency: counted once for an index, because the
//! first page shows it to everybody.

use std::collections::HashMap;

use schema::catalogue::{Audience, NamedCount};

use super::index::Document;

/// The items of one audience.
#[derive(Clone, Debug, Default)]
pub struct Door {
    /// How many there are.
    pub items: u64,
    /// Their themes, the fullest first.
    pub themes: Vec<NamedCount>,
}

/// What there is, counted.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    personal: Door,
    enterprise: Door,
    /// The agencies, those with the most items first.
    pub agencies: Vec<NamedCount>,
}

impl Counts {
    /// Counts these documents.
    pub fn build(documents: &[Document]) -> Self {
        let door = |audience| {
            let documents = || documents.iter().filter(move |document| document.is_for(audience));
            let themes = documents().flat_map(|document| document.themes.iter().map(String::as_str));
            Door { items: documents().count() as u64, themes: counted(themes) }
        };
        Self {
            personal: door(Audience::Personal),
            enterprise: door(Audience::Enterprise),
            agencies: counted(documents.iter().map(|document| document.summary.department.as_str())),
        }
    }

    /// Adds these up.
    pub fn join<'a>(parts: impl Iterator<Item = &'a Self> + Clone) -> Self {
        let door = |of: fn(&Self) -> &Door| Door {
            items: parts.clone().map(|part| of(part).items).sum(),
            themes: summed(parts.clone().flat_map(|part| &of(part).themes)),
        };
        Self {
            personal: door(|part| &part.personal),
            enterprise: door(|part| &part.enterprise),
            agencies: summed(parts.clone().flat_map(|part| &part.agencies)),
        }
    }

    /// The items of this audience.
    pub const fn behind(&self, audience: Audience) -> &Door {
        match audience {
            Audience::Personal => &self.personal,
            Audience::Enterprise => &self.enterprise,
        }
    }
}

/// Counts names, the most frequent first.
fn counted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<NamedCount> {
    sorted(names.map(|name| (name, 1)))
}

/// Adds up what was counted apart.
fn summed<'a>(counts: impl Iterator<Item = &'a NamedCount>) -> Vec<NamedCount> {
    sorted(counts.map(|named| (named.name.as_str(), named.count)))
}

fn sorted<'a>(names: impl Iterator<Item = (&'a str, u64)>) -> Vec<NamedCount> {
    let mut counts: HashMap<&str, u64> = HashMap::new();
    for (name, count) in names {
        *counts.entry(name).or_default() += count;
    }
    let mut counts: Vec<_> =
        counts.into_iter().map(|(name, count)| NamedCount { name: name.to_owned(), count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_the_most_frequent_first() {
        let counts = counted(["户籍", "交通", "户籍", "婚姻"].into_iter());
        let counts: Vec<(&str, u64)> =
            counts.iter().map(|named| (named.name.as_str(), named.count)).collect();
        assert_eq!(counts, [("户籍", 2), ("交通", 1), ("婚姻", 1)]);
    }
}
