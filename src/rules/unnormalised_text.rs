rule! {
    /// A text is not in Unicode Normalisation Form C.
    ///
    /// The same letters in two encodings are not found by a search and are counted twice. Write the composed letters (NFC); a `quote` is
    /// left as the document has it.
    "unnormalised-text", Error, scope: Scope::Record, checks: &[Check::Prose(check)]
}

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Check, Fault, Prose, Scope};

fn check(prose: &Prose<'_>) -> Option<Fault> {
    if prose.is_quote || is_nfc(prose.text) {
        return None;
    }
    let composed: String = prose.text.nfc().take(40).collect();
    let message = "the text is not in Unicode NFC: expected composed letters".to_owned();
    Some(Fault { message, help: Some(format!("write it as it starts here: {composed}")) })
}
