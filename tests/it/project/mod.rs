//! The repository itself: the package, the examples, the order of the modules.

mod examples;
mod imports;
mod package;
