//! Citations of claims for a page, which has the statements itself: with marks where a claim's own words go.

use serde_json::{Value, json};

use super::{apa, bibtex};
use crate::dataset::Records;
use crate::model::DatasetInfo;
use crate::sanitize::{shown, steering_class};

/// Where the id, the statement and the words on the document go: signs that no text of the dataset has.
const MARKS: [&str; 3] = ["\u{e000}", "\u{e001}", "\u{e002}"];

/// For each form the `line`, with marks in it, and what it says of each document in `sources`. Claims that are of no dataset are cited by
/// themselves and their document. `steering` is what of a claim's own words is written as an escape, as a regular expression.
pub(crate) fn patterns(info: Option<&DatasetInfo>, records: &Records) -> Value {
    let [id, statement, source] = MARKS;
    let line = info.map_or_else(|| format!("{statement} [Claim {id}]. {source}"), |info| apa::line_with(info, id, statement, source));
    let mut patterns = json!({
        "marks": MARKS,
        "steering": steering_class(),
        "apa": { "line": shown(&line), "sources": of_sources(records, |id| Some(shown(&apa::source(id, records)).into_owned())) },
    });
    if let Some(info) = info {
        let line = bibtex::entry_with(info, id, statement, Some(source));
        patterns["bibtex"] = json!({ "line": line, "sources": of_sources(records, |id| bibtex::source(id, records)) });
    }
    patterns
}

fn of_sources(records: &Records, said: impl Fn(&str) -> Option<String>) -> Value {
    records.sources.iter().map(|source| (source.id.to_string(), said(source.id.as_str()))).collect()
}
