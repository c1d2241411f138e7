//! The integration tests: one binary, a module a subject.

mod agreement;
mod dataset;
mod dates;
mod evidence;
mod export;
mod formats;
mod generated;
mod program;
mod rules;
mod schema;
mod support;
