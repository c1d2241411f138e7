//! `claims export`.

use std::path::PathBuf;

use super::{Global, Verdict, checked, count, print, validate};
use crate::error::Error;
use crate::export::{Format, export};
use crate::render::{OutputFormat, Report, render};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder to write: absent, empty, or an earlier export, which is replaced whole
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// The formats to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "csv,json,parquet", value_name = "FORMATS")]
    format: Vec<Format>,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let validate::Checked { loaded, counts, .. } = validate::check(global.root()?, None)?;
    print(&render(OutputFormat::Full, &Report::new(&loaded.findings, &loaded.files)))?;
    global.say(&format!("{}: {}", checked(loaded.files.len(), &counts), validate::tally(&loaded.findings)))?;
    if loaded.has_errors() {
        global.say(&format!("nothing was written to {}", arguments.out.display()))?;
        return Ok(Verdict::Refused);
    }
    let dataset = loaded.into_dataset()?;
    let mut formats = arguments.format.clone();
    formats.sort();
    formats.dedup();
    let written = export(&dataset, &formats, &arguments.out)?;
    global.say(&format!("wrote {} to {}", count(written.len(), "file", "files"), arguments.out.display()))?;
    Ok(Verdict::Clean)
}
