//! How the order of terms differs between two versions.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::dataset::Edition;

/// A vocabulary whose terms stand in another order: those that both versions have.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reordered {
    pub(crate) vocabulary: String,
    pub(crate) old: Vec<String>,
    pub(crate) new: Vec<String>,
}

/// The vocabularies whose terms stand in another order, in the order of the new version; none if the terms of a version are not known.
pub(crate) fn order(old: &Edition, new: &Edition) -> Option<Vec<Reordered>> {
    let (before, since) = (old.vocabulary.as_ref()?, new.vocabulary.as_ref()?);
    let mut names: Vec<&str> = since.iter().filter_map(|row| text(row, "field")).collect();
    names.dedup();
    let moved = names.into_iter().filter_map(|name| {
        let (old, new) = (terms(before, name), terms(since, name));
        let shared: BTreeSet<_> = old.iter().filter(|term| new.contains(*term)).copied().collect();
        let keep = |terms: Vec<&str>| terms.into_iter().filter(|term| shared.contains(term)).map(str::to_owned).collect::<Vec<_>>();
        let (old, new) = (keep(old), keep(new));
        (old != new).then(|| Reordered { vocabulary: name.to_owned(), old, new })
    });
    Some(moved.collect())
}

fn terms<'r>(rows: &'r [Map<String, Value>], vocabulary: &str) -> Vec<&'r str> {
    rows.iter().filter(|row| text(row, "field") == Some(vocabulary)).filter_map(|row| text(row, "value")).collect()
}

fn text<'r>(row: &'r Map<String, Value>, key: &str) -> Option<&'r str> {
    row.get(key)?.as_str()
}
