//! The codebook: the model for people, made from the types' schemas, the rules of coding and a dataset.

mod kinds;
mod page;
mod uses;

pub use page::codebook;
