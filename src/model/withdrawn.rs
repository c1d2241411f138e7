//! Claims that are no longer in the dataset.

use super::id::ClaimId;
use super::list::Distinct;
use super::text::{Reason, Version};

record! {
    /// A claim of an earlier version that is no longer in the dataset: its number is never used again.
    pub struct Withdrawn {
        /// The id that the claim had.
        pub id: ClaimId,
        /// The first version of the data without the claim.
        pub version: Version,
        /// Why it was withdrawn.
        pub reason: Reason,
        /// The claims that say now what it said.
        #[serde(default)]
        pub successors: Distinct<ClaimId>,
    }
}
