//! `JUnit` XML: a test suite for each file, in it a failed test case for each finding, and a passed one if there are none.

use std::fmt::Write as _;

use super::{Report, with_help};
use crate::load::Finding;
use crate::sanitize::steers;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut suites: Vec<_> = report.about.iter().map(|file| suite(report, *file)).collect();
    let of_no_file = |finding: &Finding| report.file(finding.place.file).is_none();
    if report.shown.iter().any(of_no_file) || report.hidden.count(|file, _| report.file(file).is_none()) > 0 {
        suites.push(suite(report, usize::MAX));
    }
    let tests: usize = suites.iter().map(|suite| suite.cases.len()).sum();
    let failures: usize = suites.iter().map(|suite| suite.failures).sum();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(xml, "<testsuites name=\"claims validate\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">");
    for Suite { name, cases, failures } in &suites {
        let (name, tests) = (escape(name), cases.len());
        let _ = writeln!(xml, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">");
        xml.extend(cases.iter().map(String::as_str));
        xml += "  </testsuite>\n";
    }
    xml + "</testsuites>\n"
}

struct Suite<'a> {
    name: &'a str,
    cases: Vec<String>,
    failures: usize,
}

fn suite<'a>(report: &Report<'a>, file: usize) -> Suite<'a> {
    let name = report.file(file).map_or("the dataset as a whole", |file| file.path.as_str());
    let in_suite = |other: usize| if report.file(file).is_some() { other == file } else { report.file(other).is_none() };
    let shown = report.shown.iter().filter(|finding| in_suite(finding.place.file));
    let mut cases: Vec<_> = shown.map(|finding| failed(report, name, finding)).collect();
    let hidden = report.hidden.count(|other, _| in_suite(other));
    if hidden > 0 {
        let message = format!("{hidden} more in this file: raise --max-findings to see more");
        cases.push(case(name, "findings not shown", Some(("findings-not-shown", &message, &message))));
    }
    let failures = cases.len();
    if failures == 0 {
        cases.push(case(name, "no findings", None));
    }
    Suite { name, cases, failures }
}

fn failed(report: &Report<'_>, suite: &str, finding: &Finding) -> String {
    let at = report.file(finding.place.file).map(|file| {
        let (line, column) = file.line_column(finding.place.span.start);
        format!(" at {line}:{column}")
    });
    let name = format!("{}{}", finding.rule, at.unwrap_or_default());
    let text = with_help(finding.concise(report.files), finding);
    case(suite, &name, Some((finding.rule, &finding.message, &text)))
}

/// A test case; a failure is its type, its message, its text.
fn case(suite: &str, name: &str, failure: Option<(&str, &str, &str)>) -> String {
    let head = format!("    <testcase classname=\"{}\" name=\"{}\"", escape(suite), escape(name));
    match failure {
        Some((kind, message, text)) => format!(
            "{head}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
            escape(kind),
            escape(message),
            escape(text)
        ),
        None => format!("{head}/>\n"),
    }
}

/// Text for an element or an attribute in double quotes; a character that XML forbids becomes U+FFFD.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            // As they stand, a reader may make spaces or a line feed of them.
            '\t' | '\n' | '\r' => _ = write!(escaped, "&#{};", u32::from(c)),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(char::REPLACEMENT_CHARACTER),
            c if steers(c) => _ = write!(escaped, "&#{};", u32::from(c)),
            c => escaped.push(c),
        }
        escaped
    })
}
