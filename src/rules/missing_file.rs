rule! {
    /// A file that every dataset has is not there, or a source has no claims.
    ///
    /// A dataset is a folder with `data/dataset.toml`, `data/actors.toml`, a description in `seeds/` for each document, and a file in
    /// `data/claims/` for each document's claims. Zero claims checked is a failure, not a success.
    "missing-file", Error, all check
}

use super::{Context, Findings};
use crate::diagnostic::{Location, RecordKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let claimed: std::collections::BTreeSet<&str> = context.known(RecordKind::Claim).iter().filter_map(|id| id.split('.').next()).collect();
    if !context.may_lack_claims() {
        return;
    }
    for (index, source) in context.records.sources.iter().enumerate() {
        if !claimed.contains(source.id.as_str()) {
            let message = format!("no claim of this source was found: expected some in data/claims/{}.toml", source.id);
            findings.add(&RULE, Location::new(RecordKind::Source, index, "/id"), message);
        }
    }
}
