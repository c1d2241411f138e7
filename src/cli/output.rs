//! The program's outputs.

use std::io::{self, Write};
use std::path::Path;

#[cfg(feature = "cli")]
use crate::edit::Problem;
use crate::error::Error;
use crate::sanitize::shown;

/// Prints on standard output, coloured where that is wanted.
pub(super) fn print(text: &str) -> Result<(), Error> {
    let mut output = anstream::stdout().lock();
    unless_closed(output.write_all(text.as_bytes()).and_then(|()| output.flush()), "standard output")
}

/// Prints on standard output what holds no colours.
pub(super) fn print_as_is(text: &str) -> Result<(), Error> {
    let mut output = io::stdout().lock();
    unless_closed(output.write_all(text.as_bytes()).and_then(|()| output.flush()), "standard output")
}

/// Prints a line on standard error.
pub(super) fn tell(line: &str) -> Result<(), Error> {
    unless_closed(writeln!(anstream::stderr(), "{}", shown(line)), "standard error")
}

/// The error of an output, unless its reader has closed it: that one has seen enough, and the work and its verdict are as they would be.
fn unless_closed(written: io::Result<()>, output: &str) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("write to", Path::new(output), error)),
        _ => Ok(()),
    }
}

/// Prints what keeps a file from being changed.
#[cfg(feature = "cli")]
pub(super) fn refuse(problems: &[Problem]) -> Result<(), Error> {
    print(&problems.iter().map(ToString::to_string).collect::<String>())
}
