rule! {
    /// An actor has members and is neither a group nor a coalition, or is a member of itself.
    ///
    /// `members` says who speaks or acts together under a common name, such as the signatories of an agreement. Correct the actor's `kind`,
    /// or take the member out; whom a person or a state belongs to stands in its own `affiliation`.
    "member-mismatch", Error, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::ActorKind;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, actor) in context.records.actors.iter().enumerate() {
        if !actor.members.is_empty() && !matches!(actor.kind, ActorKind::Group | ActorKind::Coalition) {
            let message = format!("an actor of kind \"{}\" has members: expected the kind \"group\" or \"coalition\"", actor.kind);
            findings.add(&RULE, Location::new(RecordKind::Actor, index, "/members"), message);
        }
        if let Some(i) = actor.members.iter().position(|member| *member == actor.id) {
            let message = format!("\"{}\" is a member of itself: expected other actors", actor.id);
            findings.add(&RULE, Location::new(RecordKind::Actor, index, format!("/members/{i}")), message);
        }
    }
}
