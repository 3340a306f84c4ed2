//! Two lists of computed facts brought together, fact by fact.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Disputed, members, side};
use crate::form::design::order::{Changed, changed, union};

/// The facts of a list by their ids, and their order; nothing where they cannot be told apart.
type Listed<'v> = (Vec<&'v str>, BTreeMap<&'v str, &'v Value>);

fn listed(facts: Option<&Value>) -> Option<Listed<'_>> {
    let facts: &[Value] = facts.map_or(Some(&[][..]), |facts| facts.as_array().map(Vec::as_slice))?;
    let ids: Vec<&str> = facts.iter().map(|fact| fact.get("id")?.as_str()).collect::<Option<_>>()?;
    let by_id: BTreeMap<&str, &Value> = ids.iter().copied().zip(facts).collect();
    (by_id.len() == ids.len()).then_some((ids, by_id))
}

/// What became of the list in two hands.
pub(super) fn merged(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
) -> Result<Option<Value>, Disputed> {
    if let Ok(one) = side(base, mine, theirs) {
        return Ok(one.cloned());
    }
    let (base, mine, theirs) = (listed(base), listed(mine), listed(theirs));
    let (Some((was, base)), Some((here, mine)), Some((there, theirs))) = (base, mine, theirs) else {
        return Err(Disputed);
    };
    let order = match changed(&was, &here, &there) {
        Changed::Theirs => union(&there, &here),
        Changed::Mine | Changed::Both => union(&here, &there),
    };
    let mut all = Vec::with_capacity(order.len());
    for id in order {
        all.extend(fact(base.get(id).copied(), mine.get(id).copied(), theirs.get(id).copied())?);
    }
    Ok((!all.is_empty()).then_some(Value::Array(all)))
}

/// One of them, member by member where both changed it; nothing where one took out what the other left alone.
fn fact(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
) -> Result<Option<Value>, Disputed> {
    let of = |fact: Option<&Value>| fact.and_then(Value::as_object).cloned();
    match (of(base), of(mine), of(theirs)) {
        (Some(base), Some(mine), Some(theirs)) => Ok(Some(Value::Object(members(&base, &mine, &theirs)?))),
        _ => Ok(side(base, mine, theirs)?.cloned()),
    }
}
