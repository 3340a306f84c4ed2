//! What a value is in a definition, as far as merging is concerned: it follows from where it stands.

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An object with members of known names, or anything that is one thing.
    Plain,
    /// An object whose members have names of their own, in an order that is seen: properties.
    Named,
    /// `uischema`, and each of its elements: a layout is written out by whoever first needs one.
    Layout,
    /// `x-text`: members with names of their own, language by language.
    Languages,
    /// A condition, a formula or data: one thing, however large.
    Whole,
    /// A list whose entries are told apart.
    List(List),
}

/// What the entries of a list are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Their values, in any order.
    Set,
    /// Their values.
    Values,
    /// Parts of a layout: what they show.
    Elements,
    /// `x-rules`: what they do.
    Rules,
    /// `materials`: their ids.
    Materials,
    /// `oneOf`: the answers they stand for.
    Choices,
}

impl Kind {
    /// The kind of the member with this key of a value of this kind.
    pub(super) fn of_member(self, key: &str) -> Self {
        match (self, key) {
            (Self::Languages, _) => Self::Named,
            // The members of these are schemas, or texts.
            (Self::Named, _) => Self::Plain,
            (_, "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas") => {
                Self::Named
            }
            (_, "x-text") => Self::Languages,
            (_, "uischema") => Self::Layout,
            (_, "when" | "condition" | "rule" | "value" | "const" | "default" | "examples") => Self::Whole,
            (_, "x-default" | "x-compute" | "x-computed") => Self::Whole,
            (_, "required" | "accept") => Self::List(List::Set),
            (_, "enum" | "target" | "targets") => Self::List(List::Values),
            (_, "elements") => Self::List(List::Elements),
            (_, "x-rules") => Self::List(List::Rules),
            (_, "materials") => Self::List(List::Materials),
            (_, "oneOf") => Self::List(List::Choices),
            _ => Self::Plain,
        }
    }

    /// The kind of an entry of such a list.
    pub(super) const fn of_entry(list: List) -> Self {
        match list {
            List::Elements => Self::Layout,
            _ => Self::Plain,
        }
    }

    /// Whether it may come to be in two hands, each with something else in it, without anything being in conflict.
    pub(super) const fn is_container(self) -> bool {
        matches!(self, Self::Named | Self::Layout | Self::Languages | Self::List(_))
    }

    /// Whether the order of what is in it is seen.
    pub(super) fn is_ordered(self) -> bool {
        self == Self::Named || matches!(self, Self::List(list) if list != List::Set)
    }
}
