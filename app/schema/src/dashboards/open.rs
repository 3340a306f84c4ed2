//! A month's figures as open data: for everybody, and so that nobody is found in them. A number below five that is not nought is not
//! told (small cells), nor one from which such a number follows by subtraction: from the sum of a column, or from another
//! column of its line.

use serde::{Deserialize, Serialize};

/// A number of cases below this is not told.
pub const SMALLEST: u64 = 5;

/// What must be hidden together at least, so that what is left of a sum tells of none of them.
const TOGETHER: u64 = 2 * SMALLEST;

/// The figures of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenFigures {
    /// The month, such as `2026-02`.
    pub month: String,
    /// By kind of power.
    pub lines: Vec<OpenLine>,
    /// All of them together.
    pub total: OpenLine,
}

/// A line of figures; what is not told is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenLine {
    /// The kind of power; empty of all together.
    pub kind: String,
    /// Cases filed.
    pub opened: Option<u64>,
    /// Cases decided.
    pub decided: Option<u64>,
    /// Of those, by their last day.
    pub on_time: Option<u64>,
}

/// What was counted of a kind of power.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The kind.
    pub kind: String,
    /// Cases filed.
    pub opened: u64,
    /// Cases decided.
    pub decided: u64,
    /// Of those, by their last day.
    pub on_time: u64,
}

/// Whether a number could point at somebody.
const fn is_small(number: u64) -> bool {
    number > 0 && number < SMALLEST
}

/// What of a column is told: of each line, and of all together.
struct Told {
    lines: Vec<bool>,
    total: bool,
}

/// Hides what is small in a column, and in the other column that follows from it. If the sum is told, so much more is hidden
/// that it tells of none of them; if there is not so much, the sum is not told.
fn told(column: &[u64], other: &[u64], hidden_already: &[bool]) -> Told {
    let mut lines: Vec<bool> = column
        .iter()
        .zip(other)
        .zip(hidden_already)
        .map(|((one, other), hidden)| !hidden && !is_small(*one) && !is_small(*other))
        .collect();
    let sum = |column: &[u64]| column.iter().sum::<u64>();
    let mut total = !is_small(sum(column)) && !is_small(sum(other));
    let small_alone = lines.clone();
    let says = |lines: &[bool]| lines.iter().zip(column).any(|(told, number)| *told && *number > 0);
    while total && lines.contains(&false) && !(is_enough(&lines, column) && is_hazy(&lines, column)) {
        // The smallest of those that say something goes along.
        let shown = (0..lines.len()).filter(|place| lines[*place] && column[*place] > 0);
        match shown.min_by_key(|place| column[*place]) {
            Some(place) => lines[place] = false,
            None => total = false,
        }
    }
    // Rather no sum than no line.
    if total && says(&small_alone) && !says(&lines) {
        (lines, total) = (small_alone, false);
    }
    // What follows for the other column is hidden in the same lines: there too the sum must tell of none.
    let is_other_safe = sum(other) == 0 || is_enough(&lines, other);
    Told { total: total && (!lines.contains(&false) || is_other_safe), lines }
}

/// Whether what is hidden could be one of each small number still. What goes along is the smallest of what was told: none of it is more
/// than the smallest that is told, and the rest of the hidden sum would be that of the small one.
fn is_hazy(told: &[bool], column: &[u64]) -> bool {
    let of =
        |wanted: bool| told.iter().zip(column).filter(move |(told, number)| **told == wanted && **number > 0);
    let Some(smallest) = of(true).map(|(_, number)| *number).min() else { return true };
    let (count, sum) = of(false).fold((0_u64, 0), |(count, sum), (_, number)| (count + 1, sum + number));
    sum <= count.saturating_sub(1) * smallest + 1
}

/// Whether at least two are hidden, and enough together.
fn is_enough(told: &[bool], column: &[u64]) -> bool {
    let hidden = told.iter().zip(column).filter(|(told, number)| !**told && **number > 0);
    let (count, sum) = hidden.fold((0, 0), |(count, sum), (_, number)| (count + 1, sum + number));
    count >= 2 && sum >= TOGETHER
}

impl OpenFigures {
    /// What may be told of a month.
    pub fn of(month: String, counted: &[Counted]) -> Self {
        let column = |of: fn(&Counted) -> u64| counted.iter().map(of).collect::<Vec<_>>();
        let none = vec![0; counted.len()];
        let nothing_hidden = vec![false; counted.len()];
        let (opened, decided) = (column(|it| it.opened), column(|it| it.decided));
        let (on_time, late) = (column(|it| it.on_time), column(|it| it.decided.saturating_sub(it.on_time)));
        let told_opened = told(&opened, &none, &nothing_hidden);
        let told_decided = told(&decided, &none, &nothing_hidden);
        let hidden: Vec<bool> = told_decided.lines.iter().map(|told| !told).collect();
        let mut told_on_time = told(&on_time, &late, &hidden);
        told_on_time.total &= told_decided.total;
        let line = |place: usize| OpenLine {
            kind: counted[place].kind.clone(),
            opened: told_opened.lines[place].then_some(opened[place]),
            decided: told_decided.lines[place].then_some(decided[place]),
            on_time: told_on_time.lines[place].then_some(on_time[place]),
        };
        let total = OpenLine {
            kind: String::new(),
            opened: told_opened.total.then(|| opened.iter().sum()),
            decided: told_decided.total.then(|| decided.iter().sum()),
            on_time: told_on_time.total.then(|| on_time.iter().sum()),
        };
        Self { month, lines: (0..counted.len()).map(line).collect(), total }
    }

    /// Whether anything is not told.
    pub fn hides(&self) -> bool {
        let hides = |line: &OpenLine| [line.opened, line.decided, line.on_time].contains(&None);
        hides(&self.total) || self.lines.iter().any(hides)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counted(kind: &str, opened: u64, decided: u64, on_time: u64) -> Counted {
        Counted { kind: kind.into(), opened, decided, on_time }
    }

    #[test]
    fn a_small_cell_takes_another_with_it_so_that_the_sum_tells_neither() {
        let figures = OpenFigures::of(
            "2026-02".into(),
            &[
                counted("a", 40, 40, 40),
                counted("b", 3, 0, 0),
                counted("c", 12, 9, 9),
                counted("d", 30, 20, 20),
            ],
        );
        let opened: Vec<Option<u64>> = figures.lines.iter().map(|line| line.opened).collect();
        assert_eq!(opened, [Some(40), None, None, Some(30)]);
        assert_eq!(figures.total.opened, Some(85));
        assert_eq!(figures.lines[1].decided, Some(0), "nought tells of nobody");
        assert!(figures.hides());
    }

    #[test]
    fn what_goes_along_does_not_tell_by_being_the_smallest() {
        let of = |numbers: &[u64]| {
            let counted: Vec<Counted> = numbers.iter().map(|number| counted("a", *number, 0, 0)).collect();
            let figures = OpenFigures::of("2026-02".into(), &counted);
            (figures.lines.iter().map(|line| line.opened).collect::<Vec<_>>(), figures.total.opened)
        };
        // If one ten went along and the other was told, what is hidden would be 14, and at most ten of that the one that went along.
        assert_eq!(of(&[4, 10, 10]), (vec![None, Some(10), Some(10)], None));
        assert_eq!(of(&[4, 8, 30]), (vec![None, None, Some(30)], Some(42)));
    }

    #[test]
    fn few_that_were_late_are_not_told_by_those_that_were_not() {
        let figures =
            OpenFigures::of("2026-02".into(), &[counted("a", 40, 40, 38), counted("b", 50, 50, 50)]);
        assert_eq!((figures.lines[0].decided, figures.lines[0].on_time), (Some(40), None));
        assert_eq!((figures.total.decided, figures.total.on_time), (Some(90), None));
        let all = OpenFigures::of("2026-02".into(), &[counted("a", 40, 40, 40), counted("b", 50, 50, 50)]);
        assert!(!all.hides());
    }

    /// What follows from what is told: each hidden number of a column could be more and less, or its sum is hidden.
    fn is_open(values: &[u64], told: &[Option<u64>], total: Option<u64>) -> Result<(), TestCaseError> {
        let hidden: Vec<u64> =
            values.iter().zip(told).filter(|(_, told)| told.is_none()).map(|(value, _)| *value).collect();
        for told in told.iter().flatten().chain(&total) {
            prop_assert!(!is_small(*told), "{told} is told");
        }
        if total.is_some() && !hidden.is_empty() {
            let sum: u64 = hidden.iter().sum();
            let count = hidden.iter().filter(|number| **number > 0).count();
            prop_assert!(sum == 0 || (count >= 2 && sum >= TOGETHER), "{hidden:?} follows from {total:?}");
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn no_small_number_is_told_or_follows(
            lines in proptest::collection::vec((0_u64..40, 0_u64..40, 0_u64..12), 0..8),
        ) {
            let lines: Vec<Counted> = lines
                .into_iter()
                .map(|(opened, decided, late)| counted("k", opened, decided, decided.saturating_sub(late)))
                .collect();
            let figures = OpenFigures::of("2026-02".into(), &lines);
            let column = |of: fn(&OpenLine) -> Option<u64>| figures.lines.iter().map(of).collect::<Vec<_>>();
            let values = |of: fn(&Counted) -> u64| lines.iter().map(of).collect::<Vec<_>>();
            is_open(&values(|it| it.opened), &column(|it| it.opened), figures.total.opened)?;
            is_open(&values(|it| it.decided), &column(|it| it.decided), figures.total.decided)?;
            is_open(&values(|it| it.on_time), &column(|it| it.on_time), figures.total.on_time)?;
            let late = |line: &OpenLine| Some(line.decided? - line.on_time?);
            is_open(&values(|it| it.decided - it.on_time), &column(late), late(&figures.total))?;
        }
    }
}
