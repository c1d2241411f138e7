//! The texts of the source documents, which are not part of the dataset and come from a folder that the user names.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::dataset::Records;
use crate::error::Error;
use crate::fs::read::read_up_to;
use crate::limits::{LONGEST_TEXT, mebibytes};
use crate::model::{Claim, Evidence, FileName, Source};

/// SHA-256 as 64 lower-case hexadecimal digits.
///
/// ```
/// let hash = guarantee_claims::texts::sha256(b"abc");
/// assert!(hash.starts_with("ba7816bf") && hash.len() == 64);
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
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
}

impl Text {
    /// The text with this content.
    #[must_use]
    pub fn new(content: String) -> Self {
        let starts = content.char_indices().map(|(start, _)| start).chain([content.len()]).collect();
        Self { sha256: sha256(content.as_bytes()), content, starts }
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

    /// The code point that starts at this byte, or the first one after it.
    pub(crate) fn code_point(&self, byte: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start < byte)).unwrap_or(u32::MAX)
    }
}

/// The texts of a dataset's documents by file name, each read or with what is wrong with it ("is not there").
#[derive(Debug, Clone, Default)]
pub struct Texts(BTreeMap<FileName, Result<Text, String>>);

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
        files.map(|file| Ok((file.clone(), read_text(&folder.join(file.as_str()))?))).collect::<Result<_, _>>().map(Self)
    }

    /// The text of this name, or what is wrong with it; `None` if no source names it.
    #[must_use]
    pub fn get(&self, file: &FileName) -> Option<Result<&Text, &str>> {
        self.0.get(file).map(|text| text.as_ref().map_err(String::as_str))
    }

    /// The text in which a claim stands, if it is at hand.
    #[must_use]
    pub fn of_claim(&self, records: &Records, claim: &Claim) -> Option<&Text> {
        self.get(&records.source(claim.source.as_str())?.text.file)?.ok()
    }

    /// What the texts say of each evidence whose text is at hand: the claim's index, the evidence's index in it, the verdict.
    pub(crate) fn verdicts(&self, records: &Records) -> Vec<(usize, usize, Verdict)> {
        let of_claim = |(index, claim)| {
            let text: Option<&Text> = self.of_claim(records, claim);
            let evidence = claim.evidence.iter().enumerate();
            text.into_iter().flat_map(move |text| evidence.clone().map(move |(i, evidence)| (index, i, text.judge(evidence))))
        };
        records.claims.iter().enumerate().flat_map(of_claim).collect()
    }
}

fn read_text(path: &Path) -> Result<Result<Text, String>, Error> {
    // Whoever opens a pipe that nobody writes to waits for ever.
    if std::fs::metadata(path).is_ok_and(|kind| !kind.is_file()) {
        return Ok(Err("is no file".to_owned()));
    }
    match read_up_to(path, LONGEST_TEXT) {
        Ok(bytes) if bytes.len() > LONGEST_TEXT => Ok(Err(format!("is longer than {}", mebibytes(LONGEST_TEXT)))),
        Ok(bytes) => Ok(String::from_utf8(bytes)
            .map(Text::new)
            .map_err(|error| format!("is not UTF-8 from byte {} on", error.utf8_error().valid_up_to()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Err("is not there".to_owned())),
        Err(error) => Err(Error::io("read", path, error)),
    }
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
    pub(crate) fn judge(&self, evidence: &Evidence) -> Verdict {
        let Some(words) = self.slice(evidence.start, evidence.end) else { return Verdict::NoRange };
        let found = sha256(words.as_bytes());
        if found != evidence.sha256.as_str() {
            Verdict::OtherHash(found)
        } else if evidence.quote.as_ref().is_some_and(|quote| !words.contains(quote.as_str())) {
            Verdict::NoQuote
        } else {
            Verdict::Verified
        }
    }
}
