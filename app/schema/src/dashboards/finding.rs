//! What a tile shows, as one finding of its rows: what the sentence above its chart says.

use super::{Dimension, Measure, Row, Tile};

/// What stands out in the rows of a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding<'t> {
    /// Of days on which two things are counted: by how much the first is more than the second, all days together.
    Balance {
        /// What is counted first.
        first: Measure,
        /// What is counted second.
        second: Measure,
        /// The first less the second; below nought where the second is more.
        more: i64,
    },
    /// Of days on which one thing is counted: the day with most of it.
    Busiest {
        /// The first such day.
        row: &'t Row,
        /// What is counted.
        measure: Measure,
        /// All days together.
        sum: i64,
        /// How many days there are.
        days: usize,
    },
    /// A share or an average is the same in every row, and there are several; or more rows have the number than are shown.
    Alike {
        /// Of what.
        measure: Measure,
        /// The number.
        number: i64,
        /// How many rows there are at least, where not all are shown.
        at_least: Option<usize>,
    },
    /// One row has most or least.
    Extreme(Extreme<'t>),
}

/// A row with most or least of the first measure of its tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extreme<'t> {
    /// The row.
    pub row: &'t Row,
    /// What it has most or least of.
    pub measure: Measure,
    /// Its number.
    pub number: i64,
    /// Whether it has least.
    pub is_least: bool,
    /// How many other rows have as much.
    pub others: usize,
    /// Whether there is no other row.
    pub is_alone: bool,
    /// Its part of all rows, in tenths of a per cent, rounded down; only of a count, and only where no row was left out.
    pub share: Option<i64>,
    /// What stands beside it in the second column.
    pub beside: Option<(Measure, i64)>,
}

impl Tile {
    /// What its rows say; nothing, where there are none.
    pub fn finding(&self) -> Option<Finding<'_>> {
        let measure = *self.measures.first()?;
        match self.dimension {
            Dimension::Day => self.of_days(measure),
            _ => self.extreme(measure),
        }
    }

    fn of_days(&self, measure: Measure) -> Option<Finding<'_>> {
        let sum = |place: usize| self.rows.iter().filter_map(|row| row.numbers.get(place)).sum::<i64>();
        if let Some(second) = self.measures.get(1) {
            return Some(Finding::Balance { first: measure, second: *second, more: sum(0) - sum(1) });
        }
        // Of several the first: the last is what `max_by_key` gives.
        let row = self.rows.iter().rev().max_by_key(|row| row.numbers.first())?;
        Some(Finding::Busiest { row, measure, sum: sum(0), days: self.rows.len() })
    }

    /// The rows stand in the order of their first number.
    fn extreme(&self, measure: Measure) -> Option<Finding<'_>> {
        let first = |row: &Row| row.numbers.first().copied().unwrap_or_default();
        let (row, last) = (self.rows.first()?, self.rows.last()?);
        let (number, end) = (first(row), first(last));
        // Of counts those that have none are not shown: that the others have as many says nothing of all.
        if number == end && self.rows.len() > 1 && (!self.is_whole || measure.is_tenths()) {
            let at_least = if self.is_whole { None } else { Some(self.rows.len()) };
            return Some(Finding::Alike { measure, number, at_least });
        }
        let others = self.rows.iter().filter(|it| first(it) == number).count().saturating_sub(1);
        let sum: i64 = self.rows.iter().map(first).sum();
        let share =
            if self.is_whole && !measure.is_tenths() { (number * 1000).checked_div(sum) } else { None };
        let beside = self.measures.get(1).copied().zip(row.numbers.get(1).copied());
        Some(Finding::Extreme(Extreme {
            row,
            measure,
            number,
            is_least: number < end,
            others,
            is_alone: self.rows.len() == 1,
            share,
            beside,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ChartKind, Definition, Order, Question};
    use super::*;

    fn tile(dimension: Dimension, measures: &[Measure], rows: &[(&str, &[i64])]) -> Tile {
        let row = |(name, numbers): &(&str, &[i64])| Row {
            name: (*name).to_owned(),
            key: (*name).to_owned(),
            numbers: numbers.to_vec(),
        };
        let definition = Definition {
            question: Question::ByDay,
            dimension,
            measures: measures.to_vec(),
            chart: ChartKind::Bar,
            order: Order::Most,
            most: None,
            screen: false,
        };
        definition.tile(rows.iter().map(row).collect(), serde_json::Value::Null)
    }

    #[test]
    fn nothing_says_nothing() {
        assert_eq!(tile(Dimension::Agency, &[Measure::Opened], &[]).finding(), None);
        assert_eq!(tile(Dimension::Day, &[Measure::Opened], &[]).finding(), None);
    }

    #[test]
    fn days_say_which_was_busiest_or_what_is_left_over() {
        let days = tile(Dimension::Day, &[Measure::Opened], &[("a", &[1]), ("b", &[4]), ("c", &[4])]);
        let Some(Finding::Busiest { row, sum: 9, days: 3, .. }) = days.finding() else { panic!() };
        assert_eq!(row.name, "b");
        let both =
            tile(Dimension::Day, &[Measure::Opened, Measure::Decided], &[("a", &[1, 3]), ("b", &[4, 4])]);
        let expected = Finding::Balance { first: Measure::Opened, second: Measure::Decided, more: -2 };
        assert_eq!(both.finding(), Some(expected));
    }

    #[test]
    fn a_row_stands_out_with_its_part_and_what_is_beside_it() {
        let by_agency = tile(
            Dimension::Agency,
            &[Measure::InHand, Measure::Late],
            &[("a", &[5, 2]), ("b", &[5, 0]), ("c", &[2, 2])],
        );
        let Some(Finding::Extreme(found)) = by_agency.finding() else { panic!() };
        assert_eq!((found.row.name.as_str(), found.number, found.is_least), ("a", 5, false));
        assert_eq!((found.others, found.share, found.beside), (1, Some(416), Some((Measure::Late, 2))));
        let cut = Tile { is_whole: false, ..by_agency };
        let Some(Finding::Extreme(found)) = cut.finding() else { panic!() };
        assert_eq!(found.share, None);
    }

    #[test]
    fn a_share_has_a_least_and_no_part() {
        let measures = [Measure::OnTimeShare, Measure::Decided];
        let shares = tile(Dimension::Agency, &measures, &[("a", &[875, 8]), ("b", &[1000, 9])]);
        let Some(Finding::Extreme(found)) = shares.finding() else { panic!() };
        assert_eq!((found.is_least, found.share, found.beside), (true, None, Some((Measure::Decided, 8))));
        let alike = tile(Dimension::Agency, &measures, &[("a", &[1000, 8]), ("b", &[1000, 9])]);
        let expected =
            |at_least| Some(Finding::Alike { measure: Measure::OnTimeShare, number: 1000, at_least });
        assert_eq!(alike.finding(), expected(None));
        assert_eq!(Tile { is_whole: false, ..alike }.finding(), expected(Some(2)));
        // Of those that have none nothing is shown.
        let ties = tile(Dimension::Agency, &[Measure::AskedLate], &[("a", &[1]), ("b", &[1])]);
        let Some(Finding::Extreme(found)) = ties.finding() else { panic!() };
        assert_eq!((found.number, found.others), (1, 1));
    }
}
