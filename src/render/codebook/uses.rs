//! How often the terms are used, and by which claims.

use std::collections::BTreeMap;

use crate::dataset::{ClaimRef, Dataset};
use crate::model::{Claim, Confidence, QuoteRecord, Source, Vocabulary};
use crate::sanitize;

/// How often a term is used, and the claims that show it.
#[derive(Default)]
pub(super) struct Use<'a> {
    pub(super) count: usize,
    claims: Vec<ClaimRef<'a>>,
}

impl<'a> Use<'a> {
    fn add(&mut self, count: usize, claims: impl IntoIterator<Item = ClaimRef<'a>>) {
        self.count += count;
        self.claims.extend(claims);
    }

    /// The claim that shows the term best: not shown before, coded with confidence, short.
    pub(super) fn example(&self, shown: &mut Vec<String>) -> String {
        let rank = |claim: &&ClaimRef<'_>| {
            let doubtful = claim.confidence != Some(Confidence::High);
            (shown.contains(&claim.id.to_string()), doubtful, claim.statement.as_str().len(), claim.id.clone())
        };
        let Some(best) = self.claims.iter().min_by_key(rank) else { return String::new() };
        shown.push(best.id.to_string());
        // A vertical bar would end the cell of the table.
        format!("`{}`: {}", best.id, sanitize::shown(best.statement.as_str()).replace('|', "\\|"))
    }
}

/// The uses of each term of a vocabulary, and what is counted.
pub(super) struct Uses<'a>(pub(super) BTreeMap<&'static str, Use<'a>>, pub(super) &'static str);

impl<'a> Uses<'a> {
    pub(super) fn of(vocabulary: &Vocabulary, dataset: &'a Dataset) -> Self {
        match vocabulary.name {
            "actor_kind" => Self::of_actors(dataset),
            "genre" => Self::of_sources(dataset, |source| source.genre.as_str()),
            "reliability" => Self::of_sources(dataset, |source| source.reliability.as_str()),
            "uncoded_reason" => {
                let ranges = dataset.sources().iter().flat_map(|source| source.uncoded.iter());
                Self::counted("ranges", ranges.map(|range| (range.reason.as_str(), None)))
            }
            "changed_record" => {
                let kinds = dataset.records().changes.iter().flat_map(|change| change.kinds.iter());
                Self::counted("reasons", kinds.map(|kind| (kind.as_str(), None)))
            }
            "measure" => Self::of_parts("figures", dataset, |claim| claim.quantities.iter().map(|part| part.measure.as_str()).collect()),
            "unit" => Self::of_parts("figures", dataset, |claim| claim.quantities.iter().map(|part| part.unit.as_str()).collect()),
            "comparator" => {
                Self::of_parts("figures", dataset, |claim| claim.quantities.iter().map(|part| part.comparator.as_str()).collect())
            }
            "party_role" => Self::of_parts("parties", dataset, |claim| claim.parties.iter().map(|party| party.role.as_str()).collect()),
            "record_kind" => Self::of_parts("quotations", dataset, |claim| records(claim).map(|record| record.kind.as_str()).collect()),
            "record_verdict" => {
                Self::of_parts("quotations", dataset, |claim| records(claim).map(|record| record.verdict.as_str()).collect())
            }
            "relation_kind" => {
                Self::of_parts("relations", dataset, |claim| claim.relations.iter().map(|part| part.kind.as_str()).collect())
            }
            _ => Self::of_parts("claims", dataset, |claim| codes(claim, vocabulary.name)),
        }
    }

    fn of_parts(what: &'static str, dataset: &'a Dataset, terms: impl Fn(&'a Claim) -> Vec<&'static str>) -> Self {
        let uses = dataset.claims().flat_map(|claim| terms(claim.get()).into_iter().map(move |term| (term, Some(claim))));
        Self::counted(what, uses.collect::<Vec<_>>())
    }

    fn counted(what: &'static str, uses: impl IntoIterator<Item = (&'static str, Option<ClaimRef<'a>>)>) -> Self {
        let mut found = BTreeMap::<_, Use<'a>>::new();
        for (term, claim) in uses {
            found.entry(term).or_default().add(1, claim);
        }
        Self(found, what)
    }

    fn of_actors(dataset: &'a Dataset) -> Self {
        let mut found = BTreeMap::<_, Use<'a>>::new();
        for actor in dataset.actors() {
            found.entry(actor.kind.as_str()).or_default().count += 1;
        }
        for claim in dataset.claims() {
            found.entry(claim.speaker_record().kind.as_str()).or_default().add(0, [claim]);
        }
        // Where no actor of the kind speaks, one is a party.
        let silent: Vec<_> = found.iter().filter(|(_, of_kind)| of_kind.claims.is_empty()).map(|(kind, _)| *kind).collect();
        for claim in dataset.claims() {
            for kind in claim.party_records().map(|(party, _)| party.kind.as_str()).filter(|kind| silent.contains(kind)) {
                found.entry(kind).or_default().add(0, [claim]);
            }
        }
        Self(found, "actors")
    }

    fn of_sources(dataset: &'a Dataset, term: impl Fn(&'a Source) -> &'static str) -> Self {
        let mut found = BTreeMap::<_, Use<'a>>::new();
        for source in dataset.sources() {
            found.entry(term(source)).or_default().count += 1;
        }
        for claim in dataset.claims() {
            found.entry(term(claim.source_record())).or_default().add(0, [claim]);
        }
        Self(found, "documents")
    }
}

/// What came of holding the claim's quotations against records.
fn records(claim: &Claim) -> impl Iterator<Item = &QuoteRecord> {
    claim.evidence.iter().filter_map(|evidence| evidence.record.as_ref())
}

/// The terms of a vocabulary that a claim is coded with.
fn codes(claim: &Claim, vocabulary: &str) -> Vec<&'static str> {
    match vocabulary {
        "attribution" => vec![claim.attribution.as_str()],
        "layer" => vec![claim.layer.as_str()],
        "commitment_type" => vec![claim.commitment_type.as_str()],
        "speech_act" => vec![claim.speech_act.as_str()],
        "modality" => vec![claim.modality.as_str()],
        "polarity" => vec![claim.polarity.as_str()],
        "stage" => vec![claim.stage.as_str()],
        "aspect" => vec![claim.aspect.as_str()],
        "confidence" => claim.confidence.iter().map(|confidence| confidence.as_str()).collect(),
        "legal_form" => claim.legal_form.iter().map(|form| form.as_str()).collect(),
        "condition" => claim.conditions.iter().map(|condition| condition.as_str()).collect(),
        "bindingness" => claim.bindingness.iter().map(|bindingness| bindingness.as_str()).collect(),
        "coded_field" => claim.doubtful.iter().flatten().map(|field| field.as_str()).collect(),
        other => panic!("the uses of {other} should be counted"),
    }
}

#[cfg(all(test, feature = "data"))]
mod tests {
    use super::*;
    use crate::model::{Layer, SpeechAct, VOCABULARIES};

    #[test]
    fn what_is_used_is_counted_and_shown() {
        let dataset = crate::data::dataset();
        for vocabulary in VOCABULARIES {
            for (term, uses) in Uses::of(vocabulary, dataset).0 {
                assert!(vocabulary.terms.iter().any(|known| known.value == term), "{}: {term}", vocabulary.name);
                // No claim shows why a sentence gives none, or what other records changed.
                let is_of_claims = !["uncoded_reason", "changed_record"].contains(&vocabulary.name);
                assert_eq!(!uses.claims.is_empty(), is_of_claims, "{}: {term}", vocabulary.name);
            }
        }
        let layers = Uses::of(Layer::VOCABULARY, dataset).0;
        assert_eq!(layers.values().map(|uses| uses.count).sum::<usize>(), dataset.claims().len());
        let refused = &Uses::of(SpeechAct::VOCABULARY, dataset).0["refuse"];
        assert!(refused.claims.len() == refused.count && refused.claims.iter().all(|claim| claim.speech_act.as_str() == "refuse"));
    }
}
