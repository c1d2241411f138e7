rule! {
    /// A coding is not of the coder that its id names, or says what a later coder's cannot say.
    ///
    /// The id of a coding starts with the letter of its coder. Only the codings of `a` and `b` are matched with one another and settled into
    /// claims; those of `c` and on came later to test the claims, and have neither a pair nor claims. Correct the coder or the id, or empty
    /// the cells.
    "coder-mismatch", Error, scope: Scope::Dataset, waivable: false, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, OfRecord, Scope};
use crate::diagnostics::RecordKind;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, coding) in context.records.codings.iter().enumerate() {
        let mut findings = OfRecord { kind: RecordKind::Coding, index, findings: &mut *findings };
        let coder = &coding.coder;
        if coding.coding.coder() != coder.as_str() {
            let message = format!("the coder is {coder}: expected {}, as in the id", coding.coding.coder());
            findings.add(&RULE, "/coder", message).help = Some("correct the one or the other".to_owned());
        }
        if coder.is_settled() {
            continue;
        }
        for (field, is_empty) in [("pair", coding.pair.is_none()), ("claims", coding.claims.is_empty())] {
            if !is_empty {
                let message = format!("`{field}` is given in a coding of {coder}, which was not settled: expected nothing");
                findings.add(&RULE, format!("/{field}"), message).help = Some("empty the cell".to_owned());
            }
        }
    }
}
