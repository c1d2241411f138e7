rule! {
    /// A file has a conflict of git that nobody has resolved.
    ///
    /// Where two branches change the same lines, git writes both versions between lines of `<<<<<<<`, `=======` and `>>>>>>>`. Which one is
    /// right, a person must say: keep those lines, and take the others and the three markers out. Nothing else is said of what stands
    /// between the markers, and the records that it is in are not read.
    "conflict-marker", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
