//! What is kept of each claim and each relation to compare claims across an input: 16 bytes a piece.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::thread;

use crate::model::RelationKind;
use crate::rules::{Edge, closing};

/// Where a value stands, in 8 bytes. In lines: the line, and the code points of it before the value. In documents: the number of the claim,
/// and the number of the value in it (0 for the id, then the relations).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) row: u32,
    pub(crate) detail: u32,
}

/// An id by its hash, and where it stands. Two ids are taken for one with a probability of n²/2⁶⁵ for n claims: three in a million for ten
/// million. The hash has a key of its own in each run, so that nobody can choose ids that collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mention(u128);

impl Mention {
    fn new(hash: u64, at: Spot) -> Self {
        Self(u128::from(hash) << 64 | u128::from(at.row) << 32 | u128::from(at.detail))
    }

    const fn hash(self) -> u64 {
        (self.0 >> 64) as u64
    }

    #[expect(clippy::cast_possible_truncation, reason = "the parts are cut out of the whole on purpose")]
    const fn at(self) -> Spot {
        Spot { row: (self.0 >> 32) as u32, detail: self.0 as u32 }
    }
}

/// What two claims of an input do not agree in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LinkFault {
    /// The id is that of an earlier claim.
    Duplicate { first: Spot },
    /// The target of the relation is no claim.
    Dangling,
    /// The relation closes a cycle.
    Cycle(RelationKind),
}

/// The ids and relations of claims.
#[derive(Debug, Default)]
pub(crate) struct LinkIndex {
    /// The claims' own ids, in order.
    ids: Vec<Mention>,
    /// The targets of the relations that may not lead in a cycle, by kind, in order.
    supersedes: Vec<Mention>,
    answers: Vec<Mention>,
    /// The targets of all other relations.
    others: Vec<Mention>,
    /// The ids of claims that could not be read.
    unread: HashSet<u64>,
}

/// The key of the hashes of a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Key(RandomState);

impl Key {
    fn hash(&self, id: &str) -> u64 {
        self.0.hash_one(id)
    }
}

impl LinkIndex {
    pub(crate) fn add_id(&mut self, key: &Key, id: &str, at: Spot) {
        self.ids.push(Mention::new(key.hash(id), at));
    }

    pub(crate) fn add_unread(&mut self, key: &Key, id: &str) {
        self.unread.insert(key.hash(id));
    }

    pub(crate) fn add_target(&mut self, key: &Key, kind: RelationKind, id: &str, at: Spot) {
        self.of_kind(kind).push(Mention::new(key.hash(id), at));
    }

    fn of_kind(&mut self, kind: RelationKind) -> &mut Vec<Mention> {
        match kind {
            RelationKind::Supersedes => &mut self.supersedes,
            RelationKind::Answers => &mut self.answers,
            _ => &mut self.others,
        }
    }

    /// Adds those of a block that starts at this row.
    pub(crate) fn append(&mut self, row: u32, block: &Self) {
        let lists = [
            (&mut self.ids, &block.ids),
            (&mut self.supersedes, &block.supersedes),
            (&mut self.answers, &block.answers),
            (&mut self.others, &block.others),
        ];
        for (list, more) in lists {
            if list.capacity() - list.len() < more.len() {
                // Not doubled: these lists are most of what a long run keeps in memory.
                list.reserve_exact(more.len() + list.len() / 8 + 4096);
            }
            list.extend(more.iter().map(|mention| Mention(mention.0 + (u128::from(row) << 32))));
        }
        self.unread.extend(&block.unread);
    }

    /// What does not fit together, in the order of the places. A relation may also lead to a claim of the register; these are only asked
    /// for if one leads nowhere else.
    pub(crate) fn compare<'r>(mut self, key: &Key, threads: usize, register: impl FnOnce() -> Vec<&'r str>) -> Vec<(Spot, LinkFault)> {
        self.sort(threads);
        let (mut found, mut dangling) = (Vec::new(), Vec::new());
        for same in self.ids.chunk_by(|a, b| a.hash() == b.hash()) {
            found.extend(same[1..].iter().map(|again| (again.at(), LinkFault::Duplicate { first: same[0].at() })));
        }
        let lists =
            [(Some(RelationKind::Supersedes), &self.supersedes), (Some(RelationKind::Answers), &self.answers), (None, &self.others)];
        for (kind, targets) in lists {
            let (mut edges, mut ids) = (Vec::new(), self.ids.as_slice());
            for target in targets {
                // Both are in order: one walk over the ids finds all targets.
                ids = &ids[ids.iter().take_while(|id| id.hash() < target.hash()).count()..];
                match ids.first().filter(|id| id.hash() == target.hash()) {
                    // A relation to the claim itself is another rule's.
                    Some(claim) if kind.is_some() && claim.at().row != target.at().row => {
                        edges.push(Link { at: target.at(), target: claim.at().row });
                    }
                    Some(_) => {}
                    None if self.unread.contains(&target.hash()) => {}
                    None => dangling.push(*target),
                }
            }
            edges.sort_unstable_by_key(|edge| edge.at);
            found.extend(kind.into_iter().flat_map(|kind| closing(&edges).map(move |edge| (edge.at, LinkFault::Cycle(kind)))));
        }
        if !dangling.is_empty() {
            let registered: HashSet<u64> = register().into_iter().map(|id| key.hash(id)).collect();
            let unknown = dangling.into_iter().filter(|target| !registered.contains(&target.hash()));
            found.extend(unknown.map(|target| (target.at(), LinkFault::Dangling)));
        }
        found.sort_unstable();
        found
    }

    /// Puts every list in order, on two threads if there may be so many: there are about as many targets as ids.
    fn sort(&mut self, threads: usize) {
        let Self { ids, supersedes, answers, others, .. } = self;
        let mut sort_targets = || [&mut *supersedes, answers, others].into_iter().for_each(|list| list.sort_unstable());
        let are_sorted = thread::scope(|scope| {
            let started = threads > 1 && thread::Builder::new().spawn_scoped(scope, &mut sort_targets).is_ok();
            ids.sort_unstable();
            started
        });
        if !are_sorted {
            sort_targets();
        }
    }
}

/// A relation between two claims of the input, which are known by their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Link {
    at: Spot,
    target: u32,
}

impl Edge for Link {
    fn ends(&self) -> (u32, u32) {
        (self.at.row, self.target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn spot(row: u32, detail: u32) -> Spot {
        Spot { row, detail }
    }

    #[test]
    fn what_does_not_fit_together_is_found_across_blocks() {
        let key = Key::default();
        let mut first = LinkIndex::default();
        first.add_id(&key, "a.001", spot(0, 6));
        first.add_target(&key, RelationKind::Answers, "b.002", spot(0, 90));
        first.add_id(&key, "a.002", spot(1, 6));
        first.add_target(&key, RelationKind::Restates, "c.009", spot(1, 80));
        first.add_target(&key, RelationKind::Restates, "c.008", spot(1, 99));
        first.add_target(&key, RelationKind::Restates, "c.007", spot(1, 120));
        let mut second = LinkIndex::default();
        second.add_id(&key, "b.002", spot(0, 6));
        second.add_target(&key, RelationKind::Answers, "a.001", spot(0, 70));
        second.add_id(&key, "a.001", spot(2, 6));
        second.add_unread(&key, "c.008");
        let mut all = LinkIndex::default();
        all.append(0, &first);
        all.append(10, &second);
        assert_eq!(
            all.compare(&key, 2, || vec!["c.007"]),
            [
                (spot(1, 80), LinkFault::Dangling),
                (spot(10, 70), LinkFault::Cycle(RelationKind::Answers)),
                (spot(12, 6), LinkFault::Duplicate { first: spot(0, 6) }),
            ]
        );
    }
}
