//! What makes a finding the same from one run to the next, though lines were added above it.

use std::collections::BTreeMap;

use super::Report;
use crate::load::{Finding, SourceFile};
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
    report.shown.iter().map(print).collect()
}

fn parts(finding: &Finding, report: &Report<'_>) -> [String; 4] {
    let file = report.file(finding.place.file);
    let path = file.map(|_| report.address(finding.place.file).path()).unwrap_or_default();
    let words = file.map(|file| words(file, finding)).unwrap_or_default();
    [finding.rule.to_owned(), path, finding.record.clone().unwrap_or_default(), words.to_owned()]
}

/// The line of the place up to the place's end: key and value. Of a record or list that is on one line, what leads to it.
fn words<'a>(file: &'a SourceFile, finding: &Finding) -> &'a str {
    let span = &finding.place.span;
    let before = file.text.get(..span.start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let value = file.text.get(span.clone()).unwrap_or_default();
    let value = if value.starts_with(['{', '[']) { "" } else { value.lines().next().unwrap_or_default() };
    let lead = file.text.get(line..span.start).unwrap_or_default();
    // In JSON on one line, all that stands before on the line may change: the value alone counts.
    if lead.trim_start().starts_with('{') { value } else { file.text.get(line..span.start + value.len()).unwrap_or_default().trim() }
}
