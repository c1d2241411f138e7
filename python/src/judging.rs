//! Judgements of what Python's objects hold.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};

use guarantee_claims::Error;
use guarantee_claims::external::judge::{Feed, Judgement, Settings, judge as judge_feed};
use guarantee_claims::external::{ClaimsFormat, References};
use guarantee_claims::texts::Texts;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::feeds::{Failure, Skipped, of_bytes, of_file, of_frame, of_items, of_path};
use crate::findings::{batch_of, row_of};
use crate::interruptible::{claims_error, run};
use crate::register::Register;
use crate::table::Table;

/// What is judged.
enum Source {
    Path(PathBuf, ClaimsFormat),
    Bytes(Arc<[u8]>, ClaimsFormat),
    /// An open file, and where it was when it was given.
    File(Py<PyAny>, ClaimsFormat, Option<Py<PyAny>>),
    Items(Py<PyAny>, Py<PyAny>),
    Frame(Py<PyAny>, Option<String>),
}

/// How it is judged.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Options {
    format: String,
    column: Option<String>,
    texts: Option<PathBuf>,
    threads: Option<usize>,
    references: String,
    max_findings: Option<usize>,
}

type Counted = Vec<(&'static str, &'static str, usize)>;

/// Judges a source of this kind; the findings, the records, those that are refused, the counts by rule and severity, and the number of
/// findings that are not listed.
#[pyfunction]
#[pyo3(signature = (kind, source, encode, register, options, progress))]
pub(crate) fn judge(
    py: Python<'_>,
    kind: &str,
    source: Py<PyAny>,
    encode: Py<PyAny>,
    register: Py<Register>,
    options: Options,
    progress: Option<Py<PyAny>>,
) -> PyResult<(Table, usize, usize, Counted, usize)> {
    let format = if options.format == "document" { ClaimsFormat::JsonArray } else { ClaimsFormat::Lines };
    let source = match kind {
        "path" => Source::Path(source.extract(py)?, format),
        "bytes" => Source::Bytes(source.bind(py).cast::<PyBytes>()?.as_bytes().into(), format),
        "file" => {
            let start = source.call_method0(py, "tell").ok();
            Source::File(source, format, start)
        }
        "items" => Source::Items(source, encode),
        "frame" => Source::Frame(source, options.column.clone()),
        other => return Err(PyValueError::new_err(format!("there is no kind of source {other:?}"))),
    };
    let (failure, skipped) = (Failure::default(), Skipped::default());
    let (bytes, records) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let count = |more_bytes: usize, more_records: usize| {
        bytes.fetch_add(more_bytes, Ordering::Relaxed);
        records.fetch_add(more_records, Ordering::Relaxed);
    };
    let tell = |py: Python<'_>| -> PyResult<()> {
        let told = progress.as_ref().map(|told| told.call1(py, (records.load(Ordering::Relaxed), bytes.load(Ordering::Relaxed))));
        told.transpose().map(drop)
    };
    let of_register = register.get();
    let judged = run(
        py,
        |stop| {
            let register = of_register.for_judging();
            let texts = options.texts.as_deref().map(|folder| Texts::read(folder, &register.records().sources)).transpose()?;
            let mut settings = Settings::default();
            settings.references = references(&options.references);
            settings.threads = options.threads.unwrap_or(settings.threads);
            settings.max_findings = options.max_findings.unwrap_or(settings.max_findings);
            settings.stop = Some(stop);
            settings.progress = Some(&count);
            let mut opened = 0;
            let open = || {
                opened += 1;
                source.open(opened > 1, &failure, &skipped)
            };
            judge_feed(register, texts.as_ref(), open, &settings)
        },
        tell,
    )?;
    if let Some(error) = failure.take() {
        return Err(error);
    }
    let judgement = judged.map_err(|error| claims_error(py, error.to_string()))?;
    tell(py)?;
    let skipped = std::mem::take(&mut *skipped.lock().unwrap_or_else(PoisonError::into_inner));
    told(&judgement, &skipped)
}

/// What is told of a judgement.
fn told(judgement: &Judgement, skipped: &[u32]) -> PyResult<(Table, usize, usize, Counted, usize)> {
    // Each item that held nothing stands before the records that follow it.
    let row = |record: u32| i64::from(record) + i64::try_from(skipped.partition_point(|before| *before <= record)).unwrap_or_default();
    let rows: Vec<_> = judgement.findings.iter().map(|finding| row_of(finding, row)).collect();
    let counted = judgement.by_rule.iter().map(|((rule, severity), count)| (*rule, severity.as_str(), *count));
    Ok((Table::new(batch_of(&rows)?), judgement.records, judgement.refused, counted.collect(), judgement.hidden))
}

pub(crate) fn references(level: &str) -> References {
    match level {
        "warn" => References::Warn,
        "off" => References::Off,
        _ => References::Error,
    }
}

impl Source {
    fn open(&self, again: bool, failure: &Failure, skipped: &Skipped) -> Result<Option<Feed<'static>>, Error> {
        let feed = match self {
            Self::Path(path, format) => of_path(path, *format, again).map_err(|error| failure.keep(error.into())),
            Self::Bytes(bytes, format) => Ok(Some(of_bytes(Arc::clone(bytes), *format))),
            Self::File(file, format, start) => Ok(Python::attach(|py| {
                let back = |start: &Py<PyAny>| file.call_method1(py, "seek", (start,)).is_ok();
                let is_ready = !again || start.as_ref().is_some_and(back);
                is_ready.then(|| of_file(file.clone_ref(py), *format, failure.clone()))
            })),
            Self::Items(items, encode) => Python::attach(|py| {
                // An iterator is at its end.
                if again && !items.bind(py).hasattr("__getitem__")? {
                    return Ok(None);
                }
                let skipped = (!again).then(|| skipped.clone());
                let iterator = items.bind(py).try_iter()?.into_any().unbind();
                Ok(Some(of_items(iterator, encode.clone_ref(py), failure.clone(), skipped)))
            })
            .map_err(|error| failure.keep(error)),
            Self::Frame(frame, column) => Python::attach(|py| match of_frame(frame.bind(py), column.as_deref()) {
                // What cannot be read again is told without the words of its records.
                Err(_) if again => Ok(None),
                of_frame => of_frame.map(Some).map_err(|error| failure.keep(error)),
            }),
        };
        feed.map_err(|error| Error::unreadable("the claims", error))
    }
}
