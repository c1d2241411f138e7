rule! {
    /// A party of a claim is named neither in its statement nor in the paragraphs of its evidence.
    ///
    /// Found only when texts are given (`--texts`). Parties are only those whom the words name or point back to; and whom the words point back
    /// to, the statement names in full. A name, an alias (such as a metonym: "Moscow"), a term that the document defines, or somebody who is
    /// affiliated with the party will do; naming a group does not name its members. Take the party out, name it in the statement,
    /// or add the alias by which the text names it.
    "ungrounded-party", Warning, scope: Scope::Record, needs_texts: true, checks: &[Check::Evidence(check)]
}

use super::grounding::with_affiliations;
use super::{Check, Grounding, OfRecord, Registers, Scope};
use crate::model::ClaimView;

fn check(registers: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    if claim.parties.is_empty() {
        return;
    }
    let in_statement = with_affiliations(registers.named_in(&claim.statement));
    let is_named = |id: &str| in_statement.contains(id) || grounding.actors(registers, claim).contains(id);
    for (i, party) in claim.parties.iter().enumerate() {
        // An actor that is not there is a finding of its own.
        if registers.actor(&party.actor).is_some() && !is_named(&party.actor) {
            let message = format!(
                "neither the statement nor the evidence's paragraph names the {} \"{}\": expected a name or alias in one of them",
                party.role, party.actor
            );
            findings.add(&RULE, format!("/parties/{i}/actor"), message).help =
                Some("take the party out, name it in the statement, or add the alias by which the text names it".to_owned());
        }
    }
}
