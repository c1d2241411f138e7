//! How to cite the dataset, or one claim of it: with the version, and for a claim with its source.

mod apa;
mod bibtex;
mod cited;
mod csl;

pub(crate) use apa::line;
pub(crate) use bibtex::entry as bibtex;
pub(crate) use cited::Cited;
pub(crate) use csl::items as csl;
