//! What compares fields and records: the rules that the codebook sets beyond the form of each value.
//!
//! A rule is a file: its doc comment says what it finds, why that matters and how to mend it, and is its page wherever rules are
//! explained. Rules see records and texts, never files.

mod prose;
mod registers;
mod waive;

use std::collections::BTreeSet;

pub(crate) use prose::{Fault, Prose};
pub(crate) use registers::Registers;
#[cfg(feature = "check")]
pub(crate) use registers::unknown;
#[cfg(feature = "check")]
pub(crate) use waive::accept;

use crate::dataset::Records;
use crate::diagnostic::{Diagnostic, Location, RecordKind, Severity};
use crate::model::view::Viewed;
use crate::model::{Claim, ClaimView, Source};
use crate::texts::{Text, Texts, Verdict};

/// A rule of `claims validate`.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Rule {
    /// The name, read as "allow ...": `unknown-reference`.
    pub name: &'static str,
    /// How much a finding of it matters.
    pub severity: Severity,
    /// What it finds, why that matters and how to mend it, in Markdown; the first paragraph is the summary.
    pub doc: &'static str,
    /// Whether it can only be checked against the texts of the documents.
    pub needs_texts: bool,
    /// The checks over records; none where the reader makes the finding.
    checks: &'static [Check],
}

/// A check, by what it looks at.
#[derive(Debug, Clone, Copy)]
enum Check {
    /// Each text that a person wrote, by itself.
    Prose(fn(&Prose<'_>) -> Option<Fault>),
    /// Each claim, by itself and against the registers.
    Claim(fn(&Registers<'_>, &ClaimView<'_>, &mut OfRecord<'_>)),
    /// All records together.
    All(fn(&Context<'_>, &mut Findings)),
    /// All records together, against the texts.
    Texts(fn(&Context<'_>, &mut Findings)),
}

/// Defines the rule of a file from its doc comment, and which of the file's functions check what.
macro_rules! rule {
    ($(#[doc = $doc:expr])+ $name:literal, $severity:ident $(, $kind:ident $check:ident)*) => {
        $(#[doc = $doc])+
        pub(crate) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            doc: concat!($($doc, "\n"),+),
            needs_texts: rule!(@texts $($kind)*),
            checks: &[$(rule!(@check $kind $check)),*],
        };
    };
    (@texts texts) => { true };
    (@texts $($kind:ident)*) => { false };
    (@check prose $check:ident) => { $crate::rules::Check::Prose($check) };
    (@check claim $check:ident) => { $crate::rules::Check::Claim($check) };
    (@check all $check:ident) => { $crate::rules::Check::All($check) };
    (@check texts $check:ident) => { $crate::rules::Check::Texts($check) };
}

macro_rules! rules {
    ($($file:ident)+) => {
        $(pub(crate) mod $file;)+

        /// Every rule, sorted by name.
        pub static RULES: &[&Rule] = &[$(&$file::RULE),+];
    };
}

rules! {
    coded_and_uncoded
    commissive_without_party
    confidence_mismatch
    conflict_marker
    contradicts_agreement
    control_character
    copied_statement
    duplicate_claim
    duplicate_id
    empty_list
    empty_range
    foreign_claim_id
    formula_prefix
    invalid_value
    invisible_character
    list_separator
    misplaced_commitment
    missing_file
    missing_key
    missing_text
    modality_mismatch
    not_an_outlet
    occasion_date
    quote_mismatch
    refusal_stage
    relation_circle
    repeated_item
    restates_mismatch
    said_after_publication
    self_relation
    speaker_mismatch
    stale_evidence
    stale_quote
    stale_text
    statement_form
    stray_white_space
    supersedes_later
    syntax
    toml_1_1
    uncovered_sentence
    ungrounded_actor
    ungrounded_number
    unit_mismatch
    unknown_file
    unknown_key
    unknown_reference
    unknown_term
    unnormalised_text
    unreadable_character
    unused_record
    unused_waiver
    via_mismatch
    wrong_type
}

/// What is known of records that could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// Their kinds and ids.
    pub ids: BTreeSet<(RecordKind, String)>,
    /// Records of a register that are known to exist and not at hand here.
    pub registered: BTreeSet<(RecordKind, String)>,
    /// The kinds of those that have not even an id: any mention of a record of the kind may be of one of them.
    pub nameless: BTreeSet<RecordKind>,
}

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The records, sorted by id.
    pub records: &'a Records,
    /// The texts of the documents, where they are at hand.
    pub texts: Option<&'a Texts>,
    registers: Registers<'a>,
    unread: &'a Unread,
    verdicts: Vec<(usize, usize, Verdict)>,
    prose: Vec<(Location, &'a str)>,
}

impl<'a> Context<'a> {
    /// A context for `records`, which must be sorted by id. Mentions of `unread` records are no findings of their own.
    #[must_use]
    pub fn new(records: &'a Records, unread: &'a Unread, texts: Option<&'a Texts>) -> Self {
        let verdicts = texts.map(|texts| texts.verdicts(records)).unwrap_or_default();
        Self { records, texts, registers: Registers::new(records, unread), unread, verdicts, prose: records.prose() }
    }

    /// Whether a source without claims is one: not if claims could not be read, nor if the sources are a register.
    pub(crate) fn may_lack_claims(&self) -> bool {
        !self.unread.nameless.contains(&RecordKind::Claim) && !self.is_register()
    }

    /// Whether the records but for the claims are a register that the claims are only checked against.
    pub(crate) fn is_register(&self) -> bool {
        !self.unread.registered.is_empty()
    }

    /// The place of a claim with what it shows, for a finding that it explains.
    pub(crate) fn at_claim(&self, claim: &Claim, note: &str) -> Option<(Location, String)> {
        let index = self.records.claims.iter().position(|other| std::ptr::eq(other, claim))?;
        Some((Location::new(RecordKind::Claim, index, "/id"), note.to_owned()))
    }

    /// Where a finding about a source stands: in the source, or for a register in the first claim that names it, if any does.
    pub(crate) fn at_source(&self, index: usize, pointer: &str) -> Option<Location> {
        if !self.is_register() {
            return Some(Location::new(RecordKind::Source, index, pointer));
        }
        let claim = self.records.claims.iter().position(|claim| claim.source == self.records.sources[index].id)?;
        Some(Location::new(RecordKind::Claim, claim, "/source"))
    }

    /// What claims may mention.
    pub(crate) const fn registers(&self) -> &Registers<'a> {
        &self.registers
    }

    /// The ids of `kind`, those of unreadable records included.
    pub(crate) fn known(&self, kind: RecordKind) -> &BTreeSet<&'a str> {
        self.registers.known(kind)
    }

    /// Whether the source has claims and each of them could be read, so that what they cover is known.
    pub(crate) fn has_all_claims(&self, source: &Source) -> bool {
        let of_source = |id: &&str| is_of(id, source);
        let unread = self.unread.ids.iter().filter(|(kind, _)| *kind == RecordKind::Claim).map(|(_, id)| id.as_str());
        self.known(RecordKind::Claim).iter().any(of_source) && !unread.into_iter().any(|id| of_source(&id))
    }

    /// Whether a claim may rest on the source: one that could be read or not, or one of others, where the sources are a register.
    pub(crate) fn may_have_claims(&self, source: &Source) -> bool {
        !self.may_lack_claims() || self.known(RecordKind::Claim).iter().any(|id| is_of(id, source))
    }

    /// Whether the text that a record rests on is at hand and is the recorded one, so that rules can look at it.
    pub(crate) fn has_text_of(&self, kind: RecordKind, index: usize) -> bool {
        let Some(texts) = self.texts else { return false };
        match kind {
            RecordKind::Claim => texts.of_claim(self.records, &self.records.claims[index]).is_some(),
            RecordKind::Source => texts.of_source(&self.records.sources[index]).is_some(),
            _ => true,
        }
    }

    /// Whether every record could be read.
    pub(crate) fn is_complete(&self) -> bool {
        *self.unread == Unread::default()
    }

    /// Each claim whose recorded text is at hand, with its index and the words of its evidence.
    pub(crate) fn evidence_texts(&self) -> impl Iterator<Item = (usize, &'a Claim, Vec<&'a str>)> {
        self.with_texts(Text::slice)
    }

    /// Each claim whose recorded text is at hand, with its index and the paragraphs in which its evidence stands.
    pub(crate) fn evidence_paragraphs(&self) -> impl Iterator<Item = (usize, &'a Claim, Vec<&'a str>)> {
        self.with_texts(Text::paragraphs)
    }

    fn with_texts(&self, part: fn(&'a Text, u32, u32) -> Option<&'a str>) -> impl Iterator<Item = (usize, &'a Claim, Vec<&'a str>)> {
        self.claims_with_text().map(move |(index, claim, _, text)| {
            (index, claim, claim.evidence.iter().filter_map(|evidence| part(text, evidence.start, evidence.end)).collect())
        })
    }

    /// Each claim whose recorded text is at hand, with its index, its source and the text.
    pub(crate) fn claims_with_text(&self) -> impl Iterator<Item = (usize, &'a Claim, &'a Source, &'a Text)> {
        let (records, texts) = (self.records, self.texts);
        records.claims.iter().enumerate().filter_map(move |(index, claim)| {
            let source = records.source(claim.source.as_str())?;
            Some((index, claim, source, texts?.of_source(source)?))
        })
    }

    /// Each evidence whose recorded text is at hand: the claim's index, the claim, the evidence's index in it, and what the text says of it.
    pub(crate) fn verdicts(&self) -> impl Iterator<Item = (usize, &Claim, usize, &Verdict)> {
        self.verdicts.iter().map(|(index, i, verdict)| (*index, &self.records.claims[*index], *i, verdict))
    }

    /// How much was checked.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let spans = self.records.claims.iter().map(|claim| claim.evidence.len()).sum();
        let verified = self.verdicts.iter().filter(|(.., verdict)| *verdict == Verdict::Verified).count();
        Counts {
            claims: self.records.claims.len(),
            references: self.records.references().iter().filter(|of| !self.is_register() || of.location.kind == RecordKind::Claim).count(),
            spans,
            verified,
            failed: self.verdicts.len() - verified,
            unchecked: spans - self.verdicts.len(),
            waived: 0,
            references_unchecked: 0,
        }
    }
}

/// Whether a claim of this id is one of the source's.
fn is_of(claim: &str, source: &Source) -> bool {
    claim.split('.').next() == Some(source.id.as_str())
}

/// How much a check looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Claims.
    pub claims: usize,
    /// Mentions of one record in another.
    pub references: usize,
    /// Evidence spans: those below together.
    pub spans: usize,
    /// Evidence spans whose range, hash and quotation agree with the text.
    pub verified: usize,
    /// Evidence spans that do not agree with the text.
    pub failed: usize,
    /// Evidence spans whose text is not at hand, or is not the recorded one.
    pub unchecked: usize,
    /// Findings that a waiver accepts.
    pub waived: usize,
    /// Mentions that lead to no known record and were left out of the findings on purpose.
    pub references_unchecked: usize,
}

impl Counts {
    /// Adds what another check looked at.
    #[cfg(feature = "check")]
    pub(crate) const fn add(&mut self, more: &Self) {
        self.claims += more.claims;
        self.references += more.references;
        self.spans += more.spans;
        self.verified += more.verified;
        self.failed += more.failed;
        self.unchecked += more.unchecked;
        self.waived += more.waived;
        self.references_unchecked += more.references_unchecked;
    }
}

/// The findings so far.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Adds a finding of `rule`, if there is a place for it.
    pub(crate) fn add_at(&mut self, rule: &Rule, location: Option<Location>, message: String, help: Option<String>) {
        self.0.extend(location.map(|location| Diagnostic { help, ..rule.finding(location, message) }));
    }

    #[cfg(feature = "check")]
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[cfg(feature = "check")]
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        self.0.push(finding);
    }

    /// Adds a finding of `rule`; what else is known about it is set on the result.
    pub(crate) fn add(&mut self, rule: &Rule, location: Location, message: impl Into<String>) -> &mut Diagnostic {
        self.0.push(rule.finding(location, message));
        self.0.last_mut().expect("a finding was just added")
    }
}

/// The findings about one record.
#[derive(Debug)]
pub(crate) struct OfRecord<'f> {
    pub(crate) kind: RecordKind,
    pub(crate) index: usize,
    pub(crate) findings: &'f mut Findings,
}

impl OfRecord<'_> {
    /// Adds a finding of `rule` at this place in the record.
    pub(crate) fn add(&mut self, rule: &Rule, pointer: impl Into<String>, message: impl Into<String>) -> &mut Diagnostic {
        self.findings.add(rule, Location::new(self.kind, self.index, pointer), message)
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Rule {
    /// Whether it compares claims with others, or with all that is there.
    #[cfg(feature = "check")]
    pub(crate) fn compares_claims(&self) -> bool {
        self.checks.iter().any(|check| matches!(check, Check::All(_))) && !self.checks.iter().any(|check| matches!(check, Check::Claim(_)))
    }

    /// Whether it looks at records, which the reader must have read before.
    #[cfg(feature = "cli")]
    pub(crate) const fn looks_at_records(&self) -> bool {
        !self.checks.is_empty()
    }

    pub(crate) fn finding(&self, location: Location, message: impl Into<String>) -> Diagnostic {
        Diagnostic { rule: self.name, severity: self.severity, message: message.into(), help: None, location, related: Vec::new() }
    }

    /// The first paragraph of the rule's page: what it finds.
    #[must_use]
    pub fn summary(&self) -> String {
        self.doc.lines().take_while(|line| !line.trim().is_empty()).map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

/// The rule of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

/// Every finding of every rule that looks at records but for those that a waiver accepts, and these.
#[must_use]
pub fn check(context: &Context<'_>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let mut findings = Findings::default();
    for (location, text) in &context.prose {
        let prose = Prose::at(location, text);
        let mut of_record = OfRecord { kind: location.kind, index: location.index, findings: &mut findings };
        prose.check(|| location.pointer.clone(), &mut of_record);
    }
    for (index, claim) in context.records.claims.iter().enumerate() {
        check_claim(&context.registers, &claim.view(), &mut OfRecord { kind: RecordKind::Claim, index, findings: &mut findings });
    }
    for check in RULES.iter().flat_map(|rule| rule.checks) {
        if let Check::All(check) | Check::Texts(check) = check {
            check(context, &mut findings);
        }
    }
    waive::apply(context, findings)
}

/// What the texts say of claims that are checked against a register.
#[cfg(feature = "check")]
pub(crate) struct OfTexts {
    /// The findings, located by the claims' places in the list.
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) counts: Counts,
    /// The quotations whose text is at hand, and those of them that do not agree with it.
    pub(crate) quotes: (usize, usize),
}

/// Checks claims against the texts of their documents and a register.
#[cfg(feature = "check")]
pub(crate) fn check_texts(register: &Records, claims: Vec<Claim>, texts: &Texts) -> OfTexts {
    let records = Records { claims, frameworks: Vec::new(), ..register.clone() };
    let unread = Unread { registered: [(RecordKind::Claim, String::new())].into(), ..Unread::default() };
    let context = Context::new(&records, &unread, Some(texts));
    let mut findings = Findings::default();
    for check in RULES.iter().flat_map(|rule| rule.checks) {
        if let Check::Texts(check) = check {
            check(&context, &mut findings);
        }
    }
    let quotes = || context.verdicts().filter(|(_, claim, i, _)| claim.evidence[*i].quote.is_some());
    let quotes = (quotes().count(), quotes().filter(|(.., verdict)| **verdict != Verdict::Verified).count());
    OfTexts { diagnostics: findings.0, counts: context.counts(), quotes }
}

/// Whether what a rule finds is about a document's text as a whole.
pub(crate) fn is_about_texts(rule: &str) -> bool {
    [missing_text::RULE.name, stale_text::RULE.name].contains(&rule)
}

/// What the rules find in each of these claims by itself and against the registers. Each rule looks at all of them before the next one does:
/// its code then stays at hand.
#[cfg(feature = "check")]
pub(crate) fn check_claims<'c, 'b: 'c>(
    registers: &Registers<'_>,
    claims: &(impl Iterator<Item = &'c ClaimView<'b>> + Clone),
    findings: &mut [Findings],
) {
    for check in RULES.iter().flat_map(|rule| rule.checks) {
        if let Check::Claim(check) = check {
            for (claim, findings) in claims.clone().zip(findings.iter_mut()) {
                check(registers, claim, &mut OfRecord { kind: RecordKind::Claim, index: 0, findings });
            }
        }
    }
}

/// What the rules find in a claim by itself and against the registers, its texts apart.
fn check_claim(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    for check in RULES.iter().flat_map(|rule| rule.checks) {
        if let Check::Claim(check) = check {
            check(registers, claim, findings);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_named_after_their_file_and_documented() {
        assert!(RULES.is_sorted_by_key(|rule| rule.name), "sort the list in src/rules/mod.rs by name");
        for rule in RULES {
            let file = format!("{}/src/rules/{}.rs", env!("CARGO_MANIFEST_DIR"), rule.name.replace('-', "_"));
            assert!(std::path::Path::new(&file).exists(), "{file} should hold the rule {}", rule.name);
            assert!(
                rule.doc.split("\n\n").count() >= 2,
                "{}: its page should have a summary and a paragraph on why and how to mend",
                rule.name
            );
            assert!(rule.summary().ends_with('.'), "{}: the summary should be a sentence", rule.name);
        }
    }
}
