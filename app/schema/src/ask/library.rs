//! The libraries behind the questions (词库): what is in each, and what an entry of one may say.
//!
//! An entry has what a person says (`words`), what the hall says or means for it (`texts`), and the items that are meant. Which
//! of these an entry of a library has, says its [`Shape`]. The libraries are those of a virtual hall of 2013 (青岛市市南区), with
//! greetings and small talk as one of their own.

use serde::{Deserialize, Serialize};

use super::QUESTION_LETTERS;
/// A library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Library {
    /// What the catalogue itself says people call its items (自导入问题库); read there, not kept.
    Imported,
    /// Questions that mean an item (事项问题库).
    ItemQuestions,
    /// Common questions and their answers (常规问题库).
    Common,
    /// What was asked (问题历史记录库); remembered, not kept.
    History,
    /// What is said when, one of several (随机答案库).
    Replies,
    /// What is said to a question with a blocked word, one of several (文明用语提示库).
    Polite,
    /// Words that mean items, or all items of a theme (关键词库).
    Keywords,
    /// Words that are neither answered nor said (屏蔽词库).
    Blocked,
    /// Everyday words for what stands in the names of items (近义词库).
    Synonyms,
    /// Words that are said around a matter and tell nothing of it (语气词库).
    Fillers,
    /// Greetings and small talk with their answers (寒暄).
    SmallTalk,
}

/// Whether an entry has a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Never.
    No,
    /// It may.
    May,
    /// Always.
    Must,
}

/// What an entry of a library has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What a person says.
    pub words: Need,
    /// What the hall says or means.
    pub texts: Need,
    /// The items.
    pub items: Need,
    /// When it is said.
    pub scene: Need,
    /// Where it comes from.
    pub source: Need,
    /// The most characters of one of the words.
    pub letters: usize,
}

/// The most words or texts of an entry.
pub const MOST_WORDS: usize = 60;
/// The most items of an entry.
pub const MOST_ITEMS: usize = 20;
/// The most characters of a text, and of where it comes from.
pub const TEXT_LETTERS: usize = 1000;
/// The most characters of a word of a library of words.
pub const WORD_LETTERS: usize = 40;

impl Library {
    /// All of them, in the order in which editors see them: what answers first, then the words behind it, then what is only read.
    pub const ALL: [Self; 11] = [
        Self::Common,
        Self::ItemQuestions,
        Self::Synonyms,
        Self::Keywords,
        Self::Fillers,
        Self::SmallTalk,
        Self::Replies,
        Self::Polite,
        Self::Blocked,
        Self::Imported,
        Self::History,
    ];

    /// Its name in addresses and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::ItemQuestions => "item-questions",
            Self::Common => "common",
            Self::History => "history",
            Self::Replies => "replies",
            Self::Polite => "polite",
            Self::Keywords => "keywords",
            Self::Blocked => "blocked",
            Self::Synonyms => "synonyms",
            Self::Fillers => "fillers",
            Self::SmallTalk => "small-talk",
        }
    }

    /// The library of this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|library| library.slug() == slug)
    }

    /// Whether editors keep it; else it is only read.
    pub const fn is_kept(self) -> bool {
        !matches!(self, Self::Imported | Self::History)
    }

    /// What its entries have.
    pub const fn shape(self) -> Shape {
        use Need::{May, Must, No};
        let (words, texts, items, scene, source) = match self {
            Self::Common => (Must, Must, May, No, Must),
            Self::ItemQuestions => (Must, No, Must, No, No),
            Self::Keywords => (Must, May, May, No, No),
            Self::Synonyms | Self::SmallTalk => (Must, Must, No, No, No),
            Self::Blocked | Self::Fillers => (Must, No, No, No, No),
            Self::Polite => (No, Must, No, No, No),
            Self::Replies => (No, Must, No, Must, No),
            Self::Imported | Self::History => (May, May, May, No, No),
        };
        let asks = matches!(self, Self::Common | Self::ItemQuestions | Self::SmallTalk);
        let letters = if asks { QUESTION_LETTERS } else { WORD_LETTERS };
        Shape { words, texts, items, scene, source, letters }
    }
}

/// When the hall says one of several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ReplyScene))]
#[serde(rename_all = "kebab-case")]
pub enum Scene {
    /// Nothing was asked yet.
    Welcome,
    /// One item answers.
    Found,
    /// Several may.
    Several,
    /// A question back narrows them.
    Narrow,
    /// None is good: the nearest are shown.
    Unsure,
    /// Nothing was found at all.
    Nothing,
}

impl Scene {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Welcome, Self::Found, Self::Several, Self::Narrow, Self::Unsure, Self::Nothing];

    /// Its name in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Found => "found",
            Self::Several => "several",
            Self::Narrow => "narrow",
            Self::Unsure => "unsure",
            Self::Nothing => "nothing",
        }
    }

    /// The scene of this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scene| scene.slug() == slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_read_as_they_are_written() {
        for library in Library::ALL {
            assert_eq!(Library::from_slug(library.slug()), Some(library));
            assert_eq!(serde_json::to_value(library).unwrap(), library.slug());
        }
        for scene in Scene::ALL {
            assert_eq!(Scene::from_slug(scene.slug()), Some(scene));
            assert_eq!(serde_json::to_value(scene).unwrap(), scene.slug());
        }
    }
}
