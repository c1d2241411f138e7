//! What a check came to.

use std::collections::BTreeMap;

use super::counts::Counts;
use super::diagnostic::Severity;
use super::finding::Finding;
use crate::model::RecordKind;

/// What a check came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// The paths of the files.
    pub files: Vec<String>,
    /// The findings, in the order of files and places: after those about texts as wholes, for which others are withheld, and before those
    /// about the dataset as a whole.
    pub findings: Vec<Finding>,
    /// The numbers of the findings that were not kept, by file and severity.
    pub hidden: BTreeMap<(Option<usize>, Severity), usize>,
    /// The numbers of all findings, by rule and severity.
    pub by_rule: BTreeMap<(&'static str, Severity), usize>,
    /// How much was checked.
    pub counts: Counts,
    /// How much could not be read.
    pub not_read: NotRead,
}

/// How much could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotRead {
    /// Records by their kind.
    pub records: BTreeMap<RecordKind, usize>,
    /// Files of which it is not known how many records they hold.
    pub files: usize,
}

/// Puts findings in order: those that come first, then by places, then those without one.
pub(crate) fn sort(findings: &mut [Finding], is_first: impl Fn(&Finding) -> bool) {
    findings.sort_by_cached_key(|finding| {
        let Finding { place, rule, message, .. } = finding;
        (!is_first(finding), place.is_none(), place.clone(), *rule, message.clone())
    });
}

impl Outcome {
    /// Adds a finding.
    pub(crate) fn add(&mut self, finding: Finding) {
        self.count(finding.rule, finding.severity);
        self.findings.push(finding);
    }

    /// Counts a finding in this file without keeping it.
    #[cfg(feature = "check")]
    pub(crate) fn hide(&mut self, file: Option<usize>, rule: &'static str, severity: Severity) {
        self.count(rule, severity);
        *self.hidden.entry((file, severity)).or_default() += 1;
    }

    fn count(&mut self, rule: &'static str, severity: Severity) {
        *self.by_rule.entry((rule, severity)).or_default() += 1;
    }

    /// Puts the findings in order.
    #[cfg(feature = "commands")]
    pub(crate) fn sort(&mut self, is_first: impl Fn(&Finding) -> bool) {
        sort(&mut self.findings, is_first);
    }

    /// Takes out the findings that are not wanted.
    #[cfg(feature = "commands")]
    pub(crate) fn retain(&mut self, is_wanted: impl Fn(&Finding) -> bool) {
        let wanted: Vec<_> = std::mem::take(&mut self.findings).into_iter().filter(is_wanted).collect();
        self.by_rule.clear();
        for finding in wanted {
            self.add(finding);
        }
    }

    /// Keeps at most this many findings and counts the others.
    #[cfg(feature = "commands")]
    pub(crate) fn limit(&mut self, limit: usize) {
        for finding in self.findings.split_off(limit.min(self.findings.len())) {
            let file = finding.place.map(|place| place.file);
            *self.hidden.entry((file, finding.severity)).or_default() += 1;
        }
    }

    /// How many findings of this severity there are.
    #[must_use]
    pub fn count_of(&self, severity: Severity) -> usize {
        self.by_rule.iter().filter(|((_, of), _)| *of == severity).map(|(_, count)| count).sum()
    }

    /// How many findings of this rule there are.
    #[must_use]
    pub fn count_of_rule(&self, rule: &str) -> usize {
        self.by_rule.iter().filter(|((of, _), _)| *of == rule).map(|(_, count)| count).sum()
    }

    /// Whether a finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count_of(Severity::Error) > 0
    }
}
