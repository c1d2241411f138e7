//! What a report is made of, and what its formats share.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::address::Address;
use crate::diagnostics::{Finding, Outcome, Place, Severity};
use crate::sanitize::steers;

/// Terminal escapes for what matters most; the stream takes them out where they are not wanted.
pub(super) const BOLD: &str = "\u{1b}[1m";
pub(super) const PLAIN: &str = "\u{1b}[0m";

/// A form in which findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[non_exhaustive]
pub enum OutputFormat {
    /// Each finding with an excerpt of its file.
    Full,
    /// One finding per line: `path:line:column: error[rule]: message`.
    Concise,
    /// One JSON object: the findings with their places, and their counts.
    Json,
    /// Workflow commands of GitHub Actions, which annotate the changed files.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for the test reports of other CI services.
    Junit,
}

impl OutputFormat {
    /// Whether a program reads it: nothing but the report may then stand on its stream.
    #[must_use]
    pub const fn is_for_machines(self) -> bool {
        !matches!(self, Self::Full | Self::Concise)
    }

    /// Whether it names files by their addresses in the repository.
    #[must_use]
    pub const fn has_addresses(self) -> bool {
        matches!(self, Self::Github | Self::Sarif)
    }

    /// How many findings it shows where the caller does not say: those that a person or GitHub reads, so many; the others, all.
    #[must_use]
    pub const fn default_limit(self) -> usize {
        match self {
            Self::Full | Self::Concise | Self::Github => 1000,
            Self::Json | Self::Sarif | Self::Junit => usize::MAX,
        }
    }
}

/// What a report is made of.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// What the check came to.
    pub outcome: &'a Outcome,
    /// The indexes of the files that it is about.
    pub about: Vec<usize>,
    /// Where services that show a repository find the files.
    pub addresses: Vec<Address>,
    /// Where they find the file that describes the dataset.
    pub dataset: Address,
}

impl<'a> Report<'a> {
    /// A report on all files.
    #[must_use]
    pub fn new(outcome: &'a Outcome) -> Self {
        let inside = |path: &str| Address::Inside(PathBuf::from(path));
        Self {
            outcome,
            about: (0..outcome.files.len()).collect(),
            addresses: outcome.files.iter().map(|path| inside(path)).collect(),
            dataset: inside("data/dataset.toml"),
        }
    }

    /// The path of the file of a place.
    pub(super) fn path(&self, place: &Place) -> &'a str {
        self.outcome.files.get(place.file).map_or("", String::as_str)
    }

    /// Where the file of a place is; without a place, the one that describes the dataset.
    pub(super) fn address(&self, place: Option<&Place>) -> &Address {
        place.and_then(|place| self.addresses.get(place.file)).unwrap_or(&self.dataset)
    }

    /// How many findings of this file, or of the dataset as a whole, are not shown.
    pub(super) fn hidden_in(&self, file: Option<usize>) -> usize {
        self.outcome.hidden.iter().filter(|((of, _), _)| *of == file).map(|(_, count)| count).sum()
    }

    /// What is not shown, in words.
    pub(super) fn not_shown(&self) -> Option<String> {
        let count = |counted: fn(Severity) -> bool| -> usize {
            self.outcome.hidden.iter().filter(|((_, severity), _)| counted(*severity)).map(|(_, count)| count).sum()
        };
        let (all, errors) = (count(|_| true), count(|severity| severity == Severity::Error));
        let (findings, are) = if all == 1 { ("finding", "is") } else { ("findings", "are") };
        (all > 0).then(|| format!("{all} more {findings} ({errors} of severity error) {are} not shown: raise --max-findings to see more"))
    }
}

/// What a format says of a finding, and below it what to do.
pub(super) fn with_help(said: String, finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{said}\nhelp: {help}"),
        None => said,
    }
}

/// A JSON value as the content of a file. It may be looked at in a terminal, too: what would steer one is escaped inside its texts.
pub(super) fn to_text(value: &serde_json::Value) -> String {
    let mut text = String::new();
    for c in format!("{value:#}\n").chars() {
        if c != '\n' && steers(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::to_text;

    #[test]
    fn what_is_escaped_is_read_as_it_was() {
        let value = json!({"a": "b\u{1b}\u{2028}\u{e0041}\u{ad}1\n🙂"});
        let text = to_text(&value);
        assert!(text.contains("\\u2028\\udb40\\udc41\\u00ad1\\n🙂"), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("it is JSON"), value);
    }
}
