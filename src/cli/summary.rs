//! What a check came to, in a few lines.

use super::amounts::{count, grouped};
use super::not_read;
use super::output::tell;
use crate::diagnostics::{Counts, Outcome, Severity, Tally};
use crate::error::Error;

/// What was checked and found, of so many files.
pub(super) fn checked(files: usize, outcome: &Outcome) -> String {
    let Counts { claims, spans, references, waived, .. } = outcome.counts;
    let waived = if waived == 0 { String::new() } else { format!(", {} waived", count(waived, "finding", "findings")) };
    let unknown = if references.uncheckable == 0 { String::new() } else { format!(" ({} not checked)", grouped(references.uncheckable)) };
    let all = |tally: Tally| tally.checked + tally.uncheckable;
    format!(
        "checked {}, {}, {} ({} verified, {} failed, {} not checked), {}{unknown}{waived}: {}",
        count(files, "file", "files"),
        count(claims.checked, "claim", "claims"),
        count(all(spans), "evidence span", "evidence spans"),
        grouped(spans.checked - spans.failed),
        grouped(spans.failed),
        grouped(spans.uncheckable),
        count(all(references), "reference", "references"),
        found(outcome),
    )
}

/// The findings in numbers.
fn found(outcome: &Outcome) -> String {
    match (outcome.count_of(Severity::Error), outcome.count_of(Severity::Warning)) {
        (0, 0) => "no findings".to_owned(),
        (errors, warnings) => format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings")),
    }
}

/// A line for each rule that found something, the most frequent first.
pub(super) fn by_rule(outcome: &Outcome) -> Vec<String> {
    let mut rows: Vec<_> = outcome.by_rule.iter().collect();
    rows.sort_by_key(|((rule, severity), count)| (std::cmp::Reverse(**count), *rule, *severity));
    let width = rows.first().map_or(0, |(_, count)| grouped(**count).len());
    rows.into_iter().map(|((rule, severity), count)| format!("  {:>width$} {severity}[{rule}]", grouped(*count))).collect()
}

/// What was not checked, and why.
pub(super) fn not_checked(outcome: &Outcome, with_texts: bool) -> Vec<String> {
    let without = || "evidence was not checked against the texts: give their folder with --texts DIR or CLAIMS_TEXTS".to_owned();
    not_read::line(&outcome.not_read, with_texts).into_iter().chain((!with_texts).then(without)).collect()
}

/// Says that nothing was checked, if that is so.
pub(super) fn warn_of_nothing(outcome: &Outcome) -> Result<(), Error> {
    if outcome.counts.claims.checked == 0 { tell("error: no claim was checked: expected one or more") } else { Ok(()) }
}
