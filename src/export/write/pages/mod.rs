//! Parquet's pages, made from the cells of tables.
//!
//! `parquet`'s own writer for Arrow arrays looks up each value of a dictionary by its bytes, and goes through levels one by one. Here a
//! vocabulary's term is known by its ordinal, a repeated text is looked up once a block, and levels are runs from the start. The headers of
//! pages and the end of the file are still written by `parquet`.

mod block;
mod bounds;
mod chunk;
mod dictionary;
mod hybrid;
mod leaf;
mod nature;
mod spliced;
mod texts;

pub(in crate::export) use block::Block;
#[cfg(feature = "cli")]
pub(super) use chunk::GROUP;
pub(super) use chunk::{Chunk, Encoded, Squeezer};
pub(super) use leaf::Leaf;
pub(super) use nature::Nature;
