rule! {
    /// The text of a document is not in the folder of texts, so that no evidence in it could be verified.
    ///
    /// Found only when texts are given (`--texts`). Put the file under the name that the source's `text.file` gives into that folder.
    "missing-text", Error, texts check
}

use super::{Context, Findings};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(texts) = context.texts else { return };
    for (index, source) in context.records.sources.iter().enumerate() {
        if let Some(Err(problem)) = texts.get(&source.text.file) {
            let message = format!("the text {} {problem}: expected a UTF-8 file in the folder of texts", source.text.file);
            findings.add_at(&RULE, context.at_source(index, "/text/file"), message, None);
        }
    }
}
