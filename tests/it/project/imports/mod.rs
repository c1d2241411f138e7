//! Imports between the files of a crate: which point the wrong way, and which make cycles.

mod cycles;
mod order;
mod paths;
mod resolve;
