//! One JSON object: `version` of the program, `findings`, `counts`. What a finding does not have is null.

use serde_json::{Value, json};

use super::region::Region;
use super::{Report, to_text};
use crate::diagnostic::Severity;
use crate::load::{Finding, Place};

pub(super) fn render(report: &Report<'_>) -> String {
    to_text(&json!({
        "version": env!("CARGO_PKG_VERSION"),
        "findings": report.shown.iter().map(|finding| value(report, finding)).collect::<Vec<_>>(),
        "counts": {
            "errors": report.count(Severity::Error),
            "warnings": report.count(Severity::Warning),
            "shown": report.shown.len(),
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
    put_place(&mut value, report, &finding.place);
    value["related"] = finding.related.iter().map(|(place, note)| related(report, place, note)).collect();
    value
}

fn related(report: &Report<'_>, place: &Place, note: &str) -> Value {
    let mut value = json!({ "message": note });
    put_place(&mut value, report, place);
    value
}

fn put_place(value: &mut Value, report: &Report<'_>, place: &Place) {
    let file = report.file(place.file);
    let region = file.map(|file| Region::of(file, place));
    value["path"] = json!(file.map(|file| &file.path));
    value["line"] = json!(region.map(|region| region.line));
    value["column"] = json!(region.map(|region| region.column));
    value["endLine"] = json!(region.map(|region| region.end_line));
    value["endColumn"] = json!(region.map(|region| region.end_column));
}
