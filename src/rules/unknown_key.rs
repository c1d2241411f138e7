rule! {
    /// A record has a key that its kind does not know.
    ///
    /// It would be lost in silence. Correct the spelling, or take it out; what no field holds goes into `note`.
    "unknown-key", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
