//! The claims held against a further coding of their documents.

use std::collections::BTreeMap;

use super::bootstrap::{Estimate, estimates};
use super::codes::{CODED_FIELDS, Codes};
use super::matching::matched;
use super::measures::{Agreement, Item, Measure, agreement};
use crate::model::{Claim, Coding, Confidence, SourceId};

/// What came of holding claims against a further coding.
#[derive(Debug, PartialEq)]
pub(crate) struct Against<'a> {
    /// How far the claims, on the first side, agree with the codings: in all documents together, then in each.
    pub(crate) agreement: Vec<Agreement<'a>>,
    pub(crate) unmatched: Unmatched<'a>,
    /// How often claims differ, by confidence from high to low.
    pub(crate) levels: Vec<ConfidenceLevel>,
    /// How many times as often claims of low confidence differ as those of high confidence.
    pub(crate) ratio: Option<Estimate>,
    /// How many claims have no confidence.
    pub(crate) without_confidence: usize,
}

/// What found no partner.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Unmatched<'a> {
    pub(crate) claims: Vec<&'a Claim>,
    pub(crate) codings: Vec<&'a Coding>,
}

/// How often claims of one confidence differ from the further coding: in any field of one value, or in that they are not there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ConfidenceLevel {
    pub(crate) confidence: Confidence,
    pub(crate) claims: u32,
    pub(crate) differing: u32,
    /// The share of those that differ; `None` where there are no claims.
    pub(crate) share: Option<Estimate>,
}

/// The levels in the order in which they are shown.
const LEVELS: [Confidence; 3] = [Confidence::High, Confidence::Moderate, Confidence::Low];

/// A claim and the coding of it, or one of them for which there is no other.
struct Match<'a> {
    claim: Option<(&'a Claim, Codes<'a>)>,
    coding: Option<(&'a Coding, Codes<'a>)>,
}

impl<'a> Match<'a> {
    fn new(claim: Option<&'a Claim>, coding: Option<&'a Coding>) -> Self {
        let claim = claim.map(|claim| (claim, Codes::of_claim(claim)));
        Self { claim, coding: coding.map(|coding| (coding, Codes::of_coding(coding))) }
    }

    /// Whether the two differ in a field of one value, or one of them is not there.
    fn differs(&self) -> bool {
        let (Some((_, claim)), Some((_, coding))) = (&self.claim, &self.coding) else { return true };
        let mut fields = CODED_FIELDS.into_iter().filter(|field| Measure::of(*field) == Measure::Alpha);
        fields.any(|field| claim.of(field) != coding.of(field))
    }

    fn item(&self) -> Item<'_> {
        [self.claim.as_ref().map(|(_, codes)| codes), self.coding.as_ref().map(|(_, codes)| codes)]
    }
}

/// The claims and codings of a document, matched.
pub(crate) struct Document<'a> {
    source: &'a SourceId,
    matches: Vec<Match<'a>>,
}

/// Matches the claims of the documents of these codings, which are those of one coder, with the codings.
pub(crate) fn documents<'a>(claims: &'a [Claim], codings: &[&'a Coding]) -> Vec<Document<'a>> {
    let mut of_sources = BTreeMap::<&SourceId, (Vec<&Claim>, Vec<&Coding>)>::new();
    for coding in codings {
        of_sources.entry(&coding.source).or_default().1.push(coding);
    }
    for claim in claims {
        of_sources.entry(&claim.source).and_modify(|(claims, _)| claims.push(claim));
    }
    let document = |(source, (claims, codings)): (_, (Vec<_>, Vec<_>))| Document { source, matches: matches(&claims, &codings) };
    of_sources.into_iter().map(document).collect()
}

fn matches<'a>(claims: &[&'a Claim], codings: &[&'a Coding]) -> Vec<Match<'a>> {
    let partners = matched(codings, claims);
    let with_claim = |claim: usize| partners.iter().position(|partner| *partner == Some(claim));
    let of_claims =
        claims.iter().enumerate().map(|(place, claim)| Match::new(Some(claim), with_claim(place).map(|coding| codings[coding])));
    let others = codings.iter().zip(&partners).filter(|(_, partner)| partner.is_none()).map(|(coding, _)| Match::new(None, Some(coding)));
    of_claims.chain(others).collect()
}

/// Holds the claims of these documents against the codings.
pub(crate) fn against<'a>(documents: &'a [Document<'a>]) -> Against<'a> {
    let all = || documents.iter().flat_map(|document| &document.matches);
    let agreement_in =
        |source, matches: &mut dyn Iterator<Item = &'a Match<'a>>| agreement(source, &matches.map(Match::item).collect::<Vec<_>>());
    let of_documents = documents.iter().flat_map(|document| agreement_in(Some(document.source), &mut document.matches.iter()));
    let unmatched = Unmatched {
        claims: all().filter(|pair| pair.coding.is_none()).filter_map(|pair| Some(pair.claim.as_ref()?.0)).collect(),
        codings: all().filter(|pair| pair.claim.is_none()).filter_map(|pair| Some(pair.coding.as_ref()?.0)).collect(),
    };
    let tested: Vec<_> = all().filter_map(|pair| Some((pair.claim.as_ref()?.0.confidence, pair.differs()))).collect();
    let (levels, ratio) = by_confidence(&tested);
    let without_confidence = tested.iter().filter(|(confidence, _)| confidence.is_none()).count();
    let agreement = agreement_in(None, &mut all()).into_iter().chain(of_documents).collect();
    Against { agreement, unmatched, levels, ratio, without_confidence }
}

/// How often claims differ by their confidence, and the ratio of low to high.
fn by_confidence(tested: &[(Option<Confidence>, bool)]) -> (Vec<ConfidenceLevel>, Option<Estimate>) {
    let level = |confidence: Option<Confidence>| LEVELS.iter().position(|level| Some(*level) == confidence);
    let rated: Vec<_> = tested.iter().filter_map(|(confidence, differs)| Some((level(*confidence)?, *differs))).collect();
    let counts = |items: &mut dyn Iterator<Item = (usize, bool)>| {
        let mut counts = [[0_u32; 2]; LEVELS.len()];
        for (level, differs) in items {
            counts[level][0] += 1;
            counts[level][1] += u32::from(differs);
        }
        counts
    };
    let [high, moderate, low, ratio] = estimates(rated.len(), |resample| {
        let [high, moderate, low] = counts(&mut resample.iter().map(|item| rated[*item])).map(share);
        let ratio = low.zip(high.filter(|high| *high > 0.0)).map(|(low, high)| low / high);
        [high, moderate, low, ratio]
    });
    let counted = counts(&mut rated.iter().copied()).into_iter().zip([high, moderate, low]);
    let levels = LEVELS.into_iter().zip(counted).map(|(confidence, ([claims, differing], share))| ConfidenceLevel {
        confidence,
        claims,
        differing,
        share,
    });
    (levels.collect(), ratio)
}

fn share([all, part]: [u32; 2]) -> Option<f64> {
    (all > 0).then(|| f64::from(part) / f64::from(all))
}
