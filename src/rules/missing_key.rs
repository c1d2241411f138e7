rule! {
    /// A record lacks a key that every record of its kind has.
    ///
    /// Optional keys may be left out; this one may not, because its absence could mean "none" as well as "forgotten". Add the key.
    "missing-key", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
