rule! {
    /// An actor or an occasion is mentioned by no record.
    ///
    /// It may be a leftover, or the record that should mention it names another by mistake. Take it out, or mention it.
    "unused-record", Warning, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use std::collections::BTreeSet;

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mentioned: BTreeSet<_> = context.records.references().iter().map(|reference| (reference.target, reference.id)).collect();
    for kind in [RecordKind::Actor, RecordKind::Occasion] {
        for (index, id) in context.records.ids(kind).into_iter().enumerate() {
            if context.is_complete() && !mentioned.contains(&(kind, id)) {
                let message = format!("no record mentions this {kind}: expected at least one");
                findings.add(&RULE, Location::new(kind, index, "/id"), message).help = Some("take it out, or mention it".to_owned());
            }
        }
    }
}
