//! The pages of a column, of which the dictionary's was written last and comes first.

use std::io::{Chain, Read};

use bytes::{Buf, Bytes};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// Two parts that are read as one.
pub(in crate::export::write) struct Spliced {
    first: Bytes,
    rest: Bytes,
}

impl Spliced {
    pub(super) fn new(first: Vec<u8>, rest: Vec<u8>) -> Self {
        Self { first: first.into(), rest: rest.into() }
    }

    /// The bytes of the first part.
    pub(super) const fn first(&self) -> usize {
        self.first.len()
    }

    pub(super) const fn bytes(&self) -> u64 {
        (self.first.len() + self.rest.len()) as u64
    }
}

impl Length for Spliced {
    fn len(&self) -> u64 {
        self.bytes()
    }
}

impl ChunkReader for Spliced {
    type T = Chain<bytes::buf::Reader<Bytes>, bytes::buf::Reader<Bytes>>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        if start > 0 {
            return Err(ParquetError::General("the pages of a column are read from the first".to_owned()));
        }
        Ok(self.first.clone().reader().chain(self.rest.clone().reader()))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let mut bytes = Vec::with_capacity(length);
        self.get_read(start)?.take(length as u64).read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }
}
