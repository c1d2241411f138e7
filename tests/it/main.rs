//! The integration tests: one binary, a module a subject.

mod agreement;
#[path = "../../benches/claims_gen/mod.rs"]
mod claims_gen;
mod dataset;
mod dates;
mod elsewhere;
mod evidence;
mod export;
mod formats;
mod generated;
mod mutants;
mod newcomer;
mod planted;
mod program;
mod rules;
mod schema;
mod scramble;
mod streamed;
mod support;
mod tools;
