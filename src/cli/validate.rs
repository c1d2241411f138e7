//! `claims validate`.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::{Global, Verdict, checked, count, print};
use crate::dataset::Dataset;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::load::{self, ClaimsFormat, Finding, Loaded};
use crate::render::{OutputFormat, render};
use crate::rules::{Counts, unknown_reference};
use crate::texts::Texts;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files of the dataset to which the report is limited, or claims from elsewhere: .ndjson, .jsonl, .json, or - for standard input
    /// [default: the whole dataset]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder with the texts of the documents: verifies the evidence of every claim
    #[arg(long, value_name = "DIR", env = "CLAIMS_TEXTS")]
    texts: Option<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = OutputFormat::Full, value_name = "FORMAT")]
    output_format: OutputFormat,
    /// Exit with 1 on warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// For claims from elsewhere: what to make of mentions that the registers (those of --root, else of the embedded dataset) do not have
    #[arg(long, value_enum, default_value_t = References::Error, value_name = "LEVEL")]
    references: References,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum References {
    Error,
    Warn,
    Off,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let (loaded, counts, files) = if arguments.paths.iter().any(|path| format_of(path).is_some()) {
        check_elsewhere(arguments, global)?
    } else {
        let root = global.root()?;
        let (mut loaded, counts) = check(&root, arguments.texts.as_deref())?;
        let files = limit(&mut loaded, &root, &arguments.paths)?;
        (loaded, counts, files)
    };
    print(&render(arguments.output_format, &loaded.findings, &loaded.files))?;
    global.say(&format!("{}: {}", checked(files, &counts), tally(&loaded.findings)))?;
    if arguments.texts.is_none() {
        global.say("evidence was not checked against the texts: give their folder with --texts DIR or CLAIMS_TEXTS")?;
    }
    let refused = loaded.has_errors() || arguments.deny_warnings && !loaded.findings.is_empty();
    Ok(if refused { Verdict::Refused } else { Verdict::Clean })
}

/// Loads and checks the dataset in `root`.
pub(super) fn check(root: &Path, texts: Option<&Path>) -> Result<(Loaded, Counts), Error> {
    let mut loaded = load::load(root)?;
    let texts = texts.map(|folder| Texts::read(folder, &loaded.records.sources)).transpose()?;
    let counts = loaded.check(texts.as_ref());
    Ok((loaded, counts))
}

fn format_of(path: &Path) -> Option<ClaimsFormat> {
    path.to_str().and_then(ClaimsFormat::of_path)
}

/// Loads and checks claims that are not part of a dataset; the result, how much was checked, and the number of files.
fn check_elsewhere(arguments: &Arguments, global: &Global) -> Result<(Loaded, Counts, usize), Error> {
    let read = |path: &PathBuf| {
        let format = format_of(path).ok_or_else(|| {
            Error::usage(format!(
                "{} is neither .ndjson, .jsonl nor .json: expected claims only, or files of the dataset only",
                path.display()
            ))
        })?;
        let content = if path.as_os_str() == "-" { read_standard_input() } else { std::fs::read(path) };
        Ok((path.display().to_string(), format, content.map_err(|error| Error::io("read", path, error))?))
    };
    let files = arguments.paths.iter().map(read).collect::<Result<Vec<_>, Error>>()?;
    let register = match &global.root {
        Some(root) => Dataset::load(root)?.records().clone(),
        None => crate::data::dataset().records().clone(),
    };
    let texts = arguments.texts.as_ref().map(|folder| Texts::read(folder, &register.sources)).transpose()?;
    let number = files.len();
    let mut loaded = load::load_claims(register, files);
    let mut counts = loaded.check(texts.as_ref());
    grade_references(&mut loaded.findings, arguments.references, &mut counts);
    Ok((loaded, counts, number))
}

fn read_standard_input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Makes of unknown references what the user wants; those left out are counted as not checked.
fn grade_references(findings: &mut Vec<Finding>, level: References, counts: &mut Counts) {
    let is_reference = |finding: &Finding| finding.rule == unknown_reference::RULE.name;
    match level {
        References::Error => {}
        References::Warn => {
            findings.iter_mut().filter(|finding| is_reference(finding)).for_each(|finding| finding.severity = Severity::Warning);
        }
        References::Off => {
            let before = findings.len();
            findings.retain(|finding| !is_reference(finding));
            counts.references_unchecked = before - findings.len();
        }
    }
}

/// Keeps the findings in the files that were asked for, if any were; the number of files reported on.
fn limit(loaded: &mut Loaded, root: &Path, paths: &[PathBuf]) -> Result<usize, Error> {
    if paths.is_empty() {
        return Ok(loaded.files.len());
    }
    let files = paths.iter().map(|path| file_index(loaded, root, path)).collect::<Result<Vec<_>, _>>()?;
    loaded.findings.retain(|finding| files.contains(&finding.place.file));
    Ok(files.len())
}

fn file_index(loaded: &Loaded, root: &Path, path: &Path) -> Result<usize, Error> {
    let absolute = std::fs::canonicalize(path).map_err(|error| Error::io("find", path, error))?;
    let same = |file: &load::SourceFile| std::fs::canonicalize(root.join(&file.path)).is_ok_and(|other| other == absolute);
    loaded.files.iter().position(same).ok_or_else(|| {
        Error::usage(format!("{} is no file of the dataset in {}: expected one in data/ or seeds/", path.display(), root.display()))
    })
}

/// The findings in numbers.
pub(super) fn tally(findings: &[Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    match (errors, findings.len() - errors) {
        (0, 0) => "no findings".to_owned(),
        (errors, warnings) => format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings")),
    }
}
