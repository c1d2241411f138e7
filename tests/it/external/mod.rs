//! External claims: what is taken as input, and how it is checked and exported.

mod export;
mod inputs;
mod validate;
mod versions;
