//! Random numbers that depend on a seed and a position alone: `SplitMix64` (Steele, Lea and Flood, "Fast splittable pseudorandom number
//! generators", 2014).

/// A sequence of random numbers.
pub struct Random(u64);

impl Random {
    /// The sequence that belongs to this position under this seed.
    #[must_use]
    pub const fn new(seed: u64, position: u64) -> Self {
        Self(mix(seed).wrapping_add(mix(position ^ 0x5851_f42d_4c95_7f2d)))
    }

    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number from 0 up to, not including, `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    /// A number from 0 up to, not including, `end`.
    #[expect(clippy::cast_possible_truncation, reason = "the number is below a usize")]
    pub fn index(&mut self, end: usize) -> usize {
        self.below(end as u64) as usize
    }

    /// One of the items.
    pub fn one<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.index(items.len())]
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// Puts the items in a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }
}

/// A number of which every bit depends on every bit of `from`.
#[must_use]
pub const fn mix(from: u64) -> u64 {
    let from = (from ^ (from >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let from = (from ^ (from >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    from ^ (from >> 31)
}
