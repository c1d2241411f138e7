//! What several subjects need: the program, copies of datasets with edits, generated files.

mod datasets;
mod generated;
pub(crate) mod limited_process;
pub(crate) mod mangle;
mod program;
mod schemas;

pub(crate) use datasets::{copy_dataset, edit, fixture_dataset, mini};
pub(crate) use generated::{assert_fresh, assert_part_fresh};
pub(crate) use program::{claims, root, stderr, stdout, texts};
pub(crate) use schemas::schema;
