rule! {
    /// The outlet of a report is an actor of another kind.
    ///
    /// What a report credits to nobody is the outlet's own claim, so the outlet must be one. A text of the speaker's own (an agreement, a
    /// declaration, a readout, a press release) may be published by anybody. Name the publisher, or correct its `kind` or the source's `genre`.
    "not-an-outlet", Error, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::ActorKind;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, source) in context.records.sources.iter().enumerate() {
        if source.genre.is_own_text() {
            continue;
        }
        let outlet = context.records.actor(source.outlet.as_str());
        if let Some(outlet) = outlet.filter(|actor| actor.kind != ActorKind::Outlet) {
            let message = format!("\"{}\" is an actor of kind \"{}\": expected kind \"outlet\"", outlet.id, outlet.kind);
            findings.add(&RULE, Location::new(RecordKind::Source, index, "/outlet"), message);
        }
    }
}
