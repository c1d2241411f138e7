//! What must hold for every text, whatever stands in it.

use guarantee_claims::Claim;
use guarantee_claims::diagnostics::{Region, Severity};
use guarantee_claims::external::{CheckedRecord, ClaimReader};
use jsonschema::Validator;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::json::{repeats_a_key, rounds_a_number};

/// The JSON Schema of a kind of record, to be held against its type.
pub(crate) struct Judge {
    validator: Validator,
}

/// What is asked of the types of records.
pub(crate) trait Record: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug {}

impl<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug> Record for T {}

impl Judge {
    pub(crate) fn new(schema: &Value) -> Self {
        Self { validator: jsonschema::draft202012::new(schema).expect("the schema is valid") }
    }

    /// The record in the text, if there is one; in words what does not hold, if something does not: the schema accepts exactly what the
    /// reader accepts, keys that stand twice and numbers between two doubles apart, and what is accepted survives the way to JSON and to TOML
    /// and back.
    pub(crate) fn judge<T: Record>(&self, text: &str) -> Result<Option<T>, String> {
        let by_reader = serde_json::from_str::<T>(text);
        let by_schema = serde_json::from_str::<Value>(text).is_ok_and(|value| self.validator.is_valid(&value) && !repeats_a_key(text));
        if by_schema && rounds_a_number(text) {
            // The type alone cannot tell what was written from what its library makes of the longest ones.
            return Ok(None);
        }
        match by_reader {
            Err(error) if by_schema => Err(format!("the schema accepts what the reader refuses: {error}")),
            Ok(_) if !by_schema => Err("the reader accepts what the schema refuses".to_owned()),
            Err(_) => Ok(None),
            Ok(record) => survives(&record, self).map(|()| Some(record)),
        }
    }
}

fn survives<T: Record>(record: &T, judge: &Judge) -> Result<(), String> {
    let json = serde_json::to_string(record).map_err(|error| format!("the record cannot be written as JSON: {error}"))?;
    if serde_json::from_str::<T>(&json).ok().as_ref() != Some(record) {
        return Err(format!("JSON loses something: {json}"));
    }
    if !serde_json::from_str::<Value>(&json).is_ok_and(|value| judge.validator.is_valid(&value)) {
        return Err(format!("the schema refuses what was written: {json}"));
    }
    let toml = toml::to_string(record).map_err(|error| format!("the record cannot be written as TOML: {error}"))?;
    match toml::from_str::<T>(&toml) {
        Ok(again) if again == *record => Ok(()),
        Ok(_) => Err(format!("TOML loses something: {toml}")),
        Err(error) => Err(format!("TOML is not read again: {error}: {toml}")),
    }
}

/// The rules that say why a text is no claim.
const OF_SHAPE: &[&str] =
    &["syntax", "wrong-type", "missing-key", "unknown-key", "unknown-term", "invalid-value", "repeated-item", "empty-list"];

/// What does not hold when the texts, none of which has a line break, go through the checking reader as lines: it finds the same claims,
/// and says of each other line, at a place on it, why it holds none. `claims` are the claims that the typed reader found.
pub(crate) fn lines_agree(texts: &[String], claims: &[Option<Claim>]) -> Result<(), String> {
    let input = texts.join("\n");
    let mut read: Vec<Option<CheckedRecord>> = texts.iter().map(|_| None).collect();
    for record in ClaimReader::new(input.as_bytes(), guarantee_claims::dataset()) {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.line;
        if read[line - 1].replace(record).is_some() {
            return Err(format!("two records on one line: {}", texts[line - 1]));
        }
    }
    for ((text, claim), record) in texts.iter().zip(claims).zip(&read) {
        let problem = match record {
            None if text.trim_matches([' ', '\t', '\r']).is_empty() => None,
            None => Some("the line is passed over".to_owned()),
            Some(record) => disagreement(text, claim.as_ref(), record),
        };
        if let Some(problem) = problem {
            return Err(format!("{problem}: {text}"));
        }
    }
    Ok(())
}

fn disagreement(text: &str, claim: Option<&Claim>, record: &CheckedRecord) -> Option<String> {
    if record.claim.as_ref() != claim {
        return Some(format!("the checking reader makes {:?} of it, the typed one {claim:?}", record.claim));
    }
    let of_shape = record.findings.iter().filter(|finding| OF_SHAPE.contains(&finding.rule) && finding.severity == Severity::Error).count();
    if claim.is_some() != (of_shape == 0) {
        return Some(format!("{of_shape} findings about the shape: {:?}", record.findings));
    }
    let columns = text.chars().count() + 1;
    let is_inside = |region: Region| region.line == record.line && (1..=columns).contains(&region.column);
    let outside = record.findings.iter().find(|finding| !finding.place.as_ref().is_some_and(|place| is_inside(place.region)));
    outside.map(|finding| format!("the finding is not on the line: {finding:?}"))
}
