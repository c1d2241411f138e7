//! Every fault that a claim from elsewhere can have: how it is made, and what is to be found where.

mod rules;
mod shape;
mod syntax;

use super::draft::{Draft, Spot};
use super::layout::Layout;

/// One way to break a claim.
pub(crate) struct Fault {
    /// The rule that finds it.
    pub(crate) rule: &'static str,
    /// What is done.
    pub(crate) name: &'static str,
    pub(crate) spoil: Spoil,
    pub(crate) circle: Option<Circle>,
}

/// Claims in a row that are tied in a circle: each to the next, and the last one, which has the finding, to the first.
pub(crate) struct Circle {
    pub(crate) kind: &'static str,
    pub(crate) length: u64,
}

/// How a claim is broken.
pub(crate) enum Spoil {
    /// As a value; the result says where the finding is expected.
    Value(fn(&mut Draft<'_>) -> Spot),
    /// As a line; the result is the line, and the byte at which the finding is expected.
    Line(fn(&Layout) -> (Vec<u8>, usize)),
}

/// Faults as lines of a table: rule, what is done, how.
macro_rules! faults {
    ($spoil:ident: $($rule:literal, $name:literal $(, $field:ident: $value:expr)* => $how:expr;)+) => {
        pub(super) const FAULTS: &[$crate::claims_gen::faults::Fault] = &[$($crate::claims_gen::faults::Fault {
            $($field: $value,)*
            ..$crate::claims_gen::faults::Fault::new($rule, $name, $crate::claims_gen::faults::Spoil::$spoil($how))
        }),+];
    };
}
use faults;

impl Fault {
    const fn new(rule: &'static str, name: &'static str, spoil: Spoil) -> Self {
        Self { rule, name, spoil, circle: None }
    }

    /// Every fault.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        [shape::FAULTS, rules::FAULTS, syntax::FAULTS].into_iter().flatten()
    }

    /// Whether the line is no JSON, so that it cannot be an item of an array.
    pub(crate) fn breaks_syntax(&self) -> bool {
        ["syntax", "conflict-marker"].contains(&self.rule)
    }
}
