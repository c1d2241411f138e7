//! `claims validate`.

use std::fs;
use std::path::PathBuf;

use super::check::{Checked, check};
use super::global::{Global, Verdict};
use super::output::{print, print_as_is};
use super::receipt::{self, Clock, Receipt};
use super::{inputs, repository, summary};
use crate::coverage::{Coverage, Touched};
use crate::dataset::Records;
use crate::error::Error;
use crate::external::{References, Source};
use crate::fs::atomic_file::{AtomicFile, write_whole};
use crate::fs::paths::place_of;
use crate::load::Loaded;
use crate::model;
use crate::render::{OutputFormat, Report, render};
use crate::texts::Texts;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders of the dataset to which the report is limited, or external claims: .ndjson, .jsonl, .json, .parquet (the
    /// table claims), or - for standard input [default: the whole dataset]
    #[cfg_attr(
        not(feature = "parquet"),
        arg(
            help = "Files and folders of the dataset to which the report is limited, or external claims: .ndjson, .jsonl, .json, or - for \
                    standard input [default: the whole dataset]"
        )
    )]
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

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let clock = Clock::start();
    arguments.probe()?;
    if arguments.references.is_some() {
        return Err(Error::usage("--references goes with external claims: expected none, since a dataset's are always checked"));
    }
    let root = global.root().map_err(|error| inputs::without_dataset(&arguments.paths).unwrap_or(error))?;
    let mut checked = check(root, arguments.texts.as_deref())?;
    checked.limit(&arguments.paths)?;
    let Checked { loaded, root, .. } = &checked;
    arguments.protect(loaded.files.iter().map(|file| root.join(&file.path)), &loaded.records)?;
    let verdict = Verdict::of(&checked.outcome, arguments.deny_warnings);
    let limit = arguments.max_findings.unwrap_or(arguments.output_format.default_limit());
    checked.outcome.limit(limit);
    let report = Report { about: checked.about.clone(), ..Report::new(&checked.outcome) };
    arguments.write_report(report, |report| repository::with_addresses_in_dataset(report, &checked.root))?;
    arguments.summarise(&checked, global)?;
    arguments.write_receipt(&clock, || receipt::of_dataset(&checked, verdict))?;
    // The program is at its end, and the system takes the memory back at once.
    std::mem::forget(checked);
    Ok(verdict)
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

    /// Whether the call is about external claims, by the names of the paths.
    pub(super) fn are_of_external_claims(&self) -> bool {
        self.paths.iter().any(|path| Source::of_path(path).is_some())
    }

    /// Refuses files to write that cannot be written.
    pub(super) fn probe(&self) -> Result<(), Error> {
        [&self.output_file, &self.receipt].into_iter().flatten().try_for_each(|path| AtomicFile::probe(path))
    }

    /// Writes the receipt, if one is wanted.
    pub(super) fn write_receipt(&self, clock: &Clock, receipt: impl FnOnce() -> Receipt) -> Result<(), Error> {
        self.receipt.as_ref().map_or(Ok(()), |path| write_whole(path, &receipt().to_json(clock)))
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

    /// Says what was checked.
    fn summarise(&self, checked: &Checked, global: &Global) -> Result<(), Error> {
        let Checked { loaded, outcome, texts, about, .. } = checked;
        let mut lines = vec![summary::checked(about.len(), outcome)];
        lines.extend(summary::not_checked(outcome, texts.is_some()));
        if let Some(texts) = texts.as_ref().filter(|_| self.paths.is_empty()) {
            lines.extend(coverage(loaded, texts));
        }
        global.say_all(&lines, self.is_report_on_standard_output())?;
        summary::warn_of_nothing(outcome)
    }
}

/// How many sentences of each document whose recorded text is at hand are accounted for.
fn coverage(loaded: &Loaded, texts: &Texts) -> Option<String> {
    let of_source = |source: &model::Source| {
        let coverage = Coverage::of(source, &loaded.records.claims, texts.of_source(source)?);
        let all = coverage.sentences();
        Some(format!("{} {} of {all}", source.id, all - coverage.count(Touched::Nothing)))
    };
    let figures: Vec<_> = loaded.records.sources.iter().filter_map(of_source).collect();
    (!figures.is_empty()).then(|| format!("sentences coded or left uncoded for a reason: {}", figures.join(", ")))
}
