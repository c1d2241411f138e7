//! `claims validate`.

use std::path::{Path, PathBuf};

use super::{Global, Verdict, checked, count, print};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::load::{self, Finding, Loaded};
use crate::render::{OutputFormat, render};
use crate::rules::Counts;
use crate::texts::Texts;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files of the dataset to which the report is limited [default: all]
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
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let root = global.root()?;
    let (mut loaded, counts) = check(&root, arguments.texts.as_deref())?;
    let files = limit(&mut loaded, &root, &arguments.paths)?;
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
