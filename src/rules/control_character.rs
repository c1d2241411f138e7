rule! {
    /// A text has a control character, one that ends a line or a paragraph, or one that changes the direction of text.
    ///
    /// Such characters steer terminals, cut a line of the exported NDJSON in two, and make text read otherwise than it is stored. Take them
    /// out, or write a space; no waiver accepts them. A `quote` is written without those that the document has: the check against its text
    /// (`--texts`) takes a separator of lines for a space, and passes over the others.
    "control-character", Error, scope: Scope::Record, waivable: false, checks: &[Check::Prose(check)]
}

use super::{Check, Fault, Prose, Scope};
use crate::characters::{Unfit, around, first};

fn check(prose: &Prose<'_>) -> Option<Fault> {
    let (at, found) = first(prose.text, Unfit::Control)?;
    let what = match found {
        '\u{2028}' => "a line separator",
        '\u{2029}' => "a paragraph separator",
        c if c.is_control() => "a control character",
        _ => "a character that changes the direction of text",
    };
    let message = format!("the text has U+{:04X}, {what}: expected none", u32::from(found));
    let help = if found.is_whitespace() { "write a space for it in" } else { "take it out of" };
    Some(Fault { message, help: Some(format!("{help} {}", around(prose.text, at))) })
}
