rule! {
    /// A record mentions an id that no record has.
    ///
    /// Speakers, parties, outlets, occasions, sources, relation targets and a framework's claims must lead to a record. Correct the
    /// id, or add the record to the file of its kind.
    "unknown-reference", Error, check
}

use super::{Context, Findings};
use crate::diagnostic::RecordKind;
use crate::model::value::{excerpt, nearest};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for reference in context.records.references() {
        if let Some(message) = problem(context, reference.target, reference.id) {
            findings.add(&RULE, reference.location, message).help = Some(format!("correct the id, or add the {}", reference.target));
        }
    }
}

/// What is wrong with the mention of a record, if something is.
pub(crate) fn problem(context: &Context<'_>, kind: RecordKind, id: &str) -> Option<String> {
    if context.may_exist(kind, id) {
        return None;
    }
    let known = context.known(kind);
    let article = if matches!(kind, RecordKind::Actor | RecordKind::Occasion) { "an" } else { "a" };
    let near = nearest(id, known.iter().copied()).map(|near| format!("did you mean \"{near}\"? "));
    Some(format!("there is no {kind} {}: {}expected the id of {article} {kind}", excerpt(id), near.unwrap_or_default()))
}
