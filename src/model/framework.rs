//! Designs of the guarantees.

use super::claim::Waiver;
use super::date::PartialDate;
use super::id::{ActorId, ClaimId, FrameworkId, OccasionId};
use super::list::{Distinct, NonEmpty};
use super::number::ordinal;
#[cfg(feature = "schema")]
use super::number::ordinal_schema;
use super::text::Text;
use super::vocab::{Aspect, CommitmentType, Layer};

record! {
    /// One design of the guarantees as somebody laid it out.
    pub struct Framework {
        /// The framework's id.
        pub id: FrameworkId,
        /// What it is called.
        pub title: Text,
        /// Who laid it out.
        pub presented_by: ActorId,
        /// The event at which it was laid out.
        pub occasion: Option<OccasionId>,
        /// When it was laid out.
        pub stated_on: PartialDate,
        /// The earlier framework that it replaces.
        pub supersedes: Option<FrameworkId>,
        /// Its parts in order.
        pub components: NonEmpty<Component>,
        /// Findings accepted on purpose.
        #[serde(default)]
        pub waive: Vec<Waiver>,
        /// What a later curator should know.
        pub note: Option<Text>,
    }
}

record! {
    /// One part of a framework.
    pub struct Component {
        /// Its place in the framework, from 1.
        #[serde(deserialize_with = "ordinal")]
        #[schemars(schema_with = "ordinal_schema")]
        pub ordinal: u32,
        /// What the part is called.
        pub title: Text,
        /// The layer, where the part is one.
        pub layer: Option<Layer>,
        /// The aspect that the part speaks to, where it is not a layer.
        pub aspect: Option<Aspect>,
        /// The commitment types that belong to it.
        #[serde(default)]
        pub commitment_types: Distinct<CommitmentType>,
        /// The claims that state it.
        pub claims: NonEmpty<ClaimId>,
    }
}
