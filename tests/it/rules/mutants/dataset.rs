//! A copy of the real dataset, in which something may be damaged.

use std::fs;
use std::path::{Path, PathBuf};

use guarantee_claims::diagnostics::Outcome;
use guarantee_claims::texts::Texts;
use guarantee_claims::{load, rules};

use crate::support::{copy_dataset, root};

/// A dataset in a folder of its own, and where its texts are.
pub(super) struct Dataset {
    pub(super) folder: tempfile::TempDir,
    pub(super) texts: Option<PathBuf>,
}

impl Dataset {
    /// The real one, with these texts.
    pub(super) fn real(texts: Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        copy_dataset(&root(), folder.path());
        Self { folder, texts }
    }

    /// The same without the other documents: a check takes a fraction of the time then. What mentions them is found to lead nowhere, at other
    /// lines than those that are damaged.
    pub(super) fn only(self, sources: &[&str]) -> Self {
        for folder in ["data/claims", "data/codings", "seeds"] {
            for entry in fs::read_dir(self.folder.path().join(folder)).expect("the folder can be read") {
                let path = entry.expect("the folder can be read").path();
                let source = path.file_stem().and_then(|name| name.to_str()).expect("files are named for their source");
                if !sources.contains(&source) {
                    fs::remove_file(&path).expect("the file can be removed");
                }
            }
        }
        self
    }

    /// What the rules find, against the texts where these are wanted and at hand.
    pub(super) fn check(&self, with_texts: bool) -> Outcome {
        let loaded = load::load(self.folder.path()).expect("the dataset can be read");
        let texts = self
            .texts
            .as_ref()
            .filter(|_| with_texts)
            .map(|folder| Texts::read(folder, &loaded.records.sources).expect("the texts can be read"));
        loaded.check(texts.as_ref())
    }

    /// Whether `rule` finds something at `line` of `file` after its text was replaced.
    pub(super) fn finds(&self, file: &Path, text: &str, rule: &str, line: usize) -> Result<(), String> {
        let before = fs::read_to_string(file).expect("the file can be read");
        fs::write(file, text).expect("the file can be written");
        let needs_texts = rules::find(rule).is_some_and(|rule| rule.needs_texts);
        let outcome = self.check(needs_texts);
        fs::write(file, before).expect("the file can be written");
        let place = format!("{}:{line}:", file.strip_prefix(self.folder.path()).expect("the file is in the folder").display());
        let lines: Vec<_> = outcome.findings.iter().map(|finding| finding.concise(&outcome.files)).collect();
        let found = lines.iter().any(|found| found.starts_with(&place) && found.contains(&format!("[{rule}]")));
        if found { Ok(()) } else { Err(format!("expected {place} [{rule}], found {lines:#?}")) }
    }
}
