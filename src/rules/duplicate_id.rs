rule! {
    /// Two records of one kind have the same id.
    ///
    /// An id stands for one record for ever; a mention of it must lead to that record alone. Give the new record the next free id.
    "duplicate-id", Error, scope: Scope::Dataset, waivable: false, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::sanitize::excerpt;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for kind in [RecordKind::Source, RecordKind::Actor, RecordKind::Occasion, RecordKind::Framework, RecordKind::Claim] {
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
}

pub(crate) const HELP: &str = "give the newer record the next free id";

/// What is said of an id that stands twice, if it is at hand.
pub(crate) fn message(kind: RecordKind, id: Option<&str>) -> String {
    let id = id.map_or_else(|| "at this place".to_owned(), excerpt);
    format!("the {kind} id {id} is used twice: expected an id of its own for each {kind}")
}
