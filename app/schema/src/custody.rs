//! Paper that is taken in at a window and handed back (原件交接): a line for each way, and never a line less. Originals are seen
//! and go back; what stays is on the list.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::locale::Text;

/// What a sheet of paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 原件
    Original,
    /// 复印件
    Copy,
}

impl Paper {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Original, Self::Copy];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Copy => "copy",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.slug() == slug)
    }
}

/// Somebody who brings paper, or takes it with them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bearer {
    /// The name.
    pub person: String,
    /// The last four characters of their identity number, as they stand on the card that was seen.
    pub last_four: String,
}

impl Bearer {
    /// The longest name that is taken, in characters.
    pub const LONGEST: usize = 100;

    /// Whether these are the last four characters of an identity number: three digits, and a digit or an `X`.
    pub fn is_last_four(text: &str) -> bool {
        let mut letters = text.bytes();
        let digits = letters.by_ref().take(3).filter(u8::is_ascii_digit).count();
        digits == 3
            && text.len() == 4
            && letters.next().is_some_and(|last| last.is_ascii_digit() || last == b'X')
    }
}

/// Takes paper in. `POST /api/desk/cases/{number}/originals`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeIn {
    /// The material, by its id in the form.
    pub material: String,
    /// Whether it is the original.
    pub paper: Paper,
    /// How many sheets, from 1.
    pub sheets: u32,
    /// Who brought it.
    #[serde(flatten)]
    pub by: Bearer,
}

impl TakeIn {
    /// So many sheets at most are one bundle.
    pub const MOST_SHEETS: u32 = 9999;
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Custody {
    /// Its number within the hall.
    pub id: i64,
    /// The material, by its id in the form.
    pub material: String,
    /// What the form calls it.
    pub name: Text,
    /// Whether it is the original.
    pub paper: Paper,
    /// How many sheets.
    pub sheets: u32,
    /// Who brought it.
    pub from: Bearer,
    /// The name of who took it in.
    pub taken_by: String,
    /// When.
    pub taken_at: DateTime<Utc>,
    /// That it was handed back; nothing while it is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<HandedBack>,
}

/// That paper was handed back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedBack {
    /// Who got it.
    pub to: Bearer,
    /// The name of who handed it back.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A material that paper may be taken in for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedMaterial {
    /// Its id in the form.
    pub id: String,
    /// What the form calls it.
    pub name: Text,
}

/// The list of a case (原件交接清单). `GET /api/desk/cases/{number}/originals`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustodyList {
    /// The number of the case.
    pub case: String,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub agency: String,
    /// The applicant.
    pub applicant: String,
    /// What was taken in, the first first.
    pub lines: Vec<Custody>,
    /// What the form asks for, so that paper may be taken in for it.
    pub materials: Vec<NamedMaterial>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_characters_are_those_of_a_card() {
        for right in ["1234", "004X"] {
            assert!(Bearer::is_last_four(right), "{right}");
        }
        for wrong in ["", "123", "12345", "004x", "X123", "12X4", "一二三四"] {
            assert!(!Bearer::is_last_four(wrong), "{wrong}");
        }
    }

    #[test]
    fn paper_is_known_again_by_its_name() {
        for paper in Paper::ALL {
            assert_eq!(Paper::from_slug(paper.slug()), Some(paper));
        }
        assert_eq!(Paper::from_slug("scan"), None);
    }
}
