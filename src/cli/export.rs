//! `claims export`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Global, Verdict, checked, count, not_read, print, streamed, validate};
use crate::error::Error;
use crate::export::{ClaimTable, Format, export};
use crate::render::{OutputFormat, Report, render};
use crate::stream::References;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder to write: absent, empty, or an earlier export, which is replaced whole
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub(super) out: PathBuf,
    /// The formats to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "csv,json,parquet", value_name = "FORMATS")]
    format: Vec<Format>,
    /// Export claims from elsewhere: .ndjson, .jsonl, .json, a claims.parquet that this program wrote, or - for standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) from: Vec<PathBuf>,
    /// With --from: the tables to write as CSV and Parquet [default: all six]; in Parquet, claims alone holds everything
    #[arg(long, value_enum, value_delimiter = ',', value_name = "TABLES", requires = "from")]
    tables: Vec<ClaimTable>,
    /// With --from: write the records that have an error to this file, each with its findings, and export the others
    #[arg(long, value_name = "FILE", requires = "from")]
    pub(super) rejects: Option<PathBuf>,
    /// With --from: what to make of mentions that the registers (those of --root, else of the embedded dataset) do not have
    #[arg(long, value_enum, value_name = "LEVEL", requires = "from", default_value_t)]
    pub(super) references: References,
    /// With --from: show at most so many findings and count the rest
    #[arg(long, value_name = "NUMBER", requires = "from", default_value_t = 1000)]
    pub(super) max_findings: usize,
    /// With --from: how many threads check and write [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER", requires = "from", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
}

impl Arguments {
    /// The formats, each once.
    pub(super) fn formats(&self) -> Vec<Format> {
        each_once(&self.format)
    }

    /// The tables of claims from elsewhere, each once.
    pub(super) fn tables(&self) -> Vec<ClaimTable> {
        each_once(if self.tables.is_empty() { &ClaimTable::ALL } else { &self.tables })
    }
}

fn each_once<T: Copy + Ord>(items: &[T]) -> Vec<T> {
    items.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    if !arguments.from.is_empty() {
        return streamed::run(arguments, global);
    }
    let validate::Checked { loaded, counts, .. } = validate::check(global.root()?, None)?;
    print(&render(OutputFormat::Full, &Report::new(&loaded.findings, &loaded.files)))?;
    global.say(&format!("{}: {}", checked(loaded.files.len(), &counts), validate::tally(&loaded.findings)))?;
    not_read::of_dataset(&loaded.not_read, false).iter().try_for_each(|line| global.say(line))?;
    if loaded.has_errors() {
        global.say(&format!("nothing was written to {}", arguments.out.display()))?;
        return Ok(Verdict::Refused);
    }
    let dataset = loaded.into_dataset()?;
    let written = export(&dataset, &arguments.formats(), &arguments.out)?;
    global.say(&format!("wrote {} to {}", count(written.len(), "file", "files"), arguments.out.display()))?;
    Ok(Verdict::Clean)
}
