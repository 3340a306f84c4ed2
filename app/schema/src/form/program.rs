//! The program of a form: what the compiler makes and the browser gets. Data only, written by serde, read by `decode`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Not;

use serde::{Deserialize, Serialize};

use super::Control;
use super::assertion::{Check, Whole};
use crate::expr::Expr;
use crate::locale::Text;

/// A form, ready to be shown, filled and checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Form {
    /// What it is and where it comes from.
    pub meta: Meta,
    /// The steps, in order.
    pub pages: Vec<Page>,
    /// The pages that only officers fill in. They are no step of an application.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub office: Vec<Page>,
    /// Every field outside repeated groups, in the order of the schema.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub fields: Vec<Field>,
    /// What is said of objects of answers as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub objects: Vec<Whole>,
    /// Schemas that others refer to by their place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub shared: Vec<Check>,
    /// What depends on answers, each rule after those that decide what it may read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The documents asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// The conditions of its document (正文) that read more than the answers: that is kept with an application.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub document: Vec<Expr>,
    /// For each datum that something reads (rows written `-`), what hangs on it at first or second hand.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub index: BTreeMap<String, Readers>,
}

/// What a form is and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meta {
    /// The id of the definition.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The version of the definition.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Its name.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// Whether it is a specimen, not the form of an authority.
    #[serde(skip_serializing_if = "Not::not")]
    pub demonstration: bool,
    /// What it was drawn up from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// A publication that a form was drawn up from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = FormSource))]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Where it is published.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Of which day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
}

/// One step of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = FormPage))]
pub struct Page {
    /// Unique in the form, part of the address of the step, and none of [`crate::applications::OWN_PAGES`] there.
    pub id: String,
    /// Its name in the list of steps.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// The title as a question, if it has one.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub question: Text,
    /// Why this is asked, if it is said.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub why: Text,
    /// What stands on it, from the top.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub items: Vec<Item>,
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A field, by its place in [`Form::fields`].
    Field(usize),
    /// Items under a heading.
    Group {
        /// The name by which rules speak of it, unique among groups and pages; empty if it has none.
        #[serde(skip_serializing_if = "String::is_empty")]
        id: String,
        /// The heading.
        #[serde(skip_serializing_if = "Text::is_empty")]
        title: Text,
        /// What stands under it.
        items: Vec<Self>,
    },
    /// Items side by side where there is room.
    Row {
        /// From left to right.
        items: Vec<Self>,
    },
    /// A paragraph.
    Note {
        /// What it says.
        text: Text,
    },
    /// A document asked for here, by its place in [`Form::materials`].
    Material(usize),
    /// A button that fills fields in.
    Action {
        /// What it does.
        action: Action,
        /// What stands on it.
        label: Text,
        /// Pointers of the fields it is about; none where it is about all.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        targets: Vec<String>,
    },
}

/// What a button in a form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Works out anew what follows from other answers.
    Recalculate,
    /// Takes the data of a licence that the applicant holds.
    TakeFromLibrary,
}

impl Action {
    /// The action with this name in a definition or a program.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "recalculate" => Some(Self::Recalculate),
            "take_from_library" => Some(Self::TakeFromLibrary),
            _ => None,
        }
    }
}

/// Whether an answer is needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It may be left out.
    #[default]
    Optional,
    /// Leaving it out has consequences, but does not hold up the application.
    Recommended,
    /// Without it the application is not complete.
    Required,
}

impl Need {
    fn is_optional(&self) -> bool {
        *self == Self::Optional
    }
}

/// A question and the answers it takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// JSON Pointer in the answers; inside a repeated group, in the row.
    pub pointer: String,
    /// What it is called.
    pub label: Text,
    /// A word of help.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// How it is asked and what is checked.
    pub control: Control,
    /// What its answer must be, in place of what the control says: where the control says too little or too much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    /// Whether an answer is needed, before any rule.
    #[serde(skip_serializing_if = "Need::is_optional")]
    pub need: Need,
    /// What follows when it is left out, where it is recommended.
    #[serde(skip_serializing_if = "Soft::is_empty")]
    pub soft: Soft,
    /// The shared datum it asks for: [`crate::element`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// The answer to begin with, from facts known beforehand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Expr>,
    /// Whether it is shown but not asked.
    #[serde(skip_serializing_if = "Not::not")]
    pub read_only: bool,
}

impl Field {
    /// Its pointer in the answers when the row it is in lies at `base` (`""` outside repeated groups).
    pub fn at(&self, base: &str) -> String {
        format!("{base}{}", self.pointer)
    }
}

/// What follows when something recommended is left out for now (容缺受理).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Soft {
    /// What people are told of it.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub consequence: Text,
    /// Within how many working days it is to be handed in, if that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
}

impl Soft {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How grave a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Something may go wrong.
    Warning,
}

/// What a rule does where its condition certainly holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Shows its targets, which are hidden otherwise.
    Show,
    /// Hides its targets.
    Hide,
    /// Lets them be changed, which are read-only otherwise.
    Enable,
    /// Keeps them as they are: the applicant cannot change them.
    ReadOnly,
    /// Makes them required.
    Require,
    /// Makes them recommended, unless another rule requires them.
    Recommend(Soft),
    /// Makes them optional, unless another rule requires or recommends them.
    Optional,
    /// Gives them this value, in place of any that was given. Of several, the first counts.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    Compute(Expr),
    /// Leaves only the answers on this list, and of several lists those on each. What is no list restricts nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    Restrict(Expr),
    /// Says something beside them.
    Message {
        /// How grave it is.
        tone: Tone,
        /// What it says.
        text: Text,
    },
}

impl Effect {
    /// Whether it decides what others may read.
    pub const fn is_changing(&self) -> bool {
        matches!(self, Self::Show | Self::Hide | Self::Compute(_))
    }
}

/// Something that depends on answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rule {
    /// What it does.
    pub effect: Effect,
    /// The rows it is about (`/children/-`), each by itself; empty for the form as a whole.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// Pointers of the fields it is about, in the row if there is one. A message may be about a page or a group: `#id`.
    pub targets: Vec<String>,
    /// Its condition, on the answers or on the row.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub when: Expr,
    /// What it reads of the whole form by absolute paths, from wherever it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outside: Vec<String>,
}

impl Rule {
    /// A rule, whose reach follows from what it reads.
    pub fn new(effect: Effect, row: String, targets: Vec<String>, when: Expr) -> Self {
        let mut rule = Self { effect, row, targets, when, outside: Vec::new() };
        let outside: BTreeSet<String> = rule.exprs().flat_map(Expr::reads_of_whole).collect();
        rule.outside = outside.into_iter().collect();
        rule
    }

    /// The expressions in it.
    pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let more = match &self.effect {
            Effect::Compute(expr) | Effect::Restrict(expr) => Some(expr),
            _ => None,
        };
        std::iter::once(&self.when).chain(more)
    }
}

/// A document asked for. Written the same way in a definition.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Material {
    /// Unique in the form.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Whether the application is incomplete without it.
    pub required: bool,
    /// Asked for only where this holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub when: Option<Expr>,
    /// A word of help.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// Media types it may come in.
    pub accept: Vec<String>,
    /// How many files it may consist of.
    pub max_files: u32,
    /// How it comes to be.
    #[serde(skip_serializing_if = "Capture::is_file")]
    pub capture: Capture,
    /// The type of licence whose licences count as it, by its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// How a document comes to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Capture {
    /// Files, as they are.
    #[default]
    File,
    /// A photograph, cut to this size or a larger one of the same shape.
    Photo {
        /// Pixels across, at least.
        width: u32,
        /// Pixels down, at least.
        height: u32,
    },
    /// A signature, drawn by hand.
    Signature,
}

impl Capture {
    fn is_file(&self) -> bool {
        *self == Self::File
    }
}

/// What is to be looked at again when a datum changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Readers {
    /// Places in [`Form::rules`].
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub rules: BTreeSet<usize>,
    /// Places in [`Form::materials`].
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub materials: BTreeSet<usize>,
}
