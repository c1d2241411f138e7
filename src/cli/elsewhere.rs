//! Claims from elsewhere for `claims validate`: files in JSON or Parquet and standard input, checked against the registers of a dataset.

use std::path::Path;

use super::progress::Progress;
use super::receipt::{self, Clock};
use super::validate::Arguments;
use super::{Global, Verdict, checked, count, inputs, not_read, print, repository, tell};
use crate::dataset::{Dataset, Records};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::fs::atomic_file::write_whole;
use crate::model::Claim;
use crate::render::{Hidden, Report};
use crate::stream::{Checker, Gathered, Options, Outcome, Source, run};
use crate::texts::Texts;

/// How many findings are shown where the caller does not say.
const SHOWN: usize = 1000;

/// Whether a path is of claims from elsewhere, by its name.
pub(super) fn is_elsewhere(path: &Path) -> bool {
    Source::of_path(path).is_some()
}

/// What claims are checked against: the dataset of `--root`, else the embedded one.
pub(super) struct Register(Option<Dataset>);

impl Register {
    pub(super) fn new(global: &Global) -> Result<Self, Error> {
        global.root.as_ref().map(Dataset::load).transpose().map(Self)
    }

    /// The records that claims may mention, claims apart.
    pub(super) fn records(&self) -> &Records {
        match &self.0 {
            Some(dataset) => dataset.records(),
            None => crate::data::register(),
        }
    }

    pub(super) fn claims(&self) -> &[Claim] {
        &self.dataset().records().claims
    }

    pub(super) fn dataset(&self) -> &Dataset {
        self.0.as_ref().unwrap_or_else(|| crate::data::dataset())
    }
}

/// As many threads as there are processors for this program.
pub(super) fn threads(wanted: Option<u16>) -> usize {
    wanted.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Checks the claims in these files, and reports.
pub(super) fn validate(arguments: &Arguments, global: &Global, clock: &Clock) -> Result<Verdict, Error> {
    let sources = inputs::sources(&arguments.paths, |path| {
        let expected = "expected claims only, or files of the dataset only";
        Error::usage(format!("{} is neither .ndjson, .jsonl, .json nor .parquet: {expected}", path.display()))
    })?;
    let register = Register::new(global)?;
    let records = register.records();
    let texts = arguments.texts.as_deref().map(|folder| Texts::read(folder, &records.sources)).transpose()?;
    arguments.protect(sources.iter().map(|source| source.path().to_owned()), records)?;
    let checker = Checker::new(records, || register.claims(), texts.as_ref(), arguments.references.unwrap_or_default());
    let progress = Progress::new(&sources, global);
    let options = Options {
        threads: threads(arguments.threads),
        max_findings: arguments.max_findings.unwrap_or(SHOWN),
        hash: arguments.receipt.is_some(),
        progress: &|bytes, records| progress.advance(bytes, records),
    };
    let Outcome { gathered, hashes, .. } = run(&checker, &sources, &options, |_, _, _| Ok(()))?;
    progress.finish();
    arguments.write_report(report(&gathered), |report| repository::with_addresses_of_inputs(report, &sources))?;
    summarise(arguments, &gathered, texts.is_some(), global)?;
    let verdict = verdict(&gathered, arguments.deny_warnings);
    if let Some(path) = &arguments.receipt {
        let receipt = receipt::of_stream(&gathered, &hashes, register.dataset(), texts.as_ref(), verdict);
        write_whole(path, &receipt.to_json(clock))?;
    }
    Ok(verdict)
}

/// The report on a run.
pub(super) fn report(gathered: &Gathered) -> Report<'_> {
    Report { hidden: Hidden(gathered.hidden.clone()), ..Report::new(&gathered.findings, &gathered.files) }
}

pub(super) fn verdict(gathered: &Gathered, deny_warnings: bool) -> Verdict {
    let refuses = |severity: Severity| severity == Severity::Error || deny_warnings;
    // A check that looked at nothing must not pass for one that found nothing wrong.
    if gathered.by_rule.keys().any(|(_, severity)| refuses(*severity)) || gathered.counts.claims == 0 {
        Verdict::Refused
    } else {
        Verdict::Clean
    }
}

/// Says what was checked: on standard error if standard output holds a report for machines.
fn summarise(arguments: &Arguments, gathered: &Gathered, with_texts: bool, global: &Global) -> Result<(), Error> {
    let mut lines = vec![format!("{}: {}", checked(gathered.files.len(), &gathered.counts), tally(gathered))];
    lines.extend(by_rule(gathered));
    lines.extend(not_read::of_stream(gathered.unread, with_texts));
    if !with_texts {
        lines.push("evidence was not checked against the texts: give their folder with --texts DIR or CLAIMS_TEXTS".to_owned());
    }
    for line in lines {
        if arguments.is_report_on_standard_output() { global.say_aside(&line)? } else { global.say(&line)? }
    }
    if gathered.counts.claims == 0 {
        return tell("error: no claim was checked: expected one or more");
    }
    Ok(())
}

/// The findings in numbers.
pub(super) fn tally(gathered: &Gathered) -> String {
    let sum = |severity| gathered.by_rule.iter().filter(|((_, of), _)| *of == severity).map(|(_, count)| count).sum::<usize>();
    match (sum(Severity::Error), sum(Severity::Warning)) {
        (0, 0) => "no findings".to_owned(),
        (errors, warnings) => format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings")),
    }
}

/// A line for each rule that found something, the most frequent first.
pub(super) fn by_rule(gathered: &Gathered) -> Vec<String> {
    let mut rows: Vec<_> = gathered.by_rule.iter().collect();
    rows.sort_by_key(|((rule, severity), count)| (std::cmp::Reverse(**count), *rule, *severity));
    let width = rows.first().map_or(0, |(_, count)| super::grouped(**count).len());
    rows.into_iter().map(|((rule, severity), count)| format!("  {:>width$} {severity}[{rule}]", super::grouped(*count))).collect()
}

/// Prints the report on a run for people.
pub(super) fn print_report(gathered: &Gathered) -> Result<(), Error> {
    print(&crate::render::render(crate::render::OutputFormat::Full, &report(gathered)))
}
