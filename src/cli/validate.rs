//! `claims validate`.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::elsewhere;
use super::not_read;
use super::receipt::{self, Clock};
use super::streamed::place_of;
use super::{Global, Verdict, count, print};
use crate::coverage::{Coverage, Touched};
use crate::dataset::Records;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::load::{self, Finding, Loaded};
use crate::model::Source;
use crate::render::{OutputFormat, Report, render};
use crate::rules::Counts;
use crate::stream::References;
use crate::texts::Texts;
use crate::whole_file::write_whole;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files of the dataset to which the report is limited, or claims from elsewhere: .ndjson, .jsonl, .json, or - for standard input
    /// [default: the whole dataset]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The folder with the texts of the documents: verifies the evidence of every claim
    #[arg(long, value_name = "DIR", env = "CLAIMS_TEXTS")]
    pub(super) texts: Option<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = OutputFormat::Full, value_name = "FORMAT")]
    output_format: OutputFormat,
    /// Write the report to this file [default: standard output]
    #[arg(long, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// Show at most so many findings and count the rest [default: 1000 in full, concise and github, and of claims from elsewhere; all of a
    /// dataset's in json, sarif and junit]
    #[arg(long, value_name = "NUMBER")]
    pub(super) max_findings: Option<usize>,
    /// Write what was checked and how it came out to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) receipt: Option<PathBuf>,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// For claims from elsewhere: what to make of mentions that the registers (those of --root, else of the embedded dataset) do not have
    /// [default: error]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) references: Option<References>,
    /// For claims from elsewhere: how many threads check them [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
}

/// What was loaded and checked.
pub(super) struct Checked {
    pub(super) loaded: Loaded,
    pub(super) counts: Counts,
    /// The texts of the documents, if their folder was given.
    pub(super) texts: Option<Texts>,
    /// The indexes of the files that the report is about.
    pub(super) about: Vec<usize>,
    /// The folder that the files' paths are relative to.
    pub(super) root: PathBuf,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let clock = Clock::start();
    let texts = arguments.texts.as_deref();
    if arguments.paths.iter().any(|path| elsewhere::is_elsewhere(path)) {
        return elsewhere::validate(arguments, global, &clock);
    }
    if arguments.references.is_some() {
        return Err(Error::usage("--references goes with claims from elsewhere: expected none, since a dataset's are always checked"));
    }
    let mut checked = check(global.root()?, texts)?;
    checked.limit(&arguments.paths)?;
    let Checked { loaded, counts, about, root, .. } = &checked;
    arguments.protect(loaded.files.iter().map(|file| root.join(&file.path)), &loaded.records)?;
    let verdict = arguments.verdict(loaded, counts);
    arguments.report(loaded, about, root)?;
    arguments.summarise(&checked, global)?;
    if let Some(path) = &arguments.receipt {
        let receipt = receipt::of_dataset(&checked, verdict);
        write_whole(path, &receipt.to_json(&clock))?;
    }
    Ok(verdict)
}

/// Loads and checks the dataset in `root`, and reads the texts of its documents, if their folder was given.
pub(super) fn check(root: PathBuf, texts: Option<&Path>) -> Result<Checked, Error> {
    let mut loaded = load::load(&root)?;
    let texts = texts.map(|folder| Texts::read(folder, &loaded.records.sources)).transpose()?;
    let counts = loaded.check(texts.as_ref());
    let about = (0..loaded.files.len()).collect();
    Ok(Checked { loaded, counts, texts, about, root })
}

impl Checked {
    /// Keeps the findings in the files that were asked for, if any were.
    fn limit(&mut self, paths: &[PathBuf]) -> Result<(), Error> {
        if !paths.is_empty() {
            let mut files = paths.iter().map(|path| file_index(&self.loaded, &self.root, path)).collect::<Result<Vec<_>, _>>()?;
            files.sort_unstable();
            files.dedup();
            self.loaded.findings.retain(|finding| files.contains(&finding.place.file));
            self.about = files;
        }
        Ok(())
    }
}

impl Arguments {
    /// Refuses to write the report or the receipt over what was checked, or the one over the other.
    pub(super) fn protect(&self, inputs: impl Iterator<Item = PathBuf>, records: &Records) -> Result<(), Error> {
        let folder = self.texts.iter();
        let texts = folder.flat_map(|folder| records.sources.iter().map(|source| folder.join(source.text.file.as_str())));
        let inputs: Vec<_> = inputs.chain(texts).filter_map(|path| fs::canonicalize(path).ok()).collect();
        for output in [&self.output_file, &self.receipt].into_iter().flatten() {
            if fs::canonicalize(output).is_ok_and(|output| inputs.contains(&output)) {
                return Err(Error::usage(format!(
                    "{} is one of the files that are checked: expected another file to write",
                    output.display()
                )));
            }
        }
        let places = [&self.output_file, &self.receipt].map(|path| path.as_deref().and_then(place_of));
        if places[0].is_some() && places[0] == places[1] {
            return Err(Error::usage("the report and the receipt have the same file: expected one for each"));
        }
        Ok(())
    }

    fn verdict(&self, loaded: &Loaded, counts: &Counts) -> Verdict {
        let denied = self.deny_warnings && !loaded.findings.is_empty();
        // A check that looked at nothing must not pass for one that found nothing wrong.
        if loaded.has_errors() || denied || counts.claims == 0 { Verdict::Refused } else { Verdict::Clean }
    }

    /// Writes the report on the files that it is about.
    fn report(&self, loaded: &Loaded, about: &[usize], root: &Path) -> Result<(), Error> {
        let limit = self.max_findings.unwrap_or(self.output_format.default_limit());
        let report = Report { about: about.to_vec(), prefix: checkout_prefix(root), ..Report::new(&loaded.findings, &loaded.files) };
        self.write_report(&report.limited_to(limit))
    }

    /// Writes a report where it is wanted.
    pub(super) fn write_report(&self, report: &Report<'_>) -> Result<(), Error> {
        let text = render(self.output_format, report);
        match &self.output_file {
            // The bytes of a machine's format are its own: nothing in them is a colour.
            Some(path) if self.output_format.is_for_machines() => write_whole(path, &text),
            Some(path) => write_whole(path, &anstream::adapter::strip_str(&text).to_string()),
            None if self.output_format.is_for_machines() => print_as_is(&text),
            None => print(&text),
        }
    }

    /// Whether standard output holds a report for machines.
    pub(super) fn is_report_on_standard_output(&self) -> bool {
        self.output_file.is_none() && self.output_format.is_for_machines()
    }

    /// Says what was checked: on standard error if standard output holds a report for machines.
    fn summarise(&self, checked: &Checked, global: &Global) -> Result<(), Error> {
        let Checked { loaded, counts, texts, about, .. } = checked;
        let mut lines = vec![format!("{}: {}", super::checked(about.len(), counts), tally(&loaded.findings))];
        lines.extend(not_read::of_dataset(&loaded.not_read, texts.is_some()));
        match texts {
            None => lines.push("evidence was not checked against the texts: give their folder with --texts DIR or CLAIMS_TEXTS".to_owned()),
            Some(texts) if self.paths.is_empty() => lines.push(coverage(loaded, texts)),
            Some(_) => {}
        }
        for line in lines {
            if self.is_report_on_standard_output() { global.say_aside(&line)? } else { global.say(&line)? }
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

fn file_index(loaded: &Loaded, root: &Path, path: &Path) -> Result<usize, Error> {
    let absolute = fs::canonicalize(path).map_err(|error| Error::io("find", path, error))?;
    let same = |file: &load::SourceFile| fs::canonicalize(root.join(&file.path)).is_ok_and(|other| other == absolute);
    loaded.files.iter().position(same).ok_or_else(|| {
        Error::usage(format!("{} is no file of the dataset in {}: expected one in data/ or seeds/", path.display(), root.display()))
    })
}

/// How many sentences of each document whose text is at hand are accounted for.
fn coverage(loaded: &Loaded, texts: &Texts) -> String {
    let of_source = |source: &Source| {
        let coverage = Coverage::of(source, &loaded.records.claims, texts.get(&source.text.file)?.ok()?);
        let all = coverage.sentences();
        Some(format!("{} {} of {all}", source.id, all - coverage.count(Touched::Nothing)))
    };
    let figures: Vec<_> = loaded.records.sources.iter().filter_map(of_source).collect();
    format!("sentences coded or left uncoded for a reason: {}", figures.join(", "))
}

/// The findings in numbers.
pub(super) fn tally(findings: &[Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    match (errors, findings.len() - errors) {
        (0, 0) => "no findings".to_owned(),
        (errors, warnings) => format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings")),
    }
}
