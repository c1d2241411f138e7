//! A claim beside the text in which it stands.

use super::registers::Registers;
use crate::diagnostics::{Counts, Tally};
use crate::model::{ClaimView, Source};
use crate::texts::{Text, Texts, Verdict};

/// What a claim rests on: the text of its document, which is at hand and is the recorded one.
#[derive(Debug)]
pub(crate) struct Grounding<'a> {
    pub(crate) source: &'a Source,
    pub(crate) text: &'a Text,
    /// What the text says of each evidence of the claim.
    pub(crate) verdicts: Vec<Verdict>,
}

/// Counts a claim and its evidence, but for its mentions, with what it rests on if that is at hand.
pub(crate) fn count_claim(counts: &mut Counts, claim: &ClaimView<'_>, grounding: Option<&Grounding<'_>>) {
    counts.claims.checked += 1;
    for (i, evidence) in claim.evidence.iter().enumerate() {
        let tally = match grounding.map(|grounding| &grounding.verdicts[i]) {
            None => Tally { uncheckable: 1, ..Tally::default() },
            Some(verdict) => Tally { checked: 1, failed: usize::from(*verdict != Verdict::Verified), ..Tally::default() },
        };
        counts.spans += tally;
        if evidence.quote.is_some() {
            counts.quotes += tally;
        }
    }
}

impl<'a> Grounding<'a> {
    /// What the claim rests on, if that is at hand.
    pub(crate) fn of(claim: &ClaimView<'_>, registers: &Registers<'a>, texts: &'a Texts) -> Option<Self> {
        let source = registers.source(&claim.source)?;
        let text = texts.of_source(source)?;
        Some(Self { source, text, verdicts: claim.evidence.iter().map(|evidence| text.judge(evidence)).collect() })
    }

    /// The words of the claim's evidence.
    pub(crate) fn words(&self, claim: &ClaimView<'_>) -> Vec<&'a str> {
        claim.evidence.iter().filter_map(|evidence| self.text.slice(evidence.start, evidence.end)).collect()
    }

    /// The paragraphs in which the claim's evidence stands.
    pub(crate) fn paragraphs(&self, claim: &ClaimView<'_>) -> Vec<&'a str> {
        claim.evidence.iter().filter_map(|evidence| self.text.paragraphs(evidence.start, evidence.end)).collect()
    }
}
