rule! {
    /// The attribution of a claim and the quotations in its evidence do not agree.
    ///
    /// A `quoted` claim has the speaker's words in the `quote` of at least one span; a `relayed` or `authored` one may; a `paraphrased` or
    /// `narrated` one has none. Correct the attribution, or add or take out the `quote`.
    "quote-mismatch", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{Attribution, ClaimView};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let quoted = claim.evidence.iter().position(|evidence| evidence.quote.is_some());
    match (claim.attribution, quoted) {
        (Attribution::Quoted, None) => {
            let message = "the claim is \"quoted\" and no evidence has a `quote`: expected the speaker's words in at least one";
            findings.add(&RULE, "/attribution", message);
        }
        (attribution @ (Attribution::Paraphrased | Attribution::Narrated), Some(i)) => {
            let place = format!("/evidence/{i}/quote");
            findings.add(&RULE, place, format!("the claim is \"{attribution}\" and has a `quote`: expected none"));
        }
        _ => {}
    }
}
