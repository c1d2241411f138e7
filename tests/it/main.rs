//! The integration tests: one binary, a folder a subject.

mod commands;
mod data;
mod export;
mod external;
mod form;
mod project;
mod reading;
mod reports;
mod robustness;
mod rules;
mod support;
