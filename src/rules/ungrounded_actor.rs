rule! {
    /// An actor named in a statement is not named in the paragraphs of the claim's evidence.
    ///
    /// Found only when texts are given (`--texts`). Who is named must be who is meant there, by the name or an alias of the registered actor.
    /// Naming an actor names the one it is affiliated with too: "Ukrainian forces" grounds "Ukraine".
    /// Check whom the text means; add the alias by which it names the actor, or name nobody.
    "ungrounded-actor", Warning, texts check
}

use std::collections::BTreeSet;

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};
use crate::model::{Actor, ActorId};
use crate::words::find_names;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let names: Vec<(&str, &Actor)> = context.records.actors.iter().flat_map(|actor| names(actor).map(move |name| (name, actor))).collect();
    for (index, claim, paragraphs) in context.evidence_paragraphs() {
        let mentions = |text: &str| -> BTreeSet<&str> {
            find_names(text, &names).into_iter().map(|actor: &Actor| actor.id.as_str()).collect()
        };
        let mut in_text: BTreeSet<&str> = paragraphs.iter().flat_map(|paragraph| mentions(paragraph)).collect();
        let affiliations = in_text.iter().filter_map(|id| context.records.actor(id)?.affiliation.as_ref());
        in_text.extend(affiliations.map(ActorId::as_str).collect::<Vec<_>>());
        for id in mentions(claim.statement.as_str()).difference(&in_text) {
            let message = format!("the statement names the actor \"{id}\", whom the evidence's paragraph does not: expected a name or alias there");
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/statement"), message).help =
                Some("check whom the text means; add the alias by which it names the actor, or name nobody".to_owned());
        }
    }
}

fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(actor.name.as_str()).chain(actor.aliases.iter().map(crate::model::Text::as_str))
}
