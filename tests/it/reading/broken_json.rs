//! What is said of external claims in JSON with a fault in them: the rest is read, and nothing is said of what leads to it.

use std::fs;

use crate::support::{claims, stderr, stdout};

#[test]
fn conflicts_and_missing_signs_in_json_are_one_finding_each() {
    // With one table in a list, no sign of which could be a sign of another.
    let claims_of_one = guarantee_claims::dataset()
        .claims()
        .filter(|claim| claim.evidence.len() == 1 && claim.quantities.is_empty() && claim.relations.is_empty() && claim.waive.is_empty());
    let ids: Vec<_> = claims_of_one.take(3).map(|claim| serde_json::to_value(claim.get()).expect("it is JSON")).collect();
    let pretty: Vec<_> = ids.iter().map(|claim| format!("{claim:#}")).collect();
    let lines: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let found = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("the file can be written");
        let output = claims(&["validate", &path.display().to_string(), "--output-format", "concise"]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        let said = stdout(&output);
        let findings: Vec<_> =
            said.lines().filter_map(|line| line.split_once(&format!("{name}:")).map(|(_, found)| found.to_owned())).collect();
        findings.into_iter().filter(|finding| finding.contains(" error[")).collect::<Vec<_>>()
    };
    let document = |claims: [&str; 3]| format!("[\n{}\n]\n", claims.join(",\n"));
    // A line is a record.
    let conflict = format!("{}\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> feature\n", lines[0], lines[1], lines[2]);
    let of_lines = found("a.ndjson", &conflict);
    assert_eq!(of_lines.len(), 3, "{of_lines:?}");
    assert!(of_lines[0].starts_with("2:1: error[conflict-marker]: this line is of a conflict of git"), "{of_lines:?}");
    let of_document =
        found("a.json", &format!("[\n{},\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> feature\n]\n", pretty[0], pretty[1], pretty[2]));
    assert_eq!(of_document.len(), 1, "{of_document:?}");
    assert!(of_document[0].contains("error[conflict-marker]"), "{of_document:?}");
    let inside = pretty[1].replacen("  \"layer\"", "<<<<<<< HEAD\n  \"layer\": \"outside\",\n=======\n  \"layer\"", 1);
    let of_record = found("b.json", &document([&pretty[0], &inside, &pretty[2]]));
    assert_eq!(of_record.len(), 1, "{of_record:?}");
    assert!(of_record[0].contains("error[conflict-marker]"), "{of_record:?}");
    // The records behind one with a sign missing are read: what is wrong with the last one is found where it stands.
    let mut last = ids[2].clone();
    last["layer"] = "nowhere".into();
    let last = format!("{last:#}");
    for sign in ["]", "[", "}", "{", "\"", ","] {
        for at in [pretty[1].find(sign), pretty[1].rfind(sign)] {
            let at = at.expect("a claim has all signs");
            let broken = format!("{}{}", &pretty[1][..at], &pretty[1][at + 1..]);
            let text = document([&pretty[0], &broken, &last]);
            let of_broken = found("c.json", &text);
            let with = |rule: &str| of_broken.iter().filter(|finding| finding.contains(rule)).collect::<Vec<_>>();
            assert_eq!(with("error[syntax]").len(), 1, "{sign} at {at}: {of_broken:?}");
            let line = text[..text.find("nowhere").expect("it is there")].matches('\n').count() + 1;
            let of_last = with("error[unknown-term]");
            assert!(of_last.len() == 1 && of_last[0].starts_with(&format!("{line}:")), "{sign} at {at}: {of_broken:?}");
        }
    }
}
