//! `claims anchor`.

use std::path::PathBuf;

use super::amounts::count;
use super::global::{Global, Verdict};
use super::output::refuse;
use crate::edit::{self, DataFile, Stop};
use crate::error::Error;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A file in data/claims/ or seeds/ whose ranges are given as `{ find = "exact words" }`
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder with the texts of the documents
    #[arg(long, value_name = "DIR", env = "CLAIMS_TEXTS")]
    texts: PathBuf,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let root = global.root()?;
    let files = DataFile::find(&root, &arguments.file)?;
    let [file] = files.as_slice() else {
        return Err(Error::usage(format!("{} is a folder: expected one file", arguments.file.display())));
    };
    match edit::anchor(&root, file, &arguments.texts) {
        Ok(0) => global.say(&format!("{} has no `find`: nothing to anchor", file.source.path))?,
        Ok(ranges) => global.say(&format!("anchored {} in {}", count(ranges, "range", "ranges"), file.source.path))?,
        Err(Stop::World(error)) => return Err(error),
        Err(Stop::Data(problems)) => {
            refuse(&problems)?;
            global.say(&format!("{}: nothing was written", count(problems.len(), "error", "errors")))?;
            return Ok(Verdict::Refused);
        }
    }
    Ok(Verdict::Clean)
}
