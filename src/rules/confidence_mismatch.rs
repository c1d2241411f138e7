rule! {
    /// The confidence of a claim does not follow from its number of inferred fields.
    ///
    /// The codebook gives `high` to a claim with nothing inferred, `moderate` with one field inferred and `low` with two or more, so
    /// that confidence means the same for every curator. Correct `confidence`, or the list `inferred`.
    "confidence-mismatch", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, Confidence};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let expected = Confidence::of_inferred(claim.inferred.len());
    if claim.confidence != expected {
        let found = claim.confidence;
        let message = format!("confidence is \"{found}\" with {} inferred: expected \"{expected}\"", fields(claim.inferred.len()));
        findings.add(&RULE, "/confidence", message).help = Some(format!("write \"{expected}\", or correct `inferred`"));
    }
}

fn fields(count: usize) -> String {
    match count {
        0 => "no field".to_owned(),
        1 => "one field".to_owned(),
        _ => format!("{count} fields"),
    }
}
