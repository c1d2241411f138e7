rule! {
    /// Two records of one kind have the same id.
    ///
    /// An id stands for one record for ever; a mention of it must lead to that record alone, and the number of a withdrawn claim is never used
    /// again. Give the new record the next free id.
    "duplicate-id", Error, scope: Scope::Dataset, waivable: false, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::sanitize::excerpt;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let kinds =
        [RecordKind::Source, RecordKind::Actor, RecordKind::Occasion, RecordKind::Framework, RecordKind::Claim, RecordKind::Withdrawn];
    for kind in kinds {
        let ids = context.records.ids(kind);
        for (index, pair) in ids.windows(2).enumerate() {
            if pair[0] == pair[1] {
                let first = ids.partition_point(|id| *id < pair[1]);
                let finding = findings.add(&RULE, Location::new(kind, index + 1, "/id"), message(kind, Some(pair[1])));
                finding.help = Some(HELP.to_owned());
                finding.related.push((Location::new(kind, first, "/id"), "first used here".to_owned()));
            }
        }
    }
    check_codings(context, findings);
    check_withdrawn(context, findings);
}

/// A coding has an id of its own in its document.
fn check_codings(context: &Context<'_>, findings: &mut Findings) {
    let codings = &context.records.codings;
    let same = |index: usize| (&codings[index].source, &codings[index].coding) == (&codings[index - 1].source, &codings[index - 1].coding);
    for index in (1..codings.len()).filter(|index| same(*index)) {
        let first = codings.partition_point(|coding| (&coding.source, &coding.coding) < (&codings[index].source, &codings[index].coding));
        let place = |index| Location::new(RecordKind::Coding, index, "/coding");
        let finding = findings.add(&RULE, place(index), message(RecordKind::Coding, Some(codings[index].coding.as_str())));
        finding.help = Some(HELP.to_owned());
        finding.related.push((place(first), "first used here".to_owned()));
    }
}

/// No claim has the id of a withdrawn one.
fn check_withdrawn(context: &Context<'_>, findings: &mut Findings) {
    for (index, claim) in context.records.claims.iter().enumerate() {
        if let Ok(place) = context.records.withdrawn.binary_search_by(|withdrawn| withdrawn.id.cmp(&claim.id)) {
            let version = &context.records.withdrawn[place].version;
            let message = format!("the claim id {} was withdrawn in version {version}: expected an id that was never used", claim.id);
            let finding = findings.add(&RULE, Location::new(RecordKind::Claim, index, "/id"), message);
            finding.help = Some(format!("{HELP}, or take it out of data/withdrawn.toml"));
            finding.related.push((Location::new(RecordKind::Withdrawn, place, "/id"), "withdrawn here".to_owned()));
        }
    }
}

pub(crate) const HELP: &str = "give the newer record the next free id";

/// What is said of an id that stands twice, if it is at hand.
pub(crate) fn message(kind: RecordKind, id: Option<&str>) -> String {
    let id = id.map_or_else(|| "at this place".to_owned(), excerpt);
    format!("the {kind} id {id} is used twice: expected an id of its own for each {kind}")
}
