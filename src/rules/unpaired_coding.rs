rule! {
    /// A coding has a pair that is not its pair.
    ///
    /// Two codings that were matched name each other, and are of the two coders: agreement is counted over such pairs. Name the coding of the
    /// other coder in both, or in neither.
    "unpaired-coding", Error, scope: Scope::Dataset, waivable: false, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::Coding;
use crate::model::suggest::nearest;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let codings = &context.records.codings;
    let mut first = 0;
    for of_source in codings.chunk_by(|one, next| one.source == next.source) {
        for (place, coding) in of_source.iter().enumerate() {
            let Some(pair) = &coding.pair else { continue };
            let other = of_source.binary_search_by(|other| other.coding.cmp(pair)).ok();
            let problem = match other.map(|other| &of_source[other]) {
                None if !context.has_all_codings(&coding.source) => None,
                None => Some(unknown(pair.as_str(), of_source)),
                Some(other) if other.coder == coding.coder => {
                    Some(format!("the pair {pair} is of the same coder: expected a coding of the other one"))
                }
                Some(other) => not_mutual(coding, other),
            };
            if let Some(message) = problem {
                let finding = findings.add(&RULE, Location::new(RecordKind::Coding, first + place, "/pair"), message);
                finding.help = Some("name each in the other, or empty the cell".to_owned());
                let note = |other| (Location::new(RecordKind::Coding, first + other, "/pair"), "the other coding".to_owned());
                finding.related.extend(other.filter(|other| *other != place).map(note));
            }
        }
        first += of_source.len();
    }
}

fn not_mutual(coding: &Coding, other: &Coding) -> Option<String> {
    let found = match &other.pair {
        Some(pair) if *pair == coding.coding => return None,
        Some(pair) => format!("has {pair} as its pair"),
        None => "has no pair".to_owned(),
    };
    Some(format!("the pair {} {found}: expected {}", other.coding, coding.coding))
}

fn unknown(pair: &str, codings: &[Coding]) -> String {
    let near = nearest(pair, codings.iter().map(|coding| coding.coding.as_str()));
    let hint = near.map(|near| format!("did you mean {near}? ")).unwrap_or_default();
    format!("there is no coding {pair} of the document: {hint}expected the id of a coding in this file")
}
