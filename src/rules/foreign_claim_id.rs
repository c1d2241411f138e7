rule! {
    /// A claim's id does not start with the id of its source.
    ///
    /// The id says in which document a claim stands, so that it can be found by its id alone. Write the claim into the file of its
    /// source, with the next number of that source.
    "foreign-claim-id", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        // A source that is not there is a finding of its own.
        if claim.source != claim.id.source() && context.known(RecordKind::Source).contains(claim.source.as_str()) {
            let message = format!("the id belongs to \"{}\": expected one that starts with its source, \"{}.\"", claim.id.source(), claim.source);
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/id"), message);
        }
    }
}
