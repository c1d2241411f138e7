//! Every fault that an external claim can have: how it is made, and what is to be found where.

mod rules;
mod shape;
mod syntax;

use crate::fault::Fault;

/// Every fault.
pub fn all() -> impl Iterator<Item = &'static Fault> {
    [shape::FAULTS, rules::FAULTS, syntax::FAULTS].into_iter().flatten()
}
