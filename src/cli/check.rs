//! The check of a dataset, for the commands that begin with one.

use std::path::{Path, PathBuf};

use super::inputs;
use crate::diagnostics::{Finding, Outcome};
use crate::error::Error;
use crate::load::{self, Loaded};
use crate::rules;
use crate::texts::Texts;

/// What was loaded and checked.
pub(super) struct Checked {
    pub(super) loaded: Loaded,
    pub(super) outcome: Outcome,
    /// The texts of the documents, if their folder was given.
    pub(super) texts: Option<Texts>,
    /// The indexes of the files that the report is about.
    pub(super) about: Vec<usize>,
    /// The folder that the files' paths are relative to.
    pub(super) root: PathBuf,
}

/// Loads and checks the dataset in `root`, and reads the texts of its documents, if their folder was given.
pub(super) fn check(root: PathBuf, texts: Option<&Path>) -> Result<Checked, Error> {
    let loaded = load::load(&root)?;
    let texts = texts.map(|folder| Texts::read(folder, &loaded.records.sources)).transpose()?;
    let outcome = loaded.check(texts.as_ref());
    let about = (0..loaded.files.len()).collect();
    Ok(Checked { loaded, outcome, texts, about, root })
}

impl Checked {
    /// Keeps the findings in the files that were asked for, if any were.
    pub(super) fn limit(&mut self, paths: &[PathBuf]) -> Result<(), Error> {
        if !paths.is_empty()
            && let Some(mut files) = inputs::files(&self.loaded, &self.root, paths)?
        {
            // What is withheld for want of the text in a file of claims is explained by a finding in the file of its source.
            let explains = |finding: &Finding| {
                let claims = finding.record.as_ref().map(|source| format!("data/claims/{source}.toml"));
                rules::is_about_texts(finding.rule)
                    && claims.is_some_and(|claims| files.iter().any(|file| self.loaded.files[*file].path == claims))
            };
            let file_of = |finding: &Finding| finding.place.as_ref().map(|place| place.file);
            self.outcome.retain(|finding| file_of(finding).is_some_and(|file| files.contains(&file)) || explains(finding));
            self.outcome.counts.claims.failed = self.loaded.failed_claims(&self.outcome.findings);
            files.extend(self.outcome.findings.iter().filter_map(file_of));
            self.about = files.into_iter().collect();
        }
        Ok(())
    }
}
