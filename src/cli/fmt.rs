//! `claims fmt`.

use std::path::{Path, PathBuf};

use super::amounts::count;
use super::global::{Global, Verdict};
use super::output::refuse;
use crate::edit::{self, DataFile};
use crate::error::Error;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files or folders of the dataset [default: the whole dataset]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; exit with 1 if a file is not in the canonical layout
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let files = files(&global.root()?, &arguments.paths)?;
    let (mut changed, mut refused) = (0, 0);
    for file in &files {
        match edit::format(file) {
            Ok(text) if text == file.source.text => {}
            Ok(text) => {
                changed += 1;
                settle(file, &text, arguments.check, global)?;
            }
            Err(problems) => {
                refused += 1;
                refuse(&problems)?;
            }
        }
    }
    let did = if arguments.check { "not in canonical layout" } else { "laid out anew" };
    let left = if refused == 0 { String::new() } else { format!(", {refused} left alone for their errors") };
    global.say(&format!("checked {}: {changed} {did}{left}", count(files.len(), "file", "files")))?;
    Ok(if refused > 0 || arguments.check && changed > 0 { Verdict::Refused } else { Verdict::Clean })
}

/// The files that were asked for, each once.
fn files(root: &Path, paths: &[PathBuf]) -> Result<Vec<DataFile>, Error> {
    if paths.is_empty() {
        return DataFile::all(root);
    }
    let mut files = Vec::new();
    for path in paths {
        files.extend(DataFile::find(root, path)?);
    }
    files.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    files.dedup_by(|a, b| a.source.path == b.source.path);
    Ok(files)
}

/// Writes the new text of a file, or says how the old one differs from it.
fn settle(file: &DataFile, text: &str, check: bool, global: &Global) -> Result<(), Error> {
    let path = &file.source.path;
    if !check {
        file.replace(text)?;
        return global.say(&format!("laid out {path}"));
    }
    refuse(&edit::differences(file, text))
}
