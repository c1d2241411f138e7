//! The integration tests: one binary, a module a subject.

mod agreement;
mod dataset;
mod dates;
mod evidence;
mod export;
mod generated;
mod newcomer;
mod program;
mod rules;
mod schema;
mod scramble;
mod support;
mod tools;
