//! How much a check looked at.

use std::ops::AddAssign;

/// How many there are of a thing that is checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Those that were checked.
    pub checked: usize,
    /// Those of them with an error.
    pub failed: usize,
    /// Those of them with a finding that a waiver accepts.
    pub waived: usize,
    /// Those that could not be checked.
    pub uncheckable: usize,
}

/// How much a check looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Claims; uncheckable are those that could not be read.
    pub claims: Tally,
    /// Evidence spans: checked against the text, or uncheckable because their text is not at hand or not the recorded one.
    pub spans: Tally,
    /// Evidence spans with a quotation, in the same way.
    pub quotes: Tally,
    /// Mentions of one record in another; uncheckable are those that may lead to a record that is not at hand, or are not to be checked.
    pub references: Tally,
    /// Findings that a waiver accepts.
    pub waived: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.checked += more.checked;
        self.failed += more.failed;
        self.waived += more.waived;
        self.uncheckable += more.uncheckable;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.claims += more.claims;
        self.spans += more.spans;
        self.quotes += more.quotes;
        self.references += more.references;
        self.waived += more.waived;
    }
}
