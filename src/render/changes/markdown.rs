//! What differs between two versions as a page in Markdown.

use std::fmt::Write as _;

use super::comparison::{Comparison, OTHERS, listed, recoded, successors};
use crate::compare::{Change, ChangeKind, Explained, Words, words};
use crate::model::ChangedRecord;

pub(crate) fn render(comparison: &Comparison<'_>) -> String {
    let mut page = format!("# From {} to {}\n\n{}.\n", comparison.old.version, comparison.new.version, escaped(&comparison.announced()));
    for line in comparison.not_compared() {
        let _ = writeln!(page, "\n{}.", escaped(&line));
    }
    if comparison.is_same() {
        page.push_str("\nNo change.\n");
        return page;
    }
    counts(&mut page, comparison);
    page.push_str("\n## By reason\n");
    for (reason, changes) in comparison.reasons() {
        let _ = writeln!(page, "\n### {}\n", reason.map_or_else(|| "Without a reason".to_owned(), escaped));
        for explained in changes {
            let _ = writeln!(page, "- {}", item(explained, comparison));
        }
    }
    of_codings(&mut page, comparison);
    if let Some(moved) = comparison.beside.agreement.filter(|moved| !moved.is_empty()) {
        page.push_str("\n## Agreement\n\n| of | field | before | since |\n|---|---|---:|---:|\n");
        let figure = |figure: Option<f64>| figure.map_or_else(String::new, |figure| format!("{figure:.3}"));
        for moved in moved {
            let (scope, field) = (escaped(&moved.scope), escaped(&moved.field));
            let _ = writeln!(page, "| {scope} | {field} | {} | {} |", figure(moved.old), figure(moved.new));
        }
    }
    page
}

fn of_codings(page: &mut String, Comparison { beside, .. }: &Comparison<'_>) {
    if let Some(moved) = beside.order.filter(|moved| !moved.is_empty()) {
        page.push_str("\n## Order of terms\n\n| vocabulary | before | since |\n|---|---|---|\n");
        for moved in moved {
            let [old, new] = [&moved.old, &moved.new].map(|terms| escaped(&terms.join(", ")));
            let _ = writeln!(page, "| {} | {old} | {new} |", escaped(&moved.vocabulary));
        }
    }
    let Some(codings) = beside.codings.filter(|codings| !codings.is_empty()) else { return };
    page.push_str("\n## Codings\n\n| of | added | removed | changed | fields that changed |\n|---|---:|---:|---:|---|\n");
    for of_source in codings.chunk_by(|one, other| one.source == other.source) {
        let ([added, removed, changed], fields) = recoded(of_source);
        let source = of_source.first().map_or_else(String::new, |change| escaped(&change.source));
        let _ = writeln!(page, "| {source} | {added} | {removed} | {changed} | {} |", escaped(&listed(&fields)));
    }
}

fn counts(page: &mut String, comparison: &Comparison<'_>) {
    page.push_str("\n| records | added | removed | changed | fields that changed |\n|---|---:|---:|---:|---|\n");
    for (record, name) in std::iter::once((ChangedRecord::Claim, "claims")).chain(OTHERS) {
        let [added, removed, changed] =
            [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed].map(|kind| comparison.records(record, kind));
        if added + removed + changed > 0 {
            let fields = escaped(&listed(&comparison.fields(record)));
            let _ = writeln!(page, "| {name} | {added} | {removed} | {changed} | {fields} |");
        }
    }
}

fn item(explained: &Explained, comparison: &Comparison<'_>) -> String {
    let Change { record, id, kind, field, .. } = &explained.change;
    let id = format!("{record} `{}`", code(id));
    let Some(field) = field else {
        let successors = successors(&explained.change.id, comparison).filter(|_| *kind == ChangeKind::Removed);
        return successors.map_or_else(|| format!("{id} {kind}"), |now| format!("{id} {kind}, now {}", escaped(&now)));
    };
    let value = match (explained.change.old_cell(), explained.change.new_cell()) {
        (Some(old), Some(new)) if field == "statement" => marked(&old, &new),
        (old, new) => {
            let shown = |cell: Option<String>| cell.map_or_else(|| "absent".to_owned(), |cell| format!("`{}`", code(&cell)));
            format!("{} → {}", shown(old), shown(new))
        }
    };
    format!("{id}, `{}`: {value}", code(field))
}

/// The words of both texts: what is gone struck out, what is new in bold.
fn marked(old: &str, new: &str) -> String {
    let marked = words(old, new).into_iter().map(|words| match words {
        Words::Same(text) => escaped(&text),
        Words::Old(text) => format!("~~{}~~", escaped(&text)),
        Words::New(text) => format!("**{}**", escaped(&text)),
    });
    marked.collect::<Vec<_>>().join(" ")
}

/// Text between backticks, which may hold none.
fn code(text: &str) -> String {
    crate::sanitize::shown(text).replace('`', "'")
}

/// Text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut page = String::new();
    for c in crate::sanitize::shown(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#') {
            page.push('\\');
        }
        page.push(c);
    }
    page
}
