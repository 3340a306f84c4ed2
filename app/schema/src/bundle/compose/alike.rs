//! Whether two fields of one data element take the same answers, and what is right for both.

use serde_json::{Map, Value};

use crate::bundle::BundleLintCode;
use crate::form::{Control, Field, KEYWORDS, Support};

/// How two fields compare.
pub(super) struct Alike {
    /// What is to be remarked.
    pub(super) code: Option<BundleLintCode>,
    /// The keyword that differs.
    pub(super) detail: String,
    /// What is right for both, if they can be one question.
    pub(super) joined: Option<Value>,
}

/// Bounds of which the narrower satisfies both, and whether that is the larger.
const BOUNDS: [(&str, bool); 4] =
    [("minLength", true), ("maxLength", false), ("minimum", true), ("maximum", false)];
/// Words of our own that say what is right.
const OURS: [&str; 2] = ["x-region", "x-unit"];
/// What a choice is between is compared by its values: their titles may differ.
const CHOICES: [&str; 3] = ["oneOf", "enum", "const"];
/// What the answer begins with.
const BEGINNINGS: [&str; 2] = ["default", "x-default"];

/// Compares the schemas of two fields.
pub(super) fn alike((one, schema): (&Field, &Value), (other, said): (&Field, &Value)) -> Alike {
    let apart = |code, detail: &str| Alike { code: Some(code), detail: detail.to_owned(), joined: None };
    let same_kind = std::mem::discriminant(&one.control) == std::mem::discriminant(&other.control);
    if !same_kind {
        return apart(BundleLintCode::DifferentType, "type");
    }
    if values(&one.control) != values(&other.control) {
        return apart(BundleLintCode::DifferentType, "enum");
    }
    if one.read_only != other.read_only {
        return apart(BundleLintCode::DifferentCheck, "readOnly");
    }
    let (Some(mine), Some(theirs)) = (schema.as_object(), said.as_object()) else {
        return apart(BundleLintCode::DifferentCheck, "");
    };
    let is_choice = values(&one.control).is_some();
    let both = || mine.keys().chain(theirs.keys());
    let differs = |keyword: &&String| mine.get(*keyword).map(untitled) != theirs.get(*keyword).map(untitled);
    let is_bound = |keyword: &str| BOUNDS.iter().any(|(bound, _)| *bound == keyword);
    let is_check = |keyword: &&String| {
        asserts(keyword) && !is_bound(keyword) && !(is_choice && CHOICES.contains(&keyword.as_str()))
    };
    // A choice that is more than its values has a check of its own.
    if is_choice && (one.check.is_some() || other.check.is_some()) && untitled(schema) != untitled(said) {
        return apart(BundleLintCode::DifferentCheck, "enum");
    }
    if let Some(keyword) =
        both().filter(differs).find(|keyword| is_check(keyword) && !is_implied(keyword, one, other))
    {
        return apart(BundleLintCode::DifferentCheck, keyword);
    }
    let (joined, narrower) = narrowest(mine, theirs);
    if is_empty(&joined) {
        return apart(BundleLintCode::DifferentCheck, narrower.unwrap_or_default());
    }
    let begins = both().filter(differs).find(|keyword| BEGINNINGS.contains(&keyword.as_str()));
    let (code, detail) = match (narrower, begins) {
        (Some(keyword), _) => (Some(BundleLintCode::NarrowerCheck), keyword.to_owned()),
        (None, Some(keyword)) => (Some(BundleLintCode::DifferentDefault), keyword.clone()),
        (None, None) => (None, String::new()),
    };
    Alike { code, detail, joined: Some(joined.into()) }
}

fn asserts(keyword: &str) -> bool {
    OURS.contains(&keyword)
        || KEYWORDS.iter().any(|(name, support)| *name == keyword && *support == Support::Asserts)
}

/// What the data element says anyhow, where the schema leaves it out.
fn is_implied(keyword: &str, one: &Field, other: &Field) -> bool {
    let format = |field: &Field| match &field.control {
        Control::Text(text) => text.format,
        _ => None,
    };
    match keyword {
        "format" => format(one) == format(other),
        "type" => one.check.is_none() && other.check.is_none(),
        _ => false,
    }
}

/// The values of a choice, whatever they are called.
fn values(control: &Control) -> Option<Vec<&Value>> {
    match control {
        Control::Choice { options, .. } | Control::Choices { options, .. } => {
            Some(options.iter().map(|option| &option.value).collect())
        }
        _ => None,
    }
}

/// The schema without what it says to people.
fn untitled(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let said = members.iter().filter(|(name, _)| !["title", "description"].contains(&name.as_str()));
            said.map(|(name, member)| (name.clone(), untitled(member))).collect::<Map<_, _>>().into()
        }
        Value::Array(entries) => entries.iter().map(untitled).collect(),
        other => other.clone(),
    }
}

/// The first schema with the narrower of their bounds, and the first bound that is not that of both.
fn narrowest(
    mine: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> (Map<String, Value>, Option<&'static str>) {
    let mut joined = mine.clone();
    let mut narrower = None;
    for (bound, is_larger) in BOUNDS {
        let (one, other) = (mine.get(bound), theirs.get(bound));
        if one == other {
            continue;
        }
        narrower = narrower.or(Some(bound));
        let number = |value: Option<&Value>| value.and_then(Value::as_f64);
        let takes_other = match (number(one), number(other)) {
            (Some(one), Some(other)) => (other > one) == is_larger,
            (one, _) => one.is_none(),
        };
        if let Some(other) = other.filter(|_| takes_other) {
            joined.insert(bound.to_owned(), other.clone());
        }
    }
    (joined, narrower)
}

/// Whether the bounds leave nothing.
fn is_empty(schema: &Map<String, Value>) -> bool {
    let number = |bound: &str| schema.get(bound).and_then(Value::as_f64);
    let crossed = |least, most| number(least).zip(number(most)).is_some_and(|(least, most)| least > most);
    crossed("minLength", "maxLength") || crossed("minimum", "maximum")
}
