//! What differs between two versions as one JSON object.

use serde_json::{Value, json};

use super::comparison::{Comparison, OTHERS};
use crate::compare::{ChangeKind, Explained, Recoded, Words, words};
use crate::model::ChangedRecord;

pub(crate) fn render(comparison: &Comparison<'_>) -> Value {
    let count = |record| {
        let numbers = ChangeKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), json!(comparison.records(record, *kind))));
        Value::Object(numbers.collect())
    };
    let records = std::iter::once(ChangedRecord::Claim).chain(OTHERS.map(|(record, _)| record));
    let counts: serde_json::Map<_, _> = records.map(|record| (record.as_str().to_owned(), count(record))).collect();
    let side = |at: usize, edition: &crate::dataset::Edition| json!({ "name": comparison.names[at], "version": edition.version });
    let required = comparison.required;
    let asked = required.asked.iter().map(|(part, what)| json!({ "part": part.to_string(), "for": what }));
    json!({
        "old": side(0, comparison.old),
        "new": side(1, comparison.new),
        "same": comparison.is_same(),
        "counts": counts,
        "version": {
            "raised": required.raised.map(|part| part.to_string()),
            "asked": asked.collect::<Vec<_>>(),
            "announced": required.is_announced(),
        },
        "notCompared": comparison.not_compared(),
        "changes": comparison.changes.iter().map(change).collect::<Vec<_>>(),
        "withdrawn": withdrawn(comparison),
        "codings": comparison.beside.codings.map(|changes| changes.iter().map(coding).collect::<Vec<_>>()),
        "order": comparison.beside.order.map(|moved| {
            let rows = moved.iter().map(|moved| json!({ "vocabulary": moved.vocabulary, "old": moved.old, "new": moved.new }));
            rows.collect::<Vec<_>>()
        }),
        "agreement": comparison.beside.agreement.map(|moved| {
            let rows = moved.iter().map(|moved| json!({ "scope": moved.scope, "field": moved.field, "old": moved.old, "new": moved.new }));
            rows.collect::<Vec<_>>()
        }),
    })
}

fn change(Explained { change, reason, .. }: &Explained) -> Value {
    let mut value = json!({
        "record": change.record.as_str(),
        "id": change.id,
        "change": change.kind.as_str(),
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "reason": reason,
    });
    if let (Some("statement"), Some(old), Some(new)) = (change.field.as_deref(), change.old_cell(), change.new_cell()) {
        let words = words(&old, &new).into_iter().map(|words| match words {
            Words::Same(text) => json!({ "same": text }),
            Words::Old(text) => json!({ "old": text }),
            Words::New(text) => json!({ "new": text }),
        });
        value["words"] = words.collect();
    }
    value
}

fn coding(change: &Recoded) -> Value {
    json!({
        "source": change.source,
        "coding": change.coding,
        "change": change.kind.as_str(),
        "field": change.field,
        "old": change.old,
        "new": change.new,
    })
}

/// The claims that are gone, each with what the new version says of it.
fn withdrawn(comparison: &Comparison<'_>) -> Value {
    let gone = comparison.of(ChangedRecord::Claim, ChangeKind::Removed).map(|explained| explained.change.id.as_str());
    let told = |id: &str| comparison.new.list("withdrawn").find(|withdrawn| withdrawn.get("id").is_some_and(|found| found == id));
    gone.map(|id| told(id).map_or_else(|| json!({ "id": id, "reason": null, "successors": [] }), |told| json!(told))).collect()
}
