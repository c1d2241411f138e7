//! `claims validate` of external claims: files in JSON or Parquet and standard input, checked against the registers of a dataset.

use super::global::{Global, Verdict};
use super::progress::Progress;
use super::receipt::{self, Clock, Receipt};
use super::register::{Register, threads};
use super::validate::Arguments;
use super::{inputs, repository, summary};
use crate::error::Error;
use crate::external::{Checker, Options, run as check};
use crate::render::{OutputFormat, Report};
use crate::texts::Texts;

/// Checks the claims in the files of a call, and reports.
pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let clock = Clock::start();
    arguments.probe()?;
    let sources = inputs::sources(&arguments.paths, |path| {
        let expected = "expected claims only, or files of the dataset only";
        Error::usage(format!("{} is neither .ndjson, .jsonl, .json nor .parquet: {expected}", path.display()))
    })?;
    let register = Register::new(global)?;
    let records = register.records();
    let texts = arguments.texts.as_deref().map(|folder| Texts::read(folder, &records.sources)).transpose()?;
    arguments.protect(sources.iter().map(|source| source.path().to_owned()), records)?;
    let checker = Checker::new(records, || register.claim_ids(), texts.as_ref(), arguments.references.unwrap_or_default());
    let progress = Progress::new(&sources, global);
    let options = Options {
        threads: threads(arguments.threads),
        max_findings: arguments.max_findings.unwrap_or(OutputFormat::Full.default_limit()),
        hash: arguments.receipt.is_some(),
        progress: &|bytes, records| progress.advance(bytes, records),
    };
    let run = check(&checker, &sources, &options, |_, _, _| Ok(()))?;
    progress.finish();
    let outcome = &run.summary.outcome;
    arguments.write_report(Report::new(outcome), |report| repository::with_addresses_of_inputs(report, &sources))?;
    let mut lines = vec![summary::checked(outcome.files.len(), outcome)];
    lines.extend(summary::by_rule(outcome));
    lines.extend(summary::not_checked(outcome, texts.is_some()));
    global.say_all(&lines, arguments.is_report_on_standard_output())?;
    summary::warn_of_nothing(outcome)?;
    let verdict = Verdict::of(outcome, arguments.deny_warnings);
    arguments.write_receipt(&clock, || {
        let files = receipt::inputs(&outcome.files, &run.hashes).chain(receipt::texts(&records.sources, texts.as_ref()));
        Receipt::new(Some(register.dataset().info().clone()), outcome, files.collect(), verdict)
    })?;
    Ok(verdict)
}
