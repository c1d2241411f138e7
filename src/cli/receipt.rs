//! The receipt of a check (`claims validate --receipt`): by what it was made, what was checked, and how that came out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Instant, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::Verdict;
use crate::coverage::{Coverage, Touched};
use crate::diagnostic::{Diagnostic, Location, RecordKind, Severity};
use crate::error::Error;
use crate::load::{FileKind, Finding, Loaded, SourceFile};
use crate::rules::{Counts, RULES, unknown_reference};
use crate::schema::SCHEMA_VERSION;
use crate::texts::{self, Texts, sha256};

/// When a check started.
pub(super) struct Clock {
    time: SystemTime,
    instant: Instant,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { time: SystemTime::now(), instant: Instant::now() }
    }
}

/// What a receipt is made of.
pub(super) struct Receipt<'a> {
    pub(super) root: &'a Path,
    pub(super) loaded: &'a Loaded,
    pub(super) counts: &'a Counts,
    pub(super) texts: Option<&'a Texts>,
    /// The indexes of the files that the findings are about.
    pub(super) about: &'a [usize],
    pub(super) verdict: Verdict,
}

/// How many there are of a thing that is checked.
struct Tally {
    checked: usize,
    failed: usize,
    waived: usize,
    uncheckable: usize,
}

impl Tally {
    fn to_json(&self) -> Value {
        json!({ "checked": self.checked, "failed": self.failed, "waived": self.waived, "uncheckable": self.uncheckable })
    }
}

impl Receipt<'_> {
    /// The content of the receipt's file.
    pub(super) fn to_json(&self, clock: &Clock) -> Result<String, Error> {
        let receipt = json!({
            "program": { "name": "claims", "version": env!("CARGO_PKG_VERSION") },
            "schema": SCHEMA_VERSION,
            "ruleSet": { "rules": RULES.len(), "sha256": rule_set() },
            "dataset": self.loaded.records.info.as_ref().map(|info| json!({ "title": info.title, "version": info.version })),
            "startedAt": DateTime::<Utc>::from(clock.time).to_rfc3339_opts(SecondsFormat::Millis, true),
            "durationSeconds": clock.instant.elapsed().as_secs_f64(),
            "files": self.files()?,
            "counts": {
                "claims": self.claims().to_json(),
                "spans": self.spans().to_json(),
                "quotes": self.quotes().to_json(),
                "references": self.references().to_json(),
            },
            "coverage": self.coverage(),
            "findings": self.findings(),
            "exitCode": self.verdict.exit_code(),
        });
        Ok(format!("{receipt:#}\n"))
    }

    /// The files of the dataset and, if they were given, the texts of its documents.
    fn files(&self) -> Result<Vec<Value>, Error> {
        let data = self.loaded.files.iter().map(|file| self.file(file));
        let texts = self.loaded.records.sources.iter().filter_map(|source| {
            let text = self.texts?.get(&source.text.file)?.ok();
            Some(Ok(json!({ "path": source.text.file, "kind": "text", "sha256": text.map(texts::Text::sha256) })))
        });
        data.chain(texts).collect()
    }

    fn file(&self, file: &SourceFile) -> Result<Value, Error> {
        // A folder where a file was expected has no bytes.
        let hash = if file.path.ends_with('/') { None } else { Some(self.hash(file)?) };
        Ok(json!({ "path": file.path, "kind": self.kind(file), "sha256": hash }))
    }

    /// The kind of a file; one that is no part of a dataset holds claims from elsewhere.
    fn kind(&self, file: &SourceFile) -> Option<&'static str> {
        let elsewhere = || self.root.as_os_str().is_empty().then_some("claims");
        FileKind::of_path(&file.path).map(kind_name).or_else(elsewhere)
    }

    fn hash(&self, file: &SourceFile) -> Result<String, Error> {
        if !file.text.contains(char::REPLACEMENT_CHARACTER) {
            return Ok(sha256(file.text.as_bytes()));
        }
        // The text may stand for bytes that are no UTF-8.
        let path = self.root.join(&file.path);
        fs::read(&path).map(|bytes| sha256(&bytes)).map_err(|error| Error::io("read", &path, error))
    }

    /// The places in claims of the findings that a waiver accepts.
    fn waived(&self, about: impl Fn(&Diagnostic) -> bool) -> BTreeSet<&Location> {
        let in_claims = self.loaded.waived.iter().filter(|finding| finding.location.kind == RecordKind::Claim);
        in_claims.filter(|finding| about(finding)).map(|finding| &finding.location).collect()
    }

    /// Claims: failed are those with an error, uncheckable those that could not be read.
    fn claims(&self) -> Tally {
        let errors = self.loaded.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let faulty: BTreeSet<&str> = errors.filter_map(|finding| finding.record.as_deref()).collect();
        let failed = self.loaded.records.claims.iter().filter(|claim| faulty.contains(claim.id.as_str())).count();
        let uncheckable = self.loaded.unread.ids.iter().filter(|(kind, _)| *kind == RecordKind::Claim).count();
        let waived = self.waived(|_| true);
        Tally {
            checked: self.counts.claims,
            failed,
            waived: waived.iter().map(|place| place.index).collect::<BTreeSet<_>>().len(),
            uncheckable,
        }
    }

    /// Evidence spans: failed are those that do not agree with the text, uncheckable those whose text is not at hand.
    fn spans(&self) -> Tally {
        let Counts { verified, failed, unchecked, .. } = *self.counts;
        let waived = self.waived(|finding| finding.location.pointer.starts_with("/evidence/")).len();
        Tally { checked: verified + failed, failed, waived, uncheckable: unchecked }
    }

    /// Quotations: as the spans that hold them.
    fn quotes(&self) -> Tally {
        let claims = &self.loaded.records.claims;
        let all = claims.iter().flat_map(|claim| &claim.evidence).filter(|evidence| evidence.quote.is_some()).count();
        let verdicts = self.texts.map(|texts| texts.verdicts(&self.loaded.records)).unwrap_or_default();
        let of_quotes: Vec<_> = verdicts.iter().filter(|(claim, i, _)| claims[*claim].evidence[*i].quote.is_some()).collect();
        let failed = of_quotes.iter().filter(|(.., verdict)| *verdict != texts::Verdict::Verified).count();
        let waived = self.waived(|finding| finding.location.pointer.ends_with("/quote")).len();
        Tally { checked: of_quotes.len(), failed, waived, uncheckable: all - of_quotes.len() }
    }

    /// References: uncheckable are those that may lead to a record that could not be read.
    fn references(&self) -> Tally {
        let Loaded { records, unread, .. } = self.loaded;
        let mut known = BTreeMap::<RecordKind, BTreeSet<&str>>::new();
        let (mut failed, mut uncheckable) = (0, 0);
        for reference in records.references() {
            let ids = known.entry(reference.target).or_insert_with(|| records.ids(reference.target).into_iter().collect());
            let may_be_unread =
                unread.nameless.contains(&reference.target) || unread.ids.contains(&(reference.target, reference.id.to_owned()));
            let registered = unread.registered.contains(&(reference.target, reference.id.to_owned()));
            match (ids.contains(reference.id) || registered, may_be_unread) {
                (true, _) => {}
                (false, true) => uncheckable += 1,
                (false, false) => failed += 1,
            }
        }
        let waived = self.waived(|finding| finding.rule == unknown_reference::RULE.name).len();
        Tally { checked: self.counts.references - uncheckable, failed, waived, uncheckable }
    }

    /// How far the claims and the ranges left uncoded account for each document; null without texts.
    fn coverage(&self) -> Option<Vec<Value>> {
        let texts = self.texts?;
        let records = &self.loaded.records;
        let of_source = records.sources.iter().filter_map(|source| {
            let coverage = Coverage::of(source, &records.claims, texts.get(&source.text.file)?.ok()?);
            let [coded, uncoded, neither] = [Touched::Coded, Touched::Uncoded, Touched::Nothing].map(|touched| coverage.count(touched));
            Some(json!({
                "source": source.id,
                "sentences": coverage.sentences(),
                "coded": coded,
                "uncoded": uncoded,
                "neither": neither,
            }))
        });
        Some(of_source.collect())
    }

    fn findings(&self) -> Value {
        let findings = &self.loaded.findings;
        let of_severity = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let limited = self.about.len() < self.loaded.files.len();
        let paths = || self.about.iter().map(|file| self.loaded.files[*file].path.as_str()).collect::<Vec<_>>();
        json!({
            "errors": of_severity(Severity::Error),
            "warnings": of_severity(Severity::Warning),
            "waived": self.counts.waived,
            "byRule": by_rule(findings),
            "limitedTo": limited.then(paths),
        })
    }
}

fn by_rule(findings: &[Finding]) -> BTreeMap<&str, usize> {
    findings.iter().fold(BTreeMap::new(), |mut counts, finding| {
        *counts.entry(finding.rule).or_default() += 1;
        counts
    })
}

/// A hash over the names, severities and pages of the rules: another one means that another check was made.
fn rule_set() -> String {
    let rules = RULES.iter().map(|rule| format!("{}\0{}\0{}\0", rule.name, rule.severity, rule.doc));
    sha256(rules.collect::<String>().as_bytes())
}

const fn kind_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Dataset => "dataset",
        FileKind::Source => "source",
        FileKind::Actors => "actors",
        FileKind::Occasions => "occasions",
        FileKind::Frameworks => "frameworks",
        FileKind::Claims | FileKind::Claim => "claims",
    }
}
