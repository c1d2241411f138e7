rule! {
    /// A list that must have an item has none.
    ///
    /// A claim without evidence, or a part of a framework without a claim that states it, rests on nothing. Add the item, or take the
    /// record out.
    "empty-list", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
