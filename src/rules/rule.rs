//! What a rule is.

use super::{Context, Fault, Findings, Grounding, OfRecord, Prose, Registers};
use crate::diagnostics::{Diagnostic, Finding, Location, Severity};
use crate::model::{ClaimView, Source};
use crate::texts::Texts;

/// A rule of `claims validate`.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Rule {
    /// The name, read as "allow ...": `unknown-reference`.
    pub name: &'static str,
    /// The names that it had before, by which a waiver and a user may still call it.
    pub former: &'static [&'static str],
    /// How much a finding of it matters.
    pub severity: Severity,
    /// What it finds, why that matters and how to mend it, in Markdown; the first paragraph is the summary.
    pub doc: &'static str,
    /// What it looks at.
    pub scope: Scope,
    /// Whether it can only be checked against the texts of the documents.
    pub needs_texts: bool,
    /// Whether a waiver can accept its findings: not where the export and the library rely on what it holds, or the evidence of a claim does.
    pub waivable: bool,
    /// The checks over records; none where the reader makes the finding.
    pub(crate) checks: &'static [Check],
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// Syntax and shape, while files are read.
    Form,
    /// A record by itself, the records that it mentions, and the words that it rests on.
    Record,
    /// The text of a document as a whole: what it finds says why other findings about that text are withheld.
    Document,
    /// The records of a dataset beside one another.
    Dataset,
}

/// A check, by what it is given.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// Each text that a person wrote.
    Prose(fn(&Prose<'_>) -> Option<Fault>),
    /// Each claim, with the registers.
    Claim(fn(&Registers<'_>, &ClaimView<'_>, &mut OfRecord<'_>)),
    /// Each claim whose recorded text is at hand, with the registers and the text.
    Evidence(fn(&Registers<'_>, &Grounding<'_>, &ClaimView<'_>, &mut OfRecord<'_>)),
    /// Each source, with the registers and the texts.
    Source(fn(&Registers<'_>, &Texts, &Source, &mut OfRecord<'_>)),
    /// All records together.
    All(fn(&Context<'_>, &mut Findings)),
}

/// Defines the rule of a file: from the doc comment its page, then its name, its severity and its other fields.
macro_rules! rule {
    ($(#[doc = $doc:expr])+ $name:literal, $severity:ident, $($field:ident: $value:expr),+) => {
        $(#[doc = $doc])+
        pub(crate) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            severity: $crate::diagnostics::Severity::$severity,
            doc: concat!($($doc, "\n"),+),
            $($field: $value,)+
            ..$crate::rules::Rule::DEFAULT
        };
    };
}

impl Rule {
    /// What a rule has that does not say otherwise.
    pub(crate) const DEFAULT: Self = Self {
        name: "",
        former: &[],
        severity: Severity::Error,
        doc: "",
        scope: Scope::Form,
        needs_texts: false,
        waivable: true,
        checks: &[],
    };

    /// Whether it looks at records, which the reader must have read before.
    #[cfg(feature = "commands")]
    pub(crate) const fn looks_at_records(&self) -> bool {
        !self.checks.is_empty()
    }

    /// Whether a waiver or a user calls it so: by its name or by one that it had before.
    pub(crate) fn answers_to(&self, name: &str) -> bool {
        self.name == name || self.former.contains(&name)
    }

    /// A finding of it, made where the record was read.
    pub(crate) const fn finding<P>(&self, place: Option<P>, message: String, help: Option<String>) -> Finding<P> {
        Finding::new(self.name, self.severity, place, message, help)
    }

    pub(crate) fn diagnostic(&self, location: Location, message: impl Into<String>) -> Diagnostic {
        Diagnostic { rule: self.name, severity: self.severity, message: message.into(), help: None, location, related: Vec::new() }
    }

    /// The first paragraph of the rule's page: what it finds.
    #[must_use]
    pub fn summary(&self) -> String {
        self.doc.lines().take_while(|line| !line.trim().is_empty()).map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

impl Findings {
    /// Adds a finding of `rule`; what else is known about it is set on the result.
    pub(crate) fn add(&mut self, rule: &Rule, location: Location, message: impl Into<String>) -> &mut Diagnostic {
        self.0.push(rule.diagnostic(location, message));
        self.0.last_mut().expect("a finding was just added")
    }
}

impl OfRecord<'_> {
    /// Adds a finding of `rule` at this place in the record.
    pub(crate) fn add(&mut self, rule: &Rule, pointer: impl Into<String>, message: impl Into<String>) -> &mut Diagnostic {
        self.findings.add(rule, Location::new(self.kind, self.index, pointer), message)
    }
}
