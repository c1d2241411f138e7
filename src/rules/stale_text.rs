rule! {
    /// The text at hand is not the one that the source describes.
    ///
    /// Found only when texts are given (`--texts`). The hash of the file or its number of code points differs from the fingerprint in
    /// the source, so ranges may point at other words. Use the text that was coded; if it was replaced on purpose, anchor every claim anew.
    "stale-text", Error, texts check
}

use super::{Context, Findings};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(texts) = context.texts else { return };
    for (index, source) in context.records.sources.iter().enumerate() {
        let Some(Ok(text)) = texts.get(&source.text.file) else { continue };
        if text.sha256() != source.text.sha256.as_str() {
            let message =
                format!("the hash of the text {} is {}: expected {}, as the source records", source.text.file, text.sha256(), source.text.sha256);
            findings.add_at(&RULE, context.at_source(index, "/text/sha256"), message);
        }
        if text.characters() != source.text.characters as usize {
            let message = format!("the text has {} code points: expected {}, as the source records", text.characters(), source.text.characters);
            findings.add_at(&RULE, context.at_source(index, "/text/characters"), message);
        }
    }
}
