//! An entry of a library: what it says and may not say, who changed it, and how many there are.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::library::{Library, MOST_ITEMS, MOST_WORDS, Need, Scene, TEXT_LETTERS, WORD_LETTERS};
use crate::{FieldCode, FieldError};

/// What an entry says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = EntrySaid))]
pub struct Said {
    /// What a person says.
    #[serde(default)]
    pub words: Vec<String>,
    /// What the hall says for it; of synonyms the words in the names of items, of keywords themes.
    #[serde(default)]
    pub texts: Vec<String>,
    /// The codes of the items that are meant.
    #[serde(default)]
    pub items: Vec<String>,
    /// When it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scene: Option<Scene>,
    /// Where an answer comes from: a law, a page, an agency.
    #[serde(default)]
    pub source: String,
    /// Whether it counts.
    pub enabled: bool,
}

impl Said {
    /// The same without blanks around anything, empty lines and repetitions.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let tidy = |texts: Vec<String>| {
            let mut kept: Vec<String> = Vec::new();
            for text in texts {
                let text = text.trim();
                if !text.is_empty() && !kept.iter().any(|known| known == text) {
                    kept.push(text.to_owned());
                }
            }
            kept
        };
        Self {
            words: tidy(self.words),
            texts: tidy(self.texts),
            items: tidy(self.items),
            source: self.source.trim().to_owned(),
            ..self
        }
    }

    /// What does not hold of it as an entry of a library, each with its place. Whether there are such items, only the hall knows.
    pub fn faults(&self, library: Library) -> Vec<FieldError> {
        let shape = library.shape();
        let texts = |own: &[String], need, (at, most, letters)| {
            let mut faults: Vec<FieldError> = needed(at, need, own.is_empty()).into_iter().collect();
            if own.len() > most {
                faults.push(FieldError::new(at, FieldCode::TooMany).with("max", most));
            }
            if own.iter().any(|text| text.chars().count() > letters) {
                faults.push(FieldError::new(at, FieldCode::TooLong).with("max", letters));
            }
            faults
        };
        let mut faults = texts(&self.words, shape.words, ("/words", MOST_WORDS, shape.letters));
        faults.extend(texts(&self.texts, shape.texts, ("/texts", MOST_WORDS, TEXT_LETTERS)));
        faults.extend(texts(&self.items, shape.items, ("/items", MOST_ITEMS, WORD_LETTERS * 2)));
        faults.extend(needed("/scene", shape.scene, self.scene.is_none()));
        faults.extend(needed("/source", shape.source, self.source.is_empty()));
        if self.source.chars().count() > TEXT_LETTERS {
            faults.push(FieldError::new("/source", FieldCode::TooLong).with("max", TEXT_LETTERS));
        }
        if library == Library::Keywords && self.texts.is_empty() && self.items.is_empty() {
            faults.push(FieldError::new("/items", FieldCode::Required));
        }
        faults
    }
}

fn needed(at: &str, need: Need, missing: bool) -> Option<FieldError> {
    match need {
        Need::Must if missing => Some(FieldError::new(at, FieldCode::Required)),
        Need::No if !missing => Some(FieldError::new(at, FieldCode::Unexpected)),
        _ => None,
    }
}

/// An item that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeantItem {
    /// Its code.
    pub code: String,
    /// Its name; the code again of an item that is no longer there.
    pub name: String,
}

/// An entry of a library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = LibraryEntry))]
pub struct Entry {
    /// Its number; 0 of what is not kept here.
    pub id: i64,
    /// The library.
    pub library: Library,
    /// What it says.
    #[serde(flatten)]
    pub said: Said,
    /// The items by name.
    pub meant: Vec<MeantItem>,
    /// How often it was changed.
    pub revision: i64,
    /// Who changed it last; nobody, where it came with the hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<DateTime<Utc>>,
}

/// A change of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryChange {
    /// The how manieth.
    pub revision: i64,
    /// What it said then.
    pub said: Said,
    /// Who changed it; nobody, where it came with the hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// An entry with its changes, the last one first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryHistory {
    /// The entry.
    pub entry: Entry,
    /// The last of its changes.
    pub changes: Vec<EntryChange>,
}

/// An entry to be added or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryDraft {
    /// What it is to say.
    #[serde(flatten)]
    pub said: Said,
    /// The revision that was changed; 0 of a new one.
    #[serde(default)]
    pub revision: i64,
    /// The group of questions it is made of: they are settled with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<i64>,
}

/// A library, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LibraryCount {
    /// The library.
    pub library: Library,
    /// How many entries it has.
    pub entries: u64,
    /// How many of them count.
    pub enabled: u64,
}

/// All libraries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Libraries {
    /// Each with its counts.
    pub libraries: Vec<LibraryCount>,
    /// How many questions wait for somebody to look at them.
    pub open: u64,
}

/// A table to be read in: CSV as the hall writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryTable {
    /// The text of the file.
    pub csv: String,
}

/// What became of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ImportedEntries))]
pub struct Imported {
    /// How many entries are new.
    pub added: u32,
    /// How many were changed.
    pub changed: u32,
    /// How many were so already.
    pub unchanged: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &[&str], texts: &[&str], items: &[&str]) -> Said {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Said {
            words: owned(words),
            texts: owned(texts),
            items: owned(items),
            enabled: true,
            ..Said::default()
        }
    }

    #[test]
    fn an_entry_has_what_its_library_asks_for() {
        let check = |library, said: Said, expected: &[(&str, FieldCode)]| {
            let faults = said.trimmed().faults(library);
            let faults: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
            assert_eq!(faults, expected, "{library:?}");
        };
        check(Library::Synonyms, said(&["开饭店"], &["食品经营许可"], &[]), &[]);
        check(Library::Synonyms, said(&[" "], &["食品经营许可"], &[]), &[("/words", FieldCode::Required)]);
        check(Library::Fillers, said(&["请问"], &["x"], &[]), &[("/texts", FieldCode::Unexpected)]);
        check(Library::Keywords, said(&["退休"], &[], &[]), &[("/items", FieldCode::Required)]);
        check(Library::Keywords, said(&["退休"], &["社会保障"], &[]), &[]);
        check(Library::Common, said(&["几点开门"], &["九点"], &[]), &[("/source", FieldCode::Required)]);
        check(Library::Replies, said(&[], &["您好"], &[]), &[("/scene", FieldCode::Required)]);
        let long = "护".repeat(WORD_LETTERS + 1);
        check(Library::Blocked, said(&[&long], &[], &[]), &[("/words", FieldCode::TooLong)]);
        check(Library::ItemQuestions, said(&[&long], &[], &["A"]), &[]);
        let many: Vec<String> = (0..=MOST_WORDS).map(|number| number.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        check(Library::Fillers, said(&many, &[], &[]), &[("/words", FieldCode::TooMany)]);
    }

    #[test]
    fn blanks_and_repetitions_are_left_out() {
        let tidy = said(&[" 开店 ", "", "开店"], &[], &[]).trimmed();
        assert_eq!(tidy.words, ["开店"]);
    }
}
