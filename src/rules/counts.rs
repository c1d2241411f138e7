//! How much a check looked at.

use super::Grounding;
use crate::model::ClaimView;
use crate::texts::Verdict;

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
    /// Evidence spans with a quotation.
    pub quotes: usize,
    /// Those of them whose recorded text is at hand.
    pub quotes_checked: usize,
    /// Those of these that do not agree with the text.
    pub quotes_failed: usize,
    /// Findings that a waiver accepts.
    pub waived: usize,
    /// Mentions that lead to no known record and were left out of the findings on purpose.
    pub references_unchecked: usize,
}

impl Counts {
    /// Adds a claim and its evidence, but for its mentions, with what it rests on if that is at hand.
    pub(crate) fn add_claim(&mut self, claim: &ClaimView<'_>, grounding: Option<&Grounding<'_>>) {
        self.claims += 1;
        self.spans += claim.evidence.len();
        self.quotes += claim.evidence.iter().filter(|evidence| evidence.quote.is_some()).count();
        let Some(grounding) = grounding else {
            self.unchecked += claim.evidence.len();
            return;
        };
        for (evidence, verdict) in claim.evidence.iter().zip(&grounding.verdicts) {
            let (is_verified, is_quote) = (*verdict == Verdict::Verified, evidence.quote.is_some());
            *(if is_verified { &mut self.verified } else { &mut self.failed }) += 1;
            self.quotes_checked += usize::from(is_quote);
            self.quotes_failed += usize::from(is_quote && !is_verified);
        }
    }

    /// Adds what another check looked at.
    #[cfg(feature = "check")]
    pub(crate) const fn add(&mut self, more: &Self) {
        self.claims += more.claims;
        self.references += more.references;
        self.spans += more.spans;
        self.verified += more.verified;
        self.failed += more.failed;
        self.unchecked += more.unchecked;
        self.quotes += more.quotes;
        self.quotes_checked += more.quotes_checked;
        self.quotes_failed += more.quotes_failed;
        self.waived += more.waived;
        self.references_unchecked += more.references_unchecked;
    }
}
