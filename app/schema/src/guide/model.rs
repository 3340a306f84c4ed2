//! What a guide says: its questions and its outcomes, as they are stored.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::expr::Expr;
use crate::locale::Text;
use crate::role::RegionCode;

/// The most questions of a guide.
pub const MOST_QUESTIONS: usize = 60;
/// The most outcomes of a guide.
pub const MOST_OUTCOMES: usize = 60;

/// A guide, as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its code, as its address has it: letters of ASCII, digits and hyphens.
    pub code: String,
    /// What it leads through.
    pub title: Text,
    /// Words people ask with when they mean it: who asks in their own words and says one of them is offered the guide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub called: Vec<String>,
    /// The life events it belongs to, by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
    /// What is said before the first question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    /// The day on which somebody compared it with the law.
    pub as_of: NaiveDate,
    /// What it was compared with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Basis>,
    /// Whether it is shown for demonstration and is no advice.
    #[serde(default)]
    pub demonstration: bool,
    /// Its questions, in the order they are asked.
    pub questions: Vec<GuideQuestion>,
    /// Its outcomes, in the order they are considered: the first that holds is where it ends.
    pub outcomes: Vec<GuideOutcome>,
}

/// What a guide or an outcome rests on: a law with its article, or a published page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = GuideBasis))]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// What it is called, such as 户口登记条例 第七条.
    pub title: String,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideQuestion {
    /// Its id: the name of its parameter in an address, and what conditions read.
    pub id: String,
    /// What it asks.
    pub ask: Text,
    /// What helps to answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// How it is answered.
    #[serde(flatten)]
    pub kind: Ask,
    /// When it is asked at all; always where there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub when: Option<Expr>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = GuideAsk))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ask {
    /// One of several.
    Choice {
        /// What may be chosen, at least two.
        choices: Vec<GuideChoice>,
    },
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
        /// Of what: 岁, 平方米.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Text>,
    },
    /// A day.
    Date,
    /// A region of the country.
    Region {
        /// The region in which it lies.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        within: Option<RegionCode>,
    },
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GuideChoice {
    /// Its value, as addresses and conditions have it.
    pub value: String,
    /// What it is called.
    pub label: Text,
}

/// Where a guide ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideOutcome {
    /// Its id.
    pub id: String,
    /// When it holds; always where there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub when: Option<Expr>,
    /// What is said there.
    pub say: Text,
    /// What follows.
    #[serde(flatten)]
    pub ending: Ending,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Basis>,
}

/// What follows from an outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = GuideEnding))]
#[serde(tag = "ends", rename_all = "snake_case")]
pub enum Ending {
    /// One item, applied for or done at the window.
    Item {
        /// Its code.
        item: String,
        /// What the answers say of its form: pointer of a field, id of a question.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fills: BTreeMap<String, String>,
    },
    /// Several items by one form.
    Bundle {
        /// The code of the bundle.
        bundle: String,
    },
    /// What to do and to bring, in order, without an item of this hall.
    Checklist {
        /// The steps.
        steps: Vec<Text>,
    },
    /// It cannot be had: `say` says why.
    NotEligible,
    /// A person must look at it.
    HandOver {
        /// Who.
        to: Text,
        /// Their telephone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
    },
}

impl Guide {
    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&GuideQuestion> {
        self.questions.iter().find(|question| question.id == id)
    }
}

impl GuideQuestion {
    /// What an answer in an address means; none where it is no answer to this.
    pub fn read(&self, written: &str) -> Option<Value> {
        match &self.kind {
            Ask::Choice { choices } => {
                choices.iter().any(|choice| choice.value == written).then(|| Value::from(written))
            }
            Ask::YesNo => match written {
                "yes" => Some(Value::Bool(true)),
                "no" => Some(Value::Bool(false)),
                _ => None,
            },
            Ask::Number { min, max, .. } => {
                let number: i64 = written.parse().ok()?;
                (*min..=*max).contains(&number).then(|| Value::from(number))
            }
            Ask::Date => {
                let day: NaiveDate = written.parse().ok()?;
                Some(Value::from(day.to_string()))
            }
            Ask::Region { within } => {
                let code = RegionCode::parse(written).ok()?;
                let lies_there = within.is_none_or(|within| within.contains(&code));
                lies_there.then(|| Value::from(code.to_string()))
            }
        }
    }
}
