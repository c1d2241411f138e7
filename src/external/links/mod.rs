//! What must fit together across claims: ids, which stand once, and relations, which lead to claims and in no cycle.

pub(super) mod in_block;
pub(super) mod index;
#[cfg(feature = "commands")]
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "an export needs all of it"))]
pub(super) mod locate;
pub(super) mod report;
