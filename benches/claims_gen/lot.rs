//! Choices in given proportions that never come out the same twice: arithmetic decoding of a number that no other claim has.

use crate::random::mix;

/// Different things, each with the share that it had where they were counted.
pub struct Urn<T> {
    items: Vec<T>,
    /// For each item, how many were counted up to and with it.
    ends: Vec<u64>,
}

impl<T: PartialEq> Urn<T> {
    /// Counts the items.
    pub fn of(items: impl IntoIterator<Item = T>) -> Self {
        let mut counted: Vec<(T, u64)> = Vec::new();
        for item in items {
            match counted.iter_mut().find(|(other, _)| *other == item) {
                Some((_, count)) => *count += 1,
                None => counted.push((item, 1)),
            }
        }
        let ends = counted.iter().scan(0, |sum, (_, count)| {
            *sum += count;
            Some(*sum)
        });
        Self { ends: ends.collect(), items: counted.into_iter().map(|(item, _)| item).collect() }
    }
}

/// A number out of as many as there are claims, of which each choice uses up its part.
///
/// Two numbers differ by one or more. A choice cuts the range of numbers into parts by the shares of the items; numbers in the same part
/// keep their distance. So whoever makes the same choices is left with another [`ordinal`](Self::ordinal).
pub struct Lot {
    /// In units of 2^-32, like `size`.
    at: u64,
    size: u64,
    class: u64,
}

const ONE: u32 = 32;

impl Lot {
    /// The number `at` out of `size`.
    #[must_use]
    pub fn new(at: u64, size: u64) -> Self {
        assert!(at < size && size < 1 << 31, "{at} of {size}: expected fewer than 2^31");
        // Any fraction will do, if it is the same for all: it decides the choices that are left when a number is alone in its part.
        Self { at: (at << ONE) + 0x6a09_e667, size: size << ONE, class: 0 }
    }

    /// One of the urn's items.
    pub fn choose<'a, T>(&mut self, urn: &'a Urn<T>) -> &'a T {
        let total = *urn.ends.last().expect("an urn has an item");
        // The part of the size up to an end, in numbers that do not overflow.
        let (whole, rest) = (self.size / total, self.size % total);
        let bound = |end: &u64| whole * end + rest * end / total;
        let chosen = urn.ends.partition_point(|end| bound(end) <= self.at);
        let start = if chosen == 0 { 0 } else { bound(&urn.ends[chosen - 1]) };
        let end = bound(&urn.ends[chosen]);
        self.at -= start;
        self.size = end - start;
        self.class = mix(self.class ^ (chosen as u64 + 1));
        &urn.items[chosen]
    }

    /// A number that only those have in common who made the same choices.
    #[must_use]
    pub const fn class(&self) -> u64 {
        self.class
    }

    /// The place among those who made the same choices.
    #[must_use]
    pub const fn ordinal(&self) -> u64 {
        self.at >> ONE
    }
}
