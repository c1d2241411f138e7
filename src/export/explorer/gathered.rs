//! The claims of a page that stream by, as long as they are not too many for it.

use super::claims::Claims;
use crate::dataset::Records;
use crate::limits::MOST_ON_A_PAGE;
use crate::model::ClaimView;

/// What is kept for the page.
pub(in crate::export) struct Gathered<'r> {
    /// `None` once there are too many.
    claims: Option<Claims<'r>>,
}

impl<'r> Gathered<'r> {
    pub(in crate::export) const fn new(records: &'r Records) -> Self {
        Self { claims: Some(Claims::new(records)) }
    }

    /// Adds the claims of the next block.
    pub(in crate::export) fn add(&mut self, block: &[&ClaimView<'_>]) {
        let Some(claims) = &mut self.claims else { return };
        if claims.rows.len() + block.len() > MOST_ON_A_PAGE {
            self.claims = None;
            return;
        }
        for claim in block {
            claims.add(claim);
        }
    }

    pub(in crate::export) const fn is_too_large(&self) -> bool {
        self.claims.is_none()
    }

    /// The claims, if the page can bear them.
    pub(in crate::export) fn whole(self) -> Option<Claims<'r>> {
        self.claims
    }
}
