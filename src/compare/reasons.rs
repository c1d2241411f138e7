//! Why a record changed: the reasons of `data/changes/` and `data/withdrawn.toml`, by what they are about.

use serde_json::{Map, Value};

use super::changes::Change;
use super::kind::ChangeKind;
use crate::dataset::{Edition, version_parts};
use crate::model::{ChangedRecord, Version};

/// The reasons for the changes from one version to another.
pub(super) struct Reasons<'e> {
    edition: &'e Edition,
    listed: Vec<&'e Map<String, Value>>,
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
        Self { edition: new, listed: new.list("changes").filter(is_of_step).collect() }
    }

    /// Why this changed, if that is written down.
    pub(super) fn of(&self, change: &Change) -> Option<&'e str> {
        if (change.record, change.kind) == (ChangedRecord::Claim, ChangeKind::Removed) {
            let withdrawn = self.edition.list("withdrawn").find(|withdrawn| text(withdrawn, "id") == Some(change.id.as_str()))?;
            return text(withdrawn, "reason");
        }
        let fitting = self.listed.iter().filter_map(|reason| Some((rank(reason, change)?, text(reason, "reason")?)));
        // Of those that fit alike, the first.
        fitting
            .fold(None, |best, next| if best.is_none_or(|(rank, _)| rank < next.0) { Some(next) } else { best })
            .map(|(_, reason)| reason)
    }
}

fn text<'r>(record: &'r Map<String, Value>, key: &str) -> Option<&'r str> {
    record.get(key)?.as_str()
}

fn items<'r>(record: &'r Map<String, Value>, key: &str) -> Vec<&'r str> {
    record.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// How closely a reason fits a change: by its record, then by its field; none if it is about another.
fn rank(reason: &Map<String, Value>, change: &Change) -> Option<(u8, bool)> {
    let kinds = items(reason, "kinds");
    let is_of_kind = if kinds.is_empty() { change.record == ChangedRecord::Claim } else { kinds.contains(&change.record.as_str()) };
    let (claims, documents) = (items(reason, "claims"), items(reason, "documents"));
    let document = change.id.split('.').next().unwrap_or_default();
    let by_record = match change.record {
        ChangedRecord::Claim if claims.contains(&change.id.as_str()) => 2,
        ChangedRecord::Claim if documents.contains(&document) => 1,
        ChangedRecord::Claim if !claims.is_empty() || !documents.is_empty() => return None,
        _ => 0,
    };
    let fields = items(reason, "fields");
    let by_field = change.field.as_deref().is_some_and(|field| fields.contains(&field));
    (is_of_kind && (by_field || fields.is_empty())).then_some((by_record, by_field))
}
