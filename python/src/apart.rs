//! Records that are judged part by part, wherever the parts are, and compared afterwards.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int8Type, Int16Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Int8Array, Int32Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field};
use guarantee_claims::external::judge::apart::{self, Comparison, Disorder, Mention, Misfit, Role, Verdict};
use guarantee_claims::external::judge::{JudgedRecord, JudgedRelation, Settings, judge as judge_feed};
use guarantee_claims::model::RelationKind;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use sha2::{Digest, Sha256};

use crate::capsule::import;
use crate::feeds::of_frame;
use crate::findings::{columns_of, row_of};
use crate::interruptible::{claims_error, run};
use crate::judging::references;
use crate::register::Register;
use crate::table::Table;

/// Judges the claims in a column of JSON, each by itself. A row for each record.
#[pyfunction]
pub(crate) fn judge_apart(py: Python<'_>, source: Py<PyAny>, register: Py<Register>, references: &str) -> PyResult<Table> {
    let of_register = register.get();
    let level = self::references(references);
    let mut feed = Some(of_frame(source.bind(py), None)?);
    let judged = run(
        py,
        |stop| {
            let mut settings = Settings::default();
            settings.references = level;
            // Whoever has parts judged in many places has one processor for each.
            settings.threads = 1;
            settings.compare = false;
            settings.keep_records = true;
            settings.stop = Some(stop);
            judge_feed(of_register.for_judging(), None, || Ok(feed.take()), &settings)
        },
        |_| Ok(()),
    )?;
    let judgement = judged.map_err(|error| claims_error(py, error.to_string()))?;
    let rows: Vec<_> =
        judgement.findings.iter().filter(|finding| finding.place.is_some()).map(|finding| row_of(finding, i64::from)).collect();
    let mut of_rows = vec![0; judgement.judged.len()];
    for row in rows.iter().filter_map(|row| usize::try_from(row.0?).ok()) {
        if let Some(count) = of_rows.get_mut(row) {
            *count += 1;
        }
    }
    let (fields, columns) = columns_of(&rows);
    // The row is that of the list.
    let findings = list(fields.into_iter().zip(columns).skip(1).collect(), of_rows)?;
    table(records(&judgement.judged)?.into_iter().chain([("findings", findings)]))
}

fn records(judged: &[JudgedRecord]) -> PyResult<Vec<(&'static str, ArrayRef)>> {
    let relations = || judged.iter().flat_map(|record| &record.relations);
    let of_relation = |name: &str, values: ArrayRef| (Arc::new(Field::new(name, values.data_type().clone(), true)), values);
    let relation = vec![
        of_relation("number", Arc::new(relations().map(|relation| i32::try_from(relation.number).ok()).collect::<Int32Array>())),
        of_relation("kind", Arc::new(relations().map(|relation| relation.kind.map(RelationKind::as_str)).collect::<StringArray>())),
        of_relation("target", Arc::new(relations().map(|relation| Some(&relation.target)).collect::<StringArray>())),
        of_relation("line", numbers(relations().map(|relation| relation.place.map(|place| place.0)))),
        of_relation("column", numbers(relations().map(|relation| relation.place.map(|place| place.1)))),
        of_relation("tie", Arc::new(relations().map(|relation| Some(code(relation))).collect::<Int8Array>())),
        of_relation("words", Arc::new(relations().map(|relation| relation.words.as_deref()).collect::<StringArray>())),
    ];
    let texts = |get: fn(&JudgedRecord) -> Option<&str>| Arc::new(judged.iter().map(get).collect::<StringArray>()) as ArrayRef;
    let flags =
        |get: fn(&JudgedRecord) -> bool| Arc::new(judged.iter().map(|record| Some(get(record))).collect::<BooleanArray>()) as ArrayRef;
    Ok(vec![
        ("id", texts(|record| record.id.as_deref())),
        ("whole", flags(|record| record.whole)),
        ("words", texts(|record| record.words.as_deref())),
        ("name", texts(|record| record.name.as_deref())),
        ("waives_cycles", flags(|record| record.waives_cycles)),
        ("line", numbers(judged.iter().map(|record| record.place.map(|place| place.0)))),
        ("column", numbers(judged.iter().map(|record| record.place.map(|place| place.1)))),
        ("relations", list(relation, judged.iter().map(|record| record.relations.len()).collect())?),
    ])
}

/// Which kind of tie a relation is, as it is passed on: 0 for one that may lead in a cycle.
const fn code(relation: &JudgedRelation) -> i8 {
    match relation.kind {
        Some(RelationKind::Supersedes) => 1,
        Some(RelationKind::Answers) => 2,
        _ => 0,
    }
}

fn numbers(values: impl Iterator<Item = Option<usize>>) -> ArrayRef {
    Arc::new(values.map(|value| value.and_then(|value| i64::try_from(value).ok())).collect::<Int64Array>())
}

/// Lists of these lengths, of records with these columns.
fn list(columns: Vec<(Arc<Field>, ArrayRef)>, lengths: Vec<usize>) -> PyResult<ArrayRef> {
    let items = StructArray::from(columns);
    let field = Arc::new(Field::new("item", items.data_type().clone(), true));
    let lists = ListArray::try_new(field, OffsetBuffer::from_lengths(lengths), Arc::new(items), None).map_err(unexpected)?;
    Ok(Arc::new(lists))
}

fn table<'a>(columns: impl IntoIterator<Item = (&'a str, ArrayRef)>) -> PyResult<Table> {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))
        .map(Table::new)
        .map_err(unexpected)
}

fn unexpected(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// A part of a frame, whose columns are found by name.
struct Part(StructArray);

impl Part {
    /// The parts of what Python hands over.
    fn all(source: &Bound<'_, PyAny>) -> PyResult<Vec<Self>> {
        let parts = import(source)?.map(|part| part.map_err(unexpected));
        parts.map(|part| Ok(Self(part?.as_struct().clone()))).collect()
    }

    fn column(&self, name: &str) -> PyResult<&ArrayRef> {
        self.0.column_by_name(name).ok_or_else(|| PyValueError::new_err(format!("the part has no column {name}")))
    }

    /// The columns of the key: `key_0`, `key_1` and so on.
    fn key(&self) -> Vec<&ArrayRef> {
        (0..).map_while(|number| self.0.column_by_name(&format!("key_{number}"))).collect()
    }
}

/// The bytes of a text, whether or not they are the UTF-8 that they are said to be; none of a null.
fn bytes(column: &ArrayRef, row: usize) -> PyResult<Option<&[u8]>> {
    let cut = |data, start: i64, end: i64| -> Option<&[u8]> { <[u8]>::get(data, usize::try_from(start).ok()?..usize::try_from(end).ok()?) };
    if column.is_null(row) {
        return Ok(None);
    }
    Ok(match column.data_type() {
        DataType::Utf8 => {
            let (texts, ends) = (column.as_string::<i32>(), column.as_string::<i32>().value_offsets());
            cut(texts.value_data(), ends[row].into(), ends[row + 1].into())
        }
        DataType::LargeUtf8 => {
            let (texts, ends) = (column.as_string::<i64>(), column.as_string::<i64>().value_offsets());
            cut(texts.value_data(), ends[row], ends[row + 1])
        }
        DataType::Binary => Some(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => Some(column.as_binary::<i64>().value(row)),
        other => return Err(PyValueError::new_err(format!("a column has the type {other}: expected text"))),
    })
}

/// A row's key as bytes that no other key has.
fn write_key(columns: &[&ArrayRef], row: usize, key: &mut Vec<u8>) -> PyResult<()> {
    key.clear();
    for column in columns {
        match column.data_type() {
            DataType::Int8 => key.extend(column.as_primitive::<Int8Type>().value(row).to_le_bytes()),
            DataType::Int16 => key.extend(column.as_primitive::<Int16Type>().value(row).to_le_bytes()),
            DataType::Int32 => key.extend(column.as_primitive::<Int32Type>().value(row).to_le_bytes()),
            DataType::Date32 => key.extend(column.as_primitive::<Date32Type>().value(row).to_le_bytes()),
            DataType::Int64 => key.extend(column.as_primitive::<Int64Type>().value(row).to_le_bytes()),
            _ => {
                let text = bytes(column, row)?.unwrap_or_default();
                key.extend((text.len() as u64).to_le_bytes());
                key.extend(text);
            }
        }
    }
    Ok(())
}

/// A number for the record with this key and this id. Nobody can choose two that have the same.
fn number_of(key: &[u8], id: &[u8]) -> [u8; 16] {
    let hash = Sha256::new().chain_update((key.len() as u64).to_le_bytes()).chain_update(key).chain_update(id).finalize();
    let mut number = [0; 16];
    number.copy_from_slice(&hash[..16]);
    number
}

/// The ids that records mention, sorted by id, role and key, as they come.
#[pyclass(module = "guarantee_claims._native")]
pub(crate) struct Mentions {
    register: Py<Register>,
    references: String,
    state: apart::Mentions,
    key: Vec<u8>,
}

/// What becomes of a row: the numbers of the two records of a tie, or a finding.
type Outcome = (i64, Option<[[u8; 16]; 2]>, Option<Words>);

/// The rule, the severity, the message and the help of a finding.
type Words = (&'static str, String, String, Option<String>);

#[pymethods]
impl Mentions {
    #[new]
    fn new(register: Py<Register>, references: String) -> Self {
        Self { register, references, state: apart::Mentions::default(), key: Vec::new() }
    }

    /// What the next mentions come to. A row for each that is a tie or has a finding: row, from, to, rule, severity, message, help.
    fn compare(&mut self, py: Python<'_>, source: Py<PyAny>) -> PyResult<Table> {
        let register = self.register.clone_ref(py);
        let comparison = Comparison::new(register.get().for_judging(), references(&self.references));
        let (mut outcomes, mut before) = (Vec::new(), 0);
        for part in Part::all(source.bind(py))? {
            self.compare_part(&part, before, &comparison, &mut outcomes)?;
            before += part.0.len();
        }
        table_of(&outcomes)
    }

    /// What is found of relations that close a cycle. A row for each: row, rule, severity, message, help, and from and to, which are null.
    fn cycles(&self, source: Bound<'_, PyAny>) -> PyResult<Table> {
        let comparison = Comparison::new(self.register.get().for_judging(), references(&self.references));
        let (mut outcomes, mut before) = (Vec::new(), 0);
        for part in Part::all(&source)? {
            let (claims, words) = (part.column("claim")?, part.column("words")?);
            let kinds = part.column("tie")?.as_primitive::<Int8Type>();
            for row in 0..part.0.len() {
                let kind = if kinds.value(row) == 1 { RelationKind::Supersedes } else { RelationKind::Answers };
                let text = |column| PyResult::Ok(bytes(column, row)?.map(String::from_utf8_lossy));
                let found = words_of(&comparison, Misfit::Cycle(kind), text(claims)?.as_deref(), &text(words)?.unwrap_or_default());
                outcomes.push((i64::try_from(before + row).unwrap_or(i64::MAX), None, found));
            }
            before += part.0.len();
        }
        table_of(&outcomes)
    }
}

/// Outcomes as a table: row, from, to, rule, severity, message, help.
fn table_of(outcomes: &[Outcome]) -> PyResult<Table> {
    let ends = |end: usize| Arc::new(outcomes.iter().map(|(_, ends, _)| ends.map(|ends| ends[end])).collect::<BinaryArray>()) as ArrayRef;
    let texts = |get: fn(&Words) -> Option<&str>| -> ArrayRef {
        Arc::new(outcomes.iter().map(|(.., words)| words.as_ref().and_then(get)).collect::<StringArray>())
    };
    table([
        ("row", Arc::new(outcomes.iter().map(|outcome| Some(outcome.0)).collect::<Int64Array>()) as ArrayRef),
        ("from", ends(0)),
        ("to", ends(1)),
        ("rule", texts(|words| Some(words.0))),
        ("severity", texts(|words| Some(&words.1))),
        ("message", texts(|words| Some(&words.2))),
        ("help", texts(|words| words.3.as_deref())),
    ])
}

impl Mentions {
    fn compare_part(&mut self, part: &Part, before: usize, comparison: &Comparison<'_>, outcomes: &mut Vec<Outcome>) -> PyResult<()> {
        let keys = part.key();
        let (ids, claims, words) = (part.column("mention")?, part.column("claim")?, part.column("words")?);
        let (roles, ties) = (part.column("role")?.as_primitive::<Int8Type>(), part.column("tie")?.as_primitive::<Int8Type>());
        for row in 0..part.0.len() {
            let role = match roles.value(row) {
                0 => Role::Own,
                1 => Role::Unread,
                2 => Role::Target,
                _ => continue,
            };
            let id = bytes(ids, row)?.unwrap_or_default();
            write_key(&keys, row, &mut self.key)?;
            let claim = if role == Role::Own { Some(id) } else { bytes(claims, row)? };
            let mention = Mention { id, role, is_tie: ties.value(row) > 0, name: claim.unwrap_or_default(), key: &self.key };
            let verdict = self.state.next(mention).map_err(|disorder| disordered(disorder, id))?;
            let of = |misfit| {
                let claim = claim.map(String::from_utf8_lossy);
                let words = bytes(words, row)?.unwrap_or(id);
                PyResult::Ok(words_of(comparison, misfit, claim.as_deref(), &String::from_utf8_lossy(words)))
            };
            let (ends, found) = match verdict {
                Verdict::Fits => (None, None),
                Verdict::Duplicate => (None, of(Misfit::Duplicate)?),
                Verdict::Elsewhere if comparison.is_registered(&String::from_utf8_lossy(id)) => (None, None),
                Verdict::Elsewhere => (None, of(Misfit::Dangling)?),
                Verdict::Tie(first) => (Some([number_of(mention.key, mention.name), number_of(first, id)]), None),
            };
            if ends.is_some() || found.is_some() {
                outcomes.push((i64::try_from(before + row).unwrap_or(i64::MAX), ends, found));
            }
        }
        Ok(())
    }
}

fn words_of(comparison: &Comparison<'_>, misfit: Misfit, claim: Option<&str>, words: &str) -> Option<Words> {
    let found = comparison.finding(misfit, claim, words)?;
    Some((found.rule, found.severity.to_string(), found.message, found.help))
}

fn disordered(disorder: Disorder, id: &[u8]) -> PyErr {
    let id = String::from_utf8_lossy(id);
    PyValueError::new_err(match disorder {
        Disorder::SameKey => format!("another claim has the same key as {id:?}: expected a key that tells every row from all others"),
        _ => format!("the mentions of {id:?} came out of order: expected them sorted by id, role and key; please report it"),
    })
}

/// The relations of one kind that may not lead in a cycle, sorted by the key of the claim that they lead from, as they come.
#[pyclass(module = "guarantee_claims._native")]
#[derive(Default)]
pub(crate) struct Ties {
    all: apart::Ties,
    key: Vec<u8>,
    claim: Vec<u8>,
}

#[pymethods]
impl Ties {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Adds the next ones, with the columns from, to, claim and the key.
    fn add(&mut self, source: Bound<'_, PyAny>) -> PyResult<()> {
        let mut key = Vec::new();
        for part in Part::all(&source)? {
            let keys = part.key();
            let (from, to, claims) = (part.column("from")?, part.column("to")?, part.column("claim")?);
            for row in 0..part.0.len() {
                write_key(&keys, row, &mut key)?;
                let claim = bytes(claims, row)?.unwrap_or_default();
                if key == self.key && claim != self.claim && !self.all.is_empty() {
                    let [first, second] = [&self.claim, claim].map(String::from_utf8_lossy);
                    let expected = "expected a key that tells every row from all others";
                    return Err(PyValueError::new_err(format!("{second:?} has the same key as {first:?}: {expected}")));
                }
                std::mem::swap(&mut self.key, &mut key);
                self.claim.clear();
                self.claim.extend_from_slice(claim);
                let number = |column| PyResult::Ok(bytes(column, row)?.and_then(|number| <[u8; 16]>::try_from(number).ok()));
                let (Some(from), Some(to)) = (number(from)?, number(to)?) else {
                    return Err(PyValueError::new_err("a tie has no ends: expected 16 bytes for each; please report it"));
                };
                self.all.add(u128::from_be_bytes(from), u128::from_be_bytes(to)).map_err(|_| too_many())?;
            }
        }
        Ok(())
    }

    /// The numbers, from 0, of those that close a cycle. None are left.
    fn closing(&mut self, py: Python<'_>) -> PyResult<Vec<u32>> {
        let ties = std::mem::take(&mut self.all);
        run(py, |_| ties.closing(), |_| Ok(()))
    }

    fn __len__(&self) -> usize {
        self.all.len()
    }
}

fn too_many() -> PyErr {
    PyValueError::new_err("more than four thousand million relations of one kind may not lead in a cycle: expected fewer in one task")
}
