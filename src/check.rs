//! A dataset that was loaded, checked by the rules.

use std::collections::BTreeSet;
use std::path::Path;

use crate::dataset::Dataset;
use crate::dataset::layout::FileKind;
use crate::diagnostics::{Bytes, Counts, Diagnostic, Finding, Outcome, Place, Placer, RecordKind, Severity, sort};
use crate::error::Error;
use crate::limits::MOST_LISTED;
use crate::load::{Loaded, load};
use crate::rules::{self, Context, unknown_reference};
use crate::texts::Texts;

impl Loaded {
    /// Runs the rules over the records; the outcome has their findings and those of the reader.
    #[must_use]
    pub fn check(&self, texts: Option<&Texts>) -> Outcome {
        let context = Context::new(&self.records, &self.unread, texts);
        let (diagnostics, waived) = rules::check(&context);
        let dangling = self.unread_mentions.iter().filter_map(|mention| {
            let message = context.registers().problem(mention.from, mention.target, &mention.id)?;
            Some(unknown_reference::RULE.finding(Some(mention.place.clone()), message, None))
        });
        let found = diagnostics.into_iter().map(|diagnostic| self.locate(diagnostic));
        let mut outcome = Outcome {
            files: self.files.iter().map(|file| file.path.clone()).collect(),
            not_read: self.not_read.clone(),
            ..Outcome::default()
        };
        let mut placers: Vec<_> = self.files.iter().enumerate().map(|(index, file)| Placer::of_file(index, file)).collect();
        let mut place = |Bytes { file, span }: Bytes| -> Place { placers[file].place(&span) };
        let findings = self.findings.iter().cloned().chain(found).chain(dangling).map(|finding| finding.map_places(&mut place));
        let mut findings: Vec<_> = findings.collect();
        sort(&mut findings, |finding| rules::is_about_texts(finding.rule));
        without_repeats(&mut findings);
        for finding in findings {
            outcome.add(finding);
        }
        outcome.counts = self.count(context.counts(), &outcome.findings, &waived);
        outcome
    }

    /// A finding about a record at its place in a file.
    fn locate(&self, diagnostic: Diagnostic) -> Finding<Bytes> {
        let record = self.records.id(diagnostic.location.kind, diagnostic.location.index).map(str::to_owned);
        let about = record.as_ref().map(|id| format!("{id}: ")).unwrap_or_default();
        let related = diagnostic.related.into_iter().filter_map(|(location, note)| Some((self.bytes(&location)?, note)));
        Finding {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            record,
            message: format!("{about}{}", diagnostic.message),
            help: diagnostic.help,
            place: self.bytes(&diagnostic.location),
            related: related.collect(),
        }
    }

    /// The counts with those that failed, could not be read, or are waived.
    fn count(&self, mut counts: Counts, findings: &[Finding], waived: &[Diagnostic]) -> Counts {
        counts.claims.failed = self.failed_claims(findings);
        counts.claims.uncheckable = self.not_read.records.get(&RecordKind::Claim).copied().unwrap_or_default();
        counts.waived = waived.len();
        let in_claims = || waived.iter().map(|finding| &finding.location).filter(|location| location.kind == RecordKind::Claim);
        counts.claims.waived = in_claims().map(|location| location.index).collect::<BTreeSet<_>>().len();
        counts.spans.waived = in_claims().filter(|location| location.pointer.starts_with("/evidence/")).collect::<BTreeSet<_>>().len();
        counts.quotes.waived = in_claims().filter(|location| location.pointer.ends_with("/quote")).collect::<BTreeSet<_>>().len();
        counts
    }

    /// How many claims have an error among these findings.
    pub(crate) fn failed_claims(&self, findings: &[Finding]) -> usize {
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        // Those about codings have the ids of codings.
        let is_of_codings = |place: &Place| FileKind::of_path(&self.files[place.file].path) == Some(FileKind::Codings);
        let errors = errors.filter(|finding| !finding.place.as_ref().is_some_and(is_of_codings));
        let faulty: BTreeSet<&str> = errors.filter_map(|finding| finding.record.as_deref()).collect();
        self.records.claims.iter().filter(|claim| faulty.contains(claim.id.as_str())).count()
    }

    /// The dataset, if a [`check`](Self::check) came to this outcome, without an error.
    ///
    /// # Errors
    /// With the errors, each with file, line and column; of more than [`MOST_LISTED`], with the first ones and the number of the others.
    pub fn into_dataset(self, outcome: &Outcome) -> Result<Dataset, Error> {
        let count = outcome.count_of(Severity::Error);
        if count == 0 {
            return Dataset::of_checked(self.records).ok_or_else(|| Error::invalid("the dataset has no description in data/dataset.toml"));
        }
        let errors = outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let mut lines: Vec<_> = errors.take(MOST_LISTED).map(|finding| finding.concise(&outcome.files)).collect();
        if count > MOST_LISTED {
            lines.push(format!("and {} more", count - MOST_LISTED));
        }
        Err(Error::invalid(format!("the dataset is invalid:\n{}", lines.join("\n"))))
    }
}

/// Takes out findings that stand twice. What is written once for many records, such as the source of a file of claims, is one finding.
fn without_repeats(findings: &mut Vec<Finding>) {
    let is_reference = |finding: &Finding| finding.rule == unknown_reference::RULE.name && finding.place.is_some();
    findings.dedup_by(|b, a| a == b || is_reference(a) && is_reference(b) && a.place == b.place);
}

impl Dataset {
    /// Reads and checks the dataset in the folder `root`, which holds `data/` and `seeds/`.
    ///
    /// # Errors
    /// If a file cannot be read, or the data has an error; the message then lists the errors with file, line and column, and counts those
    /// past [`MOST_LISTED`].
    ///
    /// ```
    /// let dataset = guarantee_claims::Dataset::load(env!("CARGO_MANIFEST_DIR"))?;
    /// let claim = dataset.claims().next().expect("the dataset has claims");
    /// println!("{}: {}", claim.speaker_record().name, claim.statement);
    /// # Ok::<(), guarantee_claims::Error>(())
    /// ```
    pub fn load(root: impl AsRef<Path>) -> Result<Self, Error> {
        let loaded = load(root.as_ref())?;
        let outcome = loaded.check(None);
        loaded.into_dataset(&outcome)
    }
}
