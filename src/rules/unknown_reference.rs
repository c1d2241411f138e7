rule! {
    /// A record mentions an id that no record has.
    ///
    /// Speakers, parties, members, outlets, the actors of a defined term, occasions, sources, relation targets and a framework's claims
    /// must lead to a record. Codings, changes and the successors of a withdrawn claim may also name claims that were withdrawn; a
    /// withdrawn claim is one of a known document. Correct the id, or add the record to the file of its kind.
    "unknown-reference", Error, scope: Scope::Record, waivable: false, checks: &[Check::Claim(check_claim), Check::All(check_others)]
}

use super::{Check, Context, Findings, OfRecord, Registers, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::ClaimView;
use crate::model::walk::Walk;

/// What a claim mentions in the registers; the claims that it is tied to are looked up with all claims at hand.
fn check_claim(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    claim.each_mention(|kind, id, at| {
        if kind != RecordKind::Claim
            && let Some(message) = registers.problem(RecordKind::Claim, kind, id)
        {
            findings.add(&RULE, at.to_string(), message).help = Some(help(kind));
        }
    });
}

fn check_others(context: &Context<'_>, findings: &mut Findings) {
    let of_claims_to_registers = |of: RecordKind, target| of == RecordKind::Claim && target != RecordKind::Claim;
    for (index, withdrawn) in context.records.withdrawn.iter().enumerate() {
        // The document is known by the claim's id alone.
        let source = withdrawn.id.source();
        if let Some(message) = context.registers().problem(RecordKind::Withdrawn, RecordKind::Source, source) {
            findings.add(&RULE, Location::new(RecordKind::Withdrawn, index, "/id"), message).help = Some(help(RecordKind::Source));
        }
    }
    for reference in context.records.references() {
        let kind = reference.location.kind;
        if !of_claims_to_registers(kind, reference.target)
            && let Some(message) = context.registers().problem(kind, reference.target, reference.id)
        {
            findings.add(&RULE, reference.location, message).help = Some(help(reference.target));
        }
    }
}

/// What to do about an unknown reference to a record of this kind.
pub(crate) fn help(kind: RecordKind) -> String {
    format!("correct the id, or add the {kind}")
}
