//! What must fit together across claims: ids, which stand once, and relations, which lead to claims and in no cycle.

pub(super) mod index;
#[cfg(feature = "cli")]
pub(super) mod locate;
pub(super) mod report;
