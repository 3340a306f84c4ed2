//! What can be said of a subject: the verbs a builder offers.

/// What is said of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// It is this value.
    Equal,
    /// It is answered otherwise.
    NotEqual,
    /// It is less than this value, or earlier.
    Less,
    /// It is at most this value, or not later.
    AtMost,
    /// It is more than this value, or later.
    More,
    /// It is at least this value, or not earlier.
    AtLeast,
    /// It lies between these two values, or is one of them.
    Between,
    /// It is one of these values.
    OneOf,
    /// It is answered, and by none of these values.
    NoneOf,
    /// It has this part or this entry.
    Contains,
    /// It is answered, and has no such part or entry.
    Lacks,
    /// It begins with this; of a region, lies in the one with this beginning.
    StartsWith,
    /// It ends with this.
    EndsWith,
    /// It is answered with yes.
    Yes,
    /// It is answered with no.
    No,
    /// It is answered.
    Given,
    /// It is not answered.
    Missing,
    /// There is a row for which the rest holds.
    AnyRow,
    /// There are rows, and the rest holds for each.
    EachRow,
    /// There is no row for which the rest holds.
    NoRow,
}

impl Predicate {
    /// Every predicate.
    pub const ALL: [Self; 20] = [
        Self::Equal,
        Self::NotEqual,
        Self::Less,
        Self::AtMost,
        Self::More,
        Self::AtLeast,
        Self::Between,
        Self::OneOf,
        Self::NoneOf,
        Self::Contains,
        Self::Lacks,
        Self::StartsWith,
        Self::EndsWith,
        Self::Yes,
        Self::No,
        Self::Given,
        Self::Missing,
        Self::AnyRow,
        Self::EachRow,
        Self::NoRow,
    ];

    /// A name for forms and styles.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::NotEqual => "not_equal",
            Self::Less => "less",
            Self::AtMost => "at_most",
            Self::More => "more",
            Self::AtLeast => "at_least",
            Self::Between => "between",
            Self::OneOf => "one_of",
            Self::NoneOf => "none_of",
            Self::Contains => "contains",
            Self::Lacks => "lacks",
            Self::StartsWith => "starts_with",
            Self::EndsWith => "ends_with",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Given => "given",
            Self::Missing => "missing",
            Self::AnyRow => "any_row",
            Self::EachRow => "each_row",
            Self::NoRow => "no_row",
        }
    }

    /// The predicate with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|predicate| predicate.slug() == slug)
    }

    /// The fewest and the most values it is said with; no most for a list of any length.
    pub const fn values(self) -> (usize, Option<usize>) {
        match self {
            Self::Yes
            | Self::No
            | Self::Given
            | Self::Missing
            | Self::AnyRow
            | Self::EachRow
            | Self::NoRow => (0, Some(0)),
            Self::Between => (2, Some(2)),
            Self::OneOf | Self::NoneOf => (0, None),
            _ => (1, Some(1)),
        }
    }
}
