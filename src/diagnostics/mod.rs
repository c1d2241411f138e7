//! What is said about data: which rule, how severe, about what.
//!
//! A rule makes a [`Diagnostic`], whose [`Location`] is a record and a JSON Pointer in it. Whoever read the record turns it into a
//! [`Finding`] at a [`Place`] of a file; the findings and the numbers of a check are its [`Outcome`].

mod counts;
mod diagnostic;
mod finding;
mod outcome;
mod source_file;

pub use counts::{Counts, Tally};
pub use diagnostic::{Diagnostic, Location, Severity};
pub use finding::{Excerpt, Finding, Place, Region};
pub(crate) use outcome::sort;
pub use outcome::{NotRead, Outcome};
pub use source_file::SourceFile;
pub(crate) use source_file::{Bytes, Placer};

pub use crate::model::RecordKind;
