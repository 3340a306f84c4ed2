//! Chance from a seed (splitmix64): the same everywhere and for ever, so that a number names a pair.

/// Where the dice stand.
pub struct Chance(u64);

impl Chance {
    /// The dice of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one, which is not zero.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number from the first to the last.
    pub fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    /// True so many times of a hundred.
    pub fn odds(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A place among so many.
    pub fn index(&mut self, count: usize) -> usize {
        // In 64 bits on both sides.
        let place = u64::try_from(count).map_or(0, |count| self.below(count));
        usize::try_from(place).unwrap_or(0)
    }

    /// One of these, of which there is at least one.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.index(from.len())]
    }

    /// So many of whatever is made.
    pub fn some<T>(&mut self, least: u64, most: u64, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.between(least, most);
        (0..count).map(|_| make(self)).collect()
    }
}
