//! The kinds of file of a dataset.

use crate::diagnostics::RecordKind;
use crate::model::{SourceId, Version};

/// The kinds of file of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    Dataset,
    Source,
    Actors,
    Occasions,
    Frameworks,
    Claims,
    Codings,
    Withdrawn,
    Changes,
    /// A claim by itself, with its source.
    #[cfg(feature = "check")]
    Claim,
}

impl FileKind {
    #[cfg(feature = "check")]
    pub(crate) const ALL: [Self; 10] = [
        Self::Dataset,
        Self::Source,
        Self::Actors,
        Self::Occasions,
        Self::Frameworks,
        Self::Claims,
        Self::Codings,
        Self::Withdrawn,
        Self::Changes,
        Self::Claim,
    ];

    /// The kind of the file at a path relative to the root, by its place alone.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        let (folder, name) = path.rsplit_once('/')?;
        // A name that is not UTF-8 is none of a part of the dataset.
        let (stem, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.contains(char::REPLACEMENT_CHARACTER))?;
        if (folder, ending) == ("data/codings", "csv") {
            return SourceId::new(stem).is_ok().then_some(Self::Codings);
        }
        match (folder, stem) {
            _ if ending != "toml" => None,
            ("data", "dataset") => Some(Self::Dataset),
            ("data", "actors") => Some(Self::Actors),
            ("data", "occasions") => Some(Self::Occasions),
            ("data", "frameworks") => Some(Self::Frameworks),
            ("data", "withdrawn") => Some(Self::Withdrawn),
            ("data/changes", version) => Version::new(version).is_ok().then_some(Self::Changes),
            ("data/claims", _) => Some(Self::Claims),
            ("seeds", _) => Some(Self::Source),
            _ => None,
        }
    }

    pub(crate) const fn record(self) -> RecordKind {
        match self {
            Self::Dataset => RecordKind::Dataset,
            Self::Source => RecordKind::Source,
            Self::Actors => RecordKind::Actor,
            Self::Occasions => RecordKind::Occasion,
            Self::Frameworks => RecordKind::Framework,
            Self::Claims => RecordKind::Claim,
            Self::Codings => RecordKind::Coding,
            Self::Withdrawn => RecordKind::Withdrawn,
            Self::Changes => RecordKind::Change,
            #[cfg(feature = "check")]
            Self::Claim => RecordKind::Claim,
        }
    }

    /// The key of the array of records; `None` where the file is one record.
    pub(crate) const fn array(self) -> Option<&'static str> {
        match self {
            Self::Dataset | Self::Source => None,
            #[cfg(feature = "check")]
            Self::Claim => None,
            Self::Actors => Some("actors"),
            Self::Occasions => Some("occasions"),
            Self::Frameworks => Some("frameworks"),
            Self::Claims => Some("claims"),
            Self::Codings => Some("codings"),
            Self::Withdrawn => Some("withdrawn"),
            Self::Changes => Some("changes"),
        }
    }

    /// The field of every record of the file that is its name, where that is none of its keys.
    pub(crate) const fn named_field(self) -> Option<&'static str> {
        match self {
            Self::Codings => Some("source"),
            Self::Changes => Some("version"),
            _ => None,
        }
    }

    /// The key of a record's id.
    pub(crate) const fn id_key(self) -> &'static str {
        if matches!(self, Self::Codings) { "coding" } else { "id" }
    }

    /// The headings under which the layout puts parts of such a file, each with whether it stands once for every part.
    pub(crate) const fn headings(self) -> &'static [(&'static str, bool)] {
        match self {
            Self::Dataset => &[],
            #[cfg(feature = "check")]
            Self::Claim => &[],
            Self::Source => &[("text", false)],
            Self::Actors => &[("actors", true)],
            Self::Occasions => &[("occasions", true)],
            Self::Frameworks => &[("frameworks", true), ("frameworks.components", true)],
            Self::Claims => &[("claims", true)],
            // Its records are rows.
            Self::Codings => &[],
            Self::Withdrawn => &[("withdrawn", true)],
            Self::Changes => &[("changes", true)],
        }
    }
}
