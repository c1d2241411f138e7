//! `claims validate`.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::file::write_whole;
use super::receipt::{self, Receipt};
use super::{Global, Verdict, checked, count, print};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::load::{self, Finding, Loaded};
use crate::render::{OutputFormat, Report, render};
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
    /// Write the report to this file [default: standard output]
    #[arg(long, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// Show at most so many findings and count the rest [default: 1000 in full, concise and github; all in json, sarif and junit]
    #[arg(long, value_name = "NUMBER")]
    max_findings: Option<usize>,
    /// Write what was checked and how it came out to this file, as JSON
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// Exit with 1 on warnings too
    #[arg(long)]
    deny_warnings: bool,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let started = receipt::Clock::start();
    let root = global.root()?;
    let (mut loaded, counts, texts) = check(&root, arguments.texts.as_deref())?;
    let files = limit(&mut loaded, &root, &arguments.paths)?;
    let verdict = arguments.verdict(&loaded, &counts);
    arguments.report(&loaded, &files, &root)?;
    arguments.summarise(&loaded, &counts, files.len(), global)?;
    if let Some(path) = &arguments.receipt {
        let receipt = Receipt { root: &root, loaded: &loaded, counts: &counts, texts: texts.as_ref(), about: &files, verdict };
        write_whole(path, &receipt.to_json(&started)?)?;
    }
    Ok(verdict)
}

/// Loads and checks the dataset in `root`; also the texts of its documents, if their folder was given.
pub(super) fn check(root: &Path, texts: Option<&Path>) -> Result<(Loaded, Counts, Option<Texts>), Error> {
    let mut loaded = load::load(root)?;
    let texts = texts.map(|folder| Texts::read(folder, &loaded.records.sources)).transpose()?;
    let counts = loaded.check(texts.as_ref());
    Ok((loaded, counts, texts))
}

impl Arguments {
    fn verdict(&self, loaded: &Loaded, counts: &Counts) -> Verdict {
        let denied = self.deny_warnings && !loaded.findings.is_empty();
        // A check that looked at nothing must not pass for one that found nothing wrong.
        if loaded.has_errors() || denied || counts.claims == 0 { Verdict::Refused } else { Verdict::Clean }
    }

    /// Writes the report on the files that it is about.
    fn report(&self, loaded: &Loaded, about: &[usize], root: &Path) -> Result<(), Error> {
        let limit = self.max_findings.unwrap_or(self.output_format.default_limit());
        let report = Report { about: about.to_vec(), prefix: checkout_prefix(root), ..Report::new(&loaded.findings, &loaded.files) };
        let text = render(self.output_format, &report.limited_to(limit));
        match &self.output_file {
            // The bytes of a machine's format are its own: nothing in them is a colour.
            Some(path) if self.output_format.is_for_machines() => write_whole(path, &text),
            Some(path) => write_whole(path, &anstream::adapter::strip_str(&text).to_string()),
            None if self.output_format.is_for_machines() => print_as_is(&text),
            None => print(&text),
        }
    }

    /// Says what was checked: on standard error if standard output holds a report for machines.
    fn summarise(&self, loaded: &Loaded, counts: &Counts, files: usize, global: &Global) -> Result<(), Error> {
        let mut lines = vec![format!("{}: {}", checked(files, counts), tally(&loaded.findings))];
        if self.texts.is_none() {
            lines.push("evidence was not checked against the texts: give their folder with --texts DIR or CLAIMS_TEXTS".to_owned());
        }
        let aside = self.output_file.is_none() && self.output_format.is_for_machines();
        for line in lines {
            if aside { global.say_aside(&line)? } else { global.say(&line)? }
        }
        if counts.claims == 0 {
            return super::tell("error: no claim was checked: expected one or more");
        }
        Ok(())
    }
}

fn print_as_is(text: &str) -> Result<(), Error> {
    let mut output = std::io::stdout().lock();
    let written = output.write_all(text.as_bytes()).and_then(|()| output.flush());
    written.map_err(|error| Error::io("write to", Path::new("standard output"), error))
}

/// The way from the checkout of a GitHub workflow to the dataset, with a slash at its end; empty where there is none.
fn checkout_prefix(root: &Path) -> String {
    let way = || {
        let checkout = fs::canonicalize(std::env::var_os("GITHUB_WORKSPACE")?).ok()?;
        let root = fs::canonicalize(root).ok()?;
        let way = root.strip_prefix(checkout).ok()?;
        Some(way.components().flat_map(|part| [part.as_os_str().to_string_lossy().into_owned(), "/".to_owned()]).collect())
    };
    way().unwrap_or_default()
}

/// Keeps the findings in the files that were asked for, if any were; the indexes of the files reported on.
fn limit(loaded: &mut Loaded, root: &Path, paths: &[PathBuf]) -> Result<Vec<usize>, Error> {
    if paths.is_empty() {
        return Ok((0..loaded.files.len()).collect());
    }
    let mut files = paths.iter().map(|path| file_index(loaded, root, path)).collect::<Result<Vec<_>, _>>()?;
    files.sort_unstable();
    files.dedup();
    loaded.findings.retain(|finding| files.contains(&finding.place.file));
    Ok(files)
}

fn file_index(loaded: &Loaded, root: &Path, path: &Path) -> Result<usize, Error> {
    let absolute = fs::canonicalize(path).map_err(|error| Error::io("find", path, error))?;
    let same = |file: &load::SourceFile| fs::canonicalize(root.join(&file.path)).is_ok_and(|other| other == absolute);
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
