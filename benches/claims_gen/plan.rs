//! Which claims are broken, and how.

use crate::random::Random;

/// Claims in a row whose relations are a cycle: each leads to the next, and the last one, which has the finding, to the first.
pub(crate) struct Cycle {
    pub(crate) kind: &'static str,
    pub(crate) length: u64,
}

/// Which claims are broken: one in each of as many stretches of the file as there are faults.
pub(crate) struct Plan {
    seed: u64,
    broken: u64,
    /// The claims in a stretch.
    stretch: u64,
    /// For the offsets in a round, whether the two claims before have the same source.
    settled: Vec<bool>,
    /// The faults in turn, each with the cycle that it is the end of.
    cycles: Vec<Option<&'static Cycle>>,
}

/// A stretch has two claims before the broken one, which may help to break it, and room to move it.
const LEAST_STRETCH: u64 = 6;

impl Plan {
    /// A plan for so many broken claims among `claims`, by faults in turn. `sources` are the numbers of claims in a row that have
    /// the same source.
    pub(crate) fn new(seed: u64, claims: u64, broken: u64, cycles: Vec<Option<&'static Cycle>>, sources: &[u64]) -> Result<Self, String> {
        let stretch = claims.checked_div(broken).unwrap_or(u64::MAX);
        if stretch < LEAST_STRETCH {
            return Err(format!("{broken} broken of {claims} claims: expected one in {LEAST_STRETCH} at most"));
        }
        let settled = sources.iter().flat_map(|claims| (0..*claims).map(|rank| rank >= 2)).collect();
        Ok(Self { seed, broken, stretch, settled, cycles })
    }

    /// The number of the fault by which the claim with this number is broken, if it is.
    pub(crate) fn fault(&self, index: u64) -> Option<usize> {
        let number = index / self.stretch;
        let found = number < self.broken && self.broken_in(number) == index;
        found.then(|| usize::try_from(number).expect("a number of claims fits") % self.cycles.len())
    }

    fn broken_in(&self, number: u64) -> u64 {
        let first = number * self.stretch + 2;
        let picked = first + Random::new(self.seed ^ 0xb40c, number).below(self.stretch - LEAST_STRETCH + 2);
        let settled = |index: &u64| self.settled[usize::try_from(*index % self.settled.len() as u64).expect("a round is in memory")];
        (picked..picked + 3).find(settled).expect("each source has three claims or more in a row")
    }

    /// The last claim up to this one that is neither broken nor helps to break another.
    pub(crate) fn untouched(&self, index: u64) -> Option<u64> {
        let touched = |index: u64| self.fault(index).is_some() || self.cycle(index).is_some();
        (index.saturating_sub(3)..=index).rev().find(|index| !touched(*index))
    }

    /// The cycle that the claim is part of before its end, if it is; its relation leads to the next claim.
    pub(crate) fn cycle(&self, index: u64) -> Option<&'static Cycle> {
        (index + 1..index + 3).find_map(|last| {
            let cycle = self.cycles[self.fault(last)?]?;
            (last - index < cycle.length).then_some(cycle)
        })
    }
}
