//! How the parts of each kind of file are laid out, and in which order.

use crate::dataset::layout::FileKind;
use crate::model::{
    Actor, ActorsFile, Claim, Component, DatasetInfo, Evidence, Field, Framework, FrameworksFile, Occasion, OccasionsFile, Quantity,
    Relation, Source, SourceText, Uncoded, Waiver,
};

/// The layout of a record.
#[derive(Debug)]
pub(super) struct Shape {
    fields: &'static [Field],
    parts: &'static [(&'static str, Layout)],
}

/// The layout of a field whose value is not just written on the line of its key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Layout {
    /// Under a heading of its own: `[text]`, or for each record of a list `[[claims]]`.
    Headed(&'static Shape),
    /// A list of tables, one a line.
    Rows(&'static Shape),
    /// A list of other values, one a line.
    Lines,
}

impl Shape {
    /// The layout of a file.
    pub(super) const fn of(kind: FileKind) -> &'static Self {
        match kind {
            FileKind::Dataset => &DATASET,
            FileKind::Source => &SOURCE,
            FileKind::Actors => &ACTORS,
            FileKind::Occasions => &OCCASIONS,
            FileKind::Frameworks => &FRAMEWORKS,
            FileKind::Claims | FileKind::Claim => &CLAIMS,
        }
    }

    /// Where a key stands among the keys of the record; unknown ones come last, and the words to be anchored where their range will be.
    pub(super) fn order(&self, key: &str) -> usize {
        let key = if key == "find" { "start" } else { key };
        self.fields.iter().position(|field| field.name == key).unwrap_or(usize::MAX)
    }

    /// The layout of this field.
    pub(super) fn layout(&self, key: &str) -> Option<Layout> {
        self.parts.iter().find(|(part, _)| *part == key).map(|(_, layout)| *layout)
    }
}

/// The layout of what the model does not know.
pub(super) static UNKNOWN: Shape = Shape { fields: &[], parts: &[] };

static DATASET: Shape = Shape { fields: DatasetInfo::FIELDS, parts: &[] };
static ACTORS: Shape = Shape { fields: ActorsFile::FIELDS, parts: &[("actors", Layout::Headed(&ACTOR))] };
static ACTOR: Shape = Shape { fields: Actor::FIELDS, parts: &[("waive", Layout::Rows(&WAIVER))] };
static OCCASIONS: Shape = Shape { fields: OccasionsFile::FIELDS, parts: &[("occasions", Layout::Headed(&OCCASION))] };
static OCCASION: Shape = Shape { fields: Occasion::FIELDS, parts: &[("waive", Layout::Rows(&WAIVER))] };
static FRAMEWORKS: Shape = Shape { fields: FrameworksFile::FIELDS, parts: &[("frameworks", Layout::Headed(&FRAMEWORK))] };
static FRAMEWORK: Shape =
    Shape { fields: Framework::FIELDS, parts: &[("components", Layout::Headed(&COMPONENT)), ("waive", Layout::Rows(&WAIVER))] };
static COMPONENT: Shape = Shape { fields: Component::FIELDS, parts: &[("claims", Layout::Lines)] };
static SOURCE: Shape = Shape {
    fields: Source::FIELDS,
    parts: &[("text", Layout::Headed(&SOURCE_TEXT)), ("uncoded", Layout::Rows(&UNCODED)), ("waive", Layout::Rows(&WAIVER))],
};
static SOURCE_TEXT: Shape = Shape { fields: SourceText::FIELDS, parts: &[] };
static UNCODED: Shape = Shape { fields: Uncoded::FIELDS, parts: &[] };
static CLAIMS: Shape = Shape { fields: Claim::FIELDS, parts: &[("claims", Layout::Headed(&CLAIM))] };
static CLAIM: Shape = Shape {
    fields: Claim::FIELDS,
    parts: &[
        ("quantities", Layout::Rows(&QUANTITY)),
        ("evidence", Layout::Rows(&EVIDENCE)),
        ("relations", Layout::Rows(&RELATION)),
        ("waive", Layout::Rows(&WAIVER)),
    ],
};
static QUANTITY: Shape = Shape { fields: Quantity::FIELDS, parts: &[] };
static EVIDENCE: Shape = Shape { fields: Evidence::FIELDS, parts: &[] };
static RELATION: Shape = Shape { fields: Relation::FIELDS, parts: &[] };
static WAIVER: Shape = Shape { fields: Waiver::FIELDS, parts: &[] };
