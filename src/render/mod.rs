//! Findings as text: one file a format.

mod concise;
mod full;

use crate::load::{Finding, SourceFile};

/// A form in which findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[non_exhaustive]
pub enum OutputFormat {
    /// Each finding with an excerpt of its file.
    Full,
    /// One finding a line: `path:line:column: error[rule]: message`.
    Concise,
}

/// The findings in this format.
#[must_use]
pub fn render(format: OutputFormat, findings: &[Finding], files: &[SourceFile]) -> String {
    match format {
        OutputFormat::Full => full::render(findings, files),
        OutputFormat::Concise => concise::render(findings, files),
    }
}
