//! `claims export`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;

use super::amounts::count;
use super::check::{Checked, check};
use super::global::{Global, Verdict};
use super::not_read;
use super::output::print;
use super::summary;
use crate::error::Error;
use crate::export::{ClaimTable, Format, export, probe};
use crate::external::References;
use crate::fs::paths::place_of;
use crate::render::{OutputFormat, Report, render};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder to write: absent, empty, or an earlier export, which is replaced as a whole
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub(super) out: PathBuf,
    /// The formats to write [default: all; with --from: all but xlsx]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMATS")]
    format: Vec<Format>,
    /// Export external claims: .ndjson, .jsonl, .json, .parquet (the table claims), or - for standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) from: Vec<PathBuf>,
    /// With --from: the tables to write as CSV and Parquet [default: all six]; in Parquet, the table claims alone holds everything
    #[arg(long, value_enum, value_delimiter = ',', value_name = "TABLES", requires = "from")]
    tables: Vec<ClaimTable>,
    /// With --from: write the records with errors to this file, each with its findings, and export the others
    #[arg(long, value_name = "FILE", requires = "from")]
    pub(super) rejects: Option<PathBuf>,
    /// With --from: how to report mentions that are not in the registers (of --root, otherwise of the embedded dataset)
    #[arg(long, value_enum, value_name = "LEVEL", requires = "from", default_value_t)]
    pub(super) references: References,
    /// Show at most this many findings and count the rest
    #[arg(long, value_name = "NUMBER", default_value_t = OutputFormat::Full.default_limit())]
    pub(super) max_findings: usize,
    /// With --from: how many threads check and write [default: the number of processors]
    #[arg(long, value_name = "NUMBER", requires = "from", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
}

impl Arguments {
    /// The formats of a dataset, each once.
    fn formats(&self) -> Vec<Format> {
        each_once(if self.format.is_empty() { Format::value_variants() } else { &self.format })
    }

    /// The formats of external claims, each once: those that need no workbook in memory.
    ///
    /// # Errors
    /// If a workbook is asked for, which is written from memory.
    pub(super) fn streamed_formats(&self) -> Result<Vec<Format>, Error> {
        if self.format.contains(&Format::Xlsx) {
            return Err(Error::usage(
                "xlsx is not written with --from, since a workbook is made in memory: expected csv, json, parquet or html",
            ));
        }
        Ok(self.formats().into_iter().filter(|format| *format != Format::Xlsx).collect())
    }

    /// Whether the page is asked for by name.
    pub(super) fn asks_for_page(&self) -> bool {
        self.format.contains(&Format::Html)
    }

    /// The tables of external claims, each once.
    pub(super) fn tables(&self) -> Vec<ClaimTable> {
        each_once(if self.tables.is_empty() { &ClaimTable::ALL } else { &self.tables })
    }
}

fn each_once<T: Copy + Ord>(items: &[T]) -> Vec<T> {
    items.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let root = global.root()?;
    protect(&arguments.out, Some(&root))?;
    probe(&arguments.out)?;
    let Checked { loaded, mut outcome, .. } = check(root, None)?;
    outcome.limit(arguments.max_findings);
    print(&render(OutputFormat::Full, &Report::new(&outcome)))?;
    global.say(&summary::checked(outcome.files.len(), &outcome))?;
    not_read::line(&outcome.not_read, false).iter().try_for_each(|line| global.say(line))?;
    if outcome.has_errors() {
        global.say(&format!("nothing was written to {}", arguments.out.display()))?;
        return Ok(Verdict::Refused);
    }
    let dataset = loaded.into_dataset(&outcome)?;
    let written = export(&dataset, &arguments.formats(), &arguments.out)?;
    global.say(&format!("wrote {} to {}", count(written.len(), "file", "files"), arguments.out.display()))?;
    Ok(Verdict::Clean)
}

/// Refuses to replace the folder that the caller is in, or what is read from the dataset in `root`.
pub(super) fn protect(out: &Path, root: Option<&Path>) -> Result<(), Error> {
    let place = |path: &Path| place_of(path).map_err(|error| Error::io("find", path, error));
    let wanted = place(out)?;
    let refused = |why: &str| Err(Error::usage(format!("{} {why}: expected another folder, such as --out dist", out.display())));
    if place(Path::new(".")).is_ok_and(|here| here.starts_with(&wanted)) {
        return refused("is or holds the current folder");
    }
    let Some(root) = root else { return Ok(()) };
    if place(root)?.starts_with(&wanted) {
        return refused("holds the dataset");
    }
    for folder in ["data", "seeds"] {
        if wanted.starts_with(place(&root.join(folder))?) {
            return refused(&format!("is in {folder}/ of the dataset"));
        }
    }
    Ok(())
}
