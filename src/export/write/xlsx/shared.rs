//! What the sheets share.

use std::io;

use rust_xlsxwriter::XlsxError;

/// The sheet that describes the others.
pub(super) const CODEBOOK: &str = "codebook";

pub(super) fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}
