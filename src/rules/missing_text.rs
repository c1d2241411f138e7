rule! {
    /// The text of a document is not in the folder of texts, so that no evidence in it could be verified.
    ///
    /// Found only when texts are given (`--texts`). Put the file under the name that the source's `text.file` gives into that folder.
    "missing-text", Error, scope: Scope::Document, needs_texts: true, waivable: false, checks: &[Check::Source(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::Source;
use crate::texts::Texts;

fn check(_: &Registers<'_>, texts: &Texts, source: &Source, findings: &mut OfRecord<'_>) {
    if let Some(Err(problem)) = texts.get(&source.text.file) {
        let message = format!("the text {} {problem}: expected a UTF-8 file in the folder of texts", source.text.file);
        findings.add(&RULE, "/text/file", message);
    }
}
