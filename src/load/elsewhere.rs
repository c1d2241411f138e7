//! Claims that are not part of a dataset: newline-delimited JSON, a JSON array, or an exported dataset in one document.

use std::ops::Range;

use serde_json::Value;

use super::place::{Inside, Place, SourceFile, Spans};
use super::{FileKind, Loaded, Origin, Reader, json};
use crate::dataset::Records;
use crate::diagnostic::RecordKind;
use crate::model::Claim;
use crate::rules;

/// How claims from elsewhere are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimsFormat {
    /// One claim a line.
    Lines,
    /// An array of claims, or a document with an array `claims`.
    Document,
}

impl ClaimsFormat {
    /// The format of a file by its name: `.ndjson` and `.jsonl` are lines, as is `-` (standard input); `.json` is a document.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension);
        match (path, extension) {
            ("-", _) | (_, Some("ndjson" | "jsonl")) => Some(Self::Lines),
            (_, Some("json")) => Some(Self::Document),
            _ => None,
        }
    }
}

/// Reads claims from elsewhere, past their faults. What they mention is looked up in the `register`, a dataset that was checked.
#[must_use]
pub fn load_claims(register: Records, files: Vec<(String, ClaimsFormat, Vec<u8>)>) -> Loaded {
    let mut reader = Reader::default();
    reader.unread.registered.extend(register.claims.iter().map(|claim| (RecordKind::Claim, claim.id.to_string())));
    reader.records = Records { claims: Vec::new(), frameworks: Vec::new(), ..register };
    for kind in [RecordKind::Source, RecordKind::Actor, RecordKind::Occasion] {
        // The register's records stand in no file of this run.
        let nowhere = Origin { file: usize::MAX, pointer: String::new() };
        reader.origins.insert(kind, vec![nowhere; reader.records.ids(kind).len()]);
    }
    for (path, format, bytes) in files {
        reader.claims_file(&path, format, bytes);
    }
    reader.sorted()
}

impl Reader {
    fn claims_file(&mut self, path: &str, format: ClaimsFormat, bytes: Vec<u8>) {
        let file = self.files.len();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                self.files.push(SourceFile::new(path, String::from_utf8_lossy(error.as_bytes()).into_owned()));
                self.spans.push(Spans::default());
                let message = format!("byte {at} of the file is not UTF-8: expected UTF-8");
                return self.add(&rules::syntax::RULE, Place { file, span: at..at }, message, None);
            }
        };
        self.files.push(SourceFile::new(path, text.clone()));
        self.spans.push(Spans::default());
        let found = match format {
            ClaimsFormat::Lines => Some(self.lines(file, &text)),
            ClaimsFormat::Document => self.document(file, &text),
        };
        if found == Some(0) {
            let message = "the file has no claims: expected at least one".to_owned();
            self.add(&rules::missing_file::RULE, Place { file, span: 0..0 }, message, None);
        }
    }

    /// Reads one claim a line; the number of lines with content.
    fn lines(&mut self, file: usize, text: &str) -> usize {
        let mut items = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim();
            if !content.is_empty() {
                let from = start + (line.len() - line.trim_start().len());
                items.push(from..from + content.len());
            }
            start += line.len();
        }
        for (i, range) in items.iter().enumerate() {
            let spans = self.valid_json(file, text, range.clone()).map(|_| json::spans(&text[range.clone()], range.start));
            self.push_item(file, spans.clone().unwrap_or_else(|| Spans { span: range.clone(), inside: Inside::Nothing }));
            if spans.is_some() {
                self.claim(file, &format!("/{i}"), &text[range.clone()]);
            }
        }
        items.len()
    }

    fn push_item(&mut self, file: usize, item: Spans) {
        match &mut self.spans[file].inside {
            Inside::Items(items) => items.push(item),
            inside => *inside = Inside::Items(vec![item]),
        }
    }

    /// Reads an array of claims, or a document with one; the number of claims, if there is an array.
    fn document(&mut self, file: usize, text: &str) -> Option<usize> {
        let value = self.valid_json(file, text, 0..text.len())?;
        let spans = json::spans(text, 0);
        let (pointer, array) = if value.is_array() { ("", Some(&value)) } else { ("/claims", value.get("claims")) };
        let Some(array) = array.and_then(Value::as_array) else {
            let place = Place { file, span: first_line(text) };
            let message = "no claims were found: expected an array of claims, or an object with an array `claims`".to_owned();
            self.add(&rules::wrong_type::RULE, place, message, None);
            return None;
        };
        let places: Vec<_> = (0..array.len()).map(|i| format!("{pointer}/{i}")).collect();
        let ranges: Vec<_> = places.iter().map(|place| spans.find(place)).collect();
        self.spans[file] = spans;
        for (place, range) in places.iter().zip(ranges) {
            self.claim(file, place, &text[range]);
        }
        Some(array.len())
    }

    /// The value of a JSON text; what is wrong with its syntax is a finding.
    fn valid_json(&mut self, file: usize, text: &str, range: Range<usize>) -> Option<Value> {
        let fault = match serde_json::from_str(&text[range.clone()]) {
            Ok(value) => return Some(value),
            Err(fault) => fault,
        };
        let lines = text[range.clone()].split_inclusive('\n').take(fault.line().saturating_sub(1)).map(str::len);
        let at = (range.start + lines.sum::<usize>() + fault.column().saturating_sub(1)).min(range.end);
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let said = fault.to_string();
        let words = said.split(" at line ").next().unwrap_or(&said);
        let message = format!("this is not JSON: {words}: expected a claim as one JSON object");
        self.add(&rules::syntax::RULE, Place { file, span: at..at }, message, None);
        self.unread.nameless.insert(RecordKind::Claim);
        None
    }

    /// Reads the claim at `pointer`: from its text, since a value no longer shows a key that stands twice.
    fn claim(&mut self, file: usize, pointer: &str, text: &str) {
        match serde_json::from_str::<Claim>(text) {
            Ok(claim) => {
                self.records.claims.push(claim);
                self.origins.entry(RecordKind::Claim).or_default().push(Origin { file, pointer: pointer.to_owned() });
            }
            Err(error) => {
                let value = serde_json::from_str(text).unwrap_or_default();
                let refused = self.explain_at(file, FileKind::Claim, pointer, &value, true);
                self.unreadable(file, FileKind::Claim, pointer, &value, &refused, &error.to_string());
            }
        }
    }
}

fn first_line(text: &str) -> Range<usize> {
    0..text.find('\n').unwrap_or(text.len())
}
