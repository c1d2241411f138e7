//! Why claims changed from one version to the next.

use super::id::{ClaimId, SourceId};
use super::list::Distinct;
use super::text::{FieldName, Reason, Version};

record! {
    /// Why claims are not as they were in the version before. It is about the claims that are listed and those of the documents that are listed; about every claim where none of both are.
    pub struct Change {
        /// The first version of the data with the change: the name of the file.
        pub version: Version,
        /// Claims that were changed or added.
        #[serde(default)]
        pub claims: Distinct<ClaimId>,
        /// Documents whose claims were changed or added.
        #[serde(default)]
        pub documents: Distinct<SourceId>,
        /// The fields that were changed, among them such as a claim no longer has; empty where it is about all of them.
        #[serde(default)]
        pub fields: Distinct<FieldName>,
        /// Why.
        pub reason: Reason,
    }
}
