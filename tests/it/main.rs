//! The integration tests: one binary, a module a subject.

mod agreement;
mod bounded;
#[path = "../../benches/claims_gen/mod.rs"]
mod claims_gen;
mod codebook;
mod damage;
mod dataset;
mod dates;
mod elsewhere;
mod evidence;
mod examples;
mod export;
mod faults;
mod formats;
mod generated;
mod hostile;
mod keys;
mod mutants;
mod newcomer;
mod package;
mod planted;
mod program;
mod recovery;
mod rules;
mod schema;
mod scramble;
mod search;
mod streamed;
mod support;
mod table_page;
mod tools;
