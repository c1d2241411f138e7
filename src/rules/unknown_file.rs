rule! {
    /// A file lies in the dataset under a name that no part of it has.
    ///
    /// It would be left out in silence. The dataset reads `data/dataset.toml`, `data/actors.toml`, `data/occasions.toml`,
    /// `data/frameworks.toml`, `data/withdrawn.toml`, `data/claims/<source id>.toml`, `data/codings/<source id>.csv`,
    /// `data/changes/<version>.toml` and `seeds/<source id>.toml`, and the id inside a file is its name. What lies in `data/released/` are
    /// earlier versions, which are not read.
    "unknown-file", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
