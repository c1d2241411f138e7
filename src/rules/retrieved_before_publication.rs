rule! {
    /// A document was retrieved before it was published.
    ///
    /// A copy can only be made of what is there. Correct `retrieved_on`, or `published_on`.
    "retrieved-before-publication", Error, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, source) in context.records.sources.iter().enumerate() {
        let Some(retrieved) = source.retrieved_on else { continue };
        if retrieved.latest() < source.published_on.earliest() {
            let message = format!(
                "the copy was made on {retrieved}: expected a date from {} on, when the document was published",
                source.published_on
            );
            findings.add(&RULE, Location::new(RecordKind::Source, index, "/retrieved_on"), message);
        }
    }
}
