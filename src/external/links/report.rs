//! What does not fit together across claims, as findings.

use std::ops::Range;

use super::index::{LinkFault, Spot};
use crate::diagnostics::{RecordKind, Severity};
use crate::external::check::{Checker, Faulty};
use crate::external::position::Position;
use crate::external::record::InRecord;
use crate::model::ClaimId;
use crate::rules::{self, duplicate_id, relation_cycle, unknown, unknown_reference};

impl LinkFault {
    /// The rule, and how much a finding of it matters here; `None` if it is no finding.
    pub(in crate::external) fn rule(self, checker: &Checker<'_>) -> Option<(&'static rules::Rule, Severity)> {
        match self {
            Self::Duplicate { .. } => Some((&rules::duplicate_id::RULE, Severity::Error)),
            Self::Dangling => checker.references.severity().map(|severity| (&unknown_reference::RULE, severity)),
            Self::Cycle(_) => Some((&rules::relation_cycle::RULE, Severity::Error)),
        }
    }

    /// The finding, with as much of the claim as is known: its id, and the id that stands at the place.
    pub(in crate::external) fn finding(
        self,
        checker: &Checker<'_>,
        claim: Option<&str>,
        words: Option<&str>,
        span: Range<usize>,
    ) -> Option<InRecord> {
        let (rule, severity) = self.rule(checker)?;
        let known = words.filter(|id| ClaimId::new(*id).is_ok());
        let (message, help) = match self {
            Self::Duplicate { .. } => (duplicate_id::message(RecordKind::Claim, words), Some(duplicate_id::HELP.to_owned())),
            Self::Dangling => {
                let message = unknown(RecordKind::Claim, words, checker.claim_ids().iter().copied());
                (message, Some(unknown_reference::help(RecordKind::Claim)))
            }
            Self::Cycle(kind) => (relation_cycle::message(claim, kind.as_str(), known), None),
        };
        let about = claim.map(|id| format!("{id}: ")).unwrap_or_default();
        let finding = rule.finding(Some(span), format!("{about}{message}"), help);
        Some(InRecord { severity, record: claim.map(str::to_owned), ..finding })
    }
}

/// Broken links in lines that are not at hand.
pub(in crate::external) fn unplaced(broken_links: &[(Spot, LinkFault)], checker: &Checker<'_>) -> Vec<Faulty<'static>> {
    let faulty = |(spot, broken): &(Spot, LinkFault)| {
        let start = Position { line: spot.row, column: spot.detail };
        Some(Faulty::about_nothing(start, broken.finding(checker, None, None, 0..0)?))
    };
    broken_links.iter().filter_map(faulty).collect()
}
