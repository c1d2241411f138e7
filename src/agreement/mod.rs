//! How far codings of the same claims agree: with one another, and with what they were settled into.
//!
//! Fields of one value are compared by Krippendorff's alpha for nominal data (K. Krippendorff, *Computing Krippendorff's Alpha-Reliability*,
//! 2011; *Content Analysis*, third edition, 2013, chapter 12), in which an empty field is a value of its own. Lists are compared by F1 over
//! their items, summed over all pairs (micro-averaged): what both leave empty counts for nothing. Which claims both coders found is
//! compared by F1 too, over the codings. Intervals are percentile intervals of 95% from resampled pairs (B. Efron and R. Tibshirani, *An
//! Introduction to the Bootstrap*, 1993, chapter 13).

#[cfg(feature = "cli")]
mod against;
#[cfg(feature = "cli")]
mod assignment;
mod bootstrap;
mod coders;
mod codes;
#[cfg(feature = "cli")]
mod matching;
mod measures;

#[cfg(feature = "cli")]
pub(crate) use against::{Against, ConfidenceLevel, against, documents};
#[cfg(feature = "cli")]
pub(crate) use bootstrap::Estimate;
pub(crate) use coders::between_coders;
pub(crate) use codes::{CODED_FIELDS, Codes};
pub(crate) use measures::{Agreement, Measure};
