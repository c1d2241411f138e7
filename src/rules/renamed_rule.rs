rule! {
    /// A waiver calls a rule by a name that it had before.
    ///
    /// The finding is accepted all the same. Write the new name, so that whoever looks the rule up finds it.
    "renamed-rule", Warning, scope: Scope::Record, waivable: false
}

use super::Scope;
