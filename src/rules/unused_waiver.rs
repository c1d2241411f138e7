rule! {
    /// A waiver accepts a finding that is not made, or names a rule that does not exist.
    ///
    /// A waiver that outlives its finding would hide the next one. Take it out, or correct the rule's name. Waivers of rules that need the
    /// texts are judged only where the recorded text is at hand. What the export relies on cannot be waived, nor can the evidence of a claim: broken
    /// references, ids that stand twice, stale evidence.
    "unused-waiver", Warning, scope: Scope::Record, waivable: false
}

use super::Scope;
