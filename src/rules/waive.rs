//! Findings accepted on purpose: each waiver takes out the findings of its rule in its record, and one that takes out none is a finding.

use super::unused_waiver::RULE as UNUSED;
use super::{Context, Findings, find};
use crate::diagnostic::{Diagnostic, Location, RecordKind};
use crate::model::Waiver;
use crate::model::value::nearest;

/// The rules whose findings no waiver accepts: the export and the library rely on what they hold, or the evidence of a claim does.
const INTEGRITY: &[&str] = &[
    "duplicate-id",
    "empty-range",
    "foreign-claim-id",
    "missing-file",
    "missing-text",
    "stale-evidence",
    "stale-quote",
    "stale-text",
    "unknown-reference",
];

/// The findings that no waiver accepts, those about waivers included, and the accepted ones.
pub(super) fn apply(context: &Context<'_>, findings: Findings) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let mut left = findings.0;
    let mut waived = Vec::new();
    let mut unused = Findings::default();
    for (kind, index, waivers) in waivers(context) {
        for (i, waiver) in waivers.iter().enumerate() {
            let accepts = |finding: &mut Diagnostic| {
                let here = finding.location.kind == kind && finding.location.index == index;
                here && finding.rule == waiver.rule.as_str() && !INTEGRITY.contains(&finding.rule)
            };
            let accepted: Vec<_> = left.extract_if(.., accepts).collect();
            if accepted.is_empty()
                && let Some(message) = problem(context, waiver)
            {
                unused.add(&UNUSED, Location::new(kind, index, format!("/waive/{i}/rule")), message).help = Some("take it out".to_owned());
            }
            waived.extend(accepted);
        }
    }
    left.append(&mut unused.0);
    (left, waived)
}

/// What is wrong with a waiver that accepted nothing, if that can be told.
fn problem(context: &Context<'_>, waiver: &Waiver) -> Option<String> {
    let Some(rule) = find(waiver.rule.as_str()) else {
        let near = nearest(waiver.rule.as_str(), super::RULES.iter().map(|rule| rule.name));
        let near = near.map(|near| format!("did you mean \"{near}\"? ")).unwrap_or_default();
        return Some(format!("there is no rule \"{}\": {near}expected the name of a rule", waiver.rule));
    };
    if rule.check.is_none() || INTEGRITY.contains(&rule.name) {
        return Some(format!("no waiver accepts what \"{}\" finds: expected it to be mended", rule.name));
    }
    let judged = context.texts.is_some() || !rule.needs_texts;
    judged.then(|| format!("nothing is found by \"{}\" here: expected a finding that is accepted", waiver.rule))
}

fn waivers<'a>(context: &Context<'a>) -> Vec<(RecordKind, usize, &'a [Waiver])> {
    let records = context.records;
    let sources = records.sources.iter().enumerate().map(|(i, record)| (RecordKind::Source, i, record.waive.as_slice()));
    let actors = records.actors.iter().enumerate().map(|(i, record)| (RecordKind::Actor, i, record.waive.as_slice()));
    let occasions = records.occasions.iter().enumerate().map(|(i, record)| (RecordKind::Occasion, i, record.waive.as_slice()));
    let frameworks = records.frameworks.iter().enumerate().map(|(i, record)| (RecordKind::Framework, i, record.waive.as_slice()));
    let claims = records.claims.iter().enumerate().map(|(i, record)| (RecordKind::Claim, i, record.waive.as_slice()));
    let all = sources.chain(actors).chain(occasions).chain(frameworks).chain(claims);
    all.filter(|(.., waivers)| !waivers.is_empty()).collect()
}
