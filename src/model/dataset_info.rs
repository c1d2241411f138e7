//! What the dataset says of itself.

use super::text::{Licence, Text, Url, Version};

record! {
    /// The dataset's title, version and licence: the content of `data/dataset.toml`.
    pub struct DatasetInfo {
        /// What the dataset is called.
        pub title: Text,
        /// The version of the data (MAJOR.MINOR.PATCH): the one place where it stands.
        pub version: Version,
        /// The licence of the data, as an SPDX identifier.
        pub licence: Licence,
        /// Whom to name when the data is used, as its licence asks.
        pub creator: Option<Text>,
        /// Where the dataset is to be found for good: the address by which it is cited.
        pub address: Option<Url>,
        /// What the dataset holds.
        pub description: Text,
    }
}
