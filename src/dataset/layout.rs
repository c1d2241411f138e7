//! The kinds of file of a dataset.

use crate::diagnostics::RecordKind;

/// The kinds of file of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    Dataset,
    Source,
    Actors,
    Occasions,
    Frameworks,
    Claims,
    /// A claim by itself, with its source.
    #[cfg(feature = "check")]
    Claim,
}

impl FileKind {
    #[cfg(feature = "check")]
    pub(crate) const ALL: [Self; 7] =
        [Self::Dataset, Self::Source, Self::Actors, Self::Occasions, Self::Frameworks, Self::Claims, Self::Claim];

    /// The kind of the file at a path relative to the root, by its place alone.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        let (folder, name) = path.rsplit_once('/')?;
        // A name that is not UTF-8 is none of a part of the dataset.
        let stem = name.strip_suffix(".toml").filter(|stem| !stem.contains(char::REPLACEMENT_CHARACTER))?;
        match (folder, stem) {
            ("data", "dataset") => Some(Self::Dataset),
            ("data", "actors") => Some(Self::Actors),
            ("data", "occasions") => Some(Self::Occasions),
            ("data", "frameworks") => Some(Self::Frameworks),
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
        }
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
        }
    }
}
