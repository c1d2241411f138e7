rule! {
    /// A pledge or an offer names nobody who would deliver, or a refusal nobody who withholds.
    ///
    /// A commissive act commits somebody. A `pledge` and an `offer` have a party with the role `provider`, a `refuse` has one with the
    /// role `provider` or `decider`: who refuses to deliver, or who refuses consent. What an instrument lays down of itself (`authored`) may
    /// have those who decide it, `decider`, in place of a provider. Name the party, or correct the speech act.
    "commissive-without-party", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{Attribution, ClaimView, PartyRole, SpeechAct};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let roles = committed(claim.speech_act, claim.attribution);
    if !roles.is_empty() && !claim.parties.iter().any(|party| roles.contains(&party.role)) {
        let roles: Vec<_> = roles.iter().map(|role| format!("\"{role}\"")).collect();
        let roles = roles.join(" or ");
        let message = format!("the speech act is \"{}\" and no party is a {roles}: expected those whom it commits", claim.speech_act);
        findings.add(&RULE, "/parties", message);
    }
}

/// The roles of those whom a speech act commits: at least one party has one of them.
const fn committed(act: SpeechAct, attribution: Attribution) -> &'static [PartyRole] {
    match (act, attribution) {
        (SpeechAct::Pledge, Attribution::Authored) | (SpeechAct::Refuse, _) => &[PartyRole::Provider, PartyRole::Decider],
        (SpeechAct::Pledge | SpeechAct::Offer, _) => &[PartyRole::Provider],
        _ => &[],
    }
}
