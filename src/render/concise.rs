//! One finding a line.

use crate::load::{Finding, SourceFile};

pub(super) fn render(findings: &[Finding], files: &[SourceFile]) -> String {
    findings.iter().map(|finding| finding.concise(files) + "\n").collect()
}
