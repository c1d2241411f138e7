//! What a fault is, and how faults are written as lines of a table.

use crate::draft::{Draft, Spot};
use crate::layout::Layout;
use crate::plan::Cycle;

/// One way to break a claim.
pub struct Fault {
    /// The rule that finds it.
    pub rule: &'static str,
    /// What is done.
    pub name: &'static str,
    pub(crate) spoil: Spoil,
    /// The cycle of relations that the claims before it make with it.
    pub(crate) cycle: Option<Cycle>,
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
        pub(super) const FAULTS: &[$crate::fault::Fault] = &[$($crate::fault::Fault {
            $($field: $value,)*
            ..$crate::fault::Fault::new($rule, $name, $crate::fault::Spoil::$spoil($how))
        }),+];
    };
}
pub(crate) use faults;

impl Fault {
    pub(crate) const fn new(rule: &'static str, name: &'static str, spoil: Spoil) -> Self {
        Self { rule, name, spoil, cycle: None }
    }

    /// Whether the line is no JSON, so that it cannot be an item of an array.
    pub(crate) fn breaks_syntax(&self) -> bool {
        ["syntax", "conflict-marker"].contains(&self.rule)
    }
}
