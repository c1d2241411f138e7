//! The receipt of a check (`claims validate --receipt`): by what it was made, what was checked, and how that came out.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Instant, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::Verdict;
use super::validate::Checked;
use crate::coverage::{Coverage, Touched};
use crate::dataset::Dataset;
use crate::dataset::layout::FileKind;
use crate::diagnostic::{Diagnostic, Location, RecordKind, Severity};
use crate::load::{Loaded, SourceFile};
use crate::model::{DatasetInfo, Source};
use crate::rules::{Counts, RULES, unknown_reference};
use crate::schema::SCHEMA_VERSION;
use crate::stream::Gathered;
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

/// What was checked and how it came out.
pub(super) struct Receipt {
    dataset: Option<DatasetInfo>,
    files: Vec<Value>,
    claims: Tally,
    spans: Tally,
    quotes: Tally,
    references: Tally,
    coverage: Option<Vec<Value>>,
    by_rule: BTreeMap<(&'static str, Severity), usize>,
    waived: usize,
    /// The files that the report is limited to.
    limited_to: Option<Vec<String>>,
    verdict: Verdict,
}

impl Receipt {
    /// The content of the receipt's file.
    pub(super) fn to_json(&self, clock: &Clock) -> String {
        let sum = |severity| self.by_rule.iter().filter(|((_, of), _)| *of == severity).map(|(_, count)| count).sum::<usize>();
        let by_rule = self.by_rule.iter().fold(BTreeMap::<_, usize>::new(), |mut rules, ((rule, _), count)| {
            *rules.entry(*rule).or_default() += count;
            rules
        });
        let receipt = json!({
            "program": { "name": "claims", "version": env!("CARGO_PKG_VERSION") },
            "schema": SCHEMA_VERSION,
            "ruleSet": { "rules": RULES.len(), "sha256": rule_set() },
            "dataset": self.dataset.as_ref().map(|info| json!({ "title": info.title, "version": info.version })),
            "startedAt": DateTime::<Utc>::from(clock.time).to_rfc3339_opts(SecondsFormat::Millis, true),
            "durationSeconds": clock.instant.elapsed().as_secs_f64(),
            "files": self.files,
            "counts": {
                "claims": self.claims.to_json(),
                "spans": self.spans.to_json(),
                "quotes": self.quotes.to_json(),
                "references": self.references.to_json(),
            },
            "coverage": self.coverage,
            "findings": {
                "errors": sum(Severity::Error),
                "warnings": sum(Severity::Warning),
                "waived": self.waived,
                "byRule": by_rule,
                "limitedTo": self.limited_to,
            },
            "exitCode": self.verdict.exit_code(),
        });
        format!("{receipt:#}\n")
    }
}

/// The receipt of the check of a dataset.
pub(super) fn of_dataset(checked: &Checked, verdict: Verdict) -> Receipt {
    let Checked { loaded, counts, texts, about, .. } = checked;
    let of = OfDataset { loaded, counts, texts: texts.as_ref() };
    let limited = about.len() < loaded.files.len();
    let by_rule = loaded.findings.iter().fold(BTreeMap::new(), |mut counts, finding| {
        *counts.entry((finding.rule, finding.severity)).or_default() += 1;
        counts
    });
    Receipt {
        dataset: loaded.records.info.clone(),
        files: of.files(),
        claims: of.claims(),
        spans: of.spans(),
        quotes: of.quotes(),
        references: of.references(),
        coverage: of.coverage(),
        by_rule,
        waived: counts.waived,
        limited_to: limited.then(|| about.iter().map(|file| loaded.files[*file].path.clone()).collect()),
        verdict,
    }
}

/// The receipt of the check of claims from elsewhere; the hashes are those of the files.
pub(super) fn of_stream(
    gathered: &Gathered,
    hashes: &[Option<String>],
    register: &Dataset,
    texts: Option<&Texts>,
    verdict: Verdict,
) -> Receipt {
    let counts = &gathered.counts;
    let of_rule = |rule: &str| gathered.by_rule.iter().filter(|((of, _), _)| *of == rule).map(|(_, count)| count).sum::<usize>();
    let claims = gathered.files.iter().zip(hashes).map(|(file, hash)| json!({ "path": file.path, "kind": "claims", "sha256": hash }));
    Receipt {
        dataset: Some(register.info().clone()),
        files: claims.chain(text_files(register.sources(), texts)).collect(),
        claims: Tally {
            checked: counts.claims,
            failed: gathered.refused - gathered.unread,
            waived: counts.waived,
            uncheckable: gathered.unread,
        },
        spans: Tally { checked: counts.verified + counts.failed, failed: counts.failed, waived: 0, uncheckable: counts.unchecked },
        quotes: Tally {
            checked: gathered.quotes.checked,
            failed: gathered.quotes.failed,
            waived: 0,
            uncheckable: gathered.quotes.all - gathered.quotes.checked,
        },
        references: Tally {
            checked: counts.references - counts.references_unchecked.min(counts.references),
            failed: of_rule(unknown_reference::RULE.name),
            waived: 0,
            uncheckable: counts.references_unchecked,
        },
        coverage: None,
        by_rule: gathered.by_rule.clone(),
        waived: counts.waived,
        limited_to: None,
        verdict,
    }
}

/// The texts that are at hand, as files.
fn text_files(sources: &[Source], texts: Option<&Texts>) -> Vec<Value> {
    let file = |source: &Source| {
        let text = texts?.get(&source.text.file)?.ok();
        Some(json!({ "path": source.text.file, "kind": "text", "sha256": text.map(texts::Text::sha256) }))
    };
    sources.iter().filter_map(file).collect()
}

/// What is counted of the check of a dataset.
struct OfDataset<'a> {
    loaded: &'a Loaded,
    counts: &'a Counts,
    texts: Option<&'a Texts>,
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

impl OfDataset<'_> {
    /// The files of the dataset and, if they were given, the texts of its documents.
    fn files(&self) -> Vec<Value> {
        let data = self.loaded.files.iter().enumerate().map(|(index, file)| self.file(index, file));
        data.chain(text_files(&self.loaded.records.sources, self.texts)).collect()
    }

    fn file(&self, index: usize, file: &SourceFile) -> Value {
        let of_text = || Some(sha256(file.text.as_bytes()));
        // A folder where a file was expected has no bytes. Nothing is read again: it may have changed since it was checked.
        let hash = if file.path.ends_with('/') { None } else { self.loaded.hashes.get(&index).cloned().unwrap_or_else(of_text) };
        json!({ "path": file.path, "kind": FileKind::of_path(&file.path).map(kind_name), "sha256": hash })
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
        let uncheckable = self.loaded.not_read.records.get(&RecordKind::Claim).copied().unwrap_or_default();
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
            match (ids.contains(reference.id), may_be_unread) {
                (true, _) => {}
                (false, true) => uncheckable += 1,
                (false, false) => failed += 1,
            }
        }
        let waived = self.waived(|finding| finding.rule == unknown_reference::RULE.name).len();
        Tally { checked: self.counts.references - uncheckable, failed, waived, uncheckable }
    }

    /// How far the claims and the ranges left uncoded account for each document whose recorded text is at hand; null without texts.
    fn coverage(&self) -> Option<Vec<Value>> {
        let texts = self.texts?;
        let records = &self.loaded.records;
        let of_source = records.sources.iter().filter_map(|source| {
            let coverage = Coverage::of(source, &records.claims, texts.of_source(source)?);
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
