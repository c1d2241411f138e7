//! The reader of a dataset's files.

mod gather;

use std::collections::BTreeSet;

use serde_json::Value;

pub(super) use gather::Settings;

use super::bounds;
use super::loaded::{Loaded, Mention, Origin};
#[cfg(feature = "check")]
use super::parts;
use super::released;
use super::spans::Spans;
use super::{csv, toml};
use crate::dataset;
use crate::dataset::layout::FileKind;
use crate::diagnostics::{Bytes, Finding, RecordKind, SourceFile};
#[cfg(feature = "check")]
use crate::limits::MOST_FAULTS;
use crate::limits::{LONGEST_FILE, MOST_VALUES};
use crate::model::{ActorId, ClaimId, CodingId, DatasetInfo, SourceId};
use crate::parallel::in_parallel;
use crate::rules;
use crate::sanitize::excerpt;
use crate::texts::sha256;
use gather::Reader;

/// What the JSON Schema refuses in a file.
#[derive(Debug, Default)]
struct Refused {
    /// Where it stands, as JSON Pointers.
    pointers: BTreeSet<String>,
    /// The first record that was not looked at, if there were too many faults before it.
    ends_at: Option<usize>,
}

impl Refused {
    fn is_at_or_below(&self, pointer: &str) -> bool {
        let below = format!("{pointer}/");
        let next = self.pointers.range(below.clone()..).next();
        self.pointers.contains(pointer) || next.is_some_and(|next| next.starts_with(&below))
    }
}

/// Reads these files: paths relative to the root, and contents.
pub(super) fn read(files: Vec<(String, Vec<u8>)>, settings: Settings) -> Loaded {
    let read_file = |(path, bytes): (String, Vec<u8>)| {
        let mut reader = Reader { settings, ..Reader::default() };
        reader.file(&path, &bytes);
        reader.keep_hash(&bytes);
        reader
    };
    let mut all = Reader { settings, ..Reader::default() };
    for of_file in in_parallel(files, read_file) {
        all.absorb(of_file);
    }
    all.finish()
}

/// What keeps a file from being changed: all that is wrong with it as it is written, but for TOML that is only too new.
#[cfg(feature = "cli")]
pub(crate) fn faults(path: &str, bytes: &[u8]) -> Vec<Finding<Bytes>> {
    let mut reader = Reader { settings: Settings { tested: true, ..Settings::default() }, ..Reader::default() };
    reader.file(path, bytes);
    let of_shape = reader.findings.split_off(reader.faults);
    let of_size = of_shape.into_iter().filter(|finding| finding.rule == rules::syntax::RULE.name);
    reader.findings.into_iter().filter(|finding| finding.rule != rules::toml_1_1::RULE.name).chain(of_size).collect()
}

impl Reader {
    fn file(&mut self, path: &str, bytes: &[u8]) {
        let file = self.files.len();
        if let Some(part) = released::part(path, bytes) {
            self.files.push(SourceFile::new(path, String::from_utf8_lossy(bytes).into_owned()));
            self.spans.push(Spans::default());
            match part {
                Ok(part) => self.released.push(part),
                Err(message) => {
                    self.add(&rules::syntax::RULE, Bytes { file, span: 0..0 }, message, None);
                    self.not_read.files += 1;
                }
            }
            return;
        }
        let Some(kind) = FileKind::of_path(path) else {
            let message = "no part of the dataset has this path: expected data/{dataset,actors,occasions,frameworks,withdrawn}.toml, \
                           data/claims/<source id>.toml, data/codings/<source id>.csv, data/changes/<version>.toml or seeds/<source id>.toml";
            self.files.push(SourceFile::new(path, String::from_utf8_lossy(bytes).into_owned()));
            self.spans.push(Spans::default());
            return self.add(&rules::unknown_file::RULE, Bytes { file, span: 0..0 }, message.to_owned(), None);
        };
        let document = if kind == FileKind::Codings { csv::parse(bytes, !self.settings.is_further) } else { toml::parse(bytes, kind) };
        self.files.push(SourceFile::new(path, document.text));
        self.spans.push(document.spans);
        for fault in document.faults {
            let related = fault.related.into_iter().map(|(span, note)| (Bytes { file, span }, note)).collect();
            let finding = fault.rule.finding(Some(Bytes { file, span: fault.span }), fault.message, fault.help);
            self.findings.push(Finding { related, ..finding });
        }
        self.faults = self.findings.len();
        if document.is_unknown {
            return self.lose_file(kind);
        }
        for lost in &document.lost {
            self.lose(file, kind, &lost.ids);
        }
        if document.is_cut_off || !document.lacks.is_empty() {
            self.unread.nameless.insert(kind.record());
        }
        let mut value = document.value;
        let has_gaps = !document.lost.is_empty() || document.head_has_gaps;
        if has_gaps && kind.array().is_none_or(|array| value.get(array).is_none()) {
            // All records may be in what is not read.
            if document.lost.is_empty() {
                self.lose_file(kind);
            }
            return;
        }
        if let Some(object) = value.as_object_mut().filter(|_| document.head_has_gaps && kind == FileKind::Claims) {
            // The fault may be in the source, and the file has its name.
            object.entry("source").or_insert_with(|| stem(path).into());
        }
        self.named_by_its_id(file, kind, &value);
        if bounds::values_beside(kind, &value) > MOST_VALUES {
            self.lose_file(kind);
            let place = Bytes { file, span: 0..0 };
            return self.add(&rules::syntax::RULE, place, too_many_values(kind.record().as_str()), None);
        }
        let passed_over = self.pass_over(file, kind, &value);
        let refused =
            if self.settings.tested { Refused::default() } else { self.explain(file, kind, &value, &passed_over, &document.lacks) };
        self.read_records(file, kind, value, &passed_over, &refused);
    }

    /// Keeps what is known of what was one record or more and is not read.
    fn lose(&mut self, file: usize, kind: FileKind, ids: &[String]) {
        let record = kind.record();
        let named = if kind == FileKind::Source { &[stem(&self.files[file].path).to_owned()] } else { ids };
        let named = named.iter().filter(|id| is_id(record, id));
        let ids: BTreeSet<_> = named.map(|id| (record, self.id_among_all(file, kind, id))).collect();
        *self.not_read.records.entry(record).or_default() += ids.len().max(1);
        if ids.is_empty() {
            self.unread.nameless.insert(record);
        }
        self.unread.ids.extend(ids);
    }

    /// The id by which a record is known among those of its kind in all files.
    fn id_among_all(&self, file: usize, kind: FileKind, id: &str) -> String {
        if kind == FileKind::Codings { dataset::coding_id(stem(&self.files[file].path), id) } else { id.to_owned() }
    }

    /// Keeps that nothing is known of what a file holds.
    fn lose_file(&mut self, kind: FileKind) {
        self.unread.nameless.insert(kind.record());
        self.not_read.files += 1;
    }

    /// Finds the records that have too many values to be read.
    fn pass_over(&mut self, file: usize, kind: FileKind, value: &Value) -> BTreeSet<usize> {
        let Some(array) = kind.array() else { return BTreeSet::new() };
        let records = value[array].as_array().into_iter().flatten().enumerate();
        let places: BTreeSet<_> = records.filter(|(_, record)| bounds::values_in(record) > MOST_VALUES).map(|(place, _)| place).collect();
        *self.not_read.records.entry(kind.record()).or_default() += places.len();
        for place in &places {
            let span = self.spans[file].find(&format!("/{array}/{place}"));
            self.add(&rules::syntax::RULE, Bytes { file, span }, too_many_values(kind.record().as_str()), None);
        }
        places
    }

    /// Keeps the hash of the file that was just read, if its text cannot stand for it.
    fn keep_hash(&mut self, bytes: &[u8]) {
        let file = self.files.len() - 1;
        if self.files[file].text.as_bytes() != bytes {
            self.hashes.insert(file, (bytes.len() <= LONGEST_FILE).then(|| sha256(bytes)));
        }
    }

    /// A file of one source is named by the source's id.
    fn named_by_its_id(&mut self, file: usize, kind: FileKind, value: &Value) {
        let key = match kind {
            FileKind::Source => "id",
            FileKind::Claims => "source",
            _ => return,
        };
        let stem = stem(&self.files[file].path);
        if let Some(id) = value[key].as_str().filter(|id| *id != stem) {
            let message = format!("the file is named {} and its {key} is {}: expected the same", excerpt(stem), excerpt(id));
            let help = match SourceId::new(id) {
                Ok(id) => format!("rename the file to {id}.toml, or correct `{key}`"),
                Err(_) => format!("correct `{key}`"),
            };
            let place = Bytes { file, span: self.spans[file].find(&format!("/{key}")) };
            self.add(&rules::unknown_file::RULE, place, message, Some(help));
        }
    }

    /// Every fault of shape by the JSON Schema in a file's value, up to the most that are looked for; the pointers of the values it
    /// refused.
    #[cfg(feature = "check")]
    fn explain(&mut self, file: usize, kind: FileKind, value: &Value, passed_over: &BTreeSet<usize>, lacks: &[&str]) -> Refused {
        let (mut refused, mut seen) = (Refused::default(), BTreeSet::new());
        if passed_over.is_empty() && crate::schema::explain::accepts(kind, value) {
            return refused;
        }
        for part in parts::parts(kind, value, passed_over) {
            for fault in crate::schema::explain::faults(kind, &part.value) {
                let at = part.in_file(&fault.pointer);
                // What stands beside the records is in every part.
                if !seen.insert((at.clone(), fault.at_key)) {
                    continue;
                }
                if fault.at_key && lacks.iter().any(|field| at.ends_with(&format!("/{field}"))) {
                    // That no record has it has been said once.
                    refused.pointers.insert(at);
                    continue;
                }
                let spans = &self.spans[file];
                let span = if fault.at_key { spans.find_key(&at) } else { spans.find(&at) };
                if seen.len() > MOST_FAULTS {
                    let message = format!("there are more faults than {MOST_FAULTS}: expected records by the schema");
                    let help = "the records from here on are not looked at: mend those before first".to_owned();
                    self.add(&rules::syntax::RULE, Bytes { file, span }, message, Some(help));
                    refused.ends_at = record_index(kind, &at);
                    return refused;
                }
                let record = record_id(kind, value, &at);
                let finding = fault.rule.finding(Some(Bytes { file, span }), fault.message, fault.help);
                self.findings.push(Finding { record, ..finding });
                refused.pointers.insert(at);
            }
        }
        refused
    }

    #[cfg(not(feature = "check"))]
    #[expect(clippy::unused_self, reason = "explaining is a feature")]
    fn explain(&self, _: usize, _: FileKind, _: &Value, _: &BTreeSet<usize>, _: &[&str]) -> Refused {
        Refused::default()
    }

    fn read_records(&mut self, file: usize, kind: FileKind, mut value: Value, passed_over: &BTreeSet<usize>, refused: &Refused) {
        let Some(array) = kind.array() else {
            return self.read_record(file, kind, "", &value, refused);
        };
        let head = match kind.named_field() {
            Some(field) => Some((field, Value::from(stem(&self.files[file].path)))),
            None if kind == FileKind::Claims => value.get_mut("source").map(|source| ("source", source.take())),
            None => None,
        };
        let Some(Value::Array(items)) = value.get_mut(array).map(Value::take) else {
            self.lose_file(kind);
            if refused.pointers.is_empty() && !(kind != FileKind::Claims && value.get(array).is_none()) {
                let message = format!("no list of {array} was found: expected one or more [[{array}]]");
                self.add(&rules::wrong_type::RULE, Bytes { file, span: 0..0 }, message, None);
            }
            return;
        };
        let looked_at = refused.ends_at.unwrap_or(items.len());
        if looked_at < items.len() || !passed_over.is_empty() {
            self.unread.nameless.insert(kind.record());
            *self.not_read.records.entry(kind.record()).or_default() += items.len() - looked_at;
        }
        for (i, mut item) in items.into_iter().enumerate().take(looked_at).filter(|(i, _)| !passed_over.contains(i)) {
            let pointer = format!("/{array}/{i}");
            if let (Value::Object(record), Some((field, value))) = (&mut item, &head) {
                record.insert((*field).to_owned(), value.clone());
            }
            self.read_record(file, kind, &pointer, &item, refused);
        }
    }

    /// Reads the record at `pointer`.
    fn read_record(&mut self, file: usize, kind: FileKind, pointer: &str, value: &Value, refused: &Refused) {
        let records = &mut self.records;
        let read = match kind {
            FileKind::Dataset => read_into(value, |record: DatasetInfo| records.info = Some(record)),
            FileKind::Source => read_into(value, |record| records.sources.push(record)),
            FileKind::Actors => read_into(value, |record| records.actors.push(record)),
            FileKind::Occasions => read_into(value, |record| records.occasions.push(record)),
            FileKind::Frameworks => read_into(value, |record| records.frameworks.push(record)),
            FileKind::Codings => read_into(value, |record| records.codings.push(record)),
            FileKind::Withdrawn => read_into(value, |record| records.withdrawn.push(record)),
            FileKind::Changes => read_into(value, |record| records.changes.push(record)),
            _ => read_into(value, |record| records.claims.push(record)),
        };
        match read {
            Ok(()) => self.origins.entry(kind.record()).or_default().push(Origin { file, pointer: pointer.to_owned() }),
            Err(message) => self.unreadable(file, kind, pointer, value, refused, &message),
        }
    }

    /// Keeps what is known of a record that could not be read: its id, and what it mentions.
    fn unreadable(&mut self, file: usize, kind: FileKind, pointer: &str, value: &Value, refused: &Refused, message: &str) {
        *self.not_read.records.entry(kind.record()).or_default() += 1;
        match value[kind.id_key()].as_str().filter(|id| is_id(kind.record(), id)) {
            Some(id) => drop(self.unread.ids.insert((kind.record(), self.id_among_all(file, kind, id)))),
            None => drop(self.unread.nameless.insert(kind.record())),
        }
        // What stands in a record of an earlier version is no finding of its own.
        if refused.pointers.contains(pointer) {
            return;
        }
        dataset::shape(kind.record()).each_mention(value, |target, id, in_record| {
            let at = format!("{pointer}{in_record}");
            // The source of claims stands at the head of their file.
            if !refused.pointers.contains(&at) && !refused.pointers.contains(&in_record.to_string()) {
                let place = Bytes { file, span: self.spans[file].find(&at) };
                self.unread_mentions.push(Mention { place, from: kind.record(), target, id: id.to_owned() });
            }
        });
        // The schema has said more exactly what is wrong, if it could be asked; else the reader's own words must do.
        if !refused.is_at_or_below(pointer) && !refused.pointers.contains("/source") {
            let place = Bytes { file, span: self.spans[file].find(pointer) };
            let words = message.split(" at line ").next().unwrap_or(message);
            let expected = if words.contains("duplicate field") { ": expected every key once" } else { "" };
            self.add(&rules::invalid_value::RULE, place, format!("{words}{expected}"), None);
        }
    }

    fn add(&mut self, rule: &rules::Rule, place: Bytes, message: String, help: Option<String>) {
        self.findings.push(rule.finding(Some(place), message, help));
    }
}

/// The name of a file without its ending.
fn stem(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem)
}

/// The index of the record into which a JSON Pointer into a file leads.
#[cfg(feature = "check")]
fn record_index(kind: FileKind, pointer: &str) -> Option<usize> {
    pointer.strip_prefix(&format!("/{}/", kind.array()?))?.split('/').next()?.parse().ok()
}

/// The id of the record into which a JSON Pointer into a file leads.
#[cfg(feature = "check")]
fn record_id(kind: FileKind, file: &Value, pointer: &str) -> Option<String> {
    let record = match kind.array() {
        Some(array) => &file[array][record_index(kind, pointer)?],
        None => file,
    };
    id_in(kind.id_key(), record).map(str::to_owned)
}

/// What a record gives as its id.
#[cfg(feature = "check")]
pub(crate) fn id_of(record: &Value) -> Option<&str> {
    id_in("id", record)
}

/// What a record gives as its id under this key. Longer ones, which are none, would be repeated with each finding.
#[cfg(feature = "check")]
fn id_in<'v>(key: &str, record: &'v Value) -> Option<&'v str> {
    const LONGEST: usize = 256;
    record[key].as_str().filter(|id| id.len() <= LONGEST)
}

/// What is said of something that has too many values.
pub(crate) fn too_many_values(what: &str) -> String {
    format!("the {what} has more than {MOST_VALUES} values: expected fewer texts, numbers, lists and tables")
}

fn read_into<T: serde::de::DeserializeOwned>(value: &Value, take: impl FnOnce(T)) -> Result<(), String> {
    T::deserialize(value).map(take).map_err(|error| error.to_string())
}

/// Whether a text can be the id of a record of this kind.
fn is_id(kind: RecordKind, text: &str) -> bool {
    match kind {
        RecordKind::Claim | RecordKind::Withdrawn => ClaimId::new(text).is_ok(),
        RecordKind::Coding => CodingId::new(text).is_ok(),
        _ => ActorId::new(text).is_ok(),
    }
}
