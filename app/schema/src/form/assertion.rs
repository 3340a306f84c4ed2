//! A JSON Schema, compiled: what a value must be where a typed control cannot say it all. Data only; [`super::judge`]
//! says what a value is judged by it, the compiler makes it, `decode` reads it.

use std::ops::Not;

use serde::Serialize;
use serde_json::Value;

use super::control::{Range, TextCheck};

/// A schema: all of its assertions must hold. The one without any takes every value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Check(pub Vec<Assertion>);

/// The types of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number without a fraction, however it is written.
    Integer,
    /// Any number.
    Number,
    /// Text.
    String,
    /// A list.
    Array,
    /// Members with names.
    Object,
}

/// One thing that must hold. Each is about values of some types and lets all others through.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Assertion {
    /// Nothing is right: the schema `false`.
    Never,
    /// One of these types.
    Type(Vec<Type>),
    /// One of these values: `enum`, `const`.
    OneOf(Vec<Value>),
    /// `minLength`, `maxLength`, `pattern`, `format`.
    Text(TextCheck),
    /// `minimum`, `maximum` and their like, `multipleOf`.
    Range(Range),
    /// `minItems`, `maxItems`, `uniqueItems`.
    Items(Count),
    /// `minProperties`, `maxProperties`.
    Members(Count),
    /// `prefixItems`, `items`.
    Entries {
        /// What the first entries must be, each by its place.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        first: Vec<Check>,
        /// What those after them must be.
        #[serde(skip_serializing_if = "Option::is_none")]
        rest: Option<Check>,
    },
    /// `contains`, and how many entries may and must be so.
    Contains {
        /// What is looked for.
        check: Check,
        /// At least so many, one if nothing is said.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        /// At most so many.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// `required`
    Required(Vec<String>),
    /// `properties`, `patternProperties`, `additionalProperties`.
    Properties {
        /// By name.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        named: Vec<(String, Check)>,
        /// By pattern.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        like: Vec<(String, Check)>,
        /// All others.
        #[serde(skip_serializing_if = "Option::is_none")]
        others: Option<Check>,
    },
    /// `propertyNames`
    Names(Check),
    /// `dependentRequired`: with the first name come these.
    Needs(Vec<(String, Vec<String>)>),
    /// `dependentSchemas`: with this name the object as a whole must be so.
    With(Vec<(String, Check)>),
    /// `allOf`
    All(Vec<Check>),
    /// `anyOf`
    Any(Vec<Check>),
    /// `oneOf`
    One(Vec<Check>),
    /// `not`
    Not(Check),
    /// `if`, `then`, `else`.
    If {
        /// Where this holds …
        when: Check,
        /// … this must hold too,
        then: Check,
        /// and elsewhere this.
        otherwise: Check,
    },
    /// `$ref`: the place in [`super::Form::shared`].
    Ref(usize),
    /// `unevaluatedProperties`: what no other keyword of the same schema has looked at. After all others.
    OtherMembers(Check),
    /// `unevaluatedItems`, likewise.
    OtherEntries(Check),
}

/// How many there may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// At least so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// At most so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// Whether no two may be the same.
    #[serde(skip_serializing_if = "Not::not")]
    pub unique: bool,
}

/// What is said of an object as a whole, beside the questions about what is in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Whole {
    /// The rows it is in (`/children/-`); empty for the form as a whole.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// JSON Pointer, in the row if there is one; empty for the row or the answers themselves.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pointer: String,
    /// Whether data must have it. A form makes it with its first answer, and cannot ask for it otherwise.
    #[serde(skip_serializing_if = "Not::not")]
    pub required: bool,
    /// Whether data may have something else than an object in its place.
    #[serde(skip_serializing_if = "Not::not")]
    pub loose: bool,
    /// What is said of members that no field asks for.
    #[serde(skip_serializing_if = "Others::is_unsaid")]
    pub others: Others,
    /// What else must hold of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
}

/// What is said of members that no field asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Others {
    /// Nothing: JSON Schema lets them through, a form has not asked for them.
    #[default]
    Unsaid,
    /// There must be none.
    None,
    /// They are looked after by the check.
    Checked,
}

impl Others {
    fn is_unsaid(&self) -> bool {
        *self == Self::Unsaid
    }
}
