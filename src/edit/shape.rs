//! How the parts of each kind of file are laid out, and in which order.

use crate::dataset::layout::FileKind;
use crate::model::{
    Actor, ActorsFile, Change, Claim, Component, DatasetInfo, DefinedTerm, Evidence, Field, Framework, FrameworksFile, Occasion,
    OccasionsFile, Origin, Party, Quantity, QuoteRecord, Relation, Source, SourceText, Uncoded, Waiver, Withdrawn, WithdrawnFile,
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
    /// A table on the line of its key.
    Inline(&'static Shape),
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
            FileKind::Withdrawn => &WITHDRAWN_CLAIMS,
            FileKind::Changes => &CHANGES,
            // Not laid out: it is CSV.
            FileKind::Codings => &UNKNOWN,
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

    /// The layout of the records in this field.
    pub(super) fn inner(&self, key: &str) -> &'static Self {
        match self.layout(key) {
            Some(Layout::Headed(inner) | Layout::Rows(inner) | Layout::Inline(inner)) => inner,
            Some(Layout::Lines) | None => &UNKNOWN,
        }
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
    parts: &[
        ("derived_from", Layout::Rows(&ORIGIN)),
        ("defined_terms", Layout::Rows(&DEFINED_TERM)),
        ("text", Layout::Headed(&SOURCE_TEXT)),
        ("uncoded", Layout::Rows(&UNCODED)),
        ("waive", Layout::Rows(&WAIVER)),
    ],
};
static ORIGIN: Shape = Shape { fields: Origin::FIELDS, parts: &[] };
static DEFINED_TERM: Shape = Shape { fields: DefinedTerm::FIELDS, parts: &[] };
static SOURCE_TEXT: Shape = Shape { fields: SourceText::FIELDS, parts: &[] };
static UNCODED: Shape = Shape { fields: Uncoded::FIELDS, parts: &[] };
static CLAIMS: Shape = Shape { fields: Claim::FIELDS, parts: &[("claims", Layout::Headed(&CLAIM))] };
static CLAIM: Shape = Shape {
    fields: Claim::FIELDS,
    parts: &[
        ("parties", Layout::Rows(&PARTY)),
        ("quantities", Layout::Rows(&QUANTITY)),
        ("evidence", Layout::Rows(&EVIDENCE)),
        ("relations", Layout::Rows(&RELATION)),
        ("waive", Layout::Rows(&WAIVER)),
    ],
};
static WITHDRAWN_CLAIMS: Shape = Shape { fields: WithdrawnFile::FIELDS, parts: &[("withdrawn", Layout::Headed(&WITHDRAWN))] };
static WITHDRAWN: Shape = Shape { fields: Withdrawn::FIELDS, parts: &[] };
static CHANGES: Shape = Shape { fields: Change::FIELDS, parts: &[("changes", Layout::Headed(&CHANGE))] };
static CHANGE: Shape = Shape { fields: Change::FIELDS, parts: &[] };
static PARTY: Shape = Shape { fields: Party::FIELDS, parts: &[] };
static QUANTITY: Shape = Shape { fields: Quantity::FIELDS, parts: &[] };
static EVIDENCE: Shape = Shape { fields: Evidence::FIELDS, parts: &[("record", Layout::Inline(&QUOTE_RECORD))] };
static QUOTE_RECORD: Shape = Shape { fields: QuoteRecord::FIELDS, parts: &[] };
static RELATION: Shape = Shape { fields: Relation::FIELDS, parts: &[] };
static WAIVER: Shape = Shape { fields: Waiver::FIELDS, parts: &[] };
