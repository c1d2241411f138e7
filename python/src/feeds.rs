//! What Python's objects hold, as feeds of records.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use guarantee_claims::external::ClaimsFormat;
use guarantee_claims::external::judge::{Feed, Records};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyString};

mod frame;

pub(crate) use frame::of_frame;

/// So many bytes of records are read at a time, with the interpreter's lock.
const PART: usize = 1 << 20;

/// No more records are one part: what is wrong in short ones takes long to explain.
const RECORDS: usize = 4096;

/// An error of Python's that ended the reading: it is raised as it is.
#[derive(Clone, Default)]
pub(crate) struct Failure(Arc<Mutex<Option<PyErr>>>);

impl Failure {
    /// Keeps an error, for which one that can be passed through stands.
    pub(crate) fn keep(&self, error: PyErr) -> io::Error {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        io::Error::other("an error of Python's")
    }

    pub(crate) fn take(&self) -> Option<PyErr> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The items that held nothing, as the numbers of the records before which they stood.
pub(crate) type Skipped = Arc<Mutex<Vec<u32>>>;

/// A file by its path.
pub(crate) fn of_path(path: &Path, format: ClaimsFormat, again: bool) -> io::Result<Option<Feed<'static>>> {
    // What is no file cannot be read twice.
    if again && !path.metadata()?.is_file() {
        return Ok(None);
    }
    Ok(Some(Feed::text(File::open(path)?, format)))
}

/// Bytes.
pub(crate) fn of_bytes(bytes: Arc<[u8]>, format: ClaimsFormat) -> Feed<'static> {
    Feed::text(Cursor::new(bytes), format)
}

/// An open file, text or bytes.
pub(crate) fn of_file(file: Py<PyAny>, format: ClaimsFormat, failure: Failure) -> Feed<'static> {
    Feed::text(PythonFile { file, rest: Cursor::default(), failure }, format)
}

struct PythonFile {
    file: Py<PyAny>,
    rest: Cursor<Vec<u8>>,
    failure: Failure,
}

impl Read for PythonFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.rest.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        let more = Python::attach(|py| {
            let read = self.file.bind(py).call_method1("read", (PART,))?;
            bytes_of(&read)?.ok_or_else(|| PyTypeError::new_err(format!("the file gave {}: expected str or bytes", type_of(&read))))
        });
        self.rest = Cursor::new(more.map_err(|error| self.failure.keep(error))?);
        self.rest.read(buffer)
    }
}

/// The items of an iterable, each a record; `encode` makes texts of what is neither text nor bytes.
pub(crate) fn of_items(items: Py<PyAny>, encode: Py<PyAny>, failure: Failure, skipped: Option<Skipped>) -> Feed<'static> {
    let mut read: u32 = 0;
    Feed::records(move |records| {
        let more = Python::attach(|py| {
            let mut items = items.bind(py).cast::<PyIterator>()?.clone();
            while is_small(records) {
                let Some(item) = items.next() else { return Ok(false) };
                if push(records, &item?, encode.bind(py))? {
                    read = read.saturating_add(1);
                } else if let Some(skipped) = &skipped {
                    skipped.lock().unwrap_or_else(PoisonError::into_inner).push(read);
                }
            }
            Ok(true)
        });
        more.map_err(|error| failure.keep(error))
    })
}

/// Whether more records belong to the same part.
fn is_small(records: &Records) -> bool {
    records.size() < PART && records.len() < RECORDS
}

/// Adds an item; not if nothing is in it but white space, as an empty line.
fn push(records: &mut Records, item: &Bound<'_, PyAny>, encode: &Bound<'_, PyAny>) -> PyResult<bool> {
    let mut add = |text: &[u8]| {
        let text = text.trim_ascii_end();
        if !text.is_empty() {
            records.push(text);
        }
        !text.is_empty()
    };
    if let Ok(text) = item.cast::<PyString>()
        && let Ok(text) = text.to_cow()
    {
        return Ok(add(text.as_bytes()));
    }
    if let Ok(bytes) = item.cast::<PyBytes>() {
        return Ok(add(bytes.as_bytes()));
    }
    if let Some(bytes) = bytes_of(item)? {
        return Ok(add(&bytes));
    }
    let text = encode.call1((item,))?;
    Ok(add(text.cast::<PyString>()?.to_cow()?.as_bytes()))
}

/// The bytes of a text or of bytes. Halves of surrogate pairs are kept, for the checks to refuse them.
fn bytes_of(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<u8>>> {
    if object.is_instance_of::<PyString>() {
        return object.call_method1("encode", ("utf-8", "surrogatepass"))?.extract().map(Some);
    }
    Ok(object.extract::<Vec<u8>>().ok().filter(|_| object.hasattr("decode").unwrap_or(false)))
}

/// What Python calls the type of an object.
pub(crate) fn type_of(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "an object".to_owned(), |name| name.to_string())
}
