rule! {
    /// A value is of another type than its field's: a number where a text is expected, a single value where a list is.
    ///
    /// Each field has one type in every format. Texts stand in quotation marks, lists in square brackets, dates in quotation marks.
    "wrong-type", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
