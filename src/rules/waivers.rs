//! Findings accepted on purpose: each waiver takes out the findings of its rule in its record, and one that takes out none is a finding.

use std::collections::BTreeMap;

use super::list::{RULES, find};
use super::renamed_rule::RULE as RENAMED;
use super::unused_waiver::RULE as UNUSED;
use super::{Context, Findings, OfRecord, Rule};
use crate::diagnostics::Diagnostic;
use crate::model::suggest::nearest;
use crate::model::walk::Role;

/// The findings that no waiver accepts, those about waivers included, and the accepted ones.
pub(super) fn apply(context: &Context<'_>, findings: Findings) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    // Each waiver looks at the findings of its own record alone.
    let mut waivers = BTreeMap::<_, (Vec<&str>, Findings)>::new();
    context.records.walk(|kind, index, role, rule, _| {
        if role == Role::Waiver {
            waivers.entry((kind, index)).or_default().0.push(rule);
        }
    });
    let (mut left, mut accepted) = (Findings::default(), Vec::new());
    for finding in findings {
        let own = waivers.get_mut(&(finding.location.kind, finding.location.index)).map(|(_, own)| own);
        own.unwrap_or(&mut left).0.push(finding);
    }
    for ((kind, index), (rules, mut own)) in waivers {
        // What a rule would find beside a record that could not be read is not known.
        let judged = |rule: &Rule| context.is_complete() && (!rule.needs_texts || context.has_text_of(kind, index));
        accepted.extend(accept(&rules, &mut OfRecord { kind, index, findings: &mut own }, judged));
        left.0.append(&mut own.0);
    }
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
            here && find(finding.rule).is_some_and(|rule| rule.waivable && rule.answers_to(name))
        };
        let accepted: Vec<_> = record.findings.0.extract_if(.., accepts).collect();
        let place = || format!("/waive/{i}/rule");
        if accepted.is_empty()
            && let Some(message) = problem(name, &judged)
        {
            record.add(&UNUSED, place(), message).help = Some("take it out".to_owned());
        } else if let Some(new) =
            accepted.iter().map(|finding| finding.rule).chain(find(name).map(|rule| rule.name)).find(|new| new != name)
        {
            let message = format!("\"{name}\" is \"{new}\" now: expected the new name of the rule");
            record.add(&RENAMED, place(), message).help = Some(format!("write \"{new}\""));
        }
        all_accepted.extend(accepted);
    }
    all_accepted
}

/// What is wrong with a waiver that accepted nothing, if that can be told.
fn problem(name: &str, judged: impl Fn(&Rule) -> bool) -> Option<String> {
    let Some(rule) = find(name) else {
        let near = nearest(name, RULES.iter().map(|rule| rule.name));
        let near = near.map(|near| format!("did you mean \"{near}\"? ")).unwrap_or_default();
        return Some(format!("there is no rule \"{name}\": {near}expected the name of a rule"));
    };
    if !rule.waivable {
        return Some(format!("no waiver accepts what \"{}\" finds: expected it to be mended", rule.name));
    }
    judged(rule).then(|| format!("nothing is found by \"{name}\" here: expected a finding that is accepted"))
}
