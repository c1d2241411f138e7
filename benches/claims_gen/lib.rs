//! Files of claims made up from the vocabulary of the real dataset, and, where that is wanted, broken in known ways.
//!
//! Everything follows from the numbers of claims and errors and the seed: the same file on every machine.

mod claim;
mod draft;
mod fault;
pub mod faults;
mod layout;
pub mod lot;
mod plan;
mod pool;
pub mod random;
mod words;
mod write;

pub use fault::Fault;
pub use write::{Options, Planted, write};
