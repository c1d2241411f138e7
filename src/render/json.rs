//! One JSON object: `version` of the program, `findings`, `counts`. What a finding does not have is null.

use serde_json::{Value, json};

use super::report::{Report, to_text};
use crate::diagnostics::{Finding, Place, Severity};

pub(super) fn render(report: &Report<'_>) -> String {
    let outcome = report.outcome;
    to_text(&json!({
        "version": env!("CARGO_PKG_VERSION"),
        "findings": outcome.findings.iter().map(|finding| value(report, finding)).collect::<Vec<_>>(),
        "counts": {
            "errors": outcome.count_of(Severity::Error),
            "warnings": outcome.count_of(Severity::Warning),
            "shown": outcome.findings.len(),
        },
    }))
}

fn value(report: &Report<'_>, finding: &Finding) -> Value {
    let mut value = json!({
        "rule": finding.rule,
        "severity": finding.severity.as_str(),
        "record": finding.record,
        "message": finding.message,
        "help": finding.help,
    });
    put_place(&mut value, report, finding.place.as_ref());
    value["related"] = finding.related.iter().map(|(place, note)| related(report, place, note)).collect();
    value
}

fn related(report: &Report<'_>, place: &Place, note: &str) -> Value {
    let mut value = json!({ "message": note });
    put_place(&mut value, report, Some(place));
    value
}

fn put_place(value: &mut Value, report: &Report<'_>, place: Option<&Place>) {
    let region = place.map(|place| place.region);
    value["path"] = json!(place.map(|place| report.path(place)));
    value["line"] = json!(region.map(|region| region.line));
    value["column"] = json!(region.map(|region| region.column));
    value["endLine"] = json!(region.map(|region| region.end_line));
    value["endColumn"] = json!(region.map(|region| region.end_column));
}
