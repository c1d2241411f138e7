rule! {
    /// A text has a character that nobody sees.
    ///
    /// Soft hyphens, spaces without width, fillers, variation selectors and tags come along when text is copied from a page. A search does not
    /// find a word with one in it, two texts that look the same are not, and words can be hidden in them. Take them out. A `quote` is written
    /// without those that the document has: the check against its text (`--texts`) passes over them. Joiners between letters of scripts
    /// that need them, and in pictures such as ❤️, are left alone.
    "invisible-character", Error, scope: Scope::Record, checks: &[Check::Prose(check)]
}

use super::{Check, Fault, Prose, Scope};
use crate::characters::{Unfit, around, first};

fn check(prose: &Prose<'_>) -> Option<Fault> {
    let (at, found) = first(prose.text, Unfit::Invisible)?;
    let message = format!("the text has U+{:04X}, which is invisible: expected none", u32::from(found));
    let kept = if prose.is_quote { "; the document may have it: quotations are compared without" } else { "" };
    Some(Fault { message, help: Some(format!("take it out of {}{kept}", around(prose.text, at))) })
}
