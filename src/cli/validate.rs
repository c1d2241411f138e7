//! `claims validate`.

use std::fs;
use std::path::{Path, PathBuf};

use super::elsewhere;
use super::not_read;
use super::receipt::{self, Clock};
use super::{Global, Verdict, count, inputs, print, print_as_is, repository};
use crate::coverage::{Coverage, Touched};
use crate::dataset::Records;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::fs::atomic_file::{AtomicFile, write_whole};
use crate::fs::paths::place_of;
use crate::load::{self, Finding, Loaded};
use crate::model::Source;
use crate::render::{OutputFormat, Report, render};
use crate::rules::{self, Counts};
use crate::stream::References;
use crate::texts::Texts;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders of the dataset to which the report is limited, or external claims: .ndjson, .jsonl, .json, .parquet (the
    /// table claims), or - for standard input [default: the whole dataset]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The folder with the texts of the documents: verifies the evidence of every claim
    #[arg(long, value_name = "DIR", env = "CLAIMS_TEXTS")]
    pub(super) texts: Option<PathBuf>,
    /// The format of the report
    #[arg(long, value_enum, default_value_t = OutputFormat::Full, value_name = "FORMAT")]
    output_format: OutputFormat,
    /// Write the report to this file [default: standard output]
    #[arg(long, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// Show at most this many findings and count the rest [default: 1000 in full, concise and github, and for external claims; all findings
    /// of a dataset in json, sarif and junit]
    #[arg(long, value_name = "NUMBER")]
    pub(super) max_findings: Option<usize>,
    /// Write what was checked and the result to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) receipt: Option<PathBuf>,
    /// Exit with 1 also on warnings
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// For external claims: how to report mentions that are not in the registers (of --root, otherwise of the embedded dataset)
    /// [default: error]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) references: Option<References>,
    /// For external claims: how many threads check them [default: the number of processors]
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
    [&arguments.output_file, &arguments.receipt].into_iter().flatten().try_for_each(|path| AtomicFile::probe(path))?;
    let texts = arguments.texts.as_deref();
    if arguments.paths.iter().any(|path| elsewhere::is_elsewhere(path)) {
        return elsewhere::validate(arguments, global, &clock);
    }
    if arguments.references.is_some() {
        return Err(Error::usage("--references goes with external claims: expected none, since a dataset's are always checked"));
    }
    let root = global.root().map_err(|error| inputs::without_dataset(&arguments.paths).unwrap_or(error))?;
    let mut checked = check(root, texts)?;
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
        if !paths.is_empty()
            && let Some(mut files) = inputs::files(&self.loaded, &self.root, paths)?
        {
            let Loaded { findings, files: all, .. } = &mut self.loaded;
            // What is withheld for want of the text in a file of claims is explained by a finding in the file of its source.
            let explains = |finding: &Finding| {
                let claims = finding.record.as_ref().map(|source| format!("data/claims/{source}.toml"));
                rules::is_about_texts(finding.rule) && claims.is_some_and(|claims| files.iter().any(|file| all[*file].path == claims))
            };
            findings.retain(|finding| files.contains(&finding.place.file) || explains(finding));
            files.extend(findings.iter().map(|finding| finding.place.file));
            self.about = files.into_iter().collect();
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
        let places = [&self.output_file, &self.receipt].map(|path| path.as_deref().and_then(|path| place_of(path).ok()));
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
        let report = Report { about: about.to_vec(), ..Report::new(&loaded.findings, &loaded.files) };
        self.write_report(report.limited_to(limit), |report| repository::with_addresses_in_dataset(report, root))
    }

    /// Writes a report where it is wanted, with the addresses of its files in a format that has them.
    pub(super) fn write_report<'a>(&self, report: Report<'a>, locate: impl FnOnce(Report<'a>) -> Report<'a>) -> Result<(), Error> {
        let report = if self.output_format.has_addresses() { locate(report) } else { report };
        let text = render(self.output_format, &report);
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
            Some(texts) if self.paths.is_empty() => lines.extend(coverage(loaded, texts)),
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

/// How many sentences of each document whose recorded text is at hand are accounted for.
fn coverage(loaded: &Loaded, texts: &Texts) -> Option<String> {
    let of_source = |source: &Source| {
        let coverage = Coverage::of(source, &loaded.records.claims, texts.of_source(source)?);
        let all = coverage.sentences();
        Some(format!("{} {} of {all}", source.id, all - coverage.count(Touched::Nothing)))
    };
    let figures: Vec<_> = loaded.records.sources.iter().filter_map(of_source).collect();
    (!figures.is_empty()).then(|| format!("sentences coded or left uncoded for a reason: {}", figures.join(", ")))
}

/// The findings in numbers.
pub(super) fn tally(findings: &[Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    match (errors, findings.len() - errors) {
        (0, 0) => "no findings".to_owned(),
        (errors, warnings) => format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings")),
    }
}
