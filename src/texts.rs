//! The texts of the source documents, which are not part of the dataset and come from a folder that the user names.

mod alteration;
pub(crate) mod near;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use sha2::Digest as _;

pub(crate) use alteration::alteration;
use near::{Folded, Near};

use crate::characters::legible;
use crate::dataset::Records;
use crate::error::Error;
use crate::fs::read::read_up_to;
use crate::limits::{LONGEST_TEXT, mebibytes};
use crate::model::{Claim, EvidenceView, FileName, Sha256, Source, SourceText};

/// SHA-256 as 64 lower-case hexadecimal digits.
///
/// ```
/// let hash = guarantee_claims::texts::sha256(b"abc");
/// assert!(hash.starts_with("ba7816bf") && hash.len() == 64);
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&sha2::Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits, two a byte.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A document's text, addressed by Unicode code points.
///
/// ```
/// use guarantee_claims::texts::Text;
///
/// let text = Text::new("Zażółć gęślą jaźń.".to_owned());
/// assert_eq!(text.characters(), 18);
/// assert_eq!(text.slice(7, 12), Some("gęślą"));
/// assert_eq!(text.slice(12, 99), None);
/// ```
#[derive(Debug, Clone)]
pub struct Text {
    content: String,
    sha256: String,
    /// The byte at which each code point starts, and the length in bytes.
    starts: Vec<usize>,
    /// The text without what is hard to see, once somebody has asked for it.
    folded: OnceLock<Folded>,
}

impl Text {
    /// The text with this content.
    #[must_use]
    pub fn new(content: String) -> Self {
        let starts = content.char_indices().map(|(start, _)| start).chain([content.len()]).collect();
        Self { sha256: sha256(content.as_bytes()), content, starts, folded: OnceLock::new() }
    }

    /// The whole text.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The hash of its UTF-8 bytes.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Its length in code points.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.starts.len() - 1
    }

    /// The code points from `start` up to, not including, `end`; `None` for an empty range or one past the end.
    #[must_use]
    pub fn slice(&self, start: u32, end: u32) -> Option<&str> {
        let (start, end) = (*self.starts.get(start as usize)?, *self.starts.get(end as usize)?);
        (start < end).then(|| &self.content[start..end])
    }

    /// The paragraphs (lines) that the code points from `start` up to `end` touch.
    ///
    /// ```
    /// use guarantee_claims::texts::Text;
    ///
    /// let text = Text::new("A heading\nOne line. Another sentence.\n".to_owned());
    /// assert_eq!(text.paragraphs(14, 18), Some("One line. Another sentence."));
    /// ```
    #[must_use]
    pub fn paragraphs(&self, start: u32, end: u32) -> Option<&str> {
        let words = self.slice(start, end)?;
        let (from, to) = (self.starts[start as usize], self.starts[start as usize] + words.len());
        let first = self.content[..from].rfind('\n').map_or(0, |line| line + 1);
        let last = self.content[to..].find('\n').map_or(self.content.len(), |line| to + line);
        Some(&self.content[first..last])
    }

    /// The bytes of the code points from `start` up to `end`; `None` for an empty range or one past the end.
    pub(crate) fn bytes(&self, start: u32, end: u32) -> Option<Range<usize>> {
        self.slice(start, end).map(|words| self.starts[start as usize]..self.starts[start as usize] + words.len())
    }

    /// The same with at most `most` code points on either side.
    pub(crate) fn bytes_around(&self, start: u32, end: u32, most: usize) -> Option<Range<usize>> {
        self.slice(start, end)?;
        let last = (end as usize).saturating_add(most).min(self.characters());
        Some(self.starts[(start as usize).saturating_sub(most)]..self.starts[last])
    }

    /// The code points from `start` up to `end` with the words around them on their lines, at most `most` code points on either side, and the
    /// bytes of this context in which they stand.
    pub(crate) fn in_context(&self, start: u32, end: u32, most: usize) -> Option<(&str, Range<usize>)> {
        let (words, around) = (self.bytes(start, end)?, self.bytes_around(start, end, most)?);
        let first = self.content[around.start..words.start].rfind('\n').map_or(around.start, |line| around.start + line + 1);
        let last = self.content[words.end..around.end].find('\n').map_or(around.end, |line| words.end + line);
        Some((&self.content[first..last], words.start - first..words.end - first))
    }

    /// Where words stand in these bytes of the text but for what is hard to see.
    pub(crate) fn find_nearly(&self, words: &str, within: &Range<usize>) -> Option<Near> {
        self.folded.get_or_init(|| Folded::of(&self.content)).find(words, within)
    }

    /// A range of bytes in words.
    pub(crate) fn code_points(&self, bytes: &Range<usize>) -> String {
        format!("code points {} to {}", self.code_point(bytes.start), self.code_point(bytes.end))
    }

    /// The code point that starts at this byte, or the first one after it.
    pub(crate) fn code_point(&self, byte: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start < byte)).unwrap_or(u32::MAX)
    }
}

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

/// Whether a quotation stands in these words, character for character. White space of the words counts as one space, and what cannot be seen
/// in them does not count, since no quotation may have either.
pub(crate) fn holds_quote(words: &str, quote: &str) -> bool {
    words.contains(quote) || legible(words).contains(quote)
}

/// What the text says of an evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The range has the recorded hash and holds the quotation.
    Verified,
    /// The range is empty or past the end of the text.
    NoRange,
    /// The range has this hash, which is not the recorded one.
    OtherHash(String),
    /// The range has the recorded hash and does not hold the quotation.
    NoQuote,
}

impl Text {
    /// Whether an evidence is in the text as it is recorded.
    pub(crate) fn judge(&self, evidence: &EvidenceView<'_>) -> Verdict {
        let Some(words) = self.slice(evidence.start, evidence.end) else { return Verdict::NoRange };
        let found = sha256(words.as_bytes());
        if found != *evidence.sha256 {
            Verdict::OtherHash(found)
        } else if evidence.quote.as_ref().is_some_and(|quote| !holds_quote(words, quote)) {
            Verdict::NoQuote
        } else {
            Verdict::Verified
        }
    }
}
