rule! {
    /// An actor named in a statement is not named in the paragraphs of the claim's evidence.
    ///
    /// Found only when texts are given (`--texts`). Who is named must be who is meant there, by the name or an alias of the registered actor,
    /// or by a term that the document defines (`defined_terms` of the source: "the Parties"). Naming an actor names the one it is
    /// affiliated with too: "Ukrainian forces" grounds "Ukraine"; naming a group does not name its members. Whoever speaks in a text of its
    /// own (`authored`) is named by "we", and so are the members of a group that does. Check whom the text means; add
    /// the alias or the term by which it names the actor, or name nobody.
    "ungrounded-actor", Warning, scope: Scope::Record, needs_texts: true, checks: &[Check::Evidence(check)]
}

use std::collections::BTreeSet;

use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::ClaimView;

fn check(registers: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let stated: BTreeSet<_> = registers.named_in(&claim.statement).into_iter().map(|actor| actor.id.as_str()).collect();
    if stated.is_empty() {
        return;
    }
    let in_text = grounding.actors(registers, claim);
    for id in stated.into_iter().filter(|id| !in_text.contains(*id)) {
        let message =
            format!("the statement names the actor \"{id}\", whom the evidence's paragraph does not: expected a name or alias there");
        findings.add(&RULE, "/statement", message).help =
            Some("check whom the text means; add the alias or the term by which it names the actor, or name nobody".to_owned());
    }
}
