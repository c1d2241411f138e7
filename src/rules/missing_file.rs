rule! {
    /// A file that every dataset has is not there, or a source has no claims.
    ///
    /// A dataset is a folder with `data/dataset.toml`, `data/actors.toml`, a description in `seeds/` for each document, and a file in
    /// `data/claims/` for each document's claims. Zero claims checked is a failure, not a success.
    "missing-file", Error, scope: Scope::Dataset, waivable: false, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.registers().may_lack_claims() {
        return;
    }
    for (index, source) in context.records.sources.iter().enumerate() {
        if !context.registers().has_claims_of(source) {
            let message = format!("no claim of this source was found: expected some in data/claims/{}.toml", source.id);
            findings.add(&RULE, Location::new(RecordKind::Source, index, "/id"), message);
        }
    }
}
