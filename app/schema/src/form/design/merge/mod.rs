//! Two people's edits of one definition brought together. What both changed differently is a [`Conflict`].
//!
//! Members of objects are told apart by their keys; entries of layouts, rules, documents and choices by what identifies
//! them, wherever they stand; `required` and its like are sets. Translations follow the texts they belong to. What one of them moved, the other may have edited.
//! Pages and groups with ids are known by them; those without by what they are called and what is in them, so that what
//! both moved may stand twice where both renamed what they moved it to, which the compiler remarks on.

mod elements;
mod identity;
mod kind;
pub(crate) mod order;
mod place;
#[cfg(test)]
mod tests;
mod texts;
mod walk;

use serde_json::Value;

use self::walk::Walk;
use super::sequence::identical;

/// A definition made of two that began as one, and what could not be brought together.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The definition: both people's edits, and for each conflict the side that was chosen.
    pub definition: Value,
    /// What both changed differently. As many, in the same order, however they are settled.
    pub conflicts: Vec<Conflict>,
    base: Value,
    mine: Value,
    theirs: Value,
}

/// Something that both changed, each in another way.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// JSON Pointer to it in my definition; in theirs where I have it no longer.
    pub pointer: String,
    /// What is in conflict about it.
    pub matter: Matter,
    /// How I have it; nothing if I removed it. A text with translations has its languages in an object.
    pub mine: Option<Value>,
    /// How they have it; nothing if they removed it.
    pub theirs: Option<Value>,
    /// Whose counts. Mine, until it is settled.
    pub side: Side,
}

/// What two people disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A value, or whether it is there.
    Value,
    /// The order of what is in it.
    Order,
}

/// Whose edit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Mine.
    #[default]
    Mine,
    /// Theirs.
    Theirs,
}

/// Brings together what became of `base` in two hands. Conflicts are settled as [`Side::Mine`].
pub fn merge(base: &Value, mine: &Value, theirs: &Value) -> Merged {
    let [base, mine, theirs] = [base, mine, theirs].map(Value::clone);
    merged([base, mine, theirs], &[])
}

/// The same with the conflict at this place of [`Merged::conflicts`] settled for one side.
pub fn settle(merged: &Merged, conflict: usize, side: Side) -> Merged {
    let mut sides: Vec<Side> = merged.conflicts.iter().map(|conflict| conflict.side).collect();
    if let Some(settled) = sides.get_mut(conflict) {
        *settled = side;
    }
    self::merged([&merged.base, &merged.mine, &merged.theirs].map(Value::clone), &sides)
}

fn merged([base, mine, theirs]: [Value; 3], sides: &[Side]) -> Merged {
    let (definition, conflicts) = if identical(&base, &mine) {
        (theirs.clone(), Vec::new())
    } else if identical(&base, &theirs) || identical(&mine, &theirs) {
        (mine.clone(), Vec::new())
    } else {
        let mut walk = Walk::new(sides);
        let mut folded = [&base, &mine, &theirs].map(texts::fold);
        elements::settle(&mut walk, &mut folded);
        let definition = walk.definition(folded.each_ref());
        (texts::unfold(definition, &mine), walk.conflicts)
    };
    Merged { definition, conflicts, base, mine, theirs }
}
