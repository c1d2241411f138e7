//! Workflow commands of GitHub Actions: `::error file=...,line=...,title=rule::message`, one a line.
//!
//! What comes from the data is escaped as the runner's own toolkit escapes it, so that nothing in it can be a command.

use super::report::Report;
use crate::diagnostics::{Finding, Place, Region};
use crate::sanitize::steers;

pub(super) fn render(report: &Report<'_>) -> String {
    let rest = report.not_shown().map(|rest| format!("::notice title=findings not shown::{}", data(&rest)));
    report.outcome.findings.iter().map(|finding| command(report, finding)).chain(rest).map(|line| line + "\n").collect()
}

fn command(report: &Report<'_>, finding: &Finding) -> String {
    let mut properties = finding.place.as_ref().map(|place| properties_of(report, place)).unwrap_or_default();
    properties.push(("title", finding.rule.to_owned()));
    let properties: Vec<_> = properties.into_iter().map(|(key, value)| format!("{key}={}", property(&value))).collect();
    format!("::{} {}::{}", finding.severity, properties.join(","), data(&message(report, finding)))
}

fn properties_of(report: &Report<'_>, place: &Place) -> Vec<(&'static str, String)> {
    let Region { line, column, end_line, end_column } = place.region;
    let mut properties = vec![("file", report.address(Some(place)).path()), ("line", line.to_string()), ("endLine", end_line.to_string())];
    // An annotation has columns only if it is on one line.
    if line == end_line {
        properties.extend([("col", column.to_string()), ("endColumn", end_column.to_string())]);
    }
    properties
}

/// The message, then a line for each related place and for the help.
fn message(report: &Report<'_>, finding: &Finding) -> String {
    let related = finding.related.iter().map(|(place, note)| {
        let Region { line, column, .. } = place.region;
        format!("{}:{line}:{column}: {note}", report.address(Some(place)).path())
    });
    let help = finding.help.iter().map(|help| format!("help: {help}"));
    [finding.message.clone()].into_iter().chain(related).chain(help).collect::<Vec<_>>().join("\n")
}

/// Text after the `::`.
fn data(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match c {
            '%' => escaped += "%25",
            '\r' => escaped += "%0D",
            '\n' => escaped += "%0A",
            // What a log viewer would act on, or show in another order, is shown as what it is.
            c if steers(c) => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
        escaped
    })
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
