//! The texts of a dataset's documents.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::alteration::alteration;
use super::text::Text;
use crate::dataset::Records;
use crate::error::Error;
use crate::fs::read::read_up_to;
use crate::limits::{LONGEST_TEXT, mebibytes};
use crate::model::{Claim, FileName, Sha256, Source, SourceText};

/// The texts of a dataset's documents by file name, each read or with what is wrong with it ("is not there").
#[derive(Debug, Clone, Default)]
pub struct Texts {
    texts: BTreeMap<FileName, Result<Text, String>>,
    /// Of texts that are not the recorded ones, by file name and recorded hash: what was changed in them, where that can be told.
    alterations: BTreeMap<(FileName, Sha256), String>,
}

impl Texts {
    /// Reads the text of each source from `folder`. A text that is missing or not UTF-8 is kept as such: rules report it.
    ///
    /// # Errors
    /// If the folder or a file in it cannot be read for another reason.
    pub fn read(folder: &Path, sources: &[Source]) -> Result<Self, Error> {
        if !folder.is_dir() {
            return Err(Error::usage(format!("{} is not a folder: expected the folder with the texts of the documents", folder.display())));
        }
        let files = sources.iter().map(|source| &source.text.file);
        let texts = files.map(|file| Ok((file.clone(), read_text(&folder.join(file.as_str()))?))).collect::<Result<_, Error>>()?;
        let mut read = Self { texts, alterations: BTreeMap::new() };
        for SourceText { file, sha256, .. } in sources.iter().map(|source| &source.text) {
            if let Some(Ok(text)) = read.get(file)
                && text.sha256() != sha256.as_str()
                && let Some(alteration) = alteration(text.content(), sha256.as_str())
            {
                read.alterations.insert((file.clone(), sha256.clone()), alteration);
            }
        }
        Ok(read)
    }

    /// The text of this name, or what is wrong with it; `None` if no source names it. It may be another one than a source describes.
    #[must_use]
    pub fn get(&self, file: &FileName) -> Option<Result<&Text, &str>> {
        self.texts.get(file).map(|text| text.as_ref().map_err(String::as_str))
    }

    /// The text of a source, if it is at hand and has the hash that the source records.
    #[must_use]
    pub fn of_source(&self, source: &Source) -> Option<&Text> {
        self.get(&source.text.file)?.ok().filter(|text| text.sha256() == source.text.sha256.as_str())
    }

    /// The text in which a claim stands, if it is at hand and has the hash that the claim's source records.
    #[must_use]
    pub fn of_claim(&self, records: &Records, claim: &Claim) -> Option<&Text> {
        self.of_source(records.source(claim.source.as_str())?)
    }

    /// What was changed in a source's text, so that it is not the recorded one, where that can be told: "the text has CRLF line ends; with LF
    /// it is the recorded one".
    pub(crate) fn alteration(&self, source: &Source) -> Option<&str> {
        self.alterations.get(&(source.text.file.clone(), source.text.sha256.clone())).map(String::as_str)
    }
}

fn read_text(path: &Path) -> Result<Result<Text, String>, Error> {
    // Whoever opens a pipe that nobody writes to waits for ever.
    if std::fs::metadata(path).is_ok_and(|kind| !kind.is_file()) {
        return Ok(Err("is no file".to_owned()));
    }
    match read_up_to(path, LONGEST_TEXT) {
        Ok(bytes) if bytes.len() > LONGEST_TEXT => Ok(Err(format!("is longer than {}", mebibytes(LONGEST_TEXT)))),
        Ok(bytes) => Ok(String::from_utf8(bytes).map(Text::new).map_err(|error| match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "is UTF-16, as its byte order mark says".to_owned(),
            _ => format!("is not UTF-8 from byte {} on", error.utf8_error().valid_up_to()),
        })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Err("is not there".to_owned())),
        Err(error) => Err(Error::io("read", path, error)),
    }
}
