//! Why claims and other records changed from one version to the next.

use super::id::{ClaimId, SourceId};
use super::list::Distinct;
use super::text::{FieldName, Reason, Version};
use super::vocab::ChangedRecord;

record! {
    /// Why records are not as they were in the version before. Of claims it is about those that are listed and those of the documents that are listed; about every claim where none of both are. Of two that fit a change, the one that lists its record holds, else the one that lists its field, else the first.
    pub struct Change {
        /// The first version of the data with the change: the name of the file.
        pub version: Version,
        /// The kinds of records that it is about; claims, where there are none.
        #[serde(default)]
        pub kinds: Distinct<ChangedRecord>,
        /// Claims that were changed or added.
        #[serde(default)]
        pub claims: Distinct<ClaimId>,
        /// Documents whose claims were changed or added.
        #[serde(default)]
        pub documents: Distinct<SourceId>,
        /// The fields that were changed, among them such as a record no longer has; empty where it is about all of them, and about records that were added.
        #[serde(default)]
        pub fields: Distinct<FieldName>,
        /// Why.
        pub reason: Reason,
    }
}
