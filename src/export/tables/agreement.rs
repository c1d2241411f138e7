//! The table of agreement.

use std::sync::OnceLock;

use super::table::{Cells, Columns, Table};
#[cfg(feature = "cli")]
use crate::agreement::{Against, ConfidenceLevel, Estimate};
use crate::agreement::{Agreement, Measure, between_coders};
use crate::dataset::Dataset;

const DOC: &str =
    "How far the coders a and b agree in one field, before their codings were settled: in one document, or in all that both coded.";
const SCOPE: &str = "The id of the document; `*` for all documents together.";
const SOURCE: &str = "The document; null for all documents together.";
const FIELD: &str = "The coded field; `unit` for which claims both coders found.";
const MEASURE: &str = "`alpha`: Krippendorff's alpha for nominal data, over the pairs of codings, with an empty field as a value of its own. `f1`: \
                       for lists F1 over their items, summed over the pairs, for `unit` F1 over the codings: twice the pairs by all codings.";
const CODINGS_A: &str = "How many codings there are of the coder a.";
const CODINGS_B: &str = "How many codings there are of the coder b.";
const PAIRS: &str = "How many pairs of a coding of a and one of b were matched.";
const PAIRED_A: &str = "The share of the codings of a that are paired.";
const PAIRED_B: &str = "The share of the codings of b that are paired.";
const VALUE: &str = "The measure; null where it is undefined: alpha where all values are the same, F1 where all lists are empty.";
const LOW: &str = "The lower end of the measure's bootstrap interval of 95%: percentiles over 1,000 resamples of the pairs, for `unit` of the claims \
                   that either coder found.";
const HIGH: &str = "The upper end of the interval.";
const DRAWS: &str = "In how many of the 1,000 resamples the measure is defined.";

pub(super) fn agreement(dataset: &Dataset) -> Table<'_> {
    // Each format asks for the rows, and resampling takes a while.
    let figures = OnceLock::new();
    let rows = move |cells: &mut dyn Cells| table(figures.get_or_init(|| between_coders(dataset.records(), |_| true))).write(cells);
    let Table { name, doc, columns, .. } = table(&[]);
    Table { name, doc, columns, rows: Box::new(rows) }
}

/// The table of these figures, sorted by its key.
pub(crate) fn table<'a>(agreement: &'a [Agreement<'a>]) -> Table<'a> {
    let mut sorted: Vec<_> = agreement.iter().collect();
    sorted.sort_by_key(|row| (scope(row), row.field.as_str()));
    Columns::<&Agreement<'_>>::of(&[])
        .derived("scope", SCOPE, scope)
        .derived("source", SOURCE, |row| row.scope.source)
        .derived("field", FIELD, |row| &row.field)
        .derived("measure", MEASURE, |row| Measure::of(row.field).as_str())
        .derived("codings_a", CODINGS_A, |row| row.scope.codings[0])
        .derived("codings_b", CODINGS_B, |row| row.scope.codings[1])
        .derived("pairs", PAIRS, |row| row.scope.pairs)
        .derived("paired_a", PAIRED_A, |row| row.scope.shares()[0].map(rounded))
        .derived("paired_b", PAIRED_B, |row| row.scope.shares()[1].map(rounded))
        .derived("value", VALUE, |row| row.estimate.map(|estimate| rounded(estimate.value)))
        .derived("low", LOW, |row| row.estimate.and_then(|estimate| Some(rounded(estimate.interval?.0))))
        .derived("high", HIGH, |row| row.estimate.and_then(|estimate| Some(rounded(estimate.interval?.1))))
        .derived("draws", DRAWS, |row| row.estimate.map_or(0, |estimate| estimate.draws))
        .table("agreement", DOC, move || sorted.clone().into_iter())
}

/// To four decimal places, which every reader keeps.
fn rounded(figure: f64) -> f64 {
    (figure * 1e4).round() / 1e4
}

/// What names the documents that were compared.
fn scope<'a>(row: &'a Agreement<'_>) -> &'a str {
    row.scope.source.map_or("*", |source| source.as_str())
}

/// A row of the table of what came of holding claims against a further coding.
#[cfg(feature = "cli")]
#[derive(Clone, Copy)]
enum Line<'a> {
    Field(&'a Agreement<'a>),
    Level(&'a ConfidenceLevel),
    /// Low to high.
    Ratio(&'a Estimate),
}

#[cfg(feature = "cli")]
impl<'a> Line<'a> {
    fn estimate(self) -> Option<&'a Estimate> {
        match self {
            Self::Field(row) => row.estimate.as_ref(),
            Self::Level(level) => level.share.as_ref(),
            Self::Ratio(ratio) => Some(ratio),
        }
    }

    const fn field(self) -> Option<&'a Agreement<'a>> {
        if let Self::Field(row) = self { Some(row) } else { None }
    }

    const fn level(self) -> Option<&'a ConfidenceLevel> {
        if let Self::Level(level) = self { Some(level) } else { None }
    }

    fn measure(self) -> &'static str {
        match self {
            Self::Field(row) => Measure::of(row.field).as_str(),
            Self::Level(_) => "differing",
            Self::Ratio(_) => "low-to-high",
        }
    }

    /// How many claims it is about.
    fn claims(self) -> Option<u32> {
        match self {
            Self::Field(row) => Some(row.scope.codings[0]),
            Self::Level(level) => Some(level.claims),
            Self::Ratio(_) => None,
        }
    }
}

/// The table of what came of holding claims against a further coding: for each field how far they agree, for each confidence the share of the
/// claims that differ, and how many times as large that of `low` is as that of `high`.
#[cfg(feature = "cli")]
pub(crate) fn against_table<'a>(found: &'a Against<'a>) -> Table<'a> {
    let lines = move || {
        let (fields, levels) = (found.agreement.iter().map(Line::Field), found.levels.iter().map(Line::Level));
        fields.chain(levels).chain(found.ratio.iter().map(Line::Ratio))
    };
    Columns::<Line<'_>>::of(&[])
        .derived("scope", "", |line| line.field().map_or("*", scope))
        .derived("field", "", |line| line.field().map(|row| &row.field))
        .derived("confidence", "", |line| line.level().map(|level| &level.confidence))
        .derived("measure", "", Line::measure)
        .derived("claims", "", Line::claims)
        .derived("codings", "", |line| Some(line.field()?.scope.codings[1]))
        .derived("pairs", "", |line| Some(line.field()?.scope.pairs))
        .derived("paired_claims", "", |line| line.field()?.scope.shares()[0].map(rounded))
        .derived("paired_codings", "", |line| line.field()?.scope.shares()[1].map(rounded))
        .derived("differing", "", |line| Some(line.level()?.differing))
        .derived("value", "", |line| Some(rounded(line.estimate()?.value)))
        .derived("low", "", |line| Some(rounded(line.estimate()?.interval?.0)))
        .derived("high", "", |line| Some(rounded(line.estimate()?.interval?.1)))
        .derived("draws", "", |line| line.estimate().map_or(0, |estimate| estimate.draws))
        .table("against", "", lines)
}
