//! `claims export --from`: external claims checked and written as they stream by.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::json;

use super::amounts::{count, grouped};
use super::export::{self, Arguments};
use super::global::{Global, Verdict};
use super::output::{print, tell};
use super::progress::Progress;
use super::register::{Register, threads};
use super::summary;
use super::{inputs, not_read};
use crate::dataset::Records;
use crate::diagnostics::Region;
use crate::error::Error;
use crate::export::Streamed;
use crate::external::{Checked, Checker, Faulty, LinkFaults, Options, Outcome, Source, Start, run as run_over};
use crate::fs::atomic_file::AtomicFile;
use crate::fs::paths::place_of;
use crate::limits::MOST_ON_A_PAGE;
use crate::ordered::{Ended, Ticket};
use crate::render::{OutputFormat, Report, render};

/// One way through the inputs: what is left out of the export, and where that goes.
struct Pass<'p, 'c> {
    checker: &'p Checker<'c>,
    streamed: Streamed<'p>,
    rejects: Option<Mutex<Rejects>>,
    /// Where they go.
    rejects_path: &'p Path,
    /// What does not fit together across claims, if that is known from an earlier way through.
    broken_links: LinkFaults,
    exported: AtomicUsize,
    /// Whether there was an error that stops the export.
    stopped: AtomicBool,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let mut sources = inputs::sources(&arguments.from, inputs::no_claims)?;
    export::protect(&arguments.out, global.root().ok().as_deref())?;
    protect(arguments, &sources)?;
    let register = Register::new(global)?;
    let mut checker = Checker::new(register.records(), || register.claim_ids(), None, arguments.references);
    checker.keeps_claims = true;
    let records = register.records();
    let mut pass = Pass::new(arguments, &checker, records, LinkFaults::default())?;
    if arguments.rejects.is_some() {
        // What compares claims is known at the end alone: the claims it rejects are left out on a second way through.
        for source in sources.iter_mut().filter(|source| source.is_read_once()) {
            let read = source.read().map_err(|error| Error::io("read", source.path(), error))?;
            *source = source.spooled(pass.streamed.spool(read)?);
        }
    }
    let mut outcome = pass.go(arguments, &sources, global)?;
    if arguments.rejects.is_some() && !outcome.broken_links.is_empty() {
        pass.rejects = None;
        let second = Pass::new(arguments, &checker, records, std::mem::take(&mut outcome.broken_links))?;
        outcome = second.go(arguments, &sources, global)?;
        // The first one may hold what was kept of standard input.
        pass = second;
    }
    pass.end(arguments, &outcome, global)
}

/// Refuses to read what would be replaced, and to write over what is read.
fn protect(arguments: &Arguments, sources: &[Source]) -> Result<(), Error> {
    let out = fs::canonicalize(&arguments.out).ok();
    let rejects = arguments.rejects.as_ref().and_then(|path| place_of(path).ok());
    if let (Some(out), Some(path)) = (&out, rejects.as_ref().filter(|path| out.as_ref().is_some_and(|out| path.starts_with(out)))) {
        let (rejects, out) = (path.display(), out.display());
        return Err(Error::usage(format!("{rejects} is in {out}, which is replaced whole: expected another file for --rejects")));
    }
    for source in sources.iter().filter(|source| !source.is_read_once()) {
        let input = fs::canonicalize(source.path()).map_err(|error| Error::io("find", source.path(), error))?;
        if out.as_ref().is_some_and(|out| input.starts_with(out)) {
            let (input, out) = (source.path().display(), arguments.out.display());
            return Err(Error::usage(format!("{input} is in {out}, which is replaced whole: expected another folder for --out")));
        }
        if rejects.as_ref() == Some(&input) {
            return Err(Error::usage(format!("{} is one of the inputs: expected another file for --rejects", input.display())));
        }
    }
    Ok(())
}

impl<'p, 'c> Pass<'p, 'c> {
    fn new(arguments: &'p Arguments, checker: &'p Checker<'c>, records: &'p Records, broken_links: LinkFaults) -> Result<Self, Error> {
        Ok(Self {
            checker,
            streamed: Streamed::create(&arguments.streamed_formats()?, arguments.tables(), records, &arguments.out)?,
            rejects_path: arguments.rejects.as_deref().unwrap_or(Path::new("")),
            rejects: arguments.rejects.as_deref().map(Rejects::create).transpose()?.map(Mutex::new),
            broken_links,
            exported: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        })
    }

    fn go(&self, arguments: &Arguments, sources: &[Source], global: &Global) -> Result<Outcome, Error> {
        let progress = Progress::new(sources, global);
        let options = Options {
            threads: threads(arguments.threads),
            max_findings: arguments.max_findings,
            hash: false,
            progress: &|bytes, records| progress.advance(bytes, records),
        };
        let outcome = run_over(self.checker, sources, &options, |ticket, start, checked| self.block(ticket, start, checked));
        progress.finish();
        outcome
    }

    fn block(&self, ticket: &mut Ticket<'_>, start: &Start<'_>, checked: &Checked<'_>) -> Result<(), Ended<Error>> {
        let across = self.broken_links.in_block(start, checked, self.checker);
        let faulty = || checked.faulty.iter().chain(&across).filter(|faulty| faulty.has_errors());
        let refused: BTreeSet<usize> = faulty().map(|faulty| faulty.number).collect();
        if let Some(rejects) = &self.rejects {
            let lines: String = refused.iter().map(|number| reject(start, faulty().filter(|faulty| faulty.number == *number))).collect();
            let written = ticket.take(rejects, |rejects| rejects.add(&lines, refused.len()))?;
            written.map_err(|error| Ended::Failed(Error::io("write", self.rejects_path, error)))?;
        } else if !refused.is_empty() {
            self.stopped.store(true, Ordering::Relaxed);
        }
        let good = checked.claims.iter().filter(|(number, _)| !refused.contains(number)).map(|(_, claim)| claim);
        let good: Vec<_> = if self.stopped.load(Ordering::Relaxed) { Vec::new() } else { good.collect() };
        self.exported.fetch_add(good.len(), Ordering::Relaxed);
        self.streamed.write(ticket, &good)
    }

    /// Reports, and puts the export and the rejects in their places.
    fn end(self, arguments: &Arguments, outcome: &Outcome, global: &Global) -> Result<Verdict, Error> {
        let gathered = &outcome.summary;
        let report = &gathered.outcome;
        print(&render(OutputFormat::Full, &Report::new(report)))?;
        global.say(&summary::checked(report.files.len(), report))?;
        global.say_all(&summary::by_rule(report), false)?;
        not_read::line(&report.not_read, false).iter().try_for_each(|line| global.say(line))?;
        let verdict = Verdict::of(report, false);
        let exported = self.exported.into_inner();
        let rejects = self.rejects.map(|rejects| rejects.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner));
        let rejected = rejects.as_ref().map_or(0, |rejects| rejects.count);
        let is_written = exported > 0 && (verdict == Verdict::Clean || rejects.is_some());
        if (is_written && exported + rejected != gathered.records) || self.broken_links.differ_from(&outcome.broken_links) {
            return Err(changed());
        }
        let is_without_page = self.streamed.is_without_page();
        if is_without_page && arguments.asks_for_page() {
            return Err(too_large(exported));
        }
        // All that may fail for want of room comes before anything is put in its place.
        let finished = if is_written { Some(self.streamed.finish()?) } else { None };
        if let Some((rejects, path)) = rejects.zip(arguments.rejects.as_ref()) {
            rejects.file.commit()?;
            let rejected = grouped(rejected);
            let all = count(gathered.records, "record", "records");
            global.say(&format!("{all}: {} exported, {rejected} rejected to {}", grouped(exported), path.display()))?;
        }
        let out = arguments.out.display();
        let Some(finished) = finished else {
            tell(&format!("nothing was written to {out}"))?;
            return Ok(Verdict::Refused);
        };
        let written = finished.put()?;
        if is_without_page {
            let (exported, most) = (grouped(exported), grouped(MOST_ON_A_PAGE));
            global.say(&format!("left out explorer.html: {exported} claims are more than the {most} that a page can bear"))?;
        }
        global.say(&format!("wrote {} to {out}", count(written.len(), "file", "files")))?;
        Ok(verdict)
    }
}

/// The error of inputs that are not the same the second time they are read.
fn changed() -> Error {
    Error::usage("an input changed while it was read: expected the same records from its start to its end; nothing was written")
}

/// The error of a page that is asked for and would be too large.
fn too_large(claims: usize) -> Error {
    let (claims, most) = (grouped(claims), grouped(MOST_ON_A_PAGE));
    Error::usage(format!(
        "{claims} claims are too many for explorer.html: expected at most {most}; export fewer, or other formats; nothing was written"
    ))
}

/// The records that are left out, one a line.
struct Rejects {
    file: AtomicFile,
    count: usize,
}

impl Rejects {
    fn create(path: &Path) -> Result<Self, Error> {
        Ok(Self { file: AtomicFile::create(path)?, count: 0 })
    }

    fn add(&mut self, lines: &str, count: usize) -> std::io::Result<()> {
        self.count += count;
        self.file.write_all(lines.as_bytes())
    }
}

/// A record that is left out, as a line: where it stands, its text as it is, and its findings.
fn reject<'f>(start: &Start<'_>, faulty: impl Iterator<Item = &'f Faulty<'f>>) -> String {
    let mut line = json!({});
    for faulty in faulty {
        let mut placer = faulty.placer(0, start.position + faulty.start);
        if line.get("path").is_none() {
            let Region { line: number, column, .. } = placer.place(&(0..0)).region;
            line = json!({ "path": start.path, "line": number, "column": column, "text": faulty.text, "findings": [] });
        }
        let findings = faulty.findings.iter().map(|finding| {
            let region = finding.place.as_ref().map(|span| placer.place(span).region);
            json!({
                "rule": finding.rule,
                "severity": finding.severity.as_str(),
                "line": region.map(|region| region.line),
                "column": region.map(|region| region.column),
                "message": finding.message,
                "help": finding.help,
            })
        });
        line["findings"].as_array_mut().expect("the findings are a list").extend(findings);
    }
    format!("{line}\n")
}
