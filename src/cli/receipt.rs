//! The receipt of a check (`claims validate --receipt`): by what it was made, what was checked, and how that came out.

use std::collections::BTreeMap;
use std::time::{Instant, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::check::Checked;
use super::global::Verdict;
use crate::coverage::{Coverage, Touched};
use crate::dataset::Records;
use crate::dataset::layout::FileKind;
use crate::diagnostics::{Counts, Outcome, Severity, SourceFile, Tally};
use crate::fs::read::RELEASED;
use crate::load::Loaded;
use crate::model::{DatasetInfo, Source};
use crate::rules::RULES;
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

/// What was checked and how it came out.
pub(super) struct Receipt {
    dataset: Option<DatasetInfo>,
    files: Vec<Value>,
    counts: Counts,
    coverage: Option<Vec<Value>>,
    by_rule: BTreeMap<&'static str, usize>,
    errors: usize,
    warnings: usize,
    /// The files that the report is limited to.
    limited_to: Option<Vec<String>>,
    verdict: Verdict,
}

impl Receipt {
    /// The receipt of a check of these files.
    pub(super) fn new(dataset: Option<DatasetInfo>, outcome: &Outcome, files: Vec<Value>, verdict: Verdict) -> Self {
        let by_rule = outcome.by_rule.iter().fold(BTreeMap::new(), |mut rules, ((rule, _), count)| {
            *rules.entry(*rule).or_default() += count;
            rules
        });
        let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| outcome.count_of(severity));
        Self { dataset, files, counts: outcome.counts, coverage: None, by_rule, errors, warnings, limited_to: None, verdict }
    }

    /// The content of the receipt's file.
    pub(super) fn to_json(&self, clock: &Clock) -> String {
        let Counts { claims, spans, quotes, references, waived, .. } = self.counts;
        let receipt = json!({
            "program": { "name": "claims", "version": env!("CARGO_PKG_VERSION") },
            "schema": SCHEMA_VERSION,
            "ruleSet": { "rules": RULES.len(), "sha256": rule_set() },
            "dataset": self.dataset.as_ref().map(|info| json!({ "title": info.title, "version": info.version })),
            "startedAt": DateTime::<Utc>::from(clock.time).to_rfc3339_opts(SecondsFormat::Millis, true),
            "durationSeconds": clock.instant.elapsed().as_secs_f64(),
            "files": self.files,
            "counts": { "claims": tally(claims), "spans": tally(spans), "quotes": tally(quotes), "references": tally(references) },
            "coverage": self.coverage,
            "findings": {
                "errors": self.errors,
                "warnings": self.warnings,
                "waived": waived,
                "byRule": self.by_rule,
                "limitedTo": self.limited_to,
            },
            "exitCode": self.verdict.exit_code(),
        });
        format!("{receipt:#}\n")
    }
}

fn tally(Tally { checked, failed, waived, uncheckable, .. }: Tally) -> Value {
    json!({ "checked": checked, "failed": failed, "waived": waived, "uncheckable": uncheckable })
}

/// The receipt of the check of a dataset.
pub(super) fn of_dataset(checked: &Checked, verdict: Verdict) -> Receipt {
    let Checked { loaded, outcome, texts: folder, about, .. } = checked;
    let data = loaded.files.iter().enumerate().map(|(index, source)| file(loaded, index, source));
    let files = data.chain(texts(&loaded.records.sources, folder.as_ref())).collect();
    let limited = about.len() < loaded.files.len();
    Receipt {
        coverage: folder.as_ref().map(|texts| coverage(&loaded.records, texts)),
        limited_to: limited.then(|| about.iter().map(|file| loaded.files[*file].path.clone()).collect()),
        ..Receipt::new(loaded.records.info.clone(), outcome, files, verdict)
    }
}

/// Inputs of external claims, with their hashes.
pub(super) fn inputs<'a>(paths: &'a [String], hashes: &'a [Option<String>]) -> impl Iterator<Item = Value> {
    paths.iter().zip(hashes).map(|(path, hash)| json!({ "path": path, "kind": "claims", "sha256": hash }))
}

/// The texts that are at hand, as files.
pub(super) fn texts<'a>(sources: &'a [Source], texts: Option<&'a Texts>) -> impl Iterator<Item = Value> {
    let file = move |source: &Source| {
        let text = texts?.get(&source.text.file)?.ok();
        Some(json!({ "path": source.text.file, "kind": "text", "sha256": text.map(texts::Text::sha256) }))
    };
    sources.iter().filter_map(file)
}

/// A file of the dataset.
fn file(loaded: &Loaded, index: usize, file: &SourceFile) -> Value {
    let of_text = || Some(sha256(file.text.as_bytes()));
    // A folder where a file was expected has no bytes. Nothing is read again: it may have changed since it was checked.
    let hash = if file.path.ends_with('/') { None } else { loaded.hashes.get(&index).cloned().unwrap_or_else(of_text) };
    let released = || file.path.starts_with(RELEASED).then_some("released");
    json!({ "path": file.path, "kind": FileKind::of_path(&file.path).map(kind_name).or_else(released), "sha256": hash })
}

/// How far the claims and the ranges left uncoded account for each document whose recorded text is at hand.
fn coverage(records: &Records, texts: &Texts) -> Vec<Value> {
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
    of_source.collect()
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
        FileKind::Codings => "codings",
        FileKind::Withdrawn => "withdrawn",
        FileKind::Changes => "changes",
    }
}
