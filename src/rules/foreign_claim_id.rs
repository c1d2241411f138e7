rule! {
    /// A claim's id does not start with the id of its source.
    ///
    /// The id says in which document a claim stands, so that it can be found by its id alone. Write the claim into the file of its
    /// source, with the next number of that source. A coding is settled into claims of its own document.
    "foreign-claim-id", Error, scope: Scope::Record, waivable: false, checks: &[Check::Claim(check), Check::All(check_codings)]
}

use super::{Check, Context, Findings, OfRecord, Registers, Scope};
use crate::diagnostics::RecordKind;
use crate::model::ClaimView;

fn check(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    // A source that is not there is a finding of its own.
    let belongs = claim.id.strip_prefix(claim.source.as_str()).is_some_and(|number| number.starts_with('.'));
    if !belongs && registers.knows(RecordKind::Source, &claim.source) {
        let message =
            format!("the id belongs to \"{}\": expected one that starts with its source, \"{}.\"", claim.id.source(), claim.source);
        findings.add(&RULE, "/id", message);
    }
}

fn check_codings(context: &Context<'_>, findings: &mut Findings) {
    for (index, coding) in context.records.codings.iter().enumerate() {
        for (i, claim) in coding.claims.iter().enumerate().filter(|(_, claim)| claim.source() != coding.source.as_str()) {
            let message = format!("the coding is settled into a claim of \"{}\": expected one of \"{}\"", claim.source(), coding.source);
            OfRecord { kind: RecordKind::Coding, index, findings }.add(&RULE, format!("/claims/{i}"), message);
        }
    }
}
