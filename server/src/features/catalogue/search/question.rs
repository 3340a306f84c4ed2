//! A question as the index reads it, and the first ranking: the BM25F of its terms, times how much of it an item covers.

use super::super::text::folded;
use super::closeness::Letters;
use super::index::Hit;
use super::postings::Postings;
use super::terms::{Kind, Placed, Term, near, terms};

/// So many characters and words of a question can be covered; what comes after them only adds to the score.
const UNITS: usize = 31;
/// The bit above them: characters of the question stand together in the item, or a word of it does.
const TOGETHER: u32 = 1 << UNITS;
/// A hit must cover this share of the question, by weight…
const LEAST_COVERAGE: f32 = 0.5;
/// …this share if the characters only lie scattered in it, as every long name holds some…
const LEAST_SCATTERED: f32 = 0.75;
/// …and reach this share of the best score.
const LEAST_SCORE: f32 = 0.12;

/// How much a term of this kind tells, compared with a pair.
const fn telling(kind: Kind) -> f32 {
    match kind {
        Kind::Pair | Kind::Word => 1.0,
        Kind::Near => 0.4,
        Kind::Single => 0.3,
    }
}

/// A question, weighed: rare terms tell more.
pub struct Question {
    wanted: Vec<Wanted>,
    coverage: Coverage,
    letters: Letters,
}

/// A term of the question, how much it tells, and which characters and words of the question it covers, as bits.
struct Wanted {
    term: Term,
    weight: f32,
    units: u32,
}

impl Question {
    /// Reads a question that is to be put to these postings.
    pub fn read(question: &str, postings: &Postings) -> Self {
        let ordered = terms(question, true);
        let units: Vec<&Placed> = ordered.iter().filter(|placed| placed.kind != Kind::Pair).collect();
        let weights: Vec<f32> = units.iter().map(|unit| postings.rarity(unit.term)).collect();
        let counted = &units[..units.len().min(UNITS)];
        let bit =
            |at: usize| counted.binary_search_by_key(&at, |unit| unit.start).map_or(0, |unit| 1 << unit);
        let mut wanted: Vec<Wanted> = Vec::new();
        for placed in ordered.iter().chain(&near(question)) {
            let together = if placed.kind == Kind::Single { 0 } else { TOGETHER };
            let units = bit(placed.start) | bit(placed.last()) | together;
            let weight = postings.rarity(placed.term) * telling(placed.kind);
            match wanted.iter_mut().find(|wanted| wanted.term == placed.term) {
                Some(wanted) => wanted.units |= units,
                None => wanted.push(Wanted { term: placed.term, weight, units }),
            }
        }
        // Damped, because the rarest character may be the mistake.
        let shares: Vec<f32> = weights.iter().map(|weight| weight.sqrt()).collect();
        let letters: Vec<char> = folded(question).chars().collect();
        let letters = units.iter().zip(&weights).flat_map(|(unit, weight)| {
            let each = weight / unit.len as f32;
            letters[unit.start..=unit.last()].iter().map(move |letter| (*letter, each))
        });
        Self { wanted, coverage: Coverage::of(&shares[..counted.len()]), letters: letters.collect() }
    }

    /// Its characters with what each tells.
    pub const fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Scores every document that shares a term with the question; those that answer it, in no order.
    pub fn rank(&self, postings: &Postings) -> Vec<Hit> {
        // Dense, because a common character touches much of the catalogue: two steps a posting, no hashing.
        let mut found = vec![(0.0_f32, 0_u32); postings.documents()];
        for wanted in &self.wanted {
            for (document, impact) in postings.of(wanted.term) {
                let (score, units) = &mut found[*document as usize];
                *score += wanted.weight * impact;
                *units |= wanted.units;
            }
        }
        let mut hits: Vec<Hit> = Vec::new();
        for (document, (score, units)) in found.into_iter().enumerate() {
            let covered = self.coverage.share(units);
            if covered >= if units & TOGETHER == 0 { LEAST_SCATTERED } else { LEAST_COVERAGE } {
                hits.push(Hit { document: document as u32, score: score * covered });
            }
        }
        let least = hits.iter().fold(0.0, |best: f32, hit| best.max(hit.score)) * LEAST_SCORE;
        hits.retain(|hit| hit.score >= least);
        hits
    }
}

/// Which share of the question each set of its units makes, by bytes of the set: it is asked of every document, and four
/// look-ups without a branch are faster than leaving out those that need not be asked.
struct Coverage([[f32; 256]; 4]);

impl Coverage {
    fn of(weights: &[f32]) -> Self {
        let total: f32 = weights.iter().sum();
        let mut tables = [[0.0; 256]; 4];
        for (weights, table) in weights.chunks(8).zip(&mut tables) {
            for set in 1..256_usize {
                let share = weights.get(set.trailing_zeros() as usize).map_or(0.0, |weight| weight / total);
                table[set] = table[set & (set - 1)] + share;
            }
        }
        Self(tables)
    }

    fn share(&self, units: u32) -> f32 {
        let [first, second, third, last] = units.to_le_bytes();
        let of = |table: usize, byte: u8| self.0[table][usize::from(byte)];
        (of(0, first) + of(1, second)) + (of(2, third) + of(3, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_units_is_worth_what_its_units_are() {
        let coverage = Coverage::of(&[1.0; 20]);
        let check = |units, share: f32| assert!((coverage.share(units) - share).abs() < 1e-6, "{units:b}");
        check(0, 0.0);
        check(TOGETHER, 0.0);
        check(0b1 | TOGETHER, 0.05);
        check(0b1000_0001_1000_0001_1000_0001, 0.25);
        check((1 << 20) - 1, 1.0);
        assert_eq!(Coverage::of(&[]).share(u32::MAX), 0.0);
    }
}
