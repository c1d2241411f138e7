//! Records that were judged apart, compared: ids that stand twice, and relations that lead nowhere or in a cycle.
//!
//! Each part of the records is judged with [`Settings::compare`](super::Settings::compare) off and
//! [`Settings::keep_records`](super::Settings::keep_records) on. Of the [`JudgedRecord`](super::JudgedRecord)s, each own id and each target
//! of a relation is a [`Mention`]. Brought together by id, [`Mentions`] tells in one go what each comes to, in memory that does not grow;
//! the relations that may not lead in a cycle are then walked as [`Ties`], for 36 bytes each. [`Comparison`] says all of this in the words of
//! a check in one go.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::register::Register;
use crate::diagnostics::Finding;
use crate::external::check::Checker;
use crate::external::links::index::{LinkFault, Spot};
use crate::external::record::References;
use crate::model::RelationKind;
use crate::rules::{Edge, closing};

/// What an id is mentioned as. Those of one id are compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The own id of a record that could be read.
    Own,
    /// The own id of a record that could not be read.
    Unread,
    /// The target of a relation.
    Target,
}

/// A mention of an id.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'a> {
    /// The id.
    pub id: &'a [u8],
    /// What it is mentioned as.
    pub role: Role,
    /// Whether it is the target of a relation that may not lead in a cycle.
    pub is_tie: bool,
    /// The id of the record itself; empty if it is not known.
    pub name: &'a [u8],
    /// What tells the record from all others.
    pub key: &'a [u8],
}

/// What a mention comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// It fits.
    Fits,
    /// The id is that of an earlier record.
    Duplicate,
    /// The target is none of the records. It may be in the register: see [`Comparison::is_registered`].
    Elsewhere,
    /// The relation leads to the record with this key, and may not lead back by way of others.
    Tie(&'a [u8]),
}

/// Why mentions cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Disorder {
    /// A mention comes before one that belongs before it.
    Unsorted,
    /// Two records have the same key.
    SameKey,
}

/// The mentions of ids, as they come: sorted by id, role and key.
#[derive(Debug, Default)]
pub struct Mentions {
    id: Vec<u8>,
    role: Option<Role>,
    is_unread: bool,
    /// The key of the first record with the id.
    first: Option<Vec<u8>>,
    /// The key of the last one.
    last: Vec<u8>,
}

impl Mentions {
    /// What the next mention comes to.
    ///
    /// # Errors
    /// If it is out of order, or is of a record whose key is not its own. Keys have an order of their own: it is not checked.
    pub fn next(&mut self, mention: Mention<'_>) -> Result<Verdict<'_>, Disorder> {
        if self.role.is_none() || mention.id != self.id {
            if self.role.is_some() && mention.id < self.id.as_slice() {
                return Err(Disorder::Unsorted);
            }
            self.id.clear();
            self.id.extend_from_slice(mention.id);
            (self.is_unread, self.first) = (false, None);
        } else if self.role > Some(mention.role) {
            return Err(Disorder::Unsorted);
        }
        self.role = Some(mention.role);
        match mention.role {
            Role::Own => self.own(mention.key),
            Role::Unread => {
                self.is_unread = true;
                Ok(Verdict::Fits)
            }
            // A relation to the record itself is another rule's.
            Role::Target => Ok(match &self.first {
                Some(first) if mention.is_tie && first != mention.key => Verdict::Tie(first),
                Some(_) if mention.is_tie && mention.name != self.id => return Err(Disorder::SameKey),
                Some(_) => Verdict::Fits,
                None if self.is_unread => Verdict::Fits,
                None => Verdict::Elsewhere,
            }),
        }
    }

    fn own(&mut self, key: &[u8]) -> Result<Verdict<'_>, Disorder> {
        let is_again = self.first.is_some();
        if is_again && self.last == key {
            return Err(Disorder::SameKey);
        }
        self.last.clear();
        self.last.extend_from_slice(key);
        self.first.get_or_insert_with(|| key.to_vec());
        Ok(if is_again { Verdict::Duplicate } else { Verdict::Fits })
    }
}

/// The relations of one kind that may not lead in a cycle, as they come: in the order of the records that they lead from.
#[derive(Debug, Default)]
pub struct Ties {
    /// The records that they lead from, in order.
    records: Vec<u128>,
    /// Which of these each leads from.
    from: Vec<u32>,
    to: Vec<u128>,
}

/// There are more relations or records than can be counted in 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

/// A relation of which both ends are known by their numbers.
struct Tie {
    ends: (u32, u32),
    number: u32,
}

impl Edge for Tie {
    fn ends(&self) -> (u32, u32) {
        self.ends
    }
}

impl Ties {
    /// Adds the next relation between two records, each known by a number of its own, such as a hash.
    ///
    /// # Errors
    /// If there are too many.
    pub fn add(&mut self, from: u128, to: u128) -> Result<(), TooMany> {
        if self.records.last() != Some(&from) {
            self.records.push(from);
        }
        u32::try_from(self.from.len()).map_err(|_| TooMany)?;
        self.from.push(u32::try_from(self.records.len() - 1).map_err(|_| TooMany)?);
        self.to.push(to);
        Ok(())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.to.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to.is_empty()
    }

    /// The numbers, from 0, of the relations that close a cycle, in order.
    #[must_use]
    pub fn closing(self) -> Vec<u32> {
        let Self { records, from, to } = self;
        let mut order: Vec<u32> = (0..=u32::MAX).take(records.len()).collect();
        let hash = |record: &u32| records[*record as usize];
        order.sort_unstable_by_key(hash);
        // What leads to a record from which nothing leads is in no cycle.
        let target = |to: &u128| order.binary_search_by_key(to, hash).ok().map(|place| order[place]);
        let ties = (0..).zip(&from).zip(&to).filter_map(|((number, from), to)| Some(Tie { ends: (*from, target(to)?), number }));
        let ties: Vec<Tie> = ties.collect();
        drop((records, order, from, to));
        let mut found: Vec<u32> = closing(&ties).map(|tie| tie.number).collect();
        found.sort_unstable();
        found
    }
}

/// What does not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// The id is that of an earlier record.
    Duplicate,
    /// The target of the relation is no claim.
    Dangling,
    /// The relation closes a cycle.
    Cycle(RelationKind),
}

/// What comparisons need of a register.
pub struct Comparison<'a> {
    checker: Checker<'a>,
    registered: OnceCell<HashSet<&'a str>>,
}

impl<'a> Comparison<'a> {
    /// A comparison with the claims of this register; `references` says what becomes of relations that lead nowhere.
    #[must_use]
    pub fn new(register: Register<'a>, references: References) -> Self {
        let checker = Checker::new(register.records(), move || register.claim_ids(), None, references);
        Self { checker, registered: OnceCell::new() }
    }

    /// Whether the register has a claim with this id.
    #[must_use]
    pub fn is_registered(&self, id: &str) -> bool {
        self.registered.get_or_init(|| self.checker.claim_ids().iter().copied().collect()).contains(id)
    }

    /// The finding, without a place; `None` if it is not wanted. `claim` is the id of the record, `words` are those at the place.
    #[must_use]
    pub fn finding(&self, misfit: Misfit, claim: Option<&str>, words: &str) -> Option<Finding<()>> {
        let fault = match misfit {
            Misfit::Duplicate => LinkFault::Duplicate { first: Spot::default() },
            Misfit::Dangling => LinkFault::Dangling,
            Misfit::Cycle(kind) => LinkFault::Cycle(kind),
        };
        fault.finding(&self.checker, claim, Some(words), 0..0).map(|finding| finding.map_places(|_| ()))
    }
}

impl std::fmt::Debug for Comparison<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Comparison").field("references", &self.checker.references).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention<'a>(id: &'a str, role: Role, key: &'a str) -> Mention<'a> {
        Mention { id: id.as_bytes(), role, is_tie: true, name: b"a", key: key.as_bytes() }
    }

    #[test]
    fn mentions_are_compared_as_they_come() {
        let mut mentions = Mentions::default();
        let expected = [
            (mention("a", Role::Own, "3"), Ok(Verdict::Fits)),
            (mention("a", Role::Own, "5"), Ok(Verdict::Duplicate)),
            (mention("a", Role::Target, "3"), Ok(Verdict::Fits)),
            (mention("a", Role::Target, "5"), Ok(Verdict::Tie(b"3"))),
            (Mention { is_tie: false, ..mention("a", Role::Target, "6") }, Ok(Verdict::Fits)),
            (mention("b", Role::Target, "1"), Ok(Verdict::Elsewhere)),
            (mention("c", Role::Unread, "1"), Ok(Verdict::Fits)),
            (mention("c", Role::Target, "2"), Ok(Verdict::Fits)),
            (mention("c", Role::Own, "2"), Err(Disorder::Unsorted)),
            (mention("b", Role::Own, "2"), Err(Disorder::Unsorted)),
            (mention("d", Role::Own, "2"), Ok(Verdict::Fits)),
            (mention("d", Role::Own, "2"), Err(Disorder::SameKey)),
            (mention("d", Role::Target, "2"), Err(Disorder::SameKey)),
        ];
        for (mention, verdict) in expected {
            assert_eq!(mentions.next(mention), verdict, "{mention:?}");
        }
    }

    #[test]
    fn ties_close_cycles_as_edges_between_rows_do() {
        let mut state = 7_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((state >> 33) % below).unwrap_or_default()
        };
        let mut cycles = 0;
        for records in (2..60).chain([400]) {
            let mut edges: Vec<(u32, u32)> = (0..records).map(|_| (random(records), random(records))).collect();
            edges.retain(|(from, to)| from != to);
            edges.sort_unstable();
            let hash = |row: u32| u128::from(row).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
            let mut ties = Ties::default();
            for (from, to) in &edges {
                ties.add(hash(*from), hash(*to)).expect("there are few");
            }
            assert_eq!((ties.len(), ties.is_empty()), (edges.len(), edges.is_empty()));
            // The same edges may stand twice: what counts is how often each closes a cycle.
            let mut expected: Vec<_> = closing(&edges).copied().collect();
            expected.sort_unstable();
            let found: Vec<_> = ties.closing().into_iter().map(|number| edges[number as usize]).collect();
            assert_eq!(found, expected);
            cycles += found.len();
        }
        assert!(cycles > 50, "only {cycles} cycles were met");
    }
}
