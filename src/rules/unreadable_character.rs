rule! {
    /// A text has a character that stands for none, or marks that no letter carries.
    ///
    /// U+FFFD and U+FFFC are left where a program lost a character or an object; characters for private use and those that Unicode does not
    /// assign are boxes on another machine. Write what the document has there. Where the document itself has such a character, quote the words
    /// before or after it. A mark at the start of a text joins what stands before it in a file, and more than four marks on a letter,
    /// or one twice, hide the lines around.
    "unreadable-character", Error, scope: Scope::Record, checks: &[Check::Prose(check)]
}

use super::{Check, Fault, Prose, Scope};
use crate::characters::{Unfit, around, first, stray_mark};

fn check(prose: &Prose<'_>) -> Option<Fault> {
    let (at, found, what, expected) = if let Some((at, found)) = first(prose.text, Unfit::Unreadable) {
        let what = match found {
            '\u{fffd}' => "which stands for a character that was lost",
            '\u{fffc}' => "which stands for an object that was lost",
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => "which is for private use",
            _ => "which Unicode assigns to no character",
        };
        (at, found, what, "characters that every program knows")
    } else {
        let (at, found) = stray_mark(prose.text)?;
        let what = if at == 0 { "a mark without a letter" } else { "a mark too many on one letter" };
        (at, found, what, "letters with the marks that they are written with")
    };
    let message = format!("the text has U+{:04X}, {what}: expected {expected}", u32::from(found));
    let help = if prose.is_quote { "quote the words before or after it in" } else { "write what is meant in" };
    Some(Fault { message, help: Some(format!("{help} {}", around(prose.text, at))) })
}
