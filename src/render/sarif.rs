//! SARIF 2.1.0: the findings, and every rule with its page, for code scanning.

use serde_json::{Value, json};

use super::address::Address;
use super::fingerprint::fingerprints;
use super::report::{Report, to_text, with_help};
use crate::diagnostics::{Finding, Place, Region, Severity};
use crate::rules::{RULES, Rule};

/// The folder that relative paths start from.
const ROOT: &str = "ROOT";
const ROOT_IS: &str =
    "The top of the repository that holds the files; without one, the folder of the dataset, or of the call for other claims.";

pub(super) fn render(report: &Report<'_>) -> String {
    let prints = fingerprints(report);
    let results: Vec<_> = report.outcome.findings.iter().zip(prints).map(|(finding, print)| result(report, finding, &print)).collect();
    let notifications: Vec<_> =
        report.not_shown().into_iter().map(|rest| json!({ "level": "note", "message": { "text": rest } })).collect();
    to_text(&json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "claims",
                "fullName": "claims of guarantee-claims",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": concat!("https://docs.rs/guarantee-claims/", env!("CARGO_PKG_VERSION")),
                "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            } },
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notifications }],
            "originalUriBaseIds": { ROOT: { "description": { "text": ROOT_IS } } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn descriptor(rule: &Rule) -> Value {
    let page: String = rule.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n").collect();
    let page = page.trim();
    let mut descriptor = json!({
        "id": rule.name,
        "name": pascal_case(rule.name),
        "shortDescription": { "text": rule.summary() },
        "fullDescription": { "text": page },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity) },
    });
    if !rule.former.is_empty() {
        descriptor["deprecatedIds"] = json!(rule.former);
    }
    descriptor
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// `stale-quote` as `StaleQuote`, the form that the standard asks for.
fn pascal_case(name: &str) -> String {
    name.split('-').flat_map(|word| word[..1].to_uppercase().chars().chain(word[1..].chars()).collect::<Vec<_>>()).collect()
}

fn result(report: &Report<'_>, finding: &Finding, print: &str) -> Value {
    json!({
        "ruleId": finding.rule,
        // What is not in the list has the index -1.
        "ruleIndex": RULES.iter().position(|rule| rule.name == finding.rule).map_or(json!(-1), |index| json!(index)),
        "level": level(finding.severity),
        "message": { "text": with_help(finding.message.clone(), finding) },
        "locations": [location(report, finding.place.as_ref())],
        "relatedLocations": finding.related.iter().map(|(place, note)| related(report, place, note)).collect::<Vec<_>>(),
        "partialFingerprints": { "claimsFinding/v1": print },
    })
}

/// A place in a file. Code scanning refuses a result without one: the dataset as a whole is at the head of the file that describes it.
fn location(report: &Report<'_>, place: Option<&Place>) -> Value {
    let start = Region { line: 1, column: 1, end_line: 1, end_column: 1 };
    let Region { line, column, end_line, end_column } = place.map_or(start, |place| place.region);
    json!({ "physicalLocation": {
        "artifactLocation": artifact(report.address(place)),
        "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
    } })
}

/// A file. Only what is relative has a folder to start from.
fn artifact(address: &Address) -> Value {
    match address {
        Address::Inside(_) => json!({ "uri": address.uri(), "uriBaseId": ROOT }),
        Address::Outside(_) => json!({ "uri": address.uri() }),
    }
}

/// A place that explains a finding.
fn related(report: &Report<'_>, place: &Place, note: &str) -> Value {
    let mut location = location(report, Some(place));
    location["message"] = json!({ "text": note });
    location
}
