//! Parts of a condition by their path: at each step the place in a group, and `0` for what is said of rows.

use crate::expr::{Condition, Quantifier};

/// The condition that always holds: all of nothing.
pub(super) const fn always() -> Condition {
    Condition::Group { quantifier: Quantifier::All, conditions: Vec::new() }
}

/// The part at this path; the empty path is the condition itself.
pub fn part<'a>(condition: &'a Condition, path: &[usize]) -> Option<&'a Condition> {
    path.iter().try_fold(condition, |condition, step| match condition {
        Condition::Group { conditions, .. } => conditions.get(*step),
        Condition::Rows { condition, .. } => (*step == 0).then_some(&**condition),
        _ => None,
    })
}

fn part_mut<'a>(condition: &'a mut Condition, path: &[usize]) -> Option<&'a mut Condition> {
    path.iter().try_fold(condition, |condition, step| match condition {
        Condition::Group { conditions, .. } => conditions.get_mut(*step),
        Condition::Rows { condition, .. } => (*step == 0).then_some(&mut **condition),
        _ => None,
    })
}

/// The condition with another part at this path, or without it. A group that loses its last part goes with it; a
/// condition of which nothing is left always holds, and so does what was said of rows. Unchanged if there is no such part.
pub fn with_part(condition: &Condition, path: &[usize], new: Option<Condition>) -> Condition {
    let mut whole = condition.clone();
    match new {
        Some(new) => {
            if let Some(part) = part_mut(&mut whole, path) {
                *part = new;
            }
        }
        None => remove(&mut whole, path),
    }
    whole
}

fn remove(whole: &mut Condition, path: &[usize]) {
    if part(whole, path).is_none() {
        return;
    }
    let mut path = path;
    while let Some((step, parent)) = path.split_last() {
        match part_mut(whole, parent) {
            Some(Condition::Group { conditions, .. }) if conditions.len() > 1 => {
                conditions.remove(*step);
                return;
            }
            Some(Condition::Rows { condition, .. }) => {
                **condition = always();
                return;
            }
            _ => path = parent,
        }
    }
    *whole = always();
}

/// The condition with the part at this path as the only one of a new group. Unchanged if there is no such part.
pub fn wrap(condition: &Condition, path: &[usize], quantifier: Quantifier) -> Condition {
    let group = |part: &Condition| Condition::Group { quantifier, conditions: vec![part.clone()] };
    part(condition, path)
        .map(group)
        .map_or_else(|| condition.clone(), |group| with_part(condition, path, Some(group)))
}

/// The condition with one more at this path: the last of the group that is there, or together with what is there.
/// Unchanged if there is no such part.
pub fn add(condition: &Condition, path: &[usize], new: Condition) -> Condition {
    let mut whole = condition.clone();
    match part_mut(&mut whole, path) {
        Some(Condition::Group { conditions, .. }) => conditions.push(new),
        Some(other) => {
            let conditions = vec![other.clone(), new];
            *other = Condition::Group { quantifier: Quantifier::All, conditions };
        }
        None => {}
    }
    whole
}
