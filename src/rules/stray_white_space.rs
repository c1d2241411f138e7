rule! {
    /// A text has white space at an end, two spaces in a row, a tab or a line break.
    ///
    /// It is invisible, breaks comparisons and splits cells. Write single spaces; a `quote` is left as the document has it, but for its ends.
    "stray-white-space", Error, prose check
}

use super::{Fault, Prose};

fn check(prose: &Prose<'_>) -> Option<Fault> {
    let Prose { text, is_quote } = *prose;
    let problem = if text.trim() != text {
        "starts or ends with white space"
    } else if !is_quote && text.contains("  ") {
        "has two spaces in a row"
    } else if !is_quote && text.contains(['\n', '\t', '\r']) {
        "has a line break or a tab"
    } else {
        return None;
    };
    Some(format!("the text {problem}: expected single spaces between words").into())
}
