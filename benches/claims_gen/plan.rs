//! Which claims are broken, and how.

use super::faults::{Circle, Fault};
use super::random::Random;

/// Which claims are broken: one in each of as many stretches of the file as there are faults.
pub(crate) struct Plan {
    seed: u64,
    broken: u64,
    /// The claims in a stretch.
    stretch: u64,
    /// For the offsets in a round, whether the two claims before have the same source.
    settled: Vec<bool>,
    faults: Vec<&'static Fault>,
}

/// A stretch has two claims before the broken one, which may help to break it, and room to move it.
const LEAST_STRETCH: u64 = 6;

impl Plan {
    /// A plan for so many broken claims among `claims`, by the `faults` in turn. `sources` are the numbers of claims in a row that have
    /// the same source.
    pub(crate) fn new(seed: u64, claims: u64, broken: u64, faults: Vec<&'static Fault>, sources: &[u64]) -> Result<Self, String> {
        let stretch = claims.checked_div(broken).unwrap_or(u64::MAX);
        if stretch < LEAST_STRETCH {
            return Err(format!("{broken} broken of {claims} claims: expected one in {LEAST_STRETCH} at most"));
        }
        let settled = sources.iter().flat_map(|claims| (0..*claims).map(|rank| rank >= 2)).collect();
        Ok(Self { seed, broken, stretch, settled, faults })
    }

    /// How the claim with this number is broken, if it is.
    pub(crate) fn fault(&self, index: u64) -> Option<&'static Fault> {
        let number = index / self.stretch;
        let found = number < self.broken && self.broken_in(number) == index;
        found.then(|| self.faults[usize::try_from(number).expect("a number of claims fits") % self.faults.len()])
    }

    fn broken_in(&self, number: u64) -> u64 {
        let first = number * self.stretch + 2;
        let picked = first + Random::new(self.seed ^ 0xb40c, number).below(self.stretch - LEAST_STRETCH + 2);
        let settled = |index: &u64| self.settled[usize::try_from(*index % self.settled.len() as u64).expect("a round is in memory")];
        (picked..picked + 3).find(settled).expect("each source has three claims or more in a row")
    }

    /// The last claim up to this one that is neither broken nor helps to break another.
    pub(crate) fn untouched(&self, index: u64) -> Option<u64> {
        let touched = |index: u64| self.fault(index).is_some() || self.circle(index).is_some();
        (index.saturating_sub(3)..=index).rev().find(|index| !touched(*index))
    }

    /// The kind of circle that the claim helps to make, if it does; it is tied to the next claim.
    pub(crate) fn circle(&self, index: u64) -> Option<&'static Circle> {
        (index + 1..index + 3).find_map(|last| {
            let circle = self.fault(last)?.circle.as_ref()?;
            (last - index < circle.length).then_some(circle)
        })
    }
}
