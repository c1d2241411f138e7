//! `JUnit` XML: a test suite for each file, in it a failed test case for each finding, and a passed one if there are none.
//!
//! Services tell cases by class and name, and show one of those that have both in common: every name is met once in a report.

use std::collections::{BTreeMap, BTreeSet};

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::report::{Report, with_help};
use crate::diagnostics::{Finding, Region};
use crate::sanitize::steers;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut names = Names::default();
    let mut xml = quick_junit::Report::new("claims validate");
    xml.add_test_suites(report.about.iter().map(|file| suite(report, Some(*file), &mut names)));
    if report.outcome.findings.iter().any(|finding| finding.place.is_none()) || report.hidden_in(None) > 0 {
        xml.add_test_suite(suite(report, None, &mut names));
    }
    xml.to_string().expect("memory can be written to, and the text is UTF-8")
}

/// The suite of the file with this index; without one, of the dataset as a whole.
fn suite(report: &Report<'_>, file: Option<usize>, names: &mut Names) -> TestSuite {
    let path = file.map(|file| report.outcome.files[file].as_str());
    let place = path.map(|path| format!(" in {path}")).unwrap_or_default();
    let here = report.outcome.findings.iter().filter(|finding| finding.place.as_ref().map(|place| place.file) == file);
    let mut cases: Vec<_> = here.map(|finding| failed(report, finding)).collect();
    let hidden = report.hidden_in(file);
    if hidden > 0 {
        let message = format!("{hidden} more in this file: raise --max-findings to see more");
        cases.push((format!("findings not shown{place}"), failure("findings-not-shown", &message, &message)));
    }
    if cases.is_empty() {
        cases.push((format!("no findings{place}"), TestCaseStatus::success()));
    }
    let class = text(path.unwrap_or("the dataset as a whole"));
    let mut suite = TestSuite::new(&class);
    suite.add_test_cases(cases.into_iter().map(|(name, status)| {
        let mut case = TestCase::new(names.only(&text(&name)), status);
        case.set_classname(&class);
        case
    }));
    suite
}

/// The name and the failure of a finding.
fn failed(report: &Report<'_>, finding: &Finding) -> (String, TestCaseStatus) {
    let at = finding.place.as_ref().map(|place| {
        let Region { line, column, .. } = place.region;
        format!(" at {}:{line}:{column}", report.path(place))
    });
    let said = with_help(finding.concise(&report.outcome.files), finding);
    (format!("{}{}", finding.rule, at.unwrap_or_default()), failure(finding.rule, &finding.message, &said))
}

fn failure(kind: &str, message: &str, said: &str) -> TestCaseStatus {
    let mut failure = TestCaseStatus::non_success(NonSuccessKind::Failure);
    let lines: Vec<_> = said.lines().map(text).collect();
    failure.set_type(kind).set_message(text(message)).set_description(lines.join("\n"));
    failure
}

/// The names that were given, and how often each was asked for.
#[derive(Default)]
struct Names {
    given: BTreeSet<String>,
    asked: BTreeMap<String, usize>,
}

impl Names {
    /// The name, with a number where it was given before.
    fn only(&mut self, name: &str) -> String {
        let number = self.asked.entry(name.to_owned()).or_default();
        loop {
            *number += 1;
            let numbered = if *number == 1 { name.to_owned() } else { format!("{name} ({number})") };
            if self.given.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// Text on one line. What XML forbids, a reader makes something else of, or steers a terminal is its escape.
fn text(text: &str) -> String {
    let special = |c: char| steers(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if special(c) { c.escape_default().to_string() } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_numbered_until_it_is_free() {
        let mut names = Names::default();
        let given = ["a", "a (2)", "a", "b", "a"].map(|name| names.only(name));
        assert_eq!(given, ["a", "a (2)", "a (3)", "b", "a (4)"]);
    }

    #[test]
    fn what_xml_forbids_is_its_escape() {
        assert_eq!(text("a\u{1b}\t\u{fffe}\u{202e}é😀<"), "a\\u{1b}\\t\\u{fffe}\\u{202e}é😀<");
    }
}
