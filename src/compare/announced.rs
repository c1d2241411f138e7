//! What changes ask of the version number, as docs/versioning.md lays down.

use std::collections::BTreeSet;
use std::fmt;

use super::beside::Beside;
use super::changes::Change;
use super::kind::ChangeKind;
use crate::dataset::{Edition, version_parts};
use crate::model::ChangedRecord;

/// A part of a version number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Patch,
    Minor,
    Major,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Patch => "PATCH",
            Self::Minor => "MINOR",
            Self::Major => "MAJOR",
        })
    }
}

/// What the changes ask for, and what the version number says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Required {
    /// The part that the changes ask to be raised, with what asks for it; none where nothing changed. The first is the greatest.
    pub(crate) asked: Vec<(Part, String)>,
    /// The part by which the version was raised; none where it is the same.
    pub(crate) raised: Option<Part>,
    /// Whether the newer version has the smaller number.
    pub(crate) is_backwards: bool,
    /// Whether the version before is below 1.0.0, so that MINOR announces as much as MAJOR.
    pub(crate) is_early: bool,
}

impl Required {
    /// Whether the version number announces the changes.
    pub(crate) fn is_announced(&self) -> bool {
        let enough = |part: Part| if self.is_early { part.min(Part::Minor) } else { part };
        !self.is_backwards && self.asked.first().is_none_or(|(part, _)| self.raised.is_some_and(|raised| raised >= enough(*part)))
    }
}

/// What these changes from `old` to `new`, and what differs beside them, ask of the version number.
pub(crate) fn required(old: &Edition, new: &Edition, changes: &[Change], beside: &Beside<'_>) -> Required {
    let mut asked = asked(old, new, changes);
    asked.extend(of_beside(beside));
    // Those of a part stay in their order.
    asked.sort_by_key(|(part, _)| std::cmp::Reverse(*part));
    let (before, since) = (version_parts(&old.version), version_parts(&new.version));
    let parts = [Part::Major, Part::Minor, Part::Patch];
    let raised = parts.into_iter().zip(before.iter().zip(&since)).find(|(_, (before, since))| before != since).map(|(part, _)| part);
    Required { asked, raised, is_backwards: since < before, is_early: before[0] == 0 }
}

fn asked(old: &Edition, new: &Edition, changes: &[Change]) -> Vec<(Part, String)> {
    let mut asked = Vec::new();
    let withdrawn: BTreeSet<_> = ids(new, "withdrawn").collect();
    let reused: BTreeSet<_> = ids(old, "withdrawn").collect();
    for (record, kind) in ChangedRecord::ALL.iter().flat_map(|record| ChangeKind::ALL.iter().map(move |kind| (*record, *kind))) {
        let of_kind: Vec<_> = changes.iter().filter(|change| (change.record, change.kind) == (record, kind)).collect();
        let records: BTreeSet<_> = of_kind.iter().map(|change| change.id.as_str()).collect();
        let (free, kept): (Vec<&str>, Vec<&str>) = records.into_iter().partition(|id| match (record, kind) {
            (ChangedRecord::Claim, ChangeKind::Removed) => withdrawn.contains(id),
            (ChangedRecord::Claim, ChangeKind::Added) => !reused.contains(id),
            _ => kind != ChangeKind::Removed,
        });
        let part = if kind == ChangeKind::Changed { Part::Patch } else { Part::Minor };
        for (part, ids) in [(part, free), (Part::Major, kept)] {
            if let Some(first) = ids.first() {
                asked.push((part, phrase(record, kind, part, ids.len(), first)));
            }
        }
    }
    asked.extend(fields(old, new));
    asked
}

/// Agreement follows from the codings; whoever sorts by a vocabulary notices its order.
fn of_beside(beside: &Beside<'_>) -> Vec<(Part, String)> {
    let mut asked = Vec::new();
    if let Some(moved) = beside.order.filter(|moved| !moved.is_empty()) {
        let names: Vec<_> = moved.iter().map(|moved| moved.vocabulary.as_str()).collect();
        asked.push((Part::Minor, format!("another order of the terms of {}", names.join(", "))));
    }
    if let Some(recoded) = beside.codings.filter(|recoded| !recoded.is_empty()) {
        let ids: BTreeSet<_> = recoded.iter().map(|recoded| (&recoded.source, &recoded.coding)).collect();
        asked.push((Part::Patch, format!("{} {} added, removed or changed", ids.len(), if ids.len() == 1 { "coding" } else { "codings" })));
    }
    asked
}

fn phrase(record: ChangedRecord, kind: ChangeKind, part: Part, number: usize, first: &str) -> String {
    let counted = if number == 1 { format!("1 {record}") } else { format!("{number} {record}s") };
    match (record, kind, part) {
        (ChangedRecord::Claim, ChangeKind::Removed, Part::Major) => {
            format!("{counted} gone and not in data/withdrawn.toml, such as {first}")
        }
        (ChangedRecord::Claim, ChangeKind::Removed, _) => format!("{counted} withdrawn"),
        (ChangedRecord::Claim, ChangeKind::Added, Part::Major) => format!("{counted} with the id of a withdrawn one, such as {first}"),
        (_, ChangeKind::Removed, _) => format!("{counted} removed, such as {first}"),
        _ => format!("{counted} {kind}"),
    }
}

fn ids<'e>(edition: &'e Edition, list: &str) -> impl Iterator<Item = &'e str> {
    edition.list(list).filter_map(|record| record.get("id")?.as_str())
}

/// The fields of records that are new, and those that no record has any more. A document has every field of each record; of lists that
/// one version does not have, nothing is known.
fn fields(old: &Edition, new: &Edition) -> Vec<(Part, String)> {
    let mut asked = Vec::new();
    for list in ["claims", "sources", "actors", "occasions", "frameworks"] {
        let [before, since] = [old, new].map(|edition| edition.list(list).flat_map(|record| record.keys()).collect::<BTreeSet<_>>());
        if before.is_empty() || since.is_empty() {
            continue;
        }
        let named = |fields: Vec<&&String>| fields.into_iter().map(|field| field.as_str()).collect::<Vec<_>>().join(", ");
        let (gone, fresh) = (named(before.difference(&since).collect()), named(since.difference(&before).collect()));
        for (part, fields, how) in [(Part::Major, gone, "without"), (Part::Minor, fresh, "with the new")] {
            if !fields.is_empty() {
                asked.push((part, format!("{list} {how} {fields}")));
            }
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::compare::changes::between;

    fn edition(version: &str, claims: &[(&str, &str)], withdrawn: &[&str]) -> Edition {
        let claims: Vec<_> = claims.iter().map(|(id, statement)| json!({ "id": id, "statement": statement })).collect();
        let withdrawn: Vec<_> = withdrawn.iter().map(|id| json!({ "id": id })).collect();
        let value = json!({ "version": version, "sources": [], "actors": [], "occasions": [], "frameworks": [], "claims": claims,
                            "withdrawn": withdrawn });
        Edition::new(value).expect("it is a document")
    }

    #[test]
    fn a_version_announces_what_its_part_is_for() {
        let one = |version| edition(version, &[("a.001", "One.")], &[]);
        let other = |version| edition(version, &[("a.001", "Other.")], &[]);
        let more = |version| edition(version, &[("a.001", "One."), ("a.002", "Two.")], &[]);
        let gone = |version| edition(version, &[("a.002", "Two.")], &[]);
        let withdrawn = |version| edition(version, &[("a.002", "Two.")], &["a.001"]);
        let mut cases = 0;
        for (old, new, expected) in [
            (one("1.2.3"), one("1.2.3"), true),
            (one("1.2.3"), one("1.2.2"), false),
            (one("1.2.3"), other("1.2.3"), false),
            (one("1.2.3"), other("1.2.4"), true),
            (one("1.2.3"), more("1.2.4"), false),
            (one("1.2.3"), more("1.3.0"), true),
            (more("1.2.3"), gone("1.3.0"), false),
            (more("1.2.3"), gone("2.0.0"), true),
            (more("0.2.3"), gone("0.3.0"), true),
            (more("0.2.3"), gone("0.2.4"), false),
            (more("1.2.3"), withdrawn("1.2.4"), false),
            (more("1.2.3"), withdrawn("1.3.0"), true),
            (withdrawn("1.2.3"), more("1.3.0"), false),
            (withdrawn("1.2.3"), more("2.0.0"), true),
            (one("1.9.0"), more("1.10.0"), true),
        ] {
            let found = required(&old, &new, &between(&old, &new), &Beside::default());
            assert_eq!(found.is_announced(), expected, "{} to {}: {found:?}", old.version, new.version);
            cases += 1;
        }
        assert_eq!(cases, 15);
    }
}
