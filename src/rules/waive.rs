//! Findings accepted on purpose: each waiver takes out the findings of its rule in its record, and one that takes out none is a finding.

use std::collections::BTreeMap;

use super::unused_waiver::RULE as UNUSED;
use super::{Context, Findings, OfRecord, Rule, find};
use crate::diagnostic::{Diagnostic, RecordKind};
use crate::model::Waiver;
use crate::model::suggest::nearest;

/// The rules whose findings no waiver accepts: the export and the library rely on what they hold, or the evidence of a claim does.
const INTEGRITY: &[&str] = &[
    "control-character",
    "duplicate-id",
    "empty-range",
    "foreign-claim-id",
    "list-separator",
    "missing-file",
    "missing-text",
    "stale-evidence",
    "stale-quote",
    "stale-text",
    "unknown-reference",
];

/// The findings that no waiver accepts, those about waivers included, and the accepted ones.
pub(super) fn apply(context: &Context<'_>, findings: Findings) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    // Each waiver looks at the findings of its own record alone.
    let waivers = waivers(context);
    let mut of_record: BTreeMap<_, _> = waivers.iter().map(|(kind, index, _)| ((*kind, *index), Findings::default())).collect();
    let mut left = Findings::default();
    for finding in findings.0 {
        let place = (finding.location.kind, finding.location.index);
        of_record.get_mut(&place).unwrap_or(&mut left).0.push(finding);
    }
    let accepted = waivers.into_iter().flat_map(|(kind, index, waivers)| {
        let rules: Vec<_> = waivers.iter().map(|waiver| waiver.rule.as_str()).collect();
        let mut own = of_record.remove(&(kind, index)).unwrap_or_default();
        // What a rule would find beside a record that could not be read is not known.
        let judged = |rule: &Rule| context.is_complete() && (!rule.needs_texts || context.has_text_of(kind, index));
        let accepted = accept(&rules, &mut OfRecord { kind, index, findings: &mut own }, judged);
        left.0.append(&mut own.0);
        accepted
    });
    let accepted = accepted.collect();
    (left.0, accepted)
}

/// Takes out of the findings those about this record that waivers of these rules accept. A waiver that accepts nothing is a finding, if its
/// rule is `judged` in this run.
pub(crate) fn accept(waivers: &[&str], record: &mut OfRecord<'_>, judged: impl Fn(&Rule) -> bool) -> Vec<Diagnostic> {
    let (kind, index) = (record.kind, record.index);
    let mut all_accepted = Vec::new();
    for (i, name) in waivers.iter().enumerate() {
        let accepts = |finding: &mut Diagnostic| {
            let here = finding.location.kind == kind && finding.location.index == index;
            here && finding.rule == *name && finding.rule != UNUSED.name && !INTEGRITY.contains(&finding.rule)
        };
        let accepted: Vec<_> = record.findings.0.extract_if(.., accepts).collect();
        if accepted.is_empty()
            && let Some(message) = problem(name, &judged)
        {
            record.add(&UNUSED, format!("/waive/{i}/rule"), message).help = Some("take it out".to_owned());
        }
        all_accepted.extend(accepted);
    }
    all_accepted
}

/// What is wrong with a waiver that accepted nothing, if that can be told.
fn problem(name: &str, judged: impl Fn(&Rule) -> bool) -> Option<String> {
    let Some(rule) = find(name) else {
        let near = nearest(name, super::RULES.iter().map(|rule| rule.name));
        let near = near.map(|near| format!("did you mean \"{near}\"? ")).unwrap_or_default();
        return Some(format!("there is no rule \"{name}\": {near}expected the name of a rule"));
    };
    if rule.checks.is_empty() || INTEGRITY.contains(&rule.name) {
        return Some(format!("no waiver accepts what \"{}\" finds: expected it to be mended", rule.name));
    }
    judged(rule).then(|| format!("nothing is found by \"{name}\" here: expected a finding that is accepted"))
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
