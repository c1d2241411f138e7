rule! {
    /// A claim has the form of an earlier version of the schemas.
    ///
    /// It is one finding, however many fields have changed: `modality` and `polarity` are new, each of `parties` has a role, and `doubtful`,
    /// which may be left out together with `confidence`, takes the place of `inferred`. `docs/versioning.md` says what to change, and how
    /// each field is found.
    "outdated-record", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
