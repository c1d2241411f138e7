rule! {
    /// A list has the same item twice.
    ///
    /// The order of such a list has no meaning and its items count once; a repeated one is a slip. Take it out.
    "repeated-item", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
