rule! {
    /// A value has not the form that the definition of its field asks for.
    ///
    /// Ids, dates, hashes, addresses and numbers have one form each, so that programs can rely on it; the message says which. A date
    /// must be in the calendar: `2025-02-31` is none.
    "invalid-value", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
