//! One finding a line.

use super::report::Report;

pub(super) fn render(report: &Report<'_>) -> String {
    let lines = report.outcome.findings.iter().map(|finding| finding.concise(&report.outcome.files)).chain(report.not_shown());
    lines.map(|line| line + "\n").collect()
}
