//! `claims diff`.

use clap::ValueEnum;

use super::editions::open;
use super::global::{Global, Verdict};
use super::output::{print, print_as_is, tell};
use crate::compare::{Beside, agreement, codings, explained, order, required};
use crate::error::Error;
use crate::export::{changes_table, write_csv};
use crate::render::changes::{Comparison, draft, full, json, markdown};

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The version before
    #[arg(value_name = "OLD")]
    old: String,
    /// The version since [default: the dataset of --root]
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// How to say what differs
    #[arg(long, value_enum, default_value_t = Format::Full, value_name = "FORMAT")]
    output_format: Format,
    /// With full: behind the summary every change, with old and new value and its reason
    #[arg(long)]
    details: bool,
    /// Exit with 1 if the version number does not announce the changes, else with 0
    #[arg(long)]
    check: bool,
    /// Print the reasons that the file of the version in data/changes/ lacks, to be filled in; exit with 1 if there are some
    #[arg(long, conflicts_with_all = ["output_format", "details", "check"])]
    draft: bool,
}

const AFTER_HELP: &str = "\
A version is a dataset (a folder with data/ and seeds/), an export (a folder with json/dataset.json), a dataset.json, an archive
of an export (.zip, .tar, .tar.gz, .tar.zst), or @VERSION: one that is kept in data/released/ of the dataset, else in the program.

Versions are read as JSON, so that they may be of any age; a dataset of the program's own version must have no errors. A key that
is null or an empty list counts as absent. Terms and their order, agreement and codings are compared where both versions have them: a
dataset.json by itself has none of them, and the codings of 0.1.0 have no ids by which they could be compared.

The rows of csv are those of the exported table `changes`: in place of the old value, the new one makes a record of OLD one of NEW.
Records that were added stand in NEW.

With --check, docs/versioning.md says what each part of the version number announces.

Exit code: 0 the versions are the same; 1 they differ; 2 they could not be compared.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A summary for people
    Full,
    /// One JSON object
    Json,
    /// A row for each change
    Csv,
    /// A page with every change by reason
    Markdown,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let new_name = match &arguments.new {
        Some(new) => new.clone(),
        None => global.root()?.display().to_string(),
    };
    let (old, new) = (open(&arguments.old, global)?, open(&new_name, global)?);
    let changes = explained(&old, &new);
    let moved = agreement(&old, &new);
    let plain: Vec<_> = changes.iter().map(|explained| explained.change.clone()).collect();
    let (recoded, reordered) = (codings(&old, &new), order(&old, &new));
    let beside = Beside { agreement: moved.as_deref(), codings: recoded.as_deref(), order: reordered.as_deref() };
    let required = required(&old, &new, &plain, &beside);
    let names = [arguments.old.as_str(), new_name.as_str()];
    let comparison = Comparison { names, old: &old, new: &new, changes: &changes, beside, required: &required };
    if arguments.draft {
        return print_draft(&comparison, global);
    }
    match arguments.output_format {
        Format::Full => print(&full(&comparison, arguments.details))?,
        Format::Json => print_as_is(&format!("{:#}\n", json(&comparison)))?,
        Format::Markdown => print_as_is(&markdown(&comparison))?,
        Format::Csv => {
            let mut csv = Vec::new();
            write_csv(&changes_table(&changes), &mut csv).expect("memory can be written to");
            print_as_is(&String::from_utf8_lossy(&csv))?;
        }
    }
    let is_clean = if arguments.check { is_announced(&comparison)? } else { comparison.is_same() };
    Ok(if is_clean { Verdict::Clean } else { Verdict::Refused })
}

/// Whether the version number announces the changes; what it lacks is said on standard error.
fn is_announced(comparison: &Comparison<'_>) -> Result<bool, Error> {
    if comparison.required.is_announced() {
        return Ok(true);
    }
    tell(&format!("error: {}", comparison.announced()))?;
    for (part, what) in &comparison.required.asked {
        tell(&format!("  {part}: {what}"))?;
    }
    Ok(false)
}

fn print_draft(comparison: &Comparison<'_>, global: &Global) -> Result<Verdict, Error> {
    let draft = draft(comparison);
    print_as_is(&draft)?;
    if !draft.is_empty() {
        return Ok(Verdict::Refused);
    }
    global.say_aside(&format!("every change from {} to {} has a reason", comparison.old.version, comparison.new.version))?;
    Ok(Verdict::Clean)
}
