//! What the dataset says of itself.

use super::date::PartialDate;
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
        /// When this version was published; absent before that.
        pub released_on: Option<PartialDate>,
        /// The address at which this version stays, such as a DOI; absent where it has none.
        pub url: Option<Url>,
        /// What the dataset holds.
        pub description: Text,
    }
}
