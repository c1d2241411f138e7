rule! {
    /// A text is not in Unicode Normalisation Form C.
    ///
    /// The same letters in two encodings are not found by a search and are counted twice. Write the composed letters (NFC); a `quote` is
    /// left as the document has it.
    "unnormalised-text", Error, check
}

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Context, Findings};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (location, text) in context.prose() {
        if !location.pointer.ends_with("/quote") && !is_nfc(text) {
            let composed: String = text.nfc().take(40).collect();
            findings.add(&RULE, location.clone(), "the text is not in Unicode NFC: expected composed letters").help =
                Some(format!("write it as it starts here: {composed}"));
        }
    }
}
