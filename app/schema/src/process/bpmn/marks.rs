//! Sequences within sequences. A diagram has no word for them, so the blocks in it are marked with how many sequences
//! begin before them and end after them, beside the one that every way is.

use serde_json::{Value, json};

use super::super::definition::Node;

/// How many sequences begin before a block, and end after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub opens: usize,
    pub closes: usize,
}

/// More than a definition may hold.
const MOST: usize = 16;

impl Marks {
    /// As it is written; nothing for most blocks.
    pub fn to_value(self) -> Option<Value> {
        (self != Self::default()).then(|| json!([self.opens, self.closes]))
    }

    /// What was written; nothing special where that means nothing.
    pub fn from_value(value: Option<&Value>) -> Self {
        let count = |at: usize| {
            let count = value?.get(at)?.as_u64().and_then(|count| usize::try_from(count).ok())?;
            (count <= MOST).then_some(count)
        };
        Self { opens: count(0).unwrap_or(0), closes: count(1).unwrap_or(0) }
    }
}

/// The blocks on a way, one after the other, none of them a sequence.
pub(super) fn flat(node: &Node) -> Vec<(&Node, Marks)> {
    let mut found = Vec::new();
    walk(node, &mut found);
    if found.len() > 1 {
        if let Some((_, marks)) = found.first_mut() {
            marks.opens -= 1;
        }
        if let Some((_, marks)) = found.last_mut() {
            marks.closes -= 1;
        }
    }
    found
}

fn walk<'p>(node: &'p Node, found: &mut Vec<(&'p Node, Marks)>) {
    let Node::Seq(nodes) = node else { return found.push((node, Marks::default())) };
    let first = found.len();
    for node in nodes {
        walk(node, found);
    }
    if let Some((_, marks)) = found.get_mut(first) {
        marks.opens += 1;
        if let Some((_, marks)) = found.last_mut() {
            marks.closes += 1;
        }
    }
}

/// The one block that these are on a way: as marked, or else a plain sequence.
pub(super) fn nested(blocks: Vec<(Value, Marks)>) -> Value {
    let usual = usize::from(blocks.len() > 1);
    let last = blocks.len().saturating_sub(1);
    let mut open: Vec<Vec<Value>> = vec![Vec::new()];
    for (at, (block, marks)) in blocks.iter().enumerate() {
        let opens = marks.opens + if at == 0 { usual } else { 0 };
        let closes = marks.closes + if at == last { usual } else { 0 };
        open.extend(vec![Vec::new(); opens]);
        if let Some(list) = open.last_mut() {
            list.push(block.clone());
        }
        for _ in 0..closes {
            let (Some(list), Some(around)) = (open.pop(), open.last_mut()) else { return plain(blocks) };
            around.push(json!({ "seq": list }));
        }
    }
    match (open.len(), open.pop()) {
        (1, Some(mut list)) if list.len() == 1 => list.pop().unwrap_or_default(),
        _ => plain(blocks),
    }
}

fn plain(blocks: Vec<(Value, Marks)>) -> Value {
    let mut blocks: Vec<Value> = blocks.into_iter().map(|(block, _)| block).collect();
    match (blocks.len(), blocks.pop()) {
        (1, Some(block)) => block,
        (_, last) => {
            blocks.extend(last);
            json!({ "seq": blocks })
        }
    }
}
