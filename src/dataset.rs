//! All records, sorted and looked up by id.

pub(crate) mod layout;

use std::fmt;
use std::ops::Deref;

use serde_json::Value;

use crate::diagnostic::{Location, RecordKind};
use crate::model::{Actor, Claim, ClaimView, DatasetInfo, Framework, Occasion, RelationKind, Source, Text, Waiver};

/// The records of a dataset as they were read: each is valid by itself, but nothing is known about how they fit together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Records {
    /// What the dataset says of itself.
    pub info: Option<DatasetInfo>,
    /// The source documents.
    pub sources: Vec<Source>,
    /// The actors.
    pub actors: Vec<Actor>,
    /// The occasions.
    pub occasions: Vec<Occasion>,
    /// The frameworks.
    pub frameworks: Vec<Framework>,
    /// The claims.
    pub claims: Vec<Claim>,
}

/// A mention of one record in another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference<'a> {
    /// Where the mention stands.
    pub location: Location,
    /// What kind of record is mentioned.
    pub target: RecordKind,
    /// The id of the mentioned record.
    pub id: &'a str,
}

impl Records {
    /// Every mention of one record in another, in the order of the records.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// let records = guarantee_claims::dataset().records();
    /// let references = records.references();
    /// assert!(references.iter().any(|reference| reference.id == "mark-rutte" && reference.location.pointer == "/speaker"));
    /// # }
    /// ```
    #[must_use]
    pub fn references(&self) -> Vec<Reference<'_>> {
        let mut found = References::default();
        for (index, source) in self.sources.iter().enumerate() {
            let mut record = found.of(RecordKind::Source, index);
            record.one("/outlet", RecordKind::Actor, &source.outlet);
            record.list("/occasions", RecordKind::Occasion, &source.occasions);
        }
        for (index, actor) in self.actors.iter().enumerate() {
            found.of(RecordKind::Actor, index).some("/affiliation", RecordKind::Actor, actor.affiliation.as_ref());
        }
        for (index, occasion) in self.occasions.iter().enumerate() {
            found.of(RecordKind::Occasion, index).list("/participants", RecordKind::Actor, &occasion.participants);
        }
        for (index, framework) in self.frameworks.iter().enumerate() {
            let mut record = found.of(RecordKind::Framework, index);
            record.one("/presented_by", RecordKind::Actor, &framework.presented_by);
            record.some("/occasion", RecordKind::Occasion, framework.occasion.as_ref());
            record.some("/supersedes", RecordKind::Framework, framework.supersedes.as_ref());
            for (part, component) in framework.components.iter().enumerate() {
                record.list(&format!("/components/{part}/claims"), RecordKind::Claim, &component.claims);
            }
        }
        for (index, claim) in self.claims.iter().enumerate() {
            let mut record = found.of(RecordKind::Claim, index);
            record.one("/source", RecordKind::Source, &claim.source);
            record.one("/speaker", RecordKind::Actor, &claim.speaker);
            record.some("/via", RecordKind::Actor, claim.via.as_ref());
            record.list("/parties", RecordKind::Actor, &claim.parties);
            record.some("/occasion", RecordKind::Occasion, claim.occasion.as_ref());
            for (i, relation) in claim.relations.iter().enumerate() {
                record.one(&format!("/relations/{i}/target"), RecordKind::Claim, &relation.target);
            }
        }
        found.0
    }

    /// The id of the record of `kind` at this place in their order.
    pub(crate) fn id(&self, kind: RecordKind, index: usize) -> Option<&str> {
        match kind {
            RecordKind::Dataset => None,
            RecordKind::Source => self.sources.get(index).map(|record| record.id.as_str()),
            RecordKind::Actor => self.actors.get(index).map(|record| record.id.as_str()),
            RecordKind::Occasion => self.occasions.get(index).map(|record| record.id.as_str()),
            RecordKind::Framework => self.frameworks.get(index).map(|record| record.id.as_str()),
            RecordKind::Claim => self.claims.get(index).map(|record| record.id.as_str()),
        }
    }

    /// The ids of the records of `kind`, in their order; none for the dataset's description, which has no id.
    #[must_use]
    pub fn ids(&self, kind: RecordKind) -> Vec<&str> {
        fn ids<T>(records: &[T], id: impl Fn(&T) -> &str) -> Vec<&str> {
            records.iter().map(id).collect()
        }
        match kind {
            RecordKind::Dataset => Vec::new(),
            RecordKind::Source => ids(&self.sources, |record| record.id.as_str()),
            RecordKind::Actor => ids(&self.actors, |record| record.id.as_str()),
            RecordKind::Occasion => ids(&self.occasions, |record| record.id.as_str()),
            RecordKind::Framework => ids(&self.frameworks, |record| record.id.as_str()),
            RecordKind::Claim => ids(&self.claims, |record| record.id.as_str()),
        }
    }
}

impl Records {
    /// Every text that a person wrote, addresses included, with its place.
    #[must_use]
    pub fn prose(&self) -> Vec<(Location, &str)> {
        let mut prose = Prose(Vec::new());
        if let Some(info) = &self.info {
            let mut record = prose.of(RecordKind::Dataset, 0);
            record.all([("/title", Some(&info.title)), ("/creator", info.creator.as_ref()), ("/description", Some(&info.description))]);
        }
        for (index, source) in self.sources.iter().enumerate() {
            let mut record = prose.of(RecordKind::Source, index);
            record.all([("/title", source.title.as_ref()), ("/note", source.note.as_ref())]);
            record.all([("/reliability_reason", Some(&source.reliability_reason))]);
            record.all([("/url", Some(&source.url))]);
            record.waivers(&source.waive);
        }
        for (index, actor) in self.actors.iter().enumerate() {
            let mut record = prose.of(RecordKind::Actor, index);
            record.all([("/name", Some(&actor.name)), ("/role", actor.role.as_ref()), ("/note", actor.note.as_ref())]);
            record.list("/aliases", actor.aliases.iter());
            record.waivers(&actor.waive);
        }
        for (index, occasion) in self.occasions.iter().enumerate() {
            let mut record = prose.of(RecordKind::Occasion, index);
            record.all([("/title", Some(&occasion.title)), ("/place", occasion.place.as_ref()), ("/note", occasion.note.as_ref())]);
            record.all([("/record_url", occasion.record_url.as_ref())]);
            record.waivers(&occasion.waive);
        }
        for (index, framework) in self.frameworks.iter().enumerate() {
            let mut record = prose.of(RecordKind::Framework, index);
            record.all([("/title", Some(&framework.title)), ("/note", framework.note.as_ref())]);
            for (i, part) in framework.components.iter().enumerate() {
                record.all([(format!("/components/{i}/title").as_str(), Some(&part.title))]);
            }
            record.waivers(&framework.waive);
        }
        for (index, claim) in self.claims.iter().enumerate() {
            let mut record = prose.of(RecordKind::Claim, index);
            record.all([("/statement", Some(&claim.statement))]);
            record.all([("/note", claim.note.as_ref())]);
            for (i, evidence) in claim.evidence.iter().enumerate() {
                record.all([(format!("/evidence/{i}/quote").as_str(), evidence.quote.as_ref())]);
            }
            record.waivers(&claim.waive);
        }
        prose.0
    }
}

impl ClaimView<'_> {
    /// Calls `found` with every mention of a record: its kind, its id, and the place of the mention.
    pub(crate) fn each_mention<'s>(&'s self, mut found: impl FnMut(RecordKind, &'s str, fmt::Arguments<'_>)) {
        found(RecordKind::Source, &self.source, format_args!("/source"));
        found(RecordKind::Actor, &self.speaker, format_args!("/speaker"));
        if let Some(via) = &self.via {
            found(RecordKind::Actor, via, format_args!("/via"));
        }
        for (i, party) in self.parties.iter().enumerate() {
            found(RecordKind::Actor, party, format_args!("/parties/{i}"));
        }
        if let Some(occasion) = &self.occasion {
            found(RecordKind::Occasion, occasion, format_args!("/occasion"));
        }
        for (i, relation) in self.relations.iter().enumerate() {
            found(RecordKind::Claim, &relation.target, format_args!("/relations/{i}/target"));
        }
    }

    /// Calls `found` with every text that a person wrote: the text, whether it is a speaker's own words, and its place.
    #[cfg_attr(not(feature = "check"), expect(dead_code, reason = "the prose of a dataset is looked at as a whole"))]
    pub(crate) fn each_prose<'s>(&'s self, mut found: impl FnMut(&'s str, bool, fmt::Arguments<'_>)) {
        found(&self.statement, false, format_args!("/statement"));
        for (i, evidence) in self.evidence.iter().enumerate() {
            if let Some(quote) = &evidence.quote {
                found(quote, true, format_args!("/evidence/{i}/quote"));
            }
        }
        for (i, waiver) in self.waive.iter().enumerate() {
            found(&waiver.reason, false, format_args!("/waive/{i}/reason"));
        }
        if let Some(note) = &self.note {
            found(note, false, format_args!("/note"));
        }
    }
}

struct Prose<'a>(Vec<(Location, &'a str)>);

struct ProseOf<'a, 'b> {
    found: &'b mut Vec<(Location, &'a str)>,
    kind: RecordKind,
    index: usize,
}

impl<'a> Prose<'a> {
    fn of(&mut self, kind: RecordKind, index: usize) -> ProseOf<'a, '_> {
        ProseOf { found: &mut self.0, kind, index }
    }
}

impl<'a> ProseOf<'a, '_> {
    fn all<const N: usize>(&mut self, texts: [(&str, Option<&'a impl AsRef<str>>); N]) {
        let texts = texts.into_iter().filter_map(|(pointer, text)| Some((pointer, text?.as_ref())));
        self.found.extend(texts.map(|(pointer, text)| (Location::new(self.kind, self.index, pointer), text)));
    }

    fn list(&mut self, pointer: &str, texts: impl Iterator<Item = &'a Text>) {
        let texts = texts.enumerate().map(|(i, text)| (format!("{pointer}/{i}"), text.as_str()));
        self.found.extend(texts.map(|(pointer, text)| (Location::new(self.kind, self.index, pointer), text)));
    }

    fn waivers(&mut self, waivers: &'a [Waiver]) {
        for (i, waiver) in waivers.iter().enumerate() {
            self.all([(format!("/waive/{i}/reason").as_str(), Some(&waiver.reason))]);
        }
    }
}

impl Records {
    /// The source with this id; the sources must be sorted by id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        with_id(&self.sources, id, |source| source.id.as_str())
    }

    /// The actor with this id; the actors must be sorted by id.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        with_id(&self.actors, id, |actor| actor.id.as_str())
    }

    /// The occasion with this id; the occasions must be sorted by id.
    #[must_use]
    pub fn occasion(&self, id: &str) -> Option<&Occasion> {
        with_id(&self.occasions, id, |occasion| occasion.id.as_str())
    }

    /// The framework with this id; the frameworks must be sorted by id.
    #[must_use]
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        with_id(&self.frameworks, id, |framework| framework.id.as_str())
    }

    /// The claim with this id; the claims must be sorted by id.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        with_id(&self.claims, id, |claim| claim.id.as_str())
    }
}

/// The record with this id among records that are sorted by id.
fn with_id<'a, T>(records: &'a [T], id: &str, id_of: impl Fn(&T) -> &str) -> Option<&'a T> {
    let place = records.binary_search_by(|record| id_of(record).cmp(id)).ok()?;
    Some(&records[place])
}

/// Where records mention others: the kind of the record, the place in it (`*` for each item of a list), and the kind mentioned.
pub(crate) const MENTIONS: &[(RecordKind, &str, RecordKind)] = &[
    (RecordKind::Source, "/outlet", RecordKind::Actor),
    (RecordKind::Source, "/occasions/*", RecordKind::Occasion),
    (RecordKind::Actor, "/affiliation", RecordKind::Actor),
    (RecordKind::Occasion, "/participants/*", RecordKind::Actor),
    (RecordKind::Framework, "/presented_by", RecordKind::Actor),
    (RecordKind::Framework, "/occasion", RecordKind::Occasion),
    (RecordKind::Framework, "/supersedes", RecordKind::Framework),
    (RecordKind::Framework, "/components/*/claims/*", RecordKind::Claim),
    (RecordKind::Claim, "/source", RecordKind::Source),
    (RecordKind::Claim, "/speaker", RecordKind::Actor),
    (RecordKind::Claim, "/via", RecordKind::Actor),
    (RecordKind::Claim, "/parties/*", RecordKind::Actor),
    (RecordKind::Claim, "/occasion", RecordKind::Occasion),
    (RecordKind::Claim, "/relations/*/target", RecordKind::Claim),
];

/// The mentions in a record that is at hand as a value only: the place of each, the kind mentioned, the id.
pub(crate) fn mentions(kind: RecordKind, value: &Value) -> Vec<(String, RecordKind, String)> {
    let mut found = Vec::new();
    for (_, place, target) in MENTIONS.iter().filter(|(of, ..)| *of == kind) {
        let mut values = vec![(String::new(), value)];
        for token in place.split('/').skip(1) {
            values = values
                .into_iter()
                .flat_map(|(at, value)| match (token, value) {
                    ("*", Value::Array(items)) => items.iter().enumerate().map(|(i, item)| (format!("{at}/{i}"), item)).collect(),
                    (key, value) => value.get(key).map(|member| (format!("{at}/{key}"), member)).into_iter().collect::<Vec<_>>(),
                })
                .collect();
        }
        found.extend(values.into_iter().filter_map(|(at, value)| Some((at, *target, value.as_str()?.to_owned()))));
    }
    found
}

#[derive(Default)]
struct References<'a>(Vec<Reference<'a>>);

struct ReferencesOf<'a, 'b> {
    found: &'b mut Vec<Reference<'a>>,
    kind: RecordKind,
    index: usize,
}

impl<'a> References<'a> {
    fn of(&mut self, kind: RecordKind, index: usize) -> ReferencesOf<'a, '_> {
        ReferencesOf { found: &mut self.0, kind, index }
    }
}

impl<'a> ReferencesOf<'a, '_> {
    fn one(&mut self, pointer: &str, target: RecordKind, id: &'a impl AsRef<str>) {
        self.found.push(Reference { location: Location::new(self.kind, self.index, pointer), target, id: id.as_ref() });
    }

    fn some(&mut self, pointer: &str, target: RecordKind, id: Option<&'a impl AsRef<str>>) {
        if let Some(id) = id {
            self.one(pointer, target, id);
        }
    }

    fn list(&mut self, pointer: &str, target: RecordKind, ids: &'a [impl AsRef<str>]) {
        for (i, id) in ids.iter().enumerate() {
            self.one(&format!("{pointer}/{i}"), target, id);
        }
    }
}

/// A dataset whose records fit together: every id is there once, and every mention of a record leads to one.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use guarantee_claims::{Layer, Stage};
///
/// let dataset = guarantee_claims::dataset();
/// let agreed = dataset.claims().filter(|claim| claim.layer == Layer::Outside && claim.stage == Stage::Agreed).count();
/// assert_eq!(agreed, 1);
/// let rutte = dataset.actor("mark-rutte").expect("he is an actor");
/// assert_eq!(rutte.name, "Mark Rutte");
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    info: DatasetInfo,
    records: Records,
}

impl Dataset {
    /// The dataset of `records`, which a check found to fit together. `None` if it has no description.
    pub(crate) fn of_checked(mut records: Records) -> Option<Self> {
        let info = records.info.take()?;
        Some(Self { info, records })
    }

    /// The records, sorted by id; the dataset's description stands apart.
    #[must_use]
    pub const fn records(&self) -> &Records {
        &self.records
    }

    /// The dataset's title, version and licence.
    #[must_use]
    pub const fn info(&self) -> &DatasetInfo {
        &self.info
    }

    /// The claims, sorted by id.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// let mut claims = guarantee_claims::dataset().claims();
    /// let total = claims.len();
    /// assert!(claims.all(|claim| claim.parties.len() <= total));
    /// # }
    /// ```
    #[must_use]
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimRef<'_>> + DoubleEndedIterator {
        self.records.claims.iter().map(|claim| ClaimRef { claim, dataset: self })
    }

    /// The source documents, sorted by id.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.records.sources
    }

    /// The actors, sorted by id.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.records.actors
    }

    /// The occasions, sorted by id.
    #[must_use]
    pub fn occasions(&self) -> &[Occasion] {
        &self.records.occasions
    }

    /// The frameworks, sorted by id.
    #[must_use]
    pub fn frameworks(&self) -> &[Framework] {
        &self.records.frameworks
    }

    /// The claim with this id.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<ClaimRef<'_>> {
        self.records.claim(id).map(|claim| ClaimRef { claim, dataset: self })
    }

    /// The source document with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.records.source(id)
    }

    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.records.actor(id)
    }

    /// The occasion with this id.
    #[must_use]
    pub fn occasion(&self, id: &str) -> Option<&Occasion> {
        self.records.occasion(id)
    }

    /// The framework with this id.
    #[must_use]
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        self.records.framework(id)
    }
}

/// A claim of a dataset: all the claim's fields, and the records that they mention.
///
/// ```
/// # #[cfg(feature = "data")] {
/// let dataset = guarantee_claims::dataset();
/// let claim = dataset.claim("newstech24-2025-12.019").expect("the claim is there");
/// // Its own fields ...
/// assert_eq!((claim.speaker.as_str(), claim.layer.as_str()), ("hungary", "outside"));
/// // ... and the records that they mention.
/// assert_eq!(claim.speaker_record().name, "Hungary");
/// assert_eq!(claim.via_record().map(|actor| actor.name.as_str()), Some("Mark Rutte"));
/// assert!(claim.source_record().url.as_str().starts_with("https://"));
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ClaimRef<'a> {
    claim: &'a Claim,
    dataset: &'a Dataset,
}

impl Deref for ClaimRef<'_> {
    type Target = Claim;

    fn deref(&self) -> &Claim {
        self.claim
    }
}

impl PartialEq for ClaimRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.claim == other.claim
    }
}

const RESOLVED: &str = "a dataset is only made of records whose mentions all lead to a record";

impl<'a> ClaimRef<'a> {
    /// The claim itself, for as long as the dataset lives.
    #[must_use]
    pub const fn get(self) -> &'a Claim {
        self.claim
    }

    /// The document in which it stands.
    #[must_use]
    pub fn source_record(self) -> &'a Source {
        self.dataset.source(self.claim.source.as_str()).expect(RESOLVED)
    }

    /// Who puts it forward.
    #[must_use]
    pub fn speaker_record(self) -> &'a Actor {
        self.dataset.actor(self.claim.speaker.as_str()).expect(RESOLVED)
    }

    /// Who relays it.
    #[must_use]
    pub fn via_record(self) -> Option<&'a Actor> {
        self.claim.via.as_ref().map(|via| self.dataset.actor(via.as_str()).expect(RESOLVED))
    }

    /// Those who would deliver, refuse or owe the thing.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// let dataset = guarantee_claims::dataset();
    /// let parties = dataset.claims().flat_map(|claim| claim.party_records());
    /// assert!(parties.into_iter().any(|actor| actor.name == "Estonia"));
    /// # }
    /// ```
    #[must_use]
    pub fn party_records(self) -> impl ExactSizeIterator<Item = &'a Actor> {
        self.claim.parties.iter().map(move |party| self.dataset.actor(party.as_str()).expect(RESOLVED))
    }

    /// The event at which it was said.
    #[must_use]
    pub fn occasion_record(self) -> Option<&'a Occasion> {
        self.claim.occasion.as_ref().map(|occasion| self.dataset.occasion(occasion.as_str()).expect(RESOLVED))
    }

    /// The claims that this one is tied to.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// use guarantee_claims::RelationKind;
    ///
    /// let dataset = guarantee_claims::dataset();
    /// for claim in dataset.claims() {
    ///     for (kind, target) in claim.related().filter(|(kind, _)| *kind == RelationKind::Supersedes) {
    ///         assert!(claim.stated_on.latest() >= target.stated_on.earliest(), "{kind}");
    ///     }
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn related(self) -> impl ExactSizeIterator<Item = (RelationKind, ClaimRef<'a>)> {
        self.claim.relations.iter().map(move |relation| {
            let target = self.dataset.claim(relation.target.as_str()).expect(RESOLVED);
            (relation.kind, target)
        })
    }

    /// The claims that are tied to this one.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// let dataset = guarantee_claims::dataset();
    /// let plan = dataset.claim("t4k3-2025-08.002").expect("the claim is there");
    /// for (kind, later) in plan.related_from() {
    ///     assert!(later.related().any(|(back, target)| back == kind && target == plan));
    /// }
    /// # }
    /// ```
    pub fn related_from(self) -> impl Iterator<Item = (RelationKind, ClaimRef<'a>)> {
        self.dataset.claims().flat_map(move |other| {
            let ties = other.get().relations.iter().filter(move |relation| relation.target == self.claim.id);
            ties.map(move |relation| (relation.kind, other))
        })
    }
}

#[cfg(all(test, feature = "data"))]
mod tests {
    use super::*;
    use crate::model::view::Viewed;

    #[test]
    fn mentions_in_values_are_those_in_records() {
        let records = crate::dataset().records.clone();
        let values = |kind| -> Vec<Value> {
            let value = |record: Result<Value, _>| record.expect("a record can be written");
            match kind {
                RecordKind::Source => records.sources.iter().map(|record| value(serde_json::to_value(record))).collect(),
                RecordKind::Actor => records.actors.iter().map(|record| value(serde_json::to_value(record))).collect(),
                RecordKind::Occasion => records.occasions.iter().map(|record| value(serde_json::to_value(record))).collect(),
                RecordKind::Framework => records.frameworks.iter().map(|record| value(serde_json::to_value(record))).collect(),
                RecordKind::Claim => records.claims.iter().map(|record| value(serde_json::to_value(record))).collect(),
                RecordKind::Dataset => Vec::new(),
            }
        };
        let mut expected: Vec<_> =
            records.references().into_iter().map(|found| (found.location, found.target, found.id.to_owned())).collect();
        let kinds = [RecordKind::Source, RecordKind::Actor, RecordKind::Occasion, RecordKind::Framework, RecordKind::Claim];
        let mut found = Vec::new();
        for kind in kinds {
            for (index, value) in values(kind).iter().enumerate() {
                found.extend(mentions(kind, value).into_iter().map(|(at, target, id)| (Location::new(kind, index, at), target, id)));
            }
        }
        expected.sort();
        found.sort();
        assert!(expected.len() > 500);
        assert_eq!(found, expected, "MENTIONS should list what Records::references finds");
    }

    #[test]
    fn a_view_of_a_claim_has_its_mentions_and_its_prose() {
        let records = crate::dataset().records.clone();
        let of_claims = |location: &Location| location.kind == RecordKind::Claim;
        let (mut mentions, mut prose) = (Vec::new(), Vec::new());
        for (index, claim) in records.claims.iter().enumerate() {
            let view = claim.view();
            assert_eq!(&Claim::of_view(&view), claim);
            view.each_mention(|kind, id, at| mentions.push((Location::new(RecordKind::Claim, index, at.to_string()), kind, id.to_owned())));
            view.each_prose(|text, is_quote, at| {
                assert_eq!(is_quote, at.to_string().ends_with("/quote"));
                prose.push((Location::new(RecordKind::Claim, index, at.to_string()), text.to_owned()));
            });
        }
        let references = records.references().into_iter().filter(|found| of_claims(&found.location));
        let mut expected: Vec<_> = references.map(|found| (found.location, found.target, found.id.to_owned())).collect();
        mentions.sort();
        expected.sort();
        assert_eq!(mentions, expected);
        let texts = records.prose().into_iter().filter(|(location, _)| of_claims(location));
        let mut expected: Vec<_> = texts.map(|(location, text)| (location, text.to_owned())).collect();
        prose.sort();
        expected.sort();
        assert_eq!(prose, expected);
    }
}
