rule! {
    /// A claim is `authored` in a report, or `narrated` in a text of the speaker's own.
    ///
    /// An agreement, a declaration, a readout or a press release speaks for itself: what it credits to nobody is said by those who undertake
    /// or speak in it, and is `authored`. In a document of any other genre it is the outlet's, and `narrated`. Correct the attribution, or
    /// the source's `genre`.
    "authored-mismatch", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{Attribution, ClaimView};

fn check(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let Some(source) = registers.source(&claim.source) else { return };
    let expected = match (claim.attribution, source.genre.is_own_text()) {
        (Attribution::Authored, false) => "\"narrated\", or the attribution to somebody whom it names",
        (Attribution::Narrated, true) => "\"authored\", since the text is the speaker's own",
        _ => return,
    };
    let message = format!("the claim is \"{}\" in a document of genre \"{}\": expected {expected}", claim.attribution, source.genre);
    findings.add(&RULE, "/attribution", message);
}
