//! A claim beside the text in which it stands.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::registers::Registers;
use crate::diagnostics::{Counts, Tally};
use crate::model::{Actor, ActorId, Attribution, ClaimView, Source};
use crate::texts::{Text, Texts, Verdict};
use crate::words::find_names;

/// What a claim rests on: the text of its document, which is at hand and is the recorded one.
#[derive(Debug)]
pub(crate) struct Grounding<'a> {
    pub(crate) source: &'a Source,
    pub(crate) text: &'a Text,
    /// What the text says of each evidence of the claim.
    pub(crate) verdicts: Vec<Verdict>,
    /// Whom the paragraphs of the evidence name, once somebody has asked for it.
    actors: OnceLock<BTreeSet<String>>,
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
        let verdicts = claim.evidence.iter().map(|evidence| text.judge(evidence)).collect();
        Some(Self { source, text, verdicts, actors: OnceLock::new() })
    }

    /// The words of the claim's evidence.
    pub(crate) fn words(&self, claim: &ClaimView<'_>) -> Vec<&'a str> {
        claim.evidence.iter().filter_map(|evidence| self.text.slice(evidence.start, evidence.end)).collect()
    }

    /// The paragraphs in which the claim's evidence stands.
    pub(crate) fn paragraphs(&self, claim: &ClaimView<'_>) -> Vec<&'a str> {
        claim.evidence.iter().filter_map(|evidence| self.text.paragraphs(evidence.start, evidence.end)).collect()
    }

    /// The actors that the paragraphs of the claim's evidence name, by a name, an alias or a term that the document defines for them, those
    /// with which these are affiliated, and whoever speaks in a text of its own: "we" needs no name.
    pub(crate) fn actors(&self, registers: &Registers<'_>, claim: &ClaimView<'_>) -> &BTreeSet<String> {
        self.actors.get_or_init(|| self.find_actors(registers, claim))
    }

    fn find_actors(&self, registers: &Registers<'_>, claim: &ClaimView<'_>) -> BTreeSet<String> {
        let terms = self.source.defined_terms.iter();
        let terms = terms.flat_map(|term| term.actors.iter().filter_map(|id| Some((term.term.as_str(), registers.actor(id.as_str())?))));
        let all: Vec<_> = registers.actor_names().iter().copied().chain(terms).collect();
        let named = self.paragraphs(claim).into_iter().flat_map(|text| find_names(text, &all));
        with_affiliations(named.chain(authors(registers, claim)))
    }
}

/// Whoever speaks in a text of its own, and the members of a group that does.
fn authors<'a>(registers: &Registers<'a>, claim: &ClaimView<'_>) -> Vec<&'a Actor> {
    let speaker = registers.actor(&claim.speaker).filter(|_| claim.attribution == Attribution::Authored);
    let members = speaker.into_iter().flat_map(|speaker| &speaker.members).filter_map(|member| registers.actor(member.as_str()));
    speaker.into_iter().chain(members).collect()
}

/// The ids of these actors and of those with which they are affiliated.
pub(crate) fn with_affiliations<'a>(actors: impl IntoIterator<Item = &'a Actor>) -> BTreeSet<String> {
    actors.into_iter().flat_map(|actor| [Some(&actor.id), actor.affiliation.as_ref()]).flatten().map(ActorId::to_string).collect()
}
