//! What makes a finding the same from one run to the next, though lines were added above it.

use std::collections::BTreeMap;

use super::report::Report;
use crate::diagnostics::{Excerpt, Finding};
use crate::texts::sha256;

/// The fingerprints of the findings shown: a hash of rule, path, record and the words at the place, and of how many equal ones come before.
pub(super) fn fingerprints(report: &Report<'_>) -> Vec<String> {
    let mut seen = BTreeMap::<[String; 4], usize>::new();
    let print = |finding| {
        let parts = parts(finding, report);
        let joined = parts.join("\0");
        let before = seen.entry(parts).or_default();
        let print = sha256(format!("{joined}\0{before}").as_bytes());
        *before += 1;
        print
    };
    report.outcome.findings.iter().map(print).collect()
}

fn parts(finding: &Finding, report: &Report<'_>) -> [String; 4] {
    let path = finding.place.as_ref().map(|place| report.address(Some(place)).path()).unwrap_or_default();
    let words = finding.place.as_ref().map(|place| words(&place.excerpt)).unwrap_or_default();
    [finding.rule.to_owned(), path, finding.record.clone().unwrap_or_default(), words.to_owned()]
}

/// The line of the place up to the place's end: key and value. Of a record or list that is on one line, what leads to it.
fn words(excerpt: &Excerpt) -> &str {
    let Excerpt { text, span, .. } = excerpt;
    let (lead, value) = (&text[..span.start], text[span.clone()].trim_end_matches('\r'));
    let value = if value.starts_with(['{', '[']) { "" } else { value };
    // In JSON on one line, all that stands before on the line may change: the value alone counts.
    if lead.trim_start().starts_with('{') { value } else { text[..span.start + value.len()].trim() }
}
