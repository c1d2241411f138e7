//! A draft of the reasons that are missing, to be completed in `data/changes/<version>.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::comparison::Comparison;
use crate::compare::ChangeKind;
use crate::model::ChangedRecord;

/// The entries that are missing, each with an empty reason; nothing if none is. What is missing for claims that are gone is a comment: their
/// reasons stand in `data/withdrawn.toml`.
pub(crate) fn render(comparison: &Comparison<'_>) -> String {
    let mut page = String::new();
    let mut selectors = BTreeMap::<_, Vec<&str>>::new();
    for explained in comparison.changes.iter().filter(|explained| explained.reason.is_none()) {
        let change = &explained.change;
        if (change.record, change.kind) == (ChangedRecord::Claim, ChangeKind::Removed) {
            let _ = writeln!(page, "# data/withdrawn.toml: {} is gone.\n", change.id.escape_debug());
            continue;
        }
        let field = change.field.as_deref();
        selectors.entry((change.record, change.kind == ChangeKind::Changed, field)).or_default().push(&change.id);
    }
    // The claims, or kinds of record, of which the same fields are without a reason.
    let mut entries = BTreeMap::<_, Vec<&str>>::new();
    for ((record, _, field), mut ids) in selectors {
        ids.dedup();
        let ids = if record == ChangedRecord::Claim { ids } else { Vec::new() };
        entries.entry((record, field.is_some(), ids)).or_default().extend(field);
    }
    for ((record, _, ids), fields) in entries {
        page.push_str("[[changes]]\n");
        if record != ChangedRecord::Claim {
            let _ = writeln!(page, "kinds = {}", list(&[record.as_str()]));
        }
        for (key, items) in [("claims", &ids), ("fields", &fields)] {
            if !items.is_empty() {
                let _ = writeln!(page, "{key} = {}", list(items));
            }
        }
        page.push_str("reason = \"\"\n\n");
    }
    page
}

fn list(items: &[&str]) -> String {
    serde_json::Value::from(items.to_vec()).to_string().replace("\",\"", "\", \"")
}
