//! Every change since the first version that was kept.

use super::changes::{Change, between};
use super::reasons::Reasons;
use super::snapshot::edition_of;
use crate::dataset::{Edition, Records};
use crate::model::{DatasetInfo, Version};

/// A change with the version that has it first, and why it was made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Explained {
    /// The version before.
    pub(crate) before: Version,
    pub(crate) version: Version,
    /// The place among the changes of the version, from 1.
    pub(crate) ordinal: u32,
    pub(crate) change: Change,
    pub(crate) reason: Option<String>,
}

/// The changes from one version to another, each with its reason.
pub(crate) fn explained(old: &Edition, new: &Edition) -> Vec<Explained> {
    let reasons = Reasons::new(old, new);
    let with_reason = |(ordinal, change): (u32, Change)| {
        let reason = reasons.of(&change).map(str::to_owned);
        Explained { before: old.version.clone(), version: new.version.clone(), ordinal, change, reason }
    };
    (1..).zip(between(old, new)).map(with_reason).collect()
}

/// Every change from each version that was kept to the next, and from the last one to these records.
///
/// # Errors
/// If ids of the records stand twice.
pub(crate) fn history(records: &Records, info: &DatasetInfo) -> Result<Vec<Explained>, String> {
    if records.released.is_empty() {
        return Ok(Vec::new());
    }
    let present = edition_of(records, info)?;
    let steps = records.released.windows(2).map(|pair| (&pair[0], &pair[1]));
    let last = records.released.last().map(|last| (last, &present));
    Ok(steps.chain(last).flat_map(|(old, new)| explained(old, new)).collect())
}
