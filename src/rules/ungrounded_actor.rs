rule! {
    /// An actor named in a statement is not named in the paragraphs of the claim's evidence.
    ///
    /// Found only when texts are given (`--texts`). Who is named must be who is meant there, by the name or an alias of the registered actor.
    /// Naming an actor names the one it is affiliated with too: "Ukrainian forces" grounds "Ukraine".
    /// Check whom the text means; add the alias by which it names the actor, or name nobody.
    "ungrounded-actor", Warning, scope: Scope::Record, needs_texts: true, checks: &[Check::Evidence(check)]
}

use std::collections::BTreeSet;

use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::{ActorId, ClaimView};
use crate::words::find_names;

fn check(registers: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let named =
        |text: &str| -> BTreeSet<&str> { find_names(text, registers.actor_names()).into_iter().map(|actor| actor.id.as_str()).collect() };
    let mut in_text: BTreeSet<&str> = grounding.paragraphs(claim).into_iter().flat_map(named).collect();
    let affiliations = in_text.iter().filter_map(|id| registers.actor(id)?.affiliation.as_ref());
    in_text.extend(affiliations.map(ActorId::as_str).collect::<Vec<_>>());
    for id in named(&claim.statement).difference(&in_text) {
        let message =
            format!("the statement names the actor \"{id}\", whom the evidence's paragraph does not: expected a name or alias there");
        findings.add(&RULE, "/statement", message).help =
            Some("check whom the text means; add the alias by which it names the actor, or name nobody".to_owned());
    }
}
