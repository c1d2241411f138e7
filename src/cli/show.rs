//! `claims show`.

use std::path::PathBuf;

use super::global::{Global, Verdict};
use super::output::print;
use crate::dataset::Records;
use crate::diagnostics::RecordKind;
use crate::error::Error;
use crate::load;
use crate::model::edit_distance::Pattern;
use crate::render::claim_page;
use crate::sanitize::excerpt;
use crate::texts::Texts;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The id of the claim
    #[arg(value_name = "ID")]
    id: String,
    /// The folder with the texts of the documents: shows the evidence in its context
    #[arg(long, value_name = "DIR", env = "CLAIMS_TEXTS")]
    texts: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let id = arguments.id.as_str();
    let root = match global.root() {
        // Where the commands are brought along, so is the dataset.
        Err(_) if cfg!(not(feature = "cli")) && global.root.is_none() => return arguments.show(crate::dataset().records()),
        root => root?,
    };
    let loaded = load::load(&root)?;
    if loaded.unread.ids.contains(&(RecordKind::Claim, id.to_owned())) {
        return Err(Error::usage(format!("{id} cannot be read: `claims validate` says why")));
    }
    arguments.show(&loaded.records)
}

impl Arguments {
    fn show(&self, records: &Records) -> Result<Verdict, Error> {
        let claim = records.claim(&self.id).ok_or_else(|| unknown(records, &self.id))?;
        let texts = self.texts.as_deref().map(|folder| Texts::read(folder, &records.sources)).transpose()?;
        print(&claim_page::render(claim, records, texts.as_ref()))?;
        Ok(Verdict::Clean)
    }
}

/// The error of an id that no claim has, with the ids that are nearest.
pub(super) fn unknown(records: &Records, id: &str) -> Error {
    let near = near(id, &records.ids(RecordKind::Claim));
    let hint = if near.is_empty() { String::new() } else { format!("did you mean {}? ", near.join(", ")) };
    Error::usage(format!("there is no claim {}: {hint}expected a source id, a dot and a number", excerpt(id)))
}

/// The ids that are nearest to the one asked for, the nearest first.
fn near<'a>(id: &str, known: &[&'a str]) -> Vec<&'a str> {
    const MOST: usize = 3;
    let id = Pattern::new(id);
    let distance = |known: &str| id.as_ref()?.distance(known, known.len() / 4);
    let mut near: Vec<_> = known.iter().filter_map(|known| Some((distance(known)?, *known))).collect();
    near.sort_unstable();
    near.into_iter().take(MOST).map(|(_, id)| id).collect()
}
