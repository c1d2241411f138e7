//! The table of changes since the first version that was kept.

use std::sync::Arc;

use super::table::{Cells, Columns, Table};
use crate::compare::{Explained, history};
use crate::dataset::Dataset;

const DOC: &str = "One row for each change from a version to the next, since the first one that was kept: a record that was added or \
                   removed, or a field of one that has another value. What is null or an empty list counts as absent.";
const ID: &str = "The id of the record; of a term its vocabulary, a slash and the term; `dataset` for what the dataset says of itself.";
const OLD: &str =
    "The value before, null where there was none: a text as it is, anything else as JSON without what is null or an empty list.";

/// The table of the changes of a dataset.
pub(super) fn changes(dataset: &Dataset) -> Table<'_> {
    let mut history = history(dataset.records(), dataset.info()).expect("the ids of a dataset stand once");
    history.sort_by(|a, b| (&a.version, a.ordinal).cmp(&(&b.version, b.ordinal)));
    let history: Arc<[Explained]> = history.into();
    let Table { name, doc, columns, .. } = changes_table(&[]);
    Table { name, doc, columns, rows: Box::new(move |cells: &mut dyn Cells| changes_table(&history).write(cells)) }
}

/// The table of these changes.
pub(crate) fn changes_table(changes: &[Explained]) -> Table<'_> {
    Columns::<&Explained>::of(&[])
        .derived("version", "The first version of the data with the change.", |explained| &explained.version)
        .derived("ordinal", "The place among the changes of the version, from 1.", |explained| explained.ordinal)
        .derived("record", "What sort of record changed.", |explained| &explained.change.record)
        .derived("id", ID, |explained| explained.change.id.as_str())
        .derived("change", "How it changed: added, removed or changed.", |explained| explained.change.kind.as_str())
        .derived("field", "The field that has another value; null where the whole record was added or removed.", |explained| {
            explained.change.field.as_deref()
        })
        .derived("old", OLD, |explained| explained.change.old_cell())
        .derived("new", "The value since, as in `old`.", |explained| explained.change.new_cell())
        .derived("reason", "Why it was changed.", |explained| explained.reason.as_deref())
        .table("changes", DOC, || changes.iter())
}
