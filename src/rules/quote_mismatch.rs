rule! {
    /// The attribution of a claim and the quotations in its evidence do not agree.
    ///
    /// A `quoted` claim has the speaker's words in the `quote` of at least one span; a `relayed` one may; a `paraphrased` or `narrated`
    /// one has none. Correct the attribution, or add or take out the `quote`.
    "quote-mismatch", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::Attribution;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        let quoted = claim.evidence.iter().position(|evidence| evidence.quote.is_some());
        match (claim.attribution, quoted) {
            (Attribution::Quoted, None) => {
                let message = "the claim is \"quoted\" and no evidence has a `quote`: expected the speaker's words in at least one";
                findings.add(&RULE, Location::new(RecordKind::Claim, index, "/attribution"), message);
            }
            (attribution @ (Attribution::Paraphrased | Attribution::Narrated), Some(i)) => {
                let place = Location::new(RecordKind::Claim, index, format!("/evidence/{i}/quote"));
                findings.add(&RULE, place, format!("the claim is \"{attribution}\" and has a `quote`: expected none"));
            }
            _ => {}
        }
    }
}
