//! External claims: what is taken as input, and how it is checked and exported.

mod export;
mod inputs;
mod tables;
mod validate;
mod versions;
