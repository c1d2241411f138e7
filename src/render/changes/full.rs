//! What differs between two versions, for people: a summary of one screen, and on request every change.

use std::fmt::Write as _;

use super::comparison::{Comparison, OTHERS, listed, most_first, recoded, successors};
use crate::compare::{ChangeKind, Explained, Words, cell, words};
use crate::model::ChangedRecord;
use crate::render::report::{BOLD, PLAIN};
use crate::sanitize::shown;

/// How many reasons the summary shows.
const MOST_REASONS: usize = 20;

/// How much of a reason, or of a list of numbers, a line of the summary shows.
const WIDTH: usize = 120;

/// The summary; with `details`, every change behind it.
pub(crate) fn render(comparison: &Comparison<'_>, details: bool) -> String {
    let mut page = String::new();
    let names = comparison.names.map(|name| shown(name).into_owned());
    let _ = writeln!(page, "{BOLD}{} to {}{PLAIN} ({} to {})\n", comparison.old.version, comparison.new.version, names[0], names[1]);
    if comparison.is_same() {
        page.push_str("no change\n");
    } else {
        summary(&mut page, comparison);
        reasons(&mut page, comparison);
    }
    for line in comparison.not_compared() {
        let _ = writeln!(page, "{}", shown(&line));
    }
    let _ = writeln!(page, "version       {}", shown(&comparison.announced()));
    if details {
        every_change(&mut page, comparison);
    }
    page
}

fn line(page: &mut String, name: &str, text: &str) {
    let _ = writeln!(page, "{name:<13} {}", shown(&cut(text)));
}

fn cut(text: &str) -> String {
    if text.chars().count() <= WIDTH { text.to_owned() } else { text.chars().take(WIDTH - 1).chain(['…']).collect() }
}

fn summary(page: &mut String, comparison: &Comparison<'_>) {
    let [before, since] = [comparison.old, comparison.new].map(|edition| edition.list("claims").count());
    let number = |kind| comparison.records(ChangedRecord::Claim, kind);
    let (added, gone, changed) = (number(ChangeKind::Added), number(ChangeKind::Removed), number(ChangeKind::Changed));
    let same = before.saturating_sub(gone + changed);
    line(page, "claims", &format!("{before}, now {since}: {added} added, {gone} withdrawn, {changed} changed, {same} as before"));
    for (name, kind) in [("  added", ChangeKind::Added), ("  withdrawn", ChangeKind::Removed)] {
        let of_documents = comparison.of(ChangedRecord::Claim, kind).filter_map(|explained| explained.change.id.split('.').next());
        let of_documents = most_first(of_documents);
        if !of_documents.is_empty() {
            line(page, name, &listed(&of_documents));
        }
    }
    let fields = comparison.fields(ChangedRecord::Claim);
    for (place, fields) in fields.chunks(8).enumerate() {
        line(page, if place == 0 { "  changed" } else { "" }, &listed(fields));
    }
    for (record, name) in OTHERS {
        let parts: Vec<_> = [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed]
            .into_iter()
            .map(|kind| (kind.as_str(), comparison.records(record, kind)))
            .filter(|(_, number)| *number > 0)
            .map(|(kind, number)| format!("{number} {kind}"))
            .collect();
        if !parts.is_empty() {
            let fields = comparison.fields(record);
            let fields = if fields.is_empty() { String::new() } else { format!(" ({})", listed(&fields)) };
            line(page, name, &format!("{}{fields}", parts.join(", ")));
        }
    }
    of_beside(page, comparison);
}

fn of_beside(page: &mut String, Comparison { beside, .. }: &Comparison<'_>) {
    for moved in beside.order.into_iter().flatten() {
        line(page, "order", &format!("the terms of {} stand in another order: {}", moved.vocabulary, moved.new.join(", ")));
    }
    if let Some(changes) = beside.codings.filter(|changes| !changes.is_empty()) {
        let ([added, removed, changed], fields) = recoded(changes);
        let fields = if fields.is_empty() { String::new() } else { format!(" ({})", listed(&fields)) };
        line(page, "codings", &format!("{added} added, {removed} removed, {changed} changed{fields}"));
    }
    if let Some(moved) = beside.agreement.filter(|moved| !moved.is_empty()) {
        let fields = most_first(moved.iter().map(|moved| moved.field.as_str()));
        line(page, "agreement", &format!("{} figures changed: {}", moved.len(), listed(&fields)));
    }
}

fn reasons(page: &mut String, comparison: &Comparison<'_>) {
    let reasons = comparison.reasons();
    page.push_str("\nchanges by reason\n");
    let unexplained = reasons.iter().find(|(reason, _)| reason.is_none());
    let explained: Vec<_> = reasons.iter().filter_map(|(reason, changes)| Some(((*reason)?, changes.len()))).collect();
    for (reason, number) in explained.iter().take(MOST_REASONS) {
        let _ = writeln!(page, "{number:>6}  {}", shown(&cut(reason)));
    }
    if let Some(rest) = explained.get(MOST_REASONS..).filter(|rest| !rest.is_empty()) {
        let number: usize = rest.iter().map(|(_, number)| number).sum();
        let _ = writeln!(page, "{number:>6}  for {} more reasons: --details and the other formats have them", rest.len());
    }
    if let Some((_, changes)) = unexplained {
        let _ = writeln!(page, "{:>6}  without a reason: --draft drafts what data/changes/ lacks", changes.len());
    }
    page.push('\n');
}

fn every_change(page: &mut String, comparison: &Comparison<'_>) {
    let same_record = |one: &Explained, other: &Explained| (one.change.record, &one.change.id) == (other.change.record, &other.change.id);
    for of_record in comparison.changes.chunk_by(same_record) {
        let Some(Explained { change, .. }) = of_record.first() else { continue };
        let _ = writeln!(page, "\n{BOLD}{} {}{PLAIN}", change.record, shown(&change.id));
        for explained in of_record {
            let _ = writeln!(page, "  {}", shown(&one_change(explained, comparison)));
            let reason = explained.reason.as_deref().unwrap_or("no reason is given");
            let _ = writeln!(page, "    {}", shown(reason));
        }
    }
    for moved in comparison.beside.order.into_iter().flatten() {
        let _ =
            writeln!(page, "\norder of {}: {} -> {}", shown(&moved.vocabulary), shown(&moved.old.join(", ")), shown(&moved.new.join(", ")));
    }
    for change in comparison.beside.codings.into_iter().flatten() {
        let shown_cell = |value: &Option<serde_json::Value>| value.as_ref().map_or_else(|| "(absent)".to_owned(), cell);
        let (field, old, new) = (change.field.as_deref(), shown_cell(&change.old), shown_cell(&change.new));
        let what = field.map_or_else(|| change.kind.to_string(), |field| format!("{field}: {old} -> {new}"));
        let _ = writeln!(page, "\ncoding {} {}: {}", shown(&change.source), shown(&change.coding), shown(&what));
    }
    for moved in comparison.beside.agreement.into_iter().flatten() {
        let figure = |figure: Option<f64>| figure.map_or_else(|| "undefined".to_owned(), |figure| format!("{figure:.3}"));
        let _ = writeln!(page, "\nagreement {} {}: {} -> {}", moved.scope, moved.field, figure(moved.old), figure(moved.new));
    }
}

fn one_change(Explained { change, .. }: &Explained, comparison: &Comparison<'_>) -> String {
    let Some(field) = &change.field else {
        let statement = statement(change.record, &change.id, comparison);
        let successors = successors(&change.id, comparison).filter(|_| change.kind == ChangeKind::Removed);
        let now = successors.map(|successors| format!(" (now {successors})")).unwrap_or_default();
        return format!("{}{now}{statement}", change.kind);
    };
    match (change.old_cell(), change.new_cell()) {
        (Some(old), Some(new)) if field == "statement" => format!("{field}: {}", marked(&old, &new)),
        (old, new) => format!("{field}: {} -> {}", old.as_deref().unwrap_or("(absent)"), new.as_deref().unwrap_or("(absent)")),
    }
}

/// The statement of a claim that one version alone has.
fn statement(record: ChangedRecord, id: &str, comparison: &Comparison<'_>) -> String {
    let of = |edition: &crate::dataset::Edition| {
        let claim = edition.list("claims").find(|claim| claim.get("id").is_some_and(|found| found == id))?;
        Some(format!(": {}", claim.get("statement")?.as_str()?))
    };
    let known = (record == ChangedRecord::Claim).then(|| of(comparison.new).or_else(|| of(comparison.old)));
    known.flatten().unwrap_or_default()
}

/// The words of both texts: what is gone in `[-…-]`, what is new in `{+…+}`.
fn marked(old: &str, new: &str) -> String {
    let marked = words(old, new).into_iter().map(|words| match words {
        Words::Same(text) => text,
        Words::Old(text) => format!("[-{text}-]"),
        Words::New(text) => format!("{{+{text}+}}"),
    });
    marked.collect::<Vec<_>>().join(" ")
}
