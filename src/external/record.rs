//! One record: read, checked, and explained if it is refused.

use std::ops::Range;

use serde_json::Value;

use super::fast_json;
use super::links::index::{Key, LinkIndex, Spot};
use super::position::{columns, short};
use super::split::json_array::string_end;
use crate::dataset;
use crate::dataset::layout::FileKind;
use crate::diagnostics::{Diagnostic, Finding, RecordKind, Severity};
use crate::limits::MOST_VALUES;
use crate::load::{CONFLICT_HELP, Inside, Spans, id_of, is_marker, json_spans, too_many_values};
use crate::model::number::inexact;
use crate::model::walk::Walk;
use crate::model::{Claim, ClaimId, ClaimView, RelationKind};
use crate::rules::{self, Findings, OfRecord, Prose, Registers, Rule, Scope, check_prose, unknown_reference};
use crate::sanitize::excerpt;
use crate::schema::explain;

/// What to make of mentions of records that the registers do not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "commands", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum References {
    /// Each is an error.
    #[default]
    Error,
    /// Each is a warning.
    Warn,
    /// They are only counted.
    Off,
}

impl References {
    /// The severity of an unknown reference; `None` if it is no finding.
    pub(crate) const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warn => Some(Severity::Warning),
            Self::Off => None,
        }
    }

    /// Makes of the unknown references among the findings what is wanted; how many were taken out.
    pub(crate) fn grade(self, findings: &mut Vec<InRecord>) -> usize {
        let is_reference = |finding: &InRecord| finding.rule == unknown_reference::RULE.name;
        let Some(severity) = self.severity() else {
            let before = findings.len();
            findings.retain(|finding| !is_reference(finding));
            return before - findings.len();
        };
        findings.iter_mut().filter(|finding| is_reference(finding)).for_each(|finding| finding.severity = severity);
        0
    }
}

/// A finding in a record, at bytes of its text.
pub(crate) type InRecord = Finding<Range<usize>>;

/// What is known of a record that could not be read.
#[derive(Default)]
pub(crate) struct Refused {
    /// What is wrong with it.
    pub(crate) findings: Vec<InRecord>,
    pub(crate) id: Option<String>,
    /// The mentions of claims: the number of the relation, the id, the bytes where it stands.
    pub(crate) targets: Vec<(usize, String, Range<usize>)>,
    /// Mentions in the registers that are left out of the findings on purpose.
    pub(crate) unchecked: usize,
}

/// The claim in this text.
pub(crate) fn read(text: &str) -> Option<ClaimView<'_>> {
    if has_too_many_values(text) {
        return None;
    }
    let claim = fast_json::read(text);
    if claim.is_some() || !inexact_numbers(text).is_empty() { claim } else { serde_json::from_str(text).ok() }
}

/// The whole numbers in a text in JSON that no double holds, and what is wrong with each: a reader would round them in silence.
fn inexact_numbers(text: &str) -> Vec<(Range<usize>, String)> {
    let json = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => at = string_end(json, at).unwrap_or(json.len()),
            b'0'..=b'9' => {
                let signs = json[at..].iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
                let number = at..at + signs.count();
                found.extend(inexact(&text[number.clone()]).map(|message| (number.clone(), message)));
                at = number.end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether a text in JSON has more values than a record may have.
fn has_too_many_values(text: &str) -> bool {
    // Each takes two bytes at least, with what parts it from the next: nearly all records need not be looked at.
    text.len() > 2 * MOST_VALUES && values_in(text.as_bytes()) > MOST_VALUES
}

/// How many values there are by the brackets and commas outside texts.
fn values_in(json: &[u8]) -> usize {
    let (mut values, mut at) = (1, 0);
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => at = string_end(json, at).map_or(json.len(), |end| end - 1),
            b'[' | b'{' | b',' => values += 1,
            _ => {}
        }
        at += 1;
    }
    values
}

/// What the rules find in each of these claims by itself and against the registers, the texts of the documents apart.
pub(crate) fn check<'c, 'b: 'c>(claims: &(impl Iterator<Item = &'c ClaimView<'b>> + Clone), registers: &Registers<'_>) -> Vec<Findings> {
    let mut findings: Vec<_> = claims.clone().map(|_| Findings::default()).collect();
    for (claim, findings) in claims.clone().zip(&mut findings) {
        let mut record = OfRecord { kind: RecordKind::Claim, index: 0, findings };
        claim.each_prose(|text, at| check_prose(&Prose::at(RecordKind::Claim, at, text), at, &mut record));
    }
    rules::check_claims(registers, claims, &mut findings);
    findings
}

/// The findings of a claim at their places in its text, without those that its waivers accept, and the number of these.
pub(crate) fn resolve(claim: &ClaimView<'_>, text: &str, mut findings: Findings, judged: impl Fn(&Rule) -> bool) -> (Vec<InRecord>, usize) {
    let mut record = OfRecord { kind: RecordKind::Claim, index: 0, findings: &mut findings };
    let accepted = rules::accept(&claim.waived_rules(), &mut record, judged);
    let spans = json_spans(text, 0);
    let at_place = |found: Diagnostic| InRecord {
        rule: found.rule,
        severity: found.severity,
        record: Some(claim.id.to_string()),
        message: format!("{}: {}", claim.id, found.message),
        help: found.help,
        place: Some(spans.find(&found.location.pointer)),
        related: Vec::new(),
    };
    (findings.into_iter().map(at_place).collect(), accepted.len())
}

/// Whether a rule looks at one claim at a time, so that it is checked in a stream.
pub(crate) fn is_checked(rule: &Rule, has_text: bool) -> bool {
    rule.scope != Scope::Dataset && (has_text || !rule.needs_texts)
}

/// Everything that is wrong with a record that the typed reader has refused.
pub(crate) fn explain(text: &str, registers: &Registers<'_>, references: References) -> Refused {
    if has_too_many_values(text) {
        let mut refused = Refused { id: guess_id(text), ..Refused::default() };
        refused.add(&rules::syntax::RULE, 0..0, too_many_values("record"), None);
        return refused;
    }
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(fault) => return unreadable(text, &fault),
    };
    let spans = json_spans(text, 0);
    let id = value["id"].as_str().filter(|id| ClaimId::new(*id).is_ok()).map(str::to_owned);
    let mut refused = Refused { id, ..Refused::default() };
    let faults = explain::faults(FileKind::Claim, &value);
    for fault in &faults {
        let span = if fault.at_key { spans.find_key(&fault.pointer) } else { spans.find(&fault.pointer) };
        refused.add(fault.rule, span, fault.message.clone(), fault.help.clone());
    }
    if faults.iter().any(|fault| fault.rule.name == rules::outdated_record::RULE.name) {
        // Nothing else is said of a record of an earlier version.
        refused.name_record(&value);
        return refused;
    }
    for (span, message) in inexact_numbers(text) {
        if refused.findings.iter().all(|finding| finding.place.as_ref() != Some(&span)) {
            refused.add(&rules::invalid_value::RULE, span, message, None);
        }
    }
    for span in repeated_keys(&spans) {
        let key = excerpt(text[span.clone()].trim_matches('"')).replace('"', "`");
        let message = format!("duplicate field {key}: expected every key once");
        refused.add(&rules::invalid_value::RULE, span, message, Some("take one of the two out".to_owned()));
    }
    if refused.findings.is_empty() {
        refused.findings.push(readers_own_words(text, spans.span.clone()));
    }
    dataset::shape(RecordKind::Claim).each_mention(&value, |kind, id, at| {
        let at = at.to_string();
        if faults.iter().any(|fault| fault.pointer == at) {
            return;
        }
        if kind == RecordKind::Claim {
            let number = at.split('/').nth(2).and_then(|number| number.parse().ok()).unwrap_or_default();
            refused.targets.push((number, id.to_owned(), spans.find(&at)));
        } else if let Some(message) = registers.problem(RecordKind::Claim, kind, id) {
            refused.add(&unknown_reference::RULE, spans.find(&at), message, Some(unknown_reference::help(kind)));
        }
    });
    refused.unchecked = references.grade(&mut refused.findings);
    refused.name_record(&value);
    refused
}

impl Refused {
    fn add(&mut self, rule: &Rule, span: Range<usize>, message: String, help: Option<String>) -> &mut InRecord {
        self.findings.push(rule.finding(Some(span), message, help));
        self.findings.last_mut().expect("a finding was just added")
    }

    /// Has each finding say of which record it is.
    fn name_record(&mut self, record: &Value) {
        for finding in &mut self.findings {
            finding.record = id_of(record).map(str::to_owned);
        }
    }
}

/// A text that is no JSON. Its id is known all the same if it can be made out.
fn unreadable(text: &str, fault: &serde_json::Error) -> Refused {
    let lines = text.split_inclusive('\n').take(fault.line().saturating_sub(1)).map(str::len);
    let at = (lines.sum::<usize>() + fault.column().saturating_sub(1)).min(text.len());
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let said = fault.to_string();
    let words = said.split(" at line ").next().unwrap_or(&said);
    let message = match text.strip_prefix('\u{feff}') {
        Some(_) => "the record starts with a byte order mark: expected UTF-8 without one".to_owned(),
        None => format!("this is not JSON: {words}: expected a claim as one JSON object"),
    };
    let mut refused = Refused { id: guess_id(text), ..Refused::default() };
    let record = refused.id.clone();
    let finding = match conflict_marker(text) {
        Some(marker) => refused.add(&rules::conflict_marker::RULE, marker, CONFLICT.to_owned(), Some(CONFLICT_HELP.to_owned())),
        None => refused.add(&rules::syntax::RULE, at..at, message, None),
    };
    finding.record = record;
    refused
}

/// What is said of a line that git writes around the versions in a conflict.
pub(super) const CONFLICT: &str = "this line is of a conflict of git: expected claims alone";

/// The first line of a text that git writes around the versions in a conflict.
fn conflict_marker(text: &str) -> Option<Range<usize>> {
    let mut end = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        end += line.len();
        (end - line.len(), line)
    });
    lines.find(|(_, line)| is_marker(line)).map(|(start, line)| start..start + line.trim_end().len())
}

/// The id that a broken record seems to have, so that mentions of it are not reported too.
fn guess_id(text: &str) -> Option<String> {
    let behind = text.split_once("\"id\"")?.1.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let id = behind.split('"').next()?;
    ClaimId::new(id).is_ok().then(|| id.to_owned())
}

/// Where a key stands that stood in the same object before.
fn repeated_keys(spans: &Spans) -> Vec<Range<usize>> {
    match &spans.inside {
        Inside::Nothing => Vec::new(),
        Inside::Items(items) => items.iter().flat_map(repeated_keys).collect(),
        Inside::Members(members) => {
            let mut seen = std::collections::BTreeSet::new();
            let repeated = members.iter().filter(|(name, ..)| !seen.insert(name.as_str())).map(|(_, key, _)| key.clone());
            let repeated: Vec<_> = repeated.collect();
            repeated.into_iter().chain(members.iter().flat_map(|(.., value)| repeated_keys(value))).collect()
        }
    }
}

/// What the typed reader says of a record in which the schema finds no fault: it is never passed in silence.
fn readers_own_words(text: &str, span: Range<usize>) -> InRecord {
    let said = match serde_json::from_str::<Claim>(text) {
        Ok(_) => "the claim could not be read".to_owned(),
        Err(error) => error.to_string(),
    };
    let words = said.split(" at line ").next().unwrap_or(&said).to_owned();
    rules::invalid_value::RULE.finding(Some(span), words, None)
}

/// A record that is not UTF-8.
pub(crate) fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> (String, Refused) {
    let at = error.valid_up_to();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let message = format!("byte {at} of the record (0x{:02x}) is not UTF-8: expected UTF-8", bytes[at]);
    let mut refused = Refused { id: guess_id(&text), ..Refused::default() };
    refused.add(&rules::syntax::RULE, at..at, message, None);
    (text, refused)
}

/// Where the values that identify a record stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The record's row in its block.
    pub(crate) number: u32,
    /// The code points of the line before the record; `None` in a document, where the values are counted.
    pub(crate) column: Option<u32>,
}

impl Row {
    /// Keeps the id and the relations of a claim.
    pub(crate) fn keep(&self, claim: &ClaimView<'_>, text: &str, key: &Key, links: &mut LinkIndex) {
        let mut spans = None;
        let mut at = |value: Option<usize>, number: usize, pointer: &dyn Fn() -> String| {
            let detail = match self.column {
                None => short(number),
                Some(column) => {
                    let byte = value.unwrap_or_else(|| spans.get_or_insert_with(|| json_spans(text, 0)).find(&pointer()).start);
                    column.saturating_add(columns(&text.as_bytes()[..byte]))
                }
            };
            Spot { row: self.number, detail }
        };
        links.add_id(key, &claim.id, at(claim.id.quoted_in(text), 0, &|| "/id".to_owned()));
        for (i, relation) in claim.relations.iter().enumerate() {
            let spot = at(relation.target.quoted_in(text), i + 1, &|| format!("/relations/{i}/target"));
            links.add_target(key, relation.kind, &relation.target, spot);
        }
    }

    /// Keeps what is known of a record that was refused.
    pub(crate) fn keep_refused(&self, refused: &Refused, text: &str, key: &Key, links: &mut LinkIndex) {
        if let Some(id) = &refused.id {
            links.add_unread(key, id);
        }
        for (number, target, span) in &refused.targets {
            let way = |column: u32| column.saturating_add(columns(&text.as_bytes()[..span.start]));
            let detail = self.column.map_or(short(number + 1), way);
            // Of whatever kind it is: it leads in no cycle, since it leads from no claim.
            links.add_target(key, RelationKind::Restates, target, Spot { row: self.number, detail });
        }
    }
}

#[cfg(all(test, feature = "data"))]
mod tests {
    use serde_json::json;

    use super::*;

    fn with_value(claim: &Value, number: &str) -> String {
        let mut claim = claim.clone();
        claim["quantities"] = json!([{ "measure": "equipment", "value": 7, "unit": "items", "comparator": "exactly" }]);
        claim.to_string().replace("\"value\":7", &format!("\"value\":{number}"))
    }

    #[test]
    fn a_whole_number_that_no_double_holds_is_never_read() {
        let claim = serde_json::to_value(crate::dataset().claims().next().expect("there are claims").get()).expect("a claim is JSON");
        for number in ["9007199254740993", "18446744073709551615", "36893488147419103233", "9007199254740993.0"] {
            let text = with_value(&claim, number);
            for text in [text.clone(), text.replace(':', ": ")] {
                assert!(read(&text).is_none(), "{number}");
                let refused =
                    explain(&text, &Registers::new(&crate::dataset::Records::default(), &rules::Unread::default()), References::Off);
                let found: Vec<_> = refused
                    .findings
                    .iter()
                    .map(|finding| (finding.rule, finding.place.as_ref().map_or("", |span| &text[span.clone()])))
                    .collect();
                assert_eq!(found, [("invalid-value", number)], "{text}");
            }
        }
    }
}
