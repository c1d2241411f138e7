rule! {
    /// A record is not as it was in the version before, and nothing says why.
    ///
    /// Users of the data ask first why something changed. The versions in `data/released/` are compared with the one after; `data/changes/`
    /// gives the reasons, by kind of record, document, claim and field, and `data/withdrawn.toml` those for claims that are gone. Write the
    /// reason into the file of the new version: `claims diff @<version before> --draft` drafts what is missing. Terms are compared where
    /// the data is of the program's version.
    "unexplained-change", Warning, scope: Scope::Dataset, waivable: false, checks: &[Check::All(check)]
}

use super::{Check, Context, Findings, Scope};
use crate::compare::{ChangeKind, Explained, history};
use crate::diagnostics::{Location, RecordKind};
use crate::model::ChangedRecord;
use crate::sanitize::excerpt;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(info) = context.records.info.as_ref().filter(|_| context.is_complete()) else { return };
    // Ids that stand twice are findings of their own.
    let Ok(history) = history(context.records, info) else { return };
    for explained in history.iter().filter(|explained| explained.reason.is_none()) {
        let finding = findings.add(&RULE, place(context, explained), message(explained));
        finding.help = Some(help(explained));
    }
}

/// Where the record that changed stands; what is not there any more is said of the dataset.
fn place(context: &Context<'_>, Explained { change, .. }: &Explained) -> Location {
    let kind = match change.record {
        ChangedRecord::Claim => RecordKind::Claim,
        ChangedRecord::Source => RecordKind::Source,
        ChangedRecord::Actor => RecordKind::Actor,
        ChangedRecord::Occasion => RecordKind::Occasion,
        ChangedRecord::Framework => RecordKind::Framework,
        ChangedRecord::Withdrawn => RecordKind::Withdrawn,
        ChangedRecord::Dataset | ChangedRecord::Term => RecordKind::Dataset,
    };
    let Ok(index) = context.records.ids(kind).binary_search(&change.id.as_str()) else {
        return Location::new(RecordKind::Dataset, 0, "/version");
    };
    let field = change.field.as_deref().filter(|_| change.new.is_some()).unwrap_or("id");
    Location::new(kind, index, format!("/{field}"))
}

fn message(Explained { before, version, change, .. }: &Explained) -> String {
    let what = match (change.record, change.kind, &change.field) {
        (_, ChangeKind::Changed, Some(field)) => {
            let was = change.old_cell().map_or_else(|| "absent".to_owned(), |old| excerpt(&old));
            format!("{} of the {} {} was {was} in version {before}", excerpt(field), change.record, excerpt(&change.id))
        }
        (_, ChangeKind::Removed, _) => format!("the {} {} was in version {before} and is gone", change.record, excerpt(&change.id)),
        _ => format!("the {} {} was not in version {before}", change.record, excerpt(&change.id)),
    };
    format!("{what}: expected a reason in {}", file(change.record, change.kind, version.as_str()))
}

fn file(record: ChangedRecord, kind: ChangeKind, version: &str) -> String {
    match (record, kind) {
        (ChangedRecord::Claim, ChangeKind::Removed) => "data/withdrawn.toml".to_owned(),
        _ => format!("data/changes/{version}.toml"),
    }
}

fn help(Explained { before, .. }: &Explained) -> String {
    format!("say why there; `claims diff @{before} --draft` drafts what is missing")
}
