//! What the rules over a whole dataset may look at.

use super::grounding::{Grounding, count_claim};
use super::registers::Registers;
use super::unread::Unread;
use crate::dataset::Records;
use crate::diagnostics::{Counts, Location, RecordKind};
use crate::model::view::Viewed;
use crate::model::walk::Role;
use crate::model::{Claim, Source, SourceId};
use crate::texts::Texts;

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The records, sorted by id.
    pub records: &'a Records,
    /// The texts of the documents, where they are at hand.
    pub texts: Option<&'a Texts>,
    registers: Registers<'a>,
    unread: &'a Unread,
    groundings: Vec<Option<Grounding<'a>>>,
}

impl<'a> Context<'a> {
    /// A context for `records`, which must be sorted by id. Mentions of `unread` records are no findings of their own.
    #[must_use]
    pub fn new(records: &'a Records, unread: &'a Unread, texts: Option<&'a Texts>) -> Self {
        let registers = Registers::new(records, unread);
        let of_claim = |claim: &Claim| texts.and_then(|texts| Grounding::of(&claim.view(), &registers, texts));
        let groundings = records.claims.iter().map(of_claim).collect();
        Self { records, texts, registers, unread, groundings }
    }

    /// What claims may mention.
    pub(crate) const fn registers(&self) -> &Registers<'a> {
        &self.registers
    }

    /// What the claim of this index rests on, if that is at hand.
    pub(crate) fn grounding(&self, claim: usize) -> Option<&Grounding<'a>> {
        self.groundings[claim].as_ref()
    }

    /// The place of a claim with what it shows, for a finding that it explains.
    pub(crate) fn at_claim(&self, claim: &Claim, note: &str) -> Option<(Location, String)> {
        let index = self.records.claims.iter().position(|other| std::ptr::eq(other, claim))?;
        Some((Location::new(RecordKind::Claim, index, "/id"), note.to_owned()))
    }

    /// Whether the source has claims and each of them could be read, so that what they cover is known.
    pub(crate) fn has_all_claims(&self, source: &Source) -> bool {
        let mut unread = self.unread.ids.iter().filter(|(kind, _)| *kind == RecordKind::Claim);
        self.registers.has_claims_of(source) && !unread.any(|(_, id)| source.has_claim(id))
    }

    /// Whether every coding of the document with this id could be read.
    pub(crate) fn has_all_codings(&self, source: &SourceId) -> bool {
        let of_source = |id: &str| id.strip_prefix(source.as_str()).is_some_and(|rest| rest.starts_with('/'));
        let mut unread = self.unread.ids.iter().filter(|(kind, _)| *kind == RecordKind::Coding);
        !self.unread.nameless.contains(&RecordKind::Coding) && !unread.any(|(_, id)| of_source(id))
    }

    /// Whether the text that a record rests on is at hand and is the recorded one, so that rules can look at it.
    pub(crate) fn has_text_of(&self, kind: RecordKind, index: usize) -> bool {
        let Some(texts) = self.texts else { return false };
        match kind {
            RecordKind::Claim => self.grounding(index).is_some(),
            RecordKind::Source => texts.of_source(&self.records.sources[index]).is_some(),
            _ => true,
        }
    }

    /// Whether every record could be read.
    pub(crate) fn is_complete(&self) -> bool {
        *self.unread == Unread::default()
    }

    /// How much was checked.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (claim, grounding) in self.records.claims.iter().zip(&self.groundings) {
            count_claim(&mut counts, &claim.view(), grounding.as_ref());
        }
        self.records.walk(|kind, _, role, id, _| {
            let Role::Mention(target) = role else { return };
            let is_unknown = self.registers.is_unknown_to(kind, target, id);
            let is_withdrawn = || target == RecordKind::Claim && self.records.contains(RecordKind::Withdrawn, id);
            let is_checked = is_unknown || self.records.contains(target, id) || is_withdrawn();
            counts.references.checked += usize::from(is_checked);
            counts.references.failed += usize::from(is_unknown);
            counts.references.uncheckable += usize::from(!is_checked);
        });
        counts
    }
}
