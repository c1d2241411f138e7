//! The records that claims may mention, looked up by id.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::unread::Unread;
use crate::dataset::Records;
use crate::diagnostics::RecordKind;
use crate::model::suggest::nearest;
use crate::model::{Actor, ClaimId, Occasion, Source, Text, Withdrawn};
use crate::sanitize::excerpt;
use crate::words::find_names;

/// The records that claims may mention.
#[derive(Debug)]
pub(crate) struct Registers<'a> {
    unread: &'a Unread,
    known: BTreeMap<RecordKind, BTreeSet<&'a str>>,
    actors: HashMap<&'a str, &'a Actor, Quick>,
    sources: HashMap<&'a str, &'a Source, Quick>,
    occasions: HashMap<&'a str, &'a Occasion, Quick>,
    names: Vec<(&'a str, &'a Actor)>,
    records: &'a Records,
}

/// The tables are asked for every id of every claim. What they hold is the registers' own, so that nobody can fill them with colliding ids.
type Quick = foldhash::fast::FixedState;

impl<'a> Registers<'a> {
    /// The registers of `records`. Mentions of `unread` records are no findings of their own.
    pub(crate) fn new(records: &'a Records, unread: &'a Unread) -> Self {
        let kinds =
            [RecordKind::Source, RecordKind::Actor, RecordKind::Occasion, RecordKind::Framework, RecordKind::Claim, RecordKind::Withdrawn];
        let mut known: BTreeMap<_, BTreeSet<&str>> =
            kinds.into_iter().map(|kind| (kind, records.ids(kind).into_iter().collect())).collect();
        for (kind, id) in &unread.ids {
            known.entry(*kind).or_default().insert(id);
        }
        Self {
            unread,
            actors: records.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            sources: records.sources.iter().map(|source| (source.id.as_str(), source)).collect(),
            occasions: records.occasions.iter().map(|occasion| (occasion.id.as_str(), occasion)).collect(),
            known,
            records,
            names: records.actors.iter().flat_map(|actor| names(actor).map(move |name| (name, actor))).collect(),
        }
    }

    /// The actor with this id.
    pub(crate) fn actor(&self, id: &str) -> Option<&'a Actor> {
        self.actors.get(id).copied()
    }

    /// The names and aliases of all actors, each with the actor.
    pub(crate) fn actor_names(&self) -> &[(&'a str, &'a Actor)] {
        &self.names
    }

    /// The actors that a text names.
    pub(crate) fn named_in(&self, text: &str) -> Vec<&'a Actor> {
        find_names(text, &self.names)
    }

    /// The source with this id.
    pub(crate) fn source(&self, id: &str) -> Option<&'a Source> {
        self.sources.get(id).copied()
    }

    /// The occasion with this id.
    pub(crate) fn occasion(&self, id: &str) -> Option<&'a Occasion> {
        self.occasions.get(id).copied()
    }

    /// The ids of `kind`, those of unreadable records included.
    pub(crate) fn known(&self, kind: RecordKind) -> &BTreeSet<&'a str> {
        static NONE: BTreeSet<&str> = BTreeSet::new();
        self.known.get(&kind).unwrap_or(&NONE)
    }

    /// Whether a claim of the source is known, be it that it could not be read.
    pub(crate) fn has_claims_of(&self, source: &Source) -> bool {
        self.known(RecordKind::Claim).iter().any(|id| source.has_claim(id))
    }

    /// Whether there may be claims of which not even the ids are known.
    pub(crate) fn may_lack_claims(&self) -> bool {
        self.unread.nameless.contains(&RecordKind::Claim)
    }

    /// Whether there is a record of this kind with this id, readable or not.
    pub(crate) fn knows(&self, kind: RecordKind, id: &str) -> bool {
        // The quick tables hold the records that could be read: nearly all that is ever mentioned.
        let quick = match kind {
            RecordKind::Actor => self.actors.contains_key(id),
            RecordKind::Source => self.sources.contains_key(id),
            RecordKind::Occasion => self.occasions.contains_key(id),
            _ => false,
        };
        quick || self.known(kind).contains(id)
    }

    /// Whether there is surely no record of this kind with this id.
    pub(crate) fn is_unknown(&self, kind: RecordKind, id: &str) -> bool {
        !self.knows(kind, id) && !self.unread.nameless.contains(&kind)
    }

    /// Whether there is surely no record of this kind with this id that one of the kind `from` may mention: what tells of earlier versions
    /// may mention claims that were withdrawn.
    pub(crate) fn is_unknown_to(&self, from: RecordKind, kind: RecordKind, id: &str) -> bool {
        let tells_of_earlier = matches!(from, RecordKind::Coding | RecordKind::Withdrawn | RecordKind::Change);
        let may_be_withdrawn = tells_of_earlier && kind == RecordKind::Claim && !self.is_unknown(RecordKind::Withdrawn, id);
        self.is_unknown(kind, id) && !may_be_withdrawn
    }

    /// What is wrong with the mention of a record in one of the kind `from`, if something is. It may be of a record that could not be read.
    pub(crate) fn problem(&self, from: RecordKind, kind: RecordKind, id: &str) -> Option<String> {
        if !self.is_unknown_to(from, kind, id) {
            return None;
        }
        match self.records.withdrawn(id).filter(|_| kind == RecordKind::Claim) {
            Some(withdrawn) => Some(format!("the claim {id} was withdrawn: {}", now_said_by(withdrawn))),
            None => Some(unknown(kind, Some(id), self.known(kind).iter().copied())),
        }
    }
}

/// Which claims to mention in the place of one that was withdrawn.
fn now_said_by(withdrawn: &Withdrawn) -> String {
    let successors: Vec<_> = withdrawn.successors.iter().map(ClaimId::as_str).collect();
    if successors.is_empty() {
        "expected the id of a claim".to_owned()
    } else {
        format!("expected {}, in its place", successors.join(" or "))
    }
}

/// The names by which texts call an actor.
fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(&actor.name).chain(&actor.aliases).map(Text::as_str)
}

/// What is wrong with the mention of a record of which these are known.
pub(crate) fn unknown<'k>(kind: RecordKind, id: Option<&str>, known: impl Iterator<Item = &'k str>) -> String {
    let article = if matches!(kind, RecordKind::Actor | RecordKind::Occasion) { "an" } else { "a" };
    let Some(id) = id else { return format!("there is no {kind} with the id at this place: expected the id of {article} {kind}") };
    let near = nearest(id, known).map(|near| format!("did you mean \"{near}\"? "));
    format!("there is no {kind} {}: {}expected the id of {article} {kind}", excerpt(id), near.unwrap_or_default())
}
