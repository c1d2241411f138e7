rule! {
    /// A text has white space at an end, two spaces in a row, a tab or a line break.
    ///
    /// It is invisible, breaks comparisons and splits cells. Write single spaces; a `quote` is left as the document has it, but for its ends.
    "stray-white-space", Error, check
}

use super::{Context, Findings};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (location, text) in context.prose() {
        let quote = location.pointer.ends_with("/quote");
        let problem = if text.trim() != text {
            "starts or ends with white space"
        } else if !quote && text.contains("  ") {
            "has two spaces in a row"
        } else if !quote && text.contains(['\n', '\t', '\r']) {
            "has a line break or a tab"
        } else {
            continue;
        };
        findings.add(&RULE, location.clone(), format!("the text {problem}: expected single spaces between words"));
    }
}
