//! What a summary says of records that could not be read.

use super::count;
use crate::diagnostic::RecordKind;
use crate::load::NotRead;
use crate::rules::RULES;

/// How much of a dataset could not be read, and what was therefore not checked; nothing if all of it was read.
pub(super) fn of_dataset(not_read: &NotRead, with_texts: bool) -> Option<String> {
    let mut parts: Vec<_> =
        not_read.records.iter().rev().filter(|(_, number)| **number > 0).map(|(kind, number)| records(*kind, *number)).collect();
    parts.extend((not_read.files > 0).then(|| count(not_read.files, "file", "files")));
    let number = not_read.records.values().sum::<usize>() + not_read.files;
    let last = parts.pop()?;
    let what = if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) };
    Some(line(&what, number, with_texts))
}

/// How many records of claims from elsewhere could not be read, and what was therefore not checked; nothing if all of them were read.
pub(super) fn of_stream(records: usize, with_texts: bool) -> Option<String> {
    (records > 0).then(|| line(&count(records, "record", "records"), records, with_texts))
}

fn line(what: &str, number: usize, with_texts: bool) -> String {
    let rules = RULES.iter().filter(|rule| rule.looks_at_records() && (with_texts || !rule.needs_texts)).count();
    let them = if number == 1 { "it" } else { "them" };
    format!("{what} could not be read, so that {rules} rules over records were not checked on {them}: mend {them} and run again")
}

fn records(kind: RecordKind, number: usize) -> String {
    match kind {
        RecordKind::Dataset => "the dataset's description".to_owned(),
        kind => count(number, kind.as_str(), &format!("{kind}s")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_every_kind_are_counted() {
        let said =
            |records: &[(RecordKind, usize)], files| of_dataset(&NotRead { records: records.iter().copied().collect(), files }, false);
        assert_eq!(said(&[], 0), None);
        assert_eq!(said(&[(RecordKind::Claim, 0)], 0), None);
        let one = said(&[(RecordKind::Claim, 1)], 0).unwrap_or_default();
        assert!(one.starts_with("1 claim could not be read, so that ") && one.ends_with("on it: mend it and run again"), "{one}");
        let several = said(&[(RecordKind::Dataset, 1), (RecordKind::Actor, 1), (RecordKind::Claim, 2)], 1).unwrap_or_default();
        assert!(several.starts_with("2 claims, 1 actor, the dataset's description and 1 file could not be read"), "{several}");
        assert!(several.ends_with("on them: mend them and run again"), "{several}");
        assert_eq!(of_stream(0, true), None);
        let number = |said: Option<String>| said.and_then(|said| said.split("so that ").nth(1)?.split(' ').next()?.parse::<usize>().ok());
        assert!(number(of_stream(1, true)) > number(of_stream(1, false)), "rules that need the texts are not checked without");
    }
}
