//! Compiled schemas from their JSON.

use serde_json::Value;

use super::{In, place, range, string, text_check, variant};
use crate::form::assertion::{Assertion, Check, Count, Others, Type, Whole};

pub(super) fn check(value: &Value) -> Option<Check> {
    Some(Check(value.as_array()?.iter().map(assertion).collect::<Option<_>>()?))
}

pub(super) fn whole(value: &Value) -> Option<Whole> {
    let it = In::of(value)?;
    Some(Whole {
        row: it.string("row"),
        pointer: it.string("pointer"),
        required: it.flag("required"),
        loose: it.flag("loose"),
        others: match it.0.get("others").map(Value::as_str) {
            None => Others::Unsaid,
            Some(name) => match name? {
                "none" => Others::None,
                "checked" => Others::Checked,
                _ => return None,
            },
        },
        check: optional(&it, "check")?,
    })
}

/// A check that may be absent, but not unreadable.
pub(super) fn optional(it: &In<'_>, key: &str) -> Option<Option<Check>> {
    match it.0.get(key) {
        None => Some(None),
        Some(value) => Some(Some(check(value)?)),
    }
}

fn checks(value: &Value) -> Option<Vec<Check>> {
    value.as_array()?.iter().map(check).collect()
}

fn named(value: &Value) -> Option<(String, Check)> {
    let [name, value] = value.as_array()?.as_slice() else { return None };
    Some((string(name)?, check(value)?))
}

fn needs(value: &Value) -> Option<(String, Vec<String>)> {
    let [name, names] = value.as_array()?.as_slice() else { return None };
    Some((string(name)?, names.as_array()?.iter().map(string).collect::<Option<_>>()?))
}

fn kind(value: &Value) -> Option<Type> {
    Some(match value.as_str()? {
        "null" => Type::Null,
        "boolean" => Type::Boolean,
        "integer" => Type::Integer,
        "number" => Type::Number,
        "string" => Type::String,
        "array" => Type::Array,
        "object" => Type::Object,
        _ => return None,
    })
}

fn assertion(value: &Value) -> Option<Assertion> {
    let (name, held) = variant(value)?;
    let list = || held.as_array().map(|list| list.iter());
    Some(match name {
        "never" => Assertion::Never,
        "type" => Assertion::Type(list()?.map(kind).collect::<Option<_>>()?),
        "one_of" => Assertion::OneOf(held.as_array()?.clone()),
        "required" => Assertion::Required(list()?.map(string).collect::<Option<_>>()?),
        "needs" => Assertion::Needs(list()?.map(needs).collect::<Option<_>>()?),
        "with" => Assertion::With(list()?.map(named).collect::<Option<_>>()?),
        "names" => Assertion::Names(check(held)?),
        "all" => Assertion::All(checks(held)?),
        "any" => Assertion::Any(checks(held)?),
        "one" => Assertion::One(checks(held)?),
        "not" => Assertion::Not(check(held)?),
        "ref" => Assertion::Ref(place(held)?),
        "other_members" => Assertion::OtherMembers(check(held)?),
        "other_entries" => Assertion::OtherEntries(check(held)?),
        _ => return of_several(name, &In::of(held)?),
    })
}

/// The assertions of several parts.
fn of_several(name: &str, it: &In<'_>) -> Option<Assertion> {
    let (min, max) = (it.count("min"), it.count("max"));
    let count = || Count { min, max, unique: it.flag("unique") };
    let one = |key: &str| it.0.get(key).and_then(check);
    Some(match name {
        "text" => Assertion::Text(text_check(it)?),
        "range" => Assertion::Range(range(it)),
        "items" => Assertion::Items(count()),
        "members" => Assertion::Members(count()),
        "entries" => Assertion::Entries { first: it.list("first", check)?, rest: optional(it, "rest")? },
        "contains" => Assertion::Contains { check: one("check")?, min, max },
        "properties" => Assertion::Properties {
            named: it.list("named", named)?,
            like: it.list("like", named)?,
            others: optional(it, "others")?,
        },
        "if" => Assertion::If { when: one("when")?, then: one("then")?, otherwise: one("otherwise")? },
        _ => return None,
    })
}
