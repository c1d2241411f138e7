//! How to cite the dataset, or one claim of it: with the version, and for a claim with its source.

mod apa;
mod bibtex;
mod cited;
#[cfg(feature = "commands")]
mod csl;
#[cfg(feature = "html")]
mod patterns;

#[cfg(feature = "commands")]
pub(crate) use apa::line;
#[cfg(feature = "commands")]
pub(crate) use bibtex::entry as bibtex;
#[cfg(feature = "commands")]
pub(crate) use cited::Cited;
#[cfg(feature = "commands")]
pub(crate) use csl::items as csl;
#[cfg(feature = "html")]
pub(crate) use patterns::patterns;
