//! The rules: what each finds, and what it lets pass.

mod fixtures;
mod mutants;
mod seeded_errors;
