rule! {
    /// A text has white space at an end, two spaces in a row, a tab, a line break, or a space that is not U+0020.
    ///
    /// It is invisible, breaks comparisons and splits cells. Write single spaces, also where a document has no-break or narrow ones: in a
    /// `quote`, the check against its text (`--texts`) takes every white space for the same. But for its ends and for such spaces, a `quote`
    /// is left as the document has it.
    "stray-white-space", Error, scope: Scope::Record, checks: &[Check::Prose(check)]
}

use super::{Check, Fault, Prose, Scope};
use crate::characters::{Unfit, around, first};

fn check(prose: &Prose<'_>) -> Option<Fault> {
    let Prose { text, is_quote, .. } = *prose;
    let problem = if text.trim() != text {
        "starts or ends with white space"
    } else if !is_quote && text.contains("  ") {
        "has two spaces in a row"
    } else if !is_quote && text.contains(['\n', '\t', '\r']) {
        "has a line break or a tab"
    } else {
        return odd_space(prose);
    };
    Some(format!("the text {problem}: expected single spaces between words").into())
}

fn odd_space(prose: &Prose<'_>) -> Option<Fault> {
    let (at, found) = first(prose.text, Unfit::OddSpace)?;
    let message = format!("the text has U+{:04X}, a space other than U+0020: expected single spaces between words", u32::from(found));
    let kept = if prose.is_quote { "; the document may have it: quotations are compared as if all spaces were the same" } else { "" };
    Some(Fault { message, help: Some(format!("write a plain space in {}{kept}", around(prose.text, at))) })
}
