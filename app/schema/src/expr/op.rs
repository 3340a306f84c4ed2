//! The closed table of JSON Logic's operators and how they are written. Our own are in `added`.

use super::Added;

/// An operator: JSON Logic's, or one of our additions. `method` and `log` of the reference are left out: they act, and a rule only asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `if`, also written `?:`.
    If,
    /// `and`: the first falsy argument, else the last.
    And,
    /// `or`: the first truthy argument, else the last.
    Or,
    /// `!`
    Not,
    /// `!!`
    Truthy,
    /// `==`, converting types as JavaScript does.
    Equal,
    /// `===`
    Same,
    /// `!=`
    NotEqual,
    /// `!==`
    NotSame,
    /// `<`, also between with three arguments.
    Less,
    /// `<=`, also between with three arguments.
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `min`
    Min,
    /// `max`
    Max,
    /// `in`: an entry of a list or a part of a text.
    In,
    /// `cat`
    Cat,
    /// `substr`
    Substr,
    /// `merge`
    Merge,
    /// `var` with a computed path; a constant path is [`super::Expr::Var`].
    Var,
    /// `missing`
    Missing,
    /// `missing_some`
    MissingSome,
    /// `filter`
    Filter,
    /// `map`
    Map,
    /// `reduce`
    Reduce,
    /// `all`
    All,
    /// `none`
    None,
    /// `some`
    Some,
    /// Not JSON Logic's, but ours.
    Added(Added),
}

/// Every operator of JSON Logic with its name; the first name of an operator is the one it is written with.
const NAMES: [(&str, Op); 34] = [
    ("if", Op::If),
    ("?:", Op::If),
    ("and", Op::And),
    ("or", Op::Or),
    ("!", Op::Not),
    ("!!", Op::Truthy),
    ("==", Op::Equal),
    ("===", Op::Same),
    ("!=", Op::NotEqual),
    ("!==", Op::NotSame),
    ("<", Op::Less),
    ("<=", Op::AtMost),
    (">", Op::More),
    (">=", Op::AtLeast),
    ("+", Op::Add),
    ("-", Op::Subtract),
    ("*", Op::Multiply),
    ("/", Op::Divide),
    ("%", Op::Remainder),
    ("min", Op::Min),
    ("max", Op::Max),
    ("in", Op::In),
    ("cat", Op::Cat),
    ("substr", Op::Substr),
    ("merge", Op::Merge),
    ("var", Op::Var),
    ("missing", Op::Missing),
    ("missing_some", Op::MissingSome),
    ("filter", Op::Filter),
    ("map", Op::Map),
    ("reduce", Op::Reduce),
    ("all", Op::All),
    ("none", Op::None),
    ("some", Op::Some),
];

impl Op {
    /// The operator with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let listed = NAMES.iter().find(|(other, _)| *other == name).map(|(_, op)| *op);
        listed.or_else(|| Added::from_name(name).map(Self::Added))
    }

    /// The names of JSON Logic's own operators.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// How it is written.
    pub fn name(self) -> &'static str {
        if let Self::Added(added) = self {
            return added.name();
        }
        NAMES.iter().find(|(_, op)| *op == self).map_or("", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_gives_an_operator_that_is_written_by_its_first_name() {
        for (name, op) in NAMES {
            assert_eq!(Op::from_name(name), Some(op));
            assert_eq!(Op::from_name(op.name()), Some(op));
        }
        assert_eq!(Op::If.name(), "if");
        assert_eq!(Op::from_name("log"), None);
    }
}
