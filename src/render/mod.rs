//! What is printed: findings, one file a format; a claim; a rule's page.

pub(crate) mod claim;
mod concise;
mod full;
pub(crate) mod page;

use crate::load::{Finding, SourceFile};

/// Terminal escapes for what matters most; the stream takes them out where they are not wanted.
const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

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
