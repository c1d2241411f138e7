//! Why a record changed: the reasons of `data/changes/` and `data/withdrawn.toml`, by what they are about.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::changes::Change;
use super::kind::ChangeKind;
use crate::dataset::{Edition, version_parts};
use crate::model::{ChangedRecord, Version};

/// The reasons for the changes from one version to another.
pub(super) struct Reasons<'e> {
    /// Why claims are gone, by their ids.
    withdrawn: BTreeMap<&'e str, &'e str>,
    listed: Vec<Listed<'e>>,
}

/// A reason of `data/changes/`, and what it is about.
struct Listed<'e> {
    reason: &'e str,
    kinds: BTreeSet<&'e str>,
    claims: BTreeSet<&'e str>,
    documents: BTreeSet<&'e str>,
    fields: BTreeSet<&'e str>,
}

impl<'e> Reasons<'e> {
    /// The reasons that `new` has for what changed after `old`.
    pub(super) fn new(old: &Edition, new: &'e Edition) -> Self {
        let (after, to) = (version_parts(&old.version), version_parts(&new.version));
        let version = |reason: &Map<String, Value>| Version::new(reason.get("version")?.as_str()?).ok();
        let is_of_step = |reason: &&Map<String, Value>| {
            version(reason)
                .is_some_and(|version| (version_parts(&version) > after || version_parts(&version) == to) && version_parts(&version) <= to)
        };
        let withdrawn = new.list("withdrawn").filter_map(|claim| Some((text(claim, "id")?, text(claim, "reason")?)));
        Self { withdrawn: withdrawn.collect(), listed: new.list("changes").filter(is_of_step).filter_map(Listed::new).collect() }
    }

    /// Why this changed, if that is written down.
    pub(super) fn of(&self, change: &Change) -> Option<&'e str> {
        if (change.record, change.kind) == (ChangedRecord::Claim, ChangeKind::Removed) {
            return self.withdrawn.get(change.id.as_str()).copied();
        }
        let fitting = self.listed.iter().filter_map(|listed| Some((listed.rank(change)?, listed.reason)));
        // Of those that fit alike, the first.
        fitting
            .fold(None, |best, next| if best.is_none_or(|(rank, _)| rank < next.0) { Some(next) } else { best })
            .map(|(_, reason)| reason)
    }
}

fn text<'r>(record: &'r Map<String, Value>, key: &str) -> Option<&'r str> {
    record.get(key)?.as_str()
}

impl<'e> Listed<'e> {
    fn new(reason: &'e Map<String, Value>) -> Option<Self> {
        let items = |key: &str| reason.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let (kinds, claims, documents, fields) = (items("kinds"), items("claims"), items("documents"), items("fields"));
        Some(Self { reason: text(reason, "reason")?, kinds, claims, documents, fields })
    }

    /// How closely it fits a change: by its record, then by its field; none if it is about another.
    fn rank(&self, change: &Change) -> Option<(u8, bool)> {
        let Self { kinds, claims, documents, fields, .. } = self;
        let is_of_kind = if kinds.is_empty() { change.record == ChangedRecord::Claim } else { kinds.contains(change.record.as_str()) };
        let by_field = change.field.as_deref().is_some_and(|field| fields.contains(field));
        if !is_of_kind || !(by_field || fields.is_empty()) {
            return None;
        }
        let document = change.id.split('.').next().unwrap_or_default();
        let by_record = match change.record {
            ChangedRecord::Claim if claims.contains(change.id.as_str()) => 2,
            ChangedRecord::Claim if documents.contains(document) => 1,
            ChangedRecord::Claim if !claims.is_empty() || !documents.is_empty() => return None,
            _ => 0,
        };
        Some((by_record, by_field))
    }
}
