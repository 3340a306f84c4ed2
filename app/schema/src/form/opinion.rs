//! What officers write into a form (审批意见, 会签) and where they put seals. Nobody else's inputs reach these fields:
//! who signs, in which post and when, the system says.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use super::control::{Choice, Control};
use super::pointer::{remove, set};
use super::program::Form;
use super::validate::collect;
use crate::locale::Text;

/// How an opinion is laid out. The answer is an object with a text for each part; of a countersigned one a list of
/// them, in the order in which they were signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Opinion {
    /// Its parts, in the order in which they stand.
    pub parts: Vec<OpinionPart>,
    /// What there is to decide between, if something is to be decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Choice>,
    /// Whether each of several officers signs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub several: bool,
}

/// Part of an opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpinionPart {
    /// What the officer writes.
    Text,
    /// What the officer decides.
    Outcome,
    /// Who signs.
    Name,
    /// In which post.
    Post,
    /// When.
    At,
    /// With which seal.
    Seal,
}

impl OpinionPart {
    /// Every part.
    pub const ALL: [Self; 6] = [Self::Text, Self::Outcome, Self::Name, Self::Post, Self::At, Self::Seal];

    /// Its name in a definition and in the answer.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Outcome => "outcome",
            Self::Name => "name",
            Self::Post => "post",
            Self::At => "at",
            Self::Seal => "seal",
        }
    }

    /// The part with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// A place for a seal. The answer names the seal that was put there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seal {
    /// Which place: what seals are put by.
    pub id: String,
    /// Whose seal belongs there.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub of: Text,
}

/// What the system says of who signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signer<'a> {
    /// The name.
    pub name: &'a str,
    /// The post.
    pub post: &'a str,
    /// The moment, RFC 3339.
    pub at: &'a str,
    /// The seal, if one was put.
    pub seal: Option<&'a str>,
}

impl Opinion {
    /// The answer once this officer has signed: the opinion, or all before with one more.
    pub fn sign(&self, before: Option<&Value>, text: &str, outcome: Option<&str>, by: Signer<'_>) -> Value {
        let mut opinion = Map::new();
        for part in &self.parts {
            let said = match part {
                OpinionPart::Text => Some(text),
                OpinionPart::Outcome => outcome,
                OpinionPart::Name => Some(by.name),
                OpinionPart::Post => Some(by.post).filter(|post| !post.is_empty()),
                OpinionPart::At => Some(by.at),
                OpinionPart::Seal => by.seal,
            };
            opinion.extend(said.map(|said| (part.name().to_owned(), said.into())));
        }
        if !self.several {
            return opinion.into();
        }
        let mut all = before.and_then(Value::as_array).cloned().unwrap_or_default();
        all.push(opinion.into());
        all.into()
    }

    /// The opinions in an answer: of each what there is of its parts, in their order.
    pub fn signed<'a>(&self, answer: &'a Value) -> Vec<Vec<(OpinionPart, &'a str)>> {
        let parts = |opinion: &'a Value| {
            let said = |part: &OpinionPart| Some((*part, opinion.get(part.name())?.as_str()?));
            self.parts.iter().filter_map(said).collect()
        };
        opinions(answer).map(parts).collect()
    }
}

/// What is written in the opinions, without who signed them.
pub(super) fn texts(answer: &Value) -> String {
    let texts: Vec<&str> = opinions(answer).filter_map(|opinion| opinion.get("text")?.as_str()).collect();
    texts.join("\n")
}

fn opinions(answer: &Value) -> impl Iterator<Item = &Value> {
    match answer {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    }
    .iter()
}

impl Control {
    /// Whether only officers answer it.
    pub const fn is_official(&self) -> bool {
        matches!(self, Self::Opinion(_) | Self::Seal(_))
    }
}

impl Form {
    /// The places of the fields that only officers answer: opinions and seals, and what stands on pages of the office.
    pub fn official(&self) -> BTreeSet<usize> {
        let fields = self.fields.iter().enumerate().filter(|(_, field)| field.control.is_official());
        let mut places: BTreeSet<usize> = fields.map(|(place, _)| place).collect();
        self.office.iter().for_each(|page| collect(&page.items, &mut places));
        places
    }
}

/// What officers wrote stays as it is kept, whatever came in from someone else.
pub fn keep_official(form: &Form, kept: &Value, sent: &mut Value) {
    for field in form.official().into_iter().filter_map(|place| form.fields.get(place)) {
        match kept.pointer(&field.pointer) {
            Some(value) => set(sent, &field.pointer, value.clone()),
            None => remove(sent, &field.pointer),
        }
    }
}
