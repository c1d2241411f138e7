//! The records of a dataset, and what is in all of them: ids, mentions, prose, waivers.

use super::edition::Edition;
use crate::diagnostics::{Location, RecordKind};
use crate::model::walk::{At, Role, Shape, Walk};
use crate::model::{Actor, Change, Claim, Coding, DatasetInfo, Framework, Occasion, Source, Withdrawn};

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
    /// The codings, by document.
    pub codings: Vec<Coding>,
    /// The claims of earlier versions that are no longer in the dataset.
    pub withdrawn: Vec<Withdrawn>,
    /// Why claims changed, by version.
    pub changes: Vec<Change>,
    /// The versions that were kept to be compared with, the first one first.
    pub released: Vec<Edition>,
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
    /// Adds other records behind these. What the others say of the dataset counts.
    pub(crate) fn append(&mut self, other: Self) {
        let Self { info, sources, actors, occasions, frameworks, claims, codings, withdrawn, changes, released } = other;
        self.info = info.or_else(|| self.info.take());
        self.sources.extend(sources);
        self.actors.extend(actors);
        self.occasions.extend(occasions);
        self.frameworks.extend(frameworks);
        self.claims.extend(claims);
        self.codings.extend(codings);
        self.withdrawn.extend(withdrawn);
        self.changes.extend(changes);
        self.released.extend(released);
    }

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
        let mut found = Vec::new();
        self.walk(|kind, index, role, id, at| {
            if let Role::Mention(target) = role {
                found.push(Reference { location: Location::new(kind, index, at.to_string()), target, id });
            }
        });
        found
    }

    /// Every text that a person wrote, addresses included, with its place.
    #[must_use]
    pub fn prose(&self) -> Vec<(Location, &str)> {
        let mut found = Vec::new();
        self.walk(|kind, index, role, text, at| {
            if role == Role::Prose {
                found.push((Location::new(kind, index, at.to_string()), text));
            }
        });
        found
    }

    /// Calls `visit` with each text of each record that has a role: the record's kind and index, the role, the text and its place.
    pub(crate) fn walk<'s>(&'s self, mut visit: impl FnMut(RecordKind, usize, Role, &'s str, &At<'_>)) {
        fn each<'s, T: Walk>(kind: RecordKind, records: &'s [T], visit: &mut impl FnMut(RecordKind, usize, Role, &'s str, &At<'_>)) {
            for (index, record) in records.iter().enumerate() {
                record.walk(&At::Record, &mut |role, text, at| visit(kind, index, role, text, at));
            }
        }
        each(RecordKind::Dataset, self.info.as_slice(), &mut visit);
        each(RecordKind::Source, &self.sources, &mut visit);
        each(RecordKind::Actor, &self.actors, &mut visit);
        each(RecordKind::Occasion, &self.occasions, &mut visit);
        each(RecordKind::Framework, &self.frameworks, &mut visit);
        each(RecordKind::Claim, &self.claims, &mut visit);
        each(RecordKind::Coding, &self.codings, &mut visit);
        each(RecordKind::Withdrawn, &self.withdrawn, &mut visit);
        each(RecordKind::Change, &self.changes, &mut visit);
    }

    /// The id of the record of `kind` at this place in their order.
    pub(crate) fn id(&self, kind: RecordKind, index: usize) -> Option<&str> {
        match kind {
            RecordKind::Dataset | RecordKind::Change => None,
            RecordKind::Source => self.sources.get(index).map(|record| record.id.as_str()),
            RecordKind::Actor => self.actors.get(index).map(|record| record.id.as_str()),
            RecordKind::Occasion => self.occasions.get(index).map(|record| record.id.as_str()),
            RecordKind::Framework => self.frameworks.get(index).map(|record| record.id.as_str()),
            RecordKind::Claim => self.claims.get(index).map(|record| record.id.as_str()),
            RecordKind::Coding => self.codings.get(index).map(|record| record.coding.as_str()),
            RecordKind::Withdrawn => self.withdrawn.get(index).map(|record| record.id.as_str()),
        }
    }

    /// The ids of the records of `kind`, in their order; none for the dataset's description and for changes, which have no id. Codings of two
    /// documents may have the same.
    #[must_use]
    pub fn ids(&self, kind: RecordKind) -> Vec<&str> {
        fn ids<T>(records: &[T], id: impl Fn(&T) -> &str) -> Vec<&str> {
            records.iter().map(id).collect()
        }
        match kind {
            RecordKind::Dataset | RecordKind::Change => Vec::new(),
            RecordKind::Source => ids(&self.sources, |record| record.id.as_str()),
            RecordKind::Actor => ids(&self.actors, |record| record.id.as_str()),
            RecordKind::Occasion => ids(&self.occasions, |record| record.id.as_str()),
            RecordKind::Framework => ids(&self.frameworks, |record| record.id.as_str()),
            RecordKind::Claim => ids(&self.claims, |record| record.id.as_str()),
            RecordKind::Coding => ids(&self.codings, |record| record.coding.as_str()),
            RecordKind::Withdrawn => ids(&self.withdrawn, |record| record.id.as_str()),
        }
    }

    /// Whether there is a record of `kind` with this id; the records must be sorted by id. No record mentions a coding or a change.
    pub(crate) fn contains(&self, kind: RecordKind, id: &str) -> bool {
        match kind {
            RecordKind::Dataset | RecordKind::Coding | RecordKind::Change => false,
            RecordKind::Source => self.source(id).is_some(),
            RecordKind::Actor => self.actor(id).is_some(),
            RecordKind::Occasion => self.occasion(id).is_some(),
            RecordKind::Framework => self.framework(id).is_some(),
            RecordKind::Claim => self.claim(id).is_some(),
            RecordKind::Withdrawn => self.withdrawn(id).is_some(),
        }
    }

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

    /// The codings of the document with this id; the codings must be sorted by document.
    #[must_use]
    pub fn codings_of(&self, source: &str) -> &[Coding] {
        let start = self.codings.partition_point(|coding| coding.source.as_str() < source);
        let end = self.codings.partition_point(|coding| coding.source.as_str() <= source);
        &self.codings[start..end]
    }

    /// The withdrawn claim with this id; the withdrawn claims must be sorted by id.
    #[must_use]
    pub fn withdrawn(&self, id: &str) -> Option<&Withdrawn> {
        with_id(&self.withdrawn, id, |withdrawn| withdrawn.id.as_str())
    }
}

/// The id by which a coding is known among those of all documents.
pub(crate) fn coding_id(source: &str, coding: &str) -> String {
    format!("{source}/{coding}")
}

/// The record with this id among records that are sorted by id.
fn with_id<'a, T>(records: &'a [T], id: &str, id_of: impl Fn(&T) -> &str) -> Option<&'a T> {
    let place = records.binary_search_by(|record| id_of(record).cmp(id)).ok()?;
    Some(&records[place])
}

/// What the records of a kind hold.
pub(crate) const fn shape(kind: RecordKind) -> &'static Shape {
    match kind {
        RecordKind::Dataset => &DatasetInfo::SHAPE,
        RecordKind::Source => &Source::SHAPE,
        RecordKind::Actor => &Actor::SHAPE,
        RecordKind::Occasion => &Occasion::SHAPE,
        RecordKind::Framework => &Framework::SHAPE,
        RecordKind::Claim => &Claim::SHAPE,
        RecordKind::Coding => &Coding::SHAPE,
        RecordKind::Withdrawn => &Withdrawn::SHAPE,
        RecordKind::Change => &Change::SHAPE,
    }
}
