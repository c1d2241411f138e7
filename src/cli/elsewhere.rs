//! Claims from elsewhere for `claims validate`: files in JSON and standard input, checked against the registers of a dataset.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::Global;
use super::validate::Checked;
use crate::dataset::Dataset;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::load::{self, ClaimsFormat, Finding};
use crate::rules::{Counts, unknown_reference};
use crate::texts::Texts;

/// What to make of mentions of records that the registers do not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum References {
    Error,
    Warn,
    Off,
}

/// Whether a path is of claims from elsewhere, by its name.
pub(super) fn is_elsewhere(path: &Path) -> bool {
    format_of(path).is_some()
}

fn format_of(path: &Path) -> Option<ClaimsFormat> {
    path.to_str().and_then(ClaimsFormat::of_path)
}

/// Loads and checks the claims in these files.
pub(super) fn check(paths: &[PathBuf], texts: Option<&Path>, references: References, global: &Global) -> Result<Checked, Error> {
    let files = paths.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let register = match &global.root {
        Some(root) => Dataset::load(root)?.records().clone(),
        None => crate::data::dataset().records().clone(),
    };
    let texts = texts.map(|folder| Texts::read(folder, &register.sources)).transpose()?;
    let about = (0..files.len()).collect();
    let mut loaded = load::load_claims(register, files);
    let mut counts = loaded.check(texts.as_ref());
    grade(&mut loaded.findings, references, &mut counts);
    Ok(Checked { loaded, counts, texts, about, root: PathBuf::new() })
}

fn read(path: &Path) -> Result<(String, ClaimsFormat, Vec<u8>), Error> {
    let format = format_of(path).ok_or_else(|| {
        let expected = "expected claims only, or files of the dataset only";
        Error::usage(format!("{} is neither .ndjson, .jsonl nor .json: {expected}", path.display()))
    })?;
    let content = if path.as_os_str() == "-" { read_standard_input() } else { std::fs::read(path) };
    Ok((path.display().to_string(), format, content.map_err(|error| Error::io("read", path, error))?))
}

fn read_standard_input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Makes of unknown references what the user wants; those left out are counted as not checked.
fn grade(findings: &mut Vec<Finding>, level: References, counts: &mut Counts) {
    let is_reference = |finding: &Finding| finding.rule == unknown_reference::RULE.name;
    match level {
        References::Error => {}
        References::Warn => {
            for finding in findings.iter_mut().filter(|finding| is_reference(finding)) {
                finding.severity = Severity::Warning;
            }
        }
        References::Off => {
            let before = findings.len();
            findings.retain(|finding| !is_reference(finding));
            counts.references_unchecked = before - findings.len();
        }
    }
}
