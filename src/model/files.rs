//! The files that hold several records.

use super::actor::Actor;
use super::change::Change;
use super::claim::Claim;
use super::framework::Framework;
use super::occasion::Occasion;
use super::source::Source;
use super::text::{Licence, Text, Version};
use super::withdrawn::Withdrawn;

record! {
    /// The registered actors: `data/actors.toml`.
    pub struct ActorsFile {
        /// The actors.
        pub actors: Vec<Actor>,
    }
}

record! {
    /// The occasions: `data/occasions.toml`.
    pub struct OccasionsFile {
        /// The occasions.
        pub occasions: Vec<Occasion>,
    }
}

record! {
    /// The frameworks: `data/frameworks.toml`.
    pub struct FrameworksFile {
        /// The frameworks.
        pub frameworks: Vec<Framework>,
    }
}

record! {
    /// The claims of earlier versions that are no longer in the dataset: `data/withdrawn.toml`.
    pub struct WithdrawnFile {
        /// The withdrawn claims.
        pub withdrawn: Vec<Withdrawn>,
    }
}

record! {
    /// The whole dataset in one document, as exported to `json/dataset.json`.
    pub struct DatasetDocument {
        /// The version of the data.
        pub version: Version,
        /// What the dataset is called.
        pub title: Text,
        /// The licence of the data, as an SPDX identifier.
        pub licence: Licence,
        /// The source documents.
        pub sources: Vec<Source>,
        /// The actors.
        pub actors: Vec<Actor>,
        /// The occasions.
        pub occasions: Vec<Occasion>,
        /// The frameworks.
        pub frameworks: Vec<Framework>,
        /// The claims.
        pub claims: Vec<Claim>,
        /// The claims of earlier versions that are no longer in the dataset.
        pub withdrawn: Vec<Withdrawn>,
        /// Why records changed, by version.
        pub changes: Vec<Change>,
    }
}
