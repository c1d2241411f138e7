rule! {
    /// The confidence of a claim does not follow from its number of inferred fields.
    ///
    /// The codebook gives `high` to a claim with nothing inferred, `moderate` with one field inferred and `low` with two or more, so
    /// that confidence means the same for every curator. Correct `confidence`, or the list `inferred`.
    "confidence-mismatch", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::Confidence;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        let expected = Confidence::of_inferred(claim.inferred.len());
        if claim.confidence != expected {
            let found = claim.confidence;
            let message = format!("confidence is \"{found}\" with {} inferred: expected \"{expected}\"", fields(claim.inferred.len()));
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/confidence"), message).help =
                Some(format!("write \"{expected}\", or correct `inferred`"));
        }
    }
}

fn fields(count: usize) -> String {
    match count {
        0 => "no field".to_owned(),
        1 => "one field".to_owned(),
        _ => format!("{count} fields"),
    }
}
