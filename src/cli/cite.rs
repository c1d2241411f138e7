//! `claims cite`.

use clap::ValueEnum;

use super::global::{Global, Verdict};
use super::output::{print, print_as_is};
use super::show;
use crate::citation::{Cited, bibtex, csl, line};
use crate::dataset::Records;
use crate::error::Error;
use crate::load;
use crate::model::{ClaimId, DatasetInfo};
use crate::sanitize::shown;

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The id of a claim [default: the dataset as a whole]
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// The form of the citation
    #[arg(long, value_enum, default_value_t = Format::Apa, value_name = "FORMAT")]
    format: Format,
}

const AFTER_HELP: &str = "\
Cites the dataset of --root or the nearest one from the current folder upward; where there is none, the one in the program.
Title, creator, version, date and address are those of data/dataset.toml; a version without a date has no year (\"n.d.\").";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// An entry of BibTeX or BibLaTeX
    Bibtex,
    /// A list with one item of CSL-JSON, for reference managers
    CslJson,
    /// A line by the style of the APA
    Apa,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    // A folder that was named must be there; without one, the program has a dataset of its own.
    let Some(root) = global.root.clone().or_else(|| global.root().ok()) else {
        let dataset = crate::data::dataset();
        return cite(arguments, dataset.info(), dataset.records());
    };
    let records = load::load(&root)?.records;
    let info = records
        .info
        .as_ref()
        .ok_or_else(|| Error::usage(format!("data/dataset.toml in {} cannot be read: `claims validate` says why", root.display())))?;
    cite(arguments, info, &records)
}

fn cite(arguments: &Arguments, info: &DatasetInfo, records: &Records) -> Result<Verdict, Error> {
    let claim = arguments.id.as_deref().map(|id| records.claim(id).ok_or_else(|| no_claim(id, records))).transpose()?;
    let cited = Cited { info, claim: claim.map(|claim| (claim, records)) };
    match arguments.format {
        Format::Apa => print(&format!("{}\n", shown(&line(&cited))))?,
        Format::Bibtex => print_as_is(&bibtex(&cited))?,
        Format::CslJson => print_as_is(&format!("{:#}\n", csl(&cited)))?,
    }
    Ok(Verdict::Clean)
}

fn no_claim(id: &str, records: &Records) -> Error {
    let Some(withdrawn) = records.withdrawn(id) else { return show::unknown(records, id) };
    let successors: Vec<_> = withdrawn.successors.iter().map(ClaimId::as_str).collect();
    let now =
        if successors.is_empty() { "no claim says now what it said".to_owned() } else { format!("expected {}", successors.join(" or ")) };
    Error::usage(format!("the claim {id} was withdrawn in version {}: {now}, or an earlier version of the dataset", withdrawn.version))
}
