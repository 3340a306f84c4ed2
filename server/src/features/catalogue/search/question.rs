//! A question as the index reads it, and the first ranking: the BM25F of its terms, times how much of it an item covers.

use super::super::text::folded;
use super::closeness::{Letters, Symbol};
use super::index::Hit;
use super::postings::Vocabulary;
use super::shard::Shard;
use super::sounds::{Spelt, sounds, spelt};
use super::terms::{Kind, Placed, Term, is_han, near, terms};

/// So many characters and words of a question can be covered; what comes after them only adds to the score.
const UNITS: usize = 31;
/// The bit above them: characters of the question stand together in the item, or a word of it does.
const TOGETHER: u32 = 1 << UNITS;
/// A hit must cover this share of the question, by weight…
const LEAST_COVERAGE: f32 = 0.5;
/// …all of it if it was spelt by its initials, which say little…
const LEAST_INITIALS: f32 = 0.99;
/// …this share if the characters only lie scattered in it, as every long name holds some…
const LEAST_SCATTERED: f32 = 0.75;
/// …or less where the nearest are asked for: next to nothing of it…
const LEAST_NEAREST: f32 = 0.02;
/// …but more than a stray character of it…
const LEAST_NEAREST_SCATTERED: f32 = 0.3;
/// …and reach this share of the best score.
const LEAST_SCORE: f32 = 0.12;

/// How much a term of this kind tells, compared with a pair.
const fn telling(kind: Kind) -> f32 {
    match kind {
        Kind::Pair | Kind::Word => 1.0,
        Kind::Sound => 0.6,
        Kind::Near | Kind::Initials => 0.4,
        Kind::Single => 0.3,
    }
}

/// A question, weighed: rare terms tell more.
pub struct Question {
    wanted: Vec<Wanted>,
    coverage: Coverage,
    /// The share of it that a hit must cover.
    least: f32,
    letters: Letters,
}

/// A term of the question, how much it tells, and which characters and words of the question it covers, as bits.
struct Wanted {
    term: Term,
    weight: f32,
    units: u32,
}

impl Question {
    /// Reads a question that is to be put to items of this vocabulary.
    pub fn read(question: &str, vocabulary: &Vocabulary) -> Self {
        let Cut { units, placed } = Cut::of(question, vocabulary);
        let letters: Vec<char> = folded(question).chars().collect();
        let counted = &units[..units.len().min(UNITS)];
        let bit =
            |at: usize| counted.binary_search_by_key(&at, |unit| unit.start).map_or(0, |unit| 1 << unit);
        let initials = placed.iter().any(|placed| placed.kind == Kind::Initials);
        let least = if initials { LEAST_INITIALS } else { LEAST_COVERAGE };
        let mut wanted: Vec<Wanted> = Vec::new();
        for placed in &placed {
            // What merely sounds like two written characters is as little as two that lie scattered.
            let heard = placed.kind == Kind::Sound && is_han(letters[placed.start]);
            let together = if placed.kind == Kind::Single || heard { 0 } else { TOGETHER };
            let units = bit(placed.start) | bit(placed.last()) | together;
            let weight = vocabulary.rarity(placed.term) * telling(placed.kind) * placed.light(&letters);
            match wanted.iter_mut().find(|wanted| wanted.term == placed.term) {
                Some(wanted) => wanted.units |= units,
                None => wanted.push(Wanted { term: placed.term, weight, units }),
            }
        }
        // Damped, because the rarest character may be the mistake.
        let shares: Vec<f32> = counted.iter().map(|unit| unit.weight.sqrt()).collect();
        let symbols = units.into_iter().flat_map(|unit| {
            let each = unit.weight / unit.symbols.len() as f32;
            unit.symbols.into_iter().map(move |symbol| (symbol, each))
        });
        Self { wanted, coverage: Coverage::of(&shares), least, letters: symbols.collect() }
    }

    /// Its characters with what each tells.
    pub const fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Scores every document that shares a term with the question; those that answer it, in no order. Who asks is shown
    /// the nearest; who searches is shown only what answers.
    pub fn rank(&self, shards: &[Shard], nearest: bool) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut found: Vec<(f32, u32)> = Vec::new();
        let mut first = 0;
        for shard in shards {
            // Dense, because a common character touches much of the catalogue: two steps a posting, no hashing.
            found.clear();
            found.resize(shard.documents().len(), (0.0, 0));
            for wanted in &self.wanted {
                for (place, impact) in shard.postings().of(wanted.term) {
                    let (score, units) = &mut found[*place as usize];
                    *score += wanted.weight * impact;
                    *units |= wanted.units;
                }
            }
            let hit = |(document, found): (u32, &(f32, u32))| self.hit(document, *found, nearest);
            hits.extend((first..).zip(&found).filter_map(hit));
            first += found.len() as u32;
        }
        let least = hits.iter().fold(0.0, |best: f32, hit| best.max(hit.score)) * LEAST_SCORE;
        hits.retain(|hit| hit.score >= least);
        hits
    }

    /// A document as a hit, if it covers enough of the question.
    fn hit(&self, document: u32, (score, units): (f32, u32), nearest: bool) -> Option<Hit> {
        let covered = self.coverage.share(units);
        let least = match (units & TOGETHER == 0, nearest) {
            (true, true) => LEAST_NEAREST_SCATTERED,
            (true, false) => LEAST_SCATTERED,
            (false, true) => LEAST_NEAREST,
            (false, false) => self.least,
        };
        // Of a long sentence much is only said around the matter.
        let weight = if nearest { covered.sqrt() } else { covered };
        (covered >= least).then_some(Hit { document, score: score * weight, covered, near: 0.0 })
    }
}

/// A character or a word of a question, or a syllable of a word that is pinyin: what can be covered.
struct Unit {
    start: usize,
    weight: f32,
    symbols: Vec<Symbol>,
}

/// A question cut up: its units in their order, and the terms that cover them.
struct Cut {
    units: Vec<Unit>,
    placed: Vec<Placed>,
}

impl Cut {
    fn of(question: &str, vocabulary: &Vocabulary) -> Self {
        let letters: Vec<char> = folded(question).chars().collect();
        let unknown = |term: Term| !vocabulary.knows(term);
        let mut cut = Self { units: Vec::new(), placed: Vec::new() };
        for placed in terms(question, true) {
            let text = &letters[placed.start..=placed.last()];
            if placed.kind == Kind::Word && unknown(placed.term) && cut.spell(placed.start, text, vocabulary)
            {
                continue;
            }
            if placed.kind != Kind::Pair {
                let symbols = text.iter().copied().map(Symbol::Letter).collect();
                cut.units.push(Unit {
                    start: placed.start,
                    weight: vocabulary.rarity(placed.term) * placed.light(&letters),
                    symbols,
                });
            }
            cut.placed.push(placed);
        }
        // What nothing is called may be written as it sounds.
        let pairs: Vec<usize> =
            cut.of_kind(Kind::Pair).filter(|pair| unknown(pair.term)).map(|pair| pair.start).collect();
        let heard = sounds(question).into_iter();
        cut.placed.extend(heard.filter(|heard| heard.kind == Kind::Sound && pairs.contains(&heard.start)));
        cut.placed.extend(near(question));
        cut
    }

    /// Reads a word that nothing is called as pinyin; says whether it is.
    fn spell(&mut self, start: usize, letters: &[char], vocabulary: &Vocabulary) -> bool {
        let word: String = letters.iter().collect();
        let spelt = spelt(&word);
        let symbols: Vec<(usize, Symbol)> = match &spelt {
            Spelt::Syllables(all) => {
                all.iter().map(|sound| (sound.len(), Symbol::Sound((*sound).to_owned()))).collect()
            }
            Spelt::Initials(all) => all.iter().map(|initial| (1, Symbol::Initial(*initial))).collect(),
            Spelt::Nothing => return false,
        };
        let terms = spelt.pairs();
        let Some(weight) = terms.iter().map(|term| vocabulary.rarity(*term)).reduce(f32::max) else {
            return false;
        };
        let mut at = start;
        for (number, (len, symbol)) in symbols.into_iter().enumerate() {
            self.units.push(Unit { start: at, weight, symbols: vec![symbol] });
            // A pair reaches to where its second syllable begins.
            if let Some(term) = terms.get(number) {
                self.placed.push(Placed { term: *term, kind: spelt.kind(), start: at, len: len + 1 });
            }
            at += len;
        }
        true
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Placed> {
        self.placed.iter().filter(move |placed| placed.kind == kind)
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
