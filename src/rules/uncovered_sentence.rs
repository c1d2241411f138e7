rule! {
    /// A sentence of a document is touched by no claim's evidence and by no `uncoded` range.
    ///
    /// Found only when texts are given (`--texts`). Every sentence is coded or has a reason not to be, so that nothing is left out by
    /// oversight. Code it, or add its range to the source's `uncoded`.
    "uncovered-sentence", Warning, scope: Scope::Dataset, needs_texts: true, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::coverage::Coverage;
use crate::diagnostics::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(texts) = context.texts else { return };
    for (index, source) in context.records.sources.iter().enumerate() {
        let Some(text) = texts.of_source(source) else { continue };
        if !context.has_all_claims(source) {
            continue;
        }
        for sentence in Coverage::of(source, &context.records.claims, text).uncovered() {
            let message = format!(
                "the sentence at code points {} to {} is neither coded nor in `uncoded`: expected one of the two",
                sentence.start, sentence.end
            );
            findings.add(&RULE, Location::new(RecordKind::Source, index, "/uncoded"), message);
        }
    }
}
