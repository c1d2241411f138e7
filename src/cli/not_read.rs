//! What a summary says of records that could not be read.

use super::amounts::count;
use crate::diagnostics::{NotRead, RecordKind};
use crate::rules::RULES;

/// How much could not be read, and what was therefore not checked; nothing if all of it was read.
pub(super) fn line(not_read: &NotRead, with_texts: bool) -> Option<String> {
    let mut parts: Vec<_> =
        not_read.records.iter().rev().filter(|(_, number)| **number > 0).map(|(kind, number)| records(*kind, *number)).collect();
    parts.extend((not_read.files > 0).then(|| count(not_read.files, "file", "files")));
    let number = not_read.records.values().sum::<usize>() + not_read.files;
    let last = parts.pop()?;
    let what = if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) };
    let rules = RULES.iter().filter(|rule| rule.looks_at_records() && (with_texts || !rule.needs_texts)).count();
    let them = if number == 1 { "it" } else { "them" };
    Some(format!("{what} could not be read, so that {rules} rules over records were not checked on {them}: mend {them} and run again"))
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
        let said = |records: &[(RecordKind, usize)], files, with_texts| {
            let mut not_read = NotRead::default();
            not_read.records.extend(records.iter().copied());
            not_read.files = files;
            line(&not_read, with_texts)
        };
        assert_eq!(said(&[], 0, false), None);
        assert_eq!(said(&[(RecordKind::Claim, 0)], 0, false), None);
        let one = said(&[(RecordKind::Claim, 1)], 0, false).unwrap_or_default();
        assert!(one.starts_with("1 claim could not be read, so that ") && one.ends_with("on it: mend it and run again"), "{one}");
        let several = said(&[(RecordKind::Dataset, 1), (RecordKind::Actor, 1), (RecordKind::Claim, 2)], 1, false).unwrap_or_default();
        assert!(several.starts_with("2 claims, 1 actor, the dataset's description and 1 file could not be read"), "{several}");
        assert!(several.ends_with("on them: mend them and run again"), "{several}");
        let number = |said: Option<String>| said.and_then(|said| said.split("so that ").nth(1)?.split(' ').next()?.parse::<usize>().ok());
        let one = |with_texts| number(said(&[(RecordKind::Claim, 1)], 0, with_texts));
        assert!(one(true) > one(false), "rules that need the texts are not checked without");
    }
}
