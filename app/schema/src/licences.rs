//! Licences (电子证照): what an agency issues when it has decided, as a record that can be shown, compared and verified.
//!
//! The words are those of GB/T 36901–36906: a type (证照目录), an original (正本) and numbered duplicates (副本), the holder
//! (持证主体), the issuing agency (发证机关). A type says what is written on a licence ([`LicenceType`]); what was written is a
//! [`LicenceDocument`], whose [`canonical`] text is hashed and never changes. What becomes of it later is its [`Standing`].

mod compare;
mod document;
mod kind;
mod standing;
#[cfg(test)]
mod tests;
mod written;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use compare::{CompareLicence, ComparedField, Comparison, Verdict, compare};
pub use document::{Holder, HolderKind, Issuer, LicenceDocument, LicenceField, LicenceFile, canonical};
pub use kind::{FieldRule, Layout, LicenceType, Line, TypeFault, Validity};
pub use standing::{LicenceStatus, Standing, StatusChange};
pub use written::{Answered, LineWritten, fields, holder, lines, number, valid_until};

use crate::id::CaseNumber;
use crate::locale::Text;
use crate::page::Page;

/// The media type of a licence that stands as a material of an application. Uploads of people are never of this type, so that
/// a file of it came from the store.
pub const MATERIAL_TYPE: &str = "text/html";

/// The most letters of the ground of a change.
pub const GROUND_LETTERS: usize = 500;

/// A licence in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LicenceSummary {
    /// Its number.
    pub number: String,
    /// The code of its type.
    pub kind: String,
    /// What its type is called.
    pub name: Text,
    /// Who holds it.
    pub holder: String,
    /// The agency that issued it.
    pub agency: String,
    /// The day from which it is valid.
    pub issued_on: NaiveDate,
    /// The last day on which it is; none where it has no end.
    pub valid_until: Option<NaiveDate>,
    /// How it stands today.
    pub standing: Standing,
}

/// A licence whole, as its holder and the desk of its agency see it. `GET /api/licences/{number}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Licence {
    /// What lists show.
    #[serde(flatten)]
    pub summary: LicenceSummary,
    /// The case it was issued in.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case: CaseNumber,
    /// The heading of its paper.
    pub heading: Text,
    /// What stands on its paper, line by line.
    pub lines: Vec<LineWritten>,
    /// The law it rests on.
    pub basis: Text,
    /// How many duplicates (副本) it has beside the original (正本).
    pub duplicates: u32,
    /// The hash of its canonical text, SM3 in hexadecimal.
    pub hash: String,
    /// The code by which who has the paper verifies it: the beginning of the hash.
    pub code: String,
    /// The QR code of the address at which it is verified, as SVG path data in squares of 1.
    pub qr: String,
    /// How many squares that is across, quiet zone included.
    pub qr_size: u32,
    /// What was decided about it last, if anything was.
    pub changed: Option<Changed>,
    /// What an agency lead may decide now; empty for everybody else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<StatusChange>,
}

/// A decision about a licence after it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceChanged))]
pub struct Changed {
    /// What it became by it.
    pub status: LicenceStatus,
    /// The day.
    pub on: NaiveDate,
    /// Why; empty where another licence took its place.
    pub ground: String,
}

/// A licence by what it is called: one that a case has brought about, or that counts as a material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedLicence {
    /// Its number.
    pub number: String,
    /// The code of its type.
    pub kind: String,
    /// What its type is called.
    pub name: Text,
}

/// What everybody is told of a licence. `GET /api/licences/verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verification {
    /// Its number.
    pub number: String,
    /// How it stands today.
    pub standing: Standing,
    /// What stands on it, for who has its code.
    pub told: Option<Verified>,
}

/// What stands on a licence, for who has its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verified {
    /// What its type is called.
    pub name: Text,
    /// The agency that issued it.
    pub agency: String,
    /// Who holds it: of a person only the outline, 张*三.
    pub holder: String,
    /// The day from which it is valid.
    pub issued_on: NaiveDate,
    /// The last day on which it is; none where it has no end.
    pub valid_until: Option<NaiveDate>,
}

/// The licences that the agencies of somebody at a desk have issued. `GET /api/desk/licences`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskLicences {
    /// A page of them, the newest first.
    pub licences: Page<LicenceSummary>,
    /// The types there are, by code and name, to choose from.
    pub kinds: Vec<KindName>,
}

/// A type by its code and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceKindName))]
pub struct KindName {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: Text,
}

/// A decision about a licence. `POST /api/desk/licences/{number}/status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeStatus {
    /// What is decided.
    pub change: StatusChange,
    /// Why, with the article it rests on; at most [`GROUND_LETTERS`] letters.
    pub ground: String,
}

/// One of one's licences as a material of an application. `POST /api/applications/{id}/licences`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AttachLicence {
    /// The material, by its id in the form.
    pub material: String,
    /// The number of the licence.
    pub number: String,
}

/// What strangers are told of a name: a person's without its middle, 张*三; an enterprise's as it is, since everybody may know it.
pub fn outline(name: &str, kind: HolderKind) -> String {
    let letters: Vec<char> = name.chars().collect();
    match (kind, letters.as_slice()) {
        (HolderKind::Enterprise, _) => name.to_owned(),
        (HolderKind::Person, [] | [_]) => "*".repeat(letters.len()),
        (HolderKind::Person, [first, _]) => format!("{first}*"),
        (HolderKind::Person, [first, middle @ .., last]) => {
            format!("{first}{}{last}", "*".repeat(middle.len()))
        }
    }
}

/// Whether a value of a licence tells something.
fn is_said(value: &Value) -> bool {
    !crate::form::is_blank(value)
}
