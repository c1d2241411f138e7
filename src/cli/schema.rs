//! `claims schema`.

use std::fs;
use std::path::PathBuf;

use super::amounts::count;
use super::global::{Global, Verdict};
use crate::error::Error;
use crate::fs::atomic_file::write_whole;
use crate::fs::owner::make_folders;
use crate::schema::schemas;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Write nothing; exit with 1 if a schema is stale
    #[arg(long)]
    check: bool,
    /// The folder for the schemas [default: schema/ in the dataset]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let folder = match &arguments.out {
        Some(out) => out.clone(),
        None => global.root()?.join("schema"),
    };
    let all = schemas();
    let mut stale = Vec::new();
    for schema in &all {
        let path = folder.join(schema.file_name());
        if fs::read_to_string(&path).ok().as_deref() != Some(&schema.to_json()) {
            stale.push((path, schema));
        }
    }
    if arguments.check {
        for (path, _) in &stale {
            global.say(&format!("{} is stale: run `claims schema`", path.display()))?;
        }
        global.say(&format!("checked {}: {} stale", count(all.len(), "schema", "schemas"), stale.len()))?;
        return Ok(if stale.is_empty() { Verdict::Clean } else { Verdict::Refused });
    }
    make_folders(&folder).map_err(|error| Error::io("make the folder", &folder, error))?;
    for (path, schema) in &stale {
        write_whole(path, &schema.to_json())?;
    }
    global.say(&format!("wrote {} of {}", stale.len(), count(all.len(), "schema", "schemas")))?;
    Ok(Verdict::Clean)
}
