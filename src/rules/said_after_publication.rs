rule! {
    /// A claim was said after the document was published in which it stands.
    ///
    /// A document can only report what was said before. Correct `stated_on`, or the source's `published_on`.
    "said-after-publication", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        let Some(source) = context.records.source(claim.source.as_str()) else { continue };
        if claim.stated_on.earliest() > source.published_on.latest() {
            let message = format!("the claim was stated on {}: expected a date up to {}, when its document was published", claim.stated_on, source.published_on);
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/stated_on"), message);
        }
    }
}
