//! Applying: a draft is begun, saved page by page, given its materials and filed.

mod handover;
mod receipt;
mod version;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::handover::{Check, GiveBack, HandedOn, Handover, Prepared, WORDS_LETTERS, WaitingCheck};
pub use self::receipt::Receipt;
pub use self::version::{ChangeVersion, NewerForm, VersionChange};
use crate::bundles::JointBrief;
use crate::catalogue::Way;
use crate::element::Source;
use crate::form::{Earlier, Promise, Surroundings};
use crate::id::CaseNumber;
use crate::licences::NamedLicence;
use crate::locale::Text;
use crate::problem::FieldError;

/// Begins an application. `POST /api/applications`; who has a draft of the item gets that one back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewApplication {
    /// The item's code.
    pub item: String,
    /// Answers that were given before, in a guide or about one's situation: by pointer, as an address has them. What the form does
    /// not take is left out, and a draft that was there already stays as it is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
}

/// The last parts of addresses below an application that are pages of the hall itself. No step of a form is called so: nobody
/// could open it.
pub const OWN_PAGES: [&str; 6] = ["check", "handover", "materials", "print", "receipt", "version"];

/// How far an application has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ApplicationState {
    /// Being filled in; only the applicant sees it.
    Draft,
    /// Filed.
    Submitted,
}

impl ApplicationState {
    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
        }
    }

    /// The state with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        [Self::Draft, Self::Submitted].into_iter().find(|state| state.slug() == slug)
    }
}

/// A version of a form. Its program is at `/api/forms/{id}/{version}/program`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormRef {
    /// The form's id.
    pub id: String,
    /// Its version; a published version never changes.
    pub version: u32,
}

impl FormRef {
    /// What the id of the one form of a bundle (一件事) begins with; the code of the bundle's item follows.
    pub const BUNDLE: &'static str = "bundle:";

    /// The code of the item whose bundle it is the one form of, if it is one.
    pub fn bundle(&self) -> Option<&str> {
        self.id.strip_prefix(Self::BUNDLE)
    }
}

/// An application as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationSummary {
    /// Its number within the hall.
    pub id: i64,
    /// How far it has come.
    pub state: ApplicationState,
    /// The item's code.
    pub item: String,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// When it was last saved.
    #[serde(deserialize_with = "crate::instant::deserialize")]
    pub updated_at: DateTime<Utc>,
    /// The case it became.
    pub case: Option<CaseNumber>,
    /// The joint application it became (一件事). Lists and the wire tell it; the browser, which only fills forms, does not read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<JointBrief>,
    /// In whose hands it goes on, while it does (预办理, 审核办结). Lists tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed: Option<HandedOn>,
}

impl ApplicationSummary {
    /// How it stands on this day: what the window did not take in time is nobody else's any more.
    pub fn on(self, today: NaiveDate) -> Self {
        let waits = |handed: &HandedOn| handed.until.is_none_or(|until| until >= today);
        Self { handed: self.handed.filter(waits), ..self }
    }
}

/// An application, whole, as its applicant sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Flat")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    /// What lists show.
    #[serde(flatten)]
    pub summary: ApplicationSummary,
    /// The form it is made with, for ever.
    pub form: FormRef,
    /// The answers so far.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Value,
    /// The files so far.
    pub files: Vec<FileInfo>,
    /// Grows with every save. A save names the revision it is based on.
    pub revision: i64,
    /// What is asked to be put right, while a supplement is open: only these may be changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<crate::process::SupplementPoint>,
    /// The regions that its answers name, with those above them; while it may be changed also what there is to choose
    /// from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<crate::regions::Region>,
    /// The version that a draft could go on with: its own is no longer the one in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<NewerForm>,
    /// What the rules of its form read besides the answers; of one that was filed, as it was then.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// What it began with, and what was taken over since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prefilled: Vec<Origin>,
    /// What was left out and may come later, while it may be changed: a promise is asked for each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises_asked: Vec<PromiseAsked>,
    /// The licences of this person that may be handed in for what it asks for, while it may be changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licences: Vec<NamedLicence>,
    /// Whom it is for, when the reader fills it in for them at a window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<String>,
    /// Who finishes what is filled in, while it may be changed.
    #[serde(default)]
    pub way: Way,
    /// Whether it waits in other hands: nobody changes it meanwhile.
    #[serde(default)]
    pub handed_over: bool,
    /// What is to be put right, when another agent of the enterprise gave it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_back: Option<String>,
}

/// Where an answer that the hall filled in comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// The field.
    pub pointer: String,
    /// Who says so.
    pub source: Source,
    /// The application of before that says so, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
    /// Whether the applicant says something else.
    pub corrected: bool,
}

/// Something recommended that was left out (容缺受理), for which a promise is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PromiseAsked {
    /// The field.
    pub pointer: String,
    /// What follows from leaving it out, in the form's own words.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub consequence: Text,
    /// The last day that may be promised.
    #[serde(deserialize_with = "crate::instant::deserialize_day")]
    pub latest: NaiveDate,
}

/// Something that was left out, and is promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Promised {
    /// The field.
    pub pointer: String,
    /// What the form calls it.
    pub label: Text,
    /// The last day on which it will come.
    pub by: NaiveDate,
}

/// [`Application`] as one object is read. To read what `#[serde(flatten)]` writes, serde would keep the whole object and
/// go through it again: eight kilobytes for each phone.
#[derive(Deserialize)]
struct Flat {
    id: i64,
    state: ApplicationState,
    item: String,
    item_name: String,
    department: String,
    #[serde(deserialize_with = "crate::instant::deserialize")]
    updated_at: DateTime<Utc>,
    case: Option<CaseNumber>,
    form: FormRef,
    answers: Value,
    files: Vec<FileInfo>,
    revision: i64,
    #[serde(default)]
    open: Vec<crate::process::SupplementPoint>,
    #[serde(default)]
    regions: Vec<crate::regions::Region>,
    #[serde(default)]
    newer: Option<NewerForm>,
    #[serde(default)]
    surroundings: Surroundings,
    #[serde(default)]
    prefilled: Vec<Origin>,
    #[serde(default)]
    promises_asked: Vec<PromiseAsked>,
    #[serde(default)]
    on_behalf: Option<String>,
    #[serde(default)]
    licences: Vec<NamedLicence>,
    #[serde(default)]
    way: Way,
    #[serde(default)]
    handed_over: bool,
    #[serde(default)]
    given_back: Option<String>,
}

impl From<Flat> for Application {
    fn from(flat: Flat) -> Self {
        let Flat { id, state, item, item_name, department, updated_at, case, .. } = flat;
        let Flat { form, answers, files, revision, open, regions, newer, .. } = flat;
        let Flat { surroundings, prefilled, promises_asked, licences, on_behalf, .. } = flat;
        let Flat { way, handed_over, given_back, .. } = flat;
        let (joint, handed) = (None, None);
        let summary =
            ApplicationSummary { id, state, item, item_name, department, updated_at, case, joint, handed };
        Self {
            summary,
            form,
            answers,
            files,
            revision,
            open,
            regions,
            newer,
            surroundings,
            prefilled,
            promises_asked,
            licences,
            on_behalf,
            way,
            handed_over,
            given_back,
        }
    }
}

/// Saves all answers. `PUT /api/applications/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveAnswers {
    /// The answers.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Value,
    /// The revision they are based on.
    pub revision: i64,
}

/// What a save did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Saved {
    /// The revision now.
    pub revision: i64,
    /// When it was saved.
    #[serde(deserialize_with = "crate::instant::deserialize")]
    pub updated_at: DateTime<Utc>,
}

/// Saves the fields of one page as a form sends them. `POST /api/applications/{id}/pages/{page}`.
///
/// What was typed is saved whether or not it holds; [`PageSaved`] says what does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavePage {
    /// Names (JSON Pointers) and values, in the order of the form.
    pub fields: Vec<(String, String)>,
    /// The button that was pressed, if it does more than save.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pressed: Option<Pressed>,
}

/// A button of a page that changes answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pressed {
    /// The row at this pointer changes places with the one before it.
    Up(String),
    /// The row at this pointer changes places with the one after it.
    Down(String),
    /// What the action at this place of the form does, such as `0-2`.
    Action(String),
}

/// What saving a page did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageSaved {
    /// The revision now.
    pub revision: i64,
    /// What does not hold on this page.
    pub errors: Vec<FieldError>,
    /// The page to go to: the next one that is shown; none after the last.
    pub next: Option<String>,
    /// Whether documents are asked for after the last page.
    pub materials: bool,
}

/// Files an application, or hands in what a supplement asked for. `POST /api/applications/{id}/submit`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submit {
    /// The applicant's declaration that all of it is true (行政许可法 art. 31). Without it nothing is filed.
    #[serde(default)]
    pub promise: bool,
    /// By when what was left out will come: for each of [`Application::promises_asked`] one.
    #[serde(default)]
    pub promises: Vec<Promise>,
}

/// A file of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileInfo {
    /// Its number within the hall.
    pub id: i64,
    /// The material it is.
    pub material: String,
    /// The name it had on the applicant's device.
    pub name: String,
    /// Its type, told from its content.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its content, lower-case hexadecimal.
    pub sha256: String,
}

/// Which way a file goes among those of its material.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileMove {
    /// Before the one that is before it.
    Up,
    /// After the one that is after it.
    Down,
}

/// Puts a file elsewhere among the pages of its material. `POST /api/applications/{id}/files/{file}/move`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveFile {
    /// Which way.
    pub to: FileMove,
}
