//! All records, sorted and looked up by id.

mod edition;
pub(crate) mod layout;
mod records;

use std::ops::Deref;

pub use edition::Edition;
#[cfg(feature = "cli")]
pub(crate) use edition::{AGREEMENT, CODINGS};
pub(crate) use edition::{VOCABULARY, parts as version_parts, rows as table_rows};
pub use records::{Records, Reference};
pub(crate) use records::{coding_id, shape};

use crate::model::{Actor, Claim, DatasetInfo, Framework, Occasion, PartyRole, RelationKind, Source};

/// A dataset whose records fit together: every id is there once, and every mention of a record leads to one.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use guarantee_claims::{Layer, Stage};
///
/// let dataset = guarantee_claims::dataset();
/// assert!(dataset.claims().any(|claim| claim.layer == Layer::Outside && claim.stage == Stage::Agreed));
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

    /// Those who have to do with the thing, each with the role.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// use guarantee_claims::PartyRole;
    ///
    /// let dataset = guarantee_claims::dataset();
    /// let mut parties = dataset.claims().flat_map(|claim| claim.party_records());
    /// assert!(parties.any(|(actor, role)| actor.name == "Estonia" && role == PartyRole::Provider));
    /// # }
    /// ```
    #[must_use]
    pub fn party_records(self) -> impl ExactSizeIterator<Item = (&'a Actor, PartyRole)> {
        self.claim.parties.iter().map(move |party| (self.dataset.actor(party.actor.as_str()).expect(RESOLVED), party.role))
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
