rule! {
    /// What came of holding a quotation against a record does not fit together.
    ///
    /// A `record` belongs to a `quote`. Only a translation is judged by its sense, and by nothing else: `same-sense` or `differs`. Where no
    /// record could be had, the verdict is `not-found` and there is no address; else there is one, so that anybody can look. Correct the
    /// verdict or the kind, or add or take out the `url`.
    "record-mismatch", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, Fidelity, QuoteRecordKind, QuoteRecordView};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    for (i, evidence) in claim.evidence.iter().enumerate() {
        let Some(record) = &evidence.record else { continue };
        let place = format!("/evidence/{i}/record");
        if evidence.quote.is_none() {
            findings.add(&RULE, place.as_str(), "the evidence has a `record` and no `quote`: expected the words that were held against it");
        }
        if let Some(expected) = expected_of_kind(record) {
            let message = format!("the verdict on a record of kind \"{}\" is \"{}\": expected {expected}", record.kind, record.verdict);
            findings.add(&RULE, format!("{place}/verdict"), message);
        }
        if record.verdict == Fidelity::NotFound && record.url.is_some() {
            findings.add(&RULE, format!("{place}/url"), "the record was \"not-found\" and has a `url`: expected none");
        } else if record.verdict != Fidelity::NotFound && record.url.is_none() {
            let message = format!("the verdict is \"{}\" and there is no `url`: expected the address of the record", record.verdict);
            findings.add(&RULE, format!("{place}/verdict"), message);
        }
    }
}

/// What verdict a record of this kind should have, where it has another.
fn expected_of_kind(record: &QuoteRecordView<'_>) -> Option<&'static str> {
    let is_of_sense = matches!(record.verdict, Fidelity::SameSense | Fidelity::Differs);
    match record.kind {
        QuoteRecordKind::Translation if !is_of_sense && record.verdict != Fidelity::NotFound => {
            Some("\"same-sense\", \"differs\" or \"not-found\"")
        }
        QuoteRecordKind::Official | QuoteRecordKind::Report if is_of_sense => Some("a verdict on the words, or the kind \"translation\""),
        _ => None,
    }
}
