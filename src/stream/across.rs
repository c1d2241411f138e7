//! What does not fit together across claims, as findings.

use super::block::{Checker, Faulty};
use super::identity::{Misfit, Spot};
use super::position::Position;
use crate::diagnostic::{RecordKind, Severity};
use crate::load::{Finding, Place};
use crate::model::ClaimId;
use crate::rules::{self, unknown_reference};
use crate::sanitize::excerpt;

impl Misfit {
    /// The rule, and how much a finding of it matters here; `None` if it is no finding.
    pub(super) fn rule(self, checker: &Checker<'_>) -> Option<(&'static rules::Rule, Severity)> {
        match self {
            Self::Duplicate { .. } => Some((&rules::duplicate_id::RULE, Severity::Error)),
            Self::Dangling => checker.references.severity().map(|severity| (&unknown_reference::RULE, severity)),
            Self::Circle(_) => Some((&rules::relation_circle::RULE, Severity::Error)),
        }
    }

    /// The finding, with as much of the claim as is known: its id, and the id that stands at the place.
    pub(super) fn finding(self, checker: &Checker<'_>, claim: Option<&str>, words: Option<&str>) -> Option<Finding> {
        let (rule, severity) = self.rule(checker)?;
        let (message, help) = match self {
            Self::Duplicate { .. } => {
                let id = words.map_or_else(|| "the claim id at this place".to_owned(), |id| format!("the claim id {}", excerpt(id)));
                let help = "give the newer record the next free id".to_owned();
                (format!("{id} is used twice: expected an id of its own for each claim"), Some(help))
            }
            Self::Dangling => {
                let message = match words {
                    Some(id) => rules::unknown(RecordKind::Claim, id, checker.claim_ids()),
                    None => "there is no claim with the id at this place: expected the id of a claim".to_owned(),
                };
                (message, Some(unknown_reference::help(RecordKind::Claim)))
            }
            Self::Circle(kind) => {
                let (from, to) = {
                    let known = words.filter(|id| ClaimId::new(*id).is_ok());
                    (claim.unwrap_or("the claim"), known.unwrap_or("the claim at this place"))
                };
                (rules::relation_circle::message(from, kind.as_str(), to), None)
            }
        };
        let about = claim.map(|id| format!("{id}: ")).unwrap_or_default();
        let finding = Finding::new(rule, Place { file: 0, span: 0..0 }, format!("{about}{message}"), help);
        Some(Finding { severity, record: claim.map(str::to_owned), ..finding })
    }
}

/// Misfits in lines that are not at hand.
pub(super) fn unplaced(misfits: &[(Spot, Misfit)], checker: &Checker<'_>) -> Vec<Faulty<'static>> {
    let faulty = |(spot, misfit): &(Spot, Misfit)| {
        let start = Position { line: spot.row, column: spot.detail };
        Some(Faulty::about_nothing(start, misfit.finding(checker, None, None)?))
    };
    misfits.iter().filter_map(faulty).collect()
}
