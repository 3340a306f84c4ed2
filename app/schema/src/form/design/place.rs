//! Where something stands in a layout: on which page, and at which index in each group on the way to it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Indices from the page down, `2-0-1`. The columns of a table stand below it, in their order.
///
/// What has no place in the layout stands on a page that does not exist, the one after the last.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place(pub Vec<usize>);

/// A text that names no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPlace;

impl Place {
    /// The page at this index.
    pub fn page(index: usize) -> Self {
        Self(vec![index])
    }

    /// The place at this index in what stands here.
    #[must_use]
    pub fn child(&self, index: usize) -> Self {
        Self(self.0.iter().copied().chain([index]).collect())
    }

    /// The place around this one, and the index in it. A page has nothing around it that has a place: an empty one.
    pub fn split(&self) -> Option<(Self, usize)> {
        let (last, around) = self.0.split_last()?;
        Some((Self(around.to_vec()), *last))
    }

    /// The place next to this one, below it.
    pub fn next(&self) -> Option<Self> {
        let (around, index) = self.split()?;
        Some(around.child(index + 1))
    }

    /// Where this place is once what stands at the other one has been taken out: what was below that moved up. Nothing if
    /// it lies in there. What is taken out leaves a gap before itself: its own place stays.
    pub fn without(&self, taken: &Self) -> Option<Self> {
        let (around, index) = taken.split()?;
        let mut place = self.clone();
        match place.0.get_mut(around.0.len()) {
            Some(same) if self.is_in(&around) && *same > index => *same -= 1,
            _ if self != taken && self.is_in(taken) => return None,
            _ => {}
        }
        Some(place)
    }

    /// Whether this place is the other one or lies in it.
    pub fn is_in(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, index) in self.0.iter().enumerate() {
            let between = if depth == 0 { "" } else { "-" };
            write!(formatter, "{between}{index}")?;
        }
        Ok(())
    }
}

impl FromStr for Place {
    type Err = BadPlace;

    fn from_str(text: &str) -> Result<Self, BadPlace> {
        let index = |index: &str| index.parse().map_err(|_| BadPlace);
        text.split('-').map(index).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for BadPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a place in a layout")
    }
}

impl std::error::Error for BadPlace {}

impl TryFrom<String> for Place {
    type Error = BadPlace;

    fn try_from(text: String) -> Result<Self, BadPlace> {
        text.parse()
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        for place in [Place::page(0), Place(vec![2, 0, 1]), Place(vec![10, 11])] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        assert_eq!(Place(vec![2, 0, 1]).to_string(), "2-0-1");
        for text in ["", "-", "1-", "a", "1--2", "-1"] {
            assert_eq!(text.parse::<Place>(), Err(BadPlace), "{text}");
        }
        assert!(Place(vec![1, 2]).is_in(&Place::page(1)) && !Place(vec![10, 2]).is_in(&Place::page(1)));
        assert_eq!(Place::page(1).child(0).next(), Some(Place(vec![1, 1])));
    }

    #[test]
    fn what_is_taken_out_lets_the_rest_move_up() {
        let place = |text: &str| text.parse::<Place>().unwrap();
        let without = |at: &str, taken: &str| place(at).without(&place(taken)).map(|place| place.to_string());
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(without("0-3-1", "0-1"), is("0-2-1"));
        assert_eq!(without("0-3-1", "0-3-0"), is("0-3-0"));
        assert_eq!(without("0-0-1", "0-1"), is("0-0-1"));
        assert_eq!(without("1-3", "0-1"), is("1-3"));
        assert_eq!(without("0-1", "0-1"), is("0-1"));
        assert_eq!(without("0-1-2", "0-1"), None);
    }
}
