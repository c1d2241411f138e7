//! The agreement of the two coders whose codings are settled.

use std::collections::BTreeMap;

use super::codes::Codes;
use super::measures::{Agreement, Item, agreement};
use crate::dataset::Records;
use crate::model::{Coding, SourceId};

/// How far the coders a and b agree, before settling: in all documents together that both have coded, if there is one, then in each.
pub(crate) fn between_coders(records: &Records, is_wanted: impl Fn(&SourceId) -> bool) -> Vec<Agreement<'_>> {
    let mut of_sources = BTreeMap::<_, Vec<_>>::new();
    for coding in records.codings.iter().filter(|coding| coding.coder.is_settled() && is_wanted(&coding.source)) {
        of_sources.entry(&coding.source).or_default().push((coding, Codes::of_coding(coding)));
    }
    of_sources.retain(|_, codings| ["a", "b"].iter().all(|coder| codings.iter().any(|(coding, _)| coding.coder == *coder)));
    let items: BTreeMap<_, _> = of_sources.iter().map(|(source, codings)| (*source, items(codings))).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let all: Vec<_> = items.values().flatten().copied().collect();
    let of_all = agreement(None, &all);
    of_all.into_iter().chain(items.iter().flat_map(|(source, items)| agreement(Some(source), items))).collect()
}

/// The pairs of codings of a document and the codings without one; the codings are sorted by id.
fn items<'c>(codings: &'c [(&Coding, Codes<'c>)]) -> Vec<Item<'c>> {
    let named = |id: &str| codings.binary_search_by(|(coding, _)| coding.coding.as_str().cmp(id)).ok().map(|place| &codings[place]);
    let pair_of = |coding: &Coding| {
        let other = named(coding.pair.as_ref()?.as_str())?;
        (other.0.pair.as_ref() == Some(&coding.coding) && other.0.coder != coding.coder).then_some(&other.1)
    };
    let item = |(coding, codes): &'c (&Coding, Codes<'c>)| match (coding.coder == "a", pair_of(coding)) {
        (true, other) => Some([Some(codes), other]),
        (false, None) => Some([None, Some(codes)]),
        // It stands with its pair.
        (false, Some(_)) => None,
    };
    codings.iter().filter_map(item).collect()
}
