rule! {
    /// A value is not a term of its field's closed vocabulary.
    ///
    /// The codebook fixes the terms, so that claims can be counted and compared; the message lists them. Choose the term that fits; a new
    /// one is a change of the model.
    "unknown-term", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
