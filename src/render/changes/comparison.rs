//! What is shown, whatever the format.

use std::collections::BTreeMap;

use crate::compare::{Beside, ChangeKind, Explained, Recoded, Required};
use crate::dataset::Edition;
use crate::model::ChangedRecord;

/// Two versions and what differs between them.
pub(crate) struct Comparison<'a> {
    /// How both were called.
    pub(crate) names: [&'a str; 2],
    pub(crate) old: &'a Edition,
    pub(crate) new: &'a Edition,
    pub(crate) changes: &'a [Explained],
    pub(crate) beside: Beside<'a>,
    pub(crate) required: &'a Required,
}

impl Comparison<'_> {
    pub(crate) fn is_same(&self) -> bool {
        self.changes.is_empty() && self.beside.is_same()
    }

    pub(super) fn of(&self, record: ChangedRecord, kind: ChangeKind) -> impl Iterator<Item = &Explained> {
        self.changes.iter().filter(move |explained| (explained.change.record, explained.change.kind) == (record, kind))
    }

    /// How many records of a kind were added or removed, or have fields that changed.
    pub(super) fn records(&self, record: ChangedRecord, kind: ChangeKind) -> usize {
        self.of(record, kind).map(|explained| explained.change.id.as_str()).collect::<std::collections::BTreeSet<_>>().len()
    }

    /// How often each field of a kind of record changed, the most frequent first.
    pub(super) fn fields(&self, record: ChangedRecord) -> Vec<(&str, usize)> {
        most_first(self.of(record, ChangeKind::Changed).filter_map(|explained| explained.change.field.as_deref()))
    }

    /// The changes by reason, those with the most first; those without one last.
    pub(super) fn reasons(&self) -> Vec<(Option<&str>, Vec<&Explained>)> {
        let mut found = BTreeMap::<_, Vec<_>>::new();
        for explained in self.changes {
            found.entry(explained.reason.as_deref()).or_default().push(explained);
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|(reason, changes)| (reason.is_none(), std::cmp::Reverse(changes.len())));
        found
    }

    /// What could not be compared, and why.
    pub(super) fn not_compared(&self) -> Vec<String> {
        let lacks = |known: [bool; 2]| -> Option<String> {
            let names: Vec<_> = self.names.iter().zip(known).filter(|(_, known)| !known).map(|(name, _)| *name).collect();
            (!names.is_empty()).then(|| names.join(" and "))
        };
        let both = [self.old, self.new];
        let terms = lacks(both.map(|edition| edition.vocabulary.is_some()));
        let figures = lacks(both.map(|edition| edition.agreement.is_some()));
        let codings = lacks(both.map(|edition| edition.codings.is_some()));
        let line = |what: &str, names: Option<String>| Some(format!("{what}: not compared, since {} lacks them", names?));
        [line("terms", terms), line("figures of agreement", figures), line("codings", codings)].into_iter().flatten().collect()
    }

    /// What the changes ask of the version number, and whether it says so.
    pub(crate) fn announced(&self) -> String {
        let Required { asked, raised, is_backwards, is_early } = self.required;
        let (old, new) = (&self.old.version, &self.new.version);
        if *is_backwards {
            return format!("{new} is below {old}: expected the later version second");
        }
        let raised = raised.map_or_else(|| "is the same".to_owned(), |part| format!("raises {part}"));
        let Some((part, what)) = asked.first() else { return format!("{new} {raised}, and nothing asks for it") };
        let early = if *is_early && *part == crate::compare::Part::Major { ", for which MINOR is enough before 1.0.0" } else { "" };
        let verdict = if self.required.is_announced() { "announced" } else { "not announced" };
        format!("{verdict}: {new} {raised}, and {part} is asked for{early} ({what})")
    }
}

/// Each item with how often it occurs, the most frequent first.
pub(super) fn most_first<'i>(items: impl Iterator<Item = &'i str>) -> Vec<(&'i str, usize)> {
    let mut counts = BTreeMap::<_, usize>::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// Of these changes of codings: how many codings were added, removed and changed, and how often each field was, the most frequent first.
pub(super) fn recoded(changes: &[Recoded]) -> ([usize; 3], Vec<(&str, usize)>) {
    let number = |kind| {
        let of_kind = changes.iter().filter(|change| change.kind == kind);
        of_kind.map(|change| (&change.source, &change.coding)).collect::<std::collections::BTreeSet<_>>().len()
    };
    let numbers = [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed].map(number);
    (numbers, most_first(changes.iter().filter_map(|change| change.field.as_deref())))
}

/// Items with their numbers in one line.
pub(super) fn listed(items: &[(&str, usize)]) -> String {
    items.iter().map(|(item, count)| format!("{item} {count}")).collect::<Vec<_>>().join(", ")
}

/// The kinds of records but for claims, each with what it is called where there are several.
pub(super) const OTHERS: [(ChangedRecord, &str); 7] = [
    (ChangedRecord::Dataset, "dataset"),
    (ChangedRecord::Source, "sources"),
    (ChangedRecord::Actor, "actors"),
    (ChangedRecord::Occasion, "occasions"),
    (ChangedRecord::Framework, "frameworks"),
    (ChangedRecord::Withdrawn, "withdrawn"),
    (ChangedRecord::Term, "terms"),
];

/// The claims that say now what a withdrawn one said.
pub(super) fn successors(id: &str, comparison: &Comparison<'_>) -> Option<String> {
    let withdrawn = comparison.new.list("withdrawn").find(|withdrawn| withdrawn.get("id").is_some_and(|found| found == id))?;
    let successors: Vec<_> = withdrawn.get("successors")?.as_array()?.iter().filter_map(|claim| claim.as_str()).collect();
    (!successors.is_empty()).then(|| successors.join(", "))
}
