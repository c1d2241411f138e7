//! Versions of the dataset, in whatever they come.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::archive::{self, Form};
use super::check::{Checked, check};
use super::global::Global;
use crate::agreement::between_coders;
use crate::compare::edition_of;
use crate::dataset::{AGREEMENT, CODINGS, Edition, Records, VOCABULARY, table_rows};
use crate::error::Error;
use crate::export::{agreement_table, write_json};
use crate::fs::read::{RELEASED, is_dataset, read_folder, read_up_to};
use crate::limits::{LONGEST_DOCUMENT, LONGEST_FILE};
use crate::load::{raw_document, raw_version, released_json};
use crate::model::DatasetInfo;

/// The files of an export that hold what is compared.
const DOCUMENT: &str = "dataset.json";
const TERMS: &str = "vocabulary.json";
const FIGURES: &str = "agreement.json";
const CODED: &str = "codings.json";

const TAKEN: &str = "a dataset (a folder with data/ and seeds/), an export (a folder with json/dataset.json), a dataset.json, an archive of an \
                     export (.zip, .tar, .tar.gz, .tar.zst), or a version that was kept, such as @0.1.0";

/// The version of the dataset that an argument names.
///
/// # Errors
/// If it names none, or what it names cannot be read.
pub(super) fn open(argument: &str, global: &Global) -> Result<Edition, Error> {
    if let Some(version) = argument.strip_prefix('@') {
        return kept(version, global);
    }
    let path = Path::new(argument);
    let kind = fs::metadata(path).map_err(|error| Error::usage(format!("cannot find {argument} ({error}): expected {TAKEN}")))?;
    if kind.is_dir() {
        return if is_dataset(path) { of_dataset(path) } else { of_export(path) };
    }
    if let Some(form) = Form::of_path(path) {
        return of_archive(path, form);
    }
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return of_files(path, &read(path)?, [None, None, None]);
    }
    Err(Error::usage(format!("{} is none of these by its name: expected {TAKEN}", path.display())))
}

/// A version that was kept: in `data/released/` of the dataset, else in the program.
fn kept(version: &str, global: &Global) -> Result<Edition, Error> {
    let folder = global.root().ok().map(|root| root.join(RELEASED));
    if let Some(folder) = folder.as_ref().map(|folder| folder.join(version)).filter(|_| is_name(version))
        && folder.join(DOCUMENT).is_file()
    {
        return of_export(&folder);
    }
    let embedded = crate::data::dataset();
    if version == embedded.info().version.as_str() {
        return of_records(embedded.records(), embedded.info());
    }
    let mut known: Vec<_> = embedded.records().released.iter().map(|edition| edition.version.to_string()).collect();
    if let Some(place) = known.iter().position(|known| known == version) {
        return Ok(embedded.records().released[place].clone());
    }
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    known.extend(entries.map(|entry| entry.file_name().to_string_lossy().into_owned()));
    known.push(embedded.info().version.to_string());
    known.sort();
    known.dedup();
    Err(Error::usage(format!("there is no version @{version}: expected one of @{}", known.join(", @"))))
}

/// Whether a version is the name of a folder, and no way out of it.
fn is_name(version: &str) -> bool {
    !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !version.starts_with('.')
}

/// The dataset in a folder. One of the program's version is checked; of another one the files are taken as they stand.
fn of_dataset(root: &Path) -> Result<Edition, Error> {
    let info = read_up_to(&root.join("data/dataset.toml"), LONGEST_FILE).unwrap_or_default();
    if raw_version(&info).is_some_and(|version| version != env!("CARGO_PKG_VERSION")) {
        let document = raw_document(&read_folder(root)?).and_then(Edition::new);
        return document.map_err(|problem| Error::usage(format!("the dataset in {} cannot be read: {problem}", root.display())));
    }
    let Checked { loaded, outcome, .. } = check(root.to_owned(), None)?;
    let Some(info) = loaded.records.info.as_ref().filter(|_| !outcome.has_errors()) else {
        let help = "mend them first; `claims validate` lists them";
        return Err(Error::usage(format!("the dataset in {} has errors: expected one without; {help}", root.display())));
    };
    of_records(&loaded.records, info)
}

fn of_records(records: &Records, info: &DatasetInfo) -> Result<Edition, Error> {
    let mut edition = edition_of(records, info).map_err(Error::usage)?;
    let mut json = Vec::new();
    write_json(&agreement_table(&between_coders(records, |_| true)), &mut json).expect("memory can be written to");
    let rows = released_json(&json).and_then(|table| table_rows(table, AGREEMENT));
    edition.agreement = Some(rows.map_err(Error::usage)?);
    let rows = serde_json::to_value(&records.codings).map_err(|error| error.to_string()).and_then(|table| table_rows(table, CODINGS));
    edition.codings = Some(rows.map_err(Error::usage)?);
    Ok(edition)
}

/// The export in a folder, or the parts of one that are kept in `data/released/`.
fn of_export(folder: &Path) -> Result<Edition, Error> {
    let inside = [folder.join("json"), folder.to_owned()].into_iter().find(|folder| folder.join(DOCUMENT).is_file());
    let Some(inside) = inside else {
        return Err(Error::usage(format!("{} has neither data/ and seeds/ nor json/dataset.json: expected {TAKEN}", folder.display())));
    };
    let beside = |name: &str| Some(inside.join(name)).filter(|path| path.is_file()).map(|path| read(&path)).transpose();
    of_files(&inside.join(DOCUMENT), &read(&inside.join(DOCUMENT))?, [beside(TERMS)?, beside(FIGURES)?, beside(CODED)?])
}

fn of_archive(path: &Path, form: Form) -> Result<Edition, Error> {
    let mut files: BTreeMap<_, _> = archive::files(path, form, &[DOCUMENT, TERMS, FIGURES, CODED])?;
    let documents: Vec<String> = files.keys().filter(|name| is_of_export(name)).cloned().collect();
    let [document] = &documents[..] else {
        let found = if documents.is_empty() { "no".to_owned() } else { documents.len().to_string() };
        return Err(Error::usage(format!(
            "{} holds {found} json/dataset.json: expected one, as in an archive of an export",
            path.display()
        )));
    };
    let bytes = files.remove(document).unwrap_or_default();
    let folder = document.strip_suffix(DOCUMENT).unwrap_or_default();
    let beside = [TERMS, FIGURES, CODED].map(|name| files.remove(&format!("{folder}{name}")));
    of_files(&PathBuf::from(format!("{}: {document}", path.display())), &bytes, beside)
}

/// Whether a file in an archive is the document of the export, and not of a version that is kept in a dataset.
fn is_of_export(name: &str) -> bool {
    let parts: Vec<_> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    matches!(parts[..], [.., "json", DOCUMENT] | [DOCUMENT] | [_, DOCUMENT])
}

/// The version that a document holds, with what lies beside it: terms, figures of agreement, codings.
fn of_files(path: &Path, document: &[u8], [terms, figures, coded]: [Option<Vec<u8>>; 3]) -> Result<Edition, Error> {
    let failed = |name: &str, problem: String| Error::usage(format!("{} cannot be read: {problem}", path.with_file_name(name).display()));
    let table = |name: &str, bytes: Option<Vec<u8>>, keys: &[&str]| {
        let rows = bytes.map(|bytes| released_json(&bytes).and_then(|table: Value| table_rows(table, keys))).transpose();
        rows.map_err(|problem| failed(name, problem))
    };
    let mut edition = released_json(document)
        .and_then(Edition::new)
        .map_err(|problem| Error::usage(format!("{} cannot be read: {problem}", path.display())))?;
    edition.vocabulary = table(TERMS, terms, VOCABULARY)?;
    edition.agreement = table(FIGURES, figures, AGREEMENT)?;
    edition.codings = table(CODED, coded, CODINGS)?;
    Ok(edition)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let bytes = read_up_to(path, LONGEST_DOCUMENT).map_err(|error| Error::io("read", path, error))?;
    if bytes.len() > LONGEST_DOCUMENT {
        return Err(Error::usage(format!("{} is longer than {LONGEST_DOCUMENT} bytes: expected a shorter file", path.display())));
    }
    Ok(bytes)
}
