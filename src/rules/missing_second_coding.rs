rule! {
    /// Claims were not coded by two coders, so that nothing is known of how sure their coding is.
    ///
    /// What is doubtful in a claim, and so its confidence, follows from two independent codings of its document, which are kept in
    /// `data/codings/`. Without them both are absent, and anything else is nobody's measurement. Have the document coded a second time, and
    /// write down what then is doubtful; accept the finding in the source if that is not to be.
    "missing-second-coding", Warning, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use std::collections::BTreeMap;

use super::doubtful_mismatch::{SettledCodings, help};
use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::{Claim, Source};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let codings = SettledCodings::of(context.records);
    let mut of_sources = BTreeMap::<_, Vec<_>>::new();
    for (index, claim) in context.records.claims.iter().enumerate() {
        of_sources.entry(&claim.source).or_default().push((index, claim));
    }
    for (index, source) in context.records.sources.iter().enumerate() {
        let claims = of_sources.remove(&source.id).unwrap_or_default();
        if claims.is_empty() || !context.has_all_codings(&source.id) {
            continue;
        }
        if !codings.are_two_of(&source.id) {
            let finding = findings.add(&RULE, Location::new(RecordKind::Source, index, "/id"), of_source(source, &claims));
            finding.help = Some("have it coded by two coders who do not see each other's work".to_owned());
            continue;
        }
        for (index, claim) in claims.into_iter().filter(|(_, claim)| claim.doubtful.is_none()) {
            let message = "`doubtful` is absent, and the document has two codings: expected what is doubtful by them";
            let finding = findings.add(&RULE, Location::new(RecordKind::Claim, index, "/doubtful"), message);
            finding.help = Some(help(&codings.doubtful(claim)));
        }
    }
}

fn of_source(source: &Source, claims: &[(usize, &Claim)]) -> String {
    let unmeasured = claims.iter().filter(|(_, claim)| claim.doubtful.is_some()).count();
    let yet = match unmeasured {
        0 => String::new(),
        1 => ", and yet one of its claims says what is doubtful".to_owned(),
        number => format!(", and yet {number} of its claims say what is doubtful"),
    };
    format!("the document has no two codings{yet}: expected those of a and b in data/codings/{}.csv", source.id)
}
