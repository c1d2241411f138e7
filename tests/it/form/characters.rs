//! Characters that no text may have, in every field that people write, and semicolons in what is joined with them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use guarantee_claims::export::{Kind, tables, write_json};
use guarantee_claims::schema::schemas;
use guarantee_claims::texts::{Texts, sha256};
use guarantee_claims::{Dataset, load};
use serde_json::{Value, json};

use crate::support::{claims, edit, mini, stdout};

/// A character of each kind, and the rule that finds it.
const UNFIT: [(char, &str); 10] = [
    ('\u{85}', "control-character"),
    ('\u{1d}', "control-character"),
    ('\u{2028}', "control-character"),
    ('\u{ad}', "invisible-character"),
    ('\u{3164}', "invisible-character"),
    ('\u{e0041}', "invisible-character"),
    ('\u{a0}', "stray-white-space"),
    ('\u{fffd}', "unreadable-character"),
    ('\u{e000}', "unreadable-character"),
    ('\u{fdd0}', "unreadable-character"),
];

const FILES: [&str; 6] = [
    "data/dataset.toml",
    "data/actors.toml",
    "data/occasions.toml",
    "data/frameworks.toml",
    "seeds/example-2025.toml",
    "data/claims/example-2025.toml",
];

/// The miniature dataset with every field that can be written freely.
fn full() -> tempfile::TempDir {
    const WAIVER: &str = "waive = [{ rule = \"unused-record\", reason = \"Somebody looked at it and let it stand.\" }]";
    let folder = mini();
    let file = |name: &str| folder.path().join(name);
    edit(&file("data/dataset.toml"), "version =", "creator = \"Somebody\"\nversion =");
    edit(&file("data/actors.toml"), "role = \"Minister\"\n", &format!("role = \"Minister\"\nnote = \"Invented.\"\n{WAIVER}\n"));
    let place = "place = \"A hall\"\nrecord_url = \"https://example.org/record\"\nnote = \"Invented.\"\n";
    edit(&file("data/occasions.toml"), "held_on =", &format!("{place}{WAIVER}\nheld_on ="));
    edit(&file("data/frameworks.toml"), "stated_on =", &format!("note = \"Invented.\"\n{WAIVER}\nstated_on ="));
    let origin = "derived_from = [{ url = \"https://example.org/first\", reason = \"It has the same words.\" }]";
    let archived = "archived_url = \"https://example.org/archived\"";
    let term = "defined_terms = [{ term = \"Party\", actors = [\"example-state\"] }]";
    let note = format!("note = \"Invented.\"\n{origin}\n{archived}\n{term}\n");
    let seed = file("seeds/example-2025.toml");
    edit(&seed, "uncoded = [", &format!("{note}uncoded = ["));
    // On one line, as the waivers of the others.
    for (find, write) in [("waive = [\n  ", "waive = ["), (" },\n]\n\n[text]", " }]\n\n[text]")] {
        edit(&seed, find, write);
    }
    edit(&file("data/claims/example-2025.toml"), "note = ", &format!("{WAIVER}\nnote = "));
    let record = "url = \"https://example.org/words\", kind = \"report\", verdict = \"altered\", note = \"One word differs.\"";
    edit(&file("data/claims/example-2025.toml"), "there,\" }", &format!("there,\", record = {{ {record} }} }}"));
    folder
}

/// The fields of the records whose form lets people write freely, by the schemas.
fn free_fields() -> BTreeSet<String> {
    const FREE: [&str; 4] = ["Text", "Statement", "Reason", "Url"];
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        let is_free = |schema: &Value| {
            let text = schema.to_string();
            FREE.iter().any(|name| text.contains(&format!("\"#/$defs/{name}\"")))
        };
        for (key, inner) in value.as_object().into_iter().flatten() {
            if key == "properties" {
                found.extend(inner.as_object().into_iter().flatten().filter(|(_, schema)| is_free(schema)).map(|(name, _)| name.clone()));
            }
            collect(inner, found);
        }
    }
    let mut found = BTreeSet::new();
    for schema in schemas() {
        collect(&serde_json::from_str(&schema.to_json()).expect("a schema is JSON"), &mut found);
    }
    found
}

/// Calls `visit` with each text of a value and the name of its field.
fn each_text(value: &mut toml::Value, field: &str, visit: &mut impl FnMut(&str, &mut String)) {
    match value {
        toml::Value::String(text) => visit(field, text),
        toml::Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, field, visit)),
        toml::Value::Table(members) => members.iter_mut().for_each(|(key, member)| each_text(member, key, visit)),
        _ => {}
    }
}

/// Calls `check` on the dataset with each of its freely written texts changed in turn; the fields that were changed.
fn change_each(folder: &Path, change: impl Fn(&str) -> String, mut check: impl FnMut(&str)) -> BTreeSet<String> {
    let free = free_fields();
    let mut changed = BTreeSet::new();
    for name in FILES {
        let path = folder.join(name);
        let before = fs::read_to_string(&path).expect("the file can be read");
        let (mut count, mut at) = (1, 0);
        while at < count {
            let mut value: toml::Value = toml::from_str(&before).expect("the file is TOML");
            let (mut number, mut this) = (0, String::new());
            each_text(&mut value, "", &mut |field, text| {
                if free.contains(field) {
                    if number == at {
                        (this, *text) = (field.to_owned(), change(text));
                    }
                    number += 1;
                }
            });
            fs::write(&path, toml::to_string(&value).expect("the value can be written")).expect("the file can be written");
            check(&format!("{name}: {this}"));
            changed.insert(this);
            (count, at) = (number, at + 1);
        }
        fs::write(&path, before).expect("the file can be written");
    }
    changed
}

/// The rules that find something in a dataset.
fn found(folder: &Path) -> BTreeSet<&'static str> {
    let outcome = load::load(folder).expect("the dataset can be read").check(None);
    outcome.findings.iter().map(|finding| finding.rule).collect()
}

/// The text with something in its middle.
fn with_inside(text: &str, what: &str) -> String {
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    format!("{}{what}{}", &text[..middle], &text[middle..])
}

#[test]
fn no_field_of_a_dataset_takes_them() {
    let folder = full();
    assert_eq!(found(folder.path()), ["unused-waiver"].into());
    for (c, rule) in UNFIT {
        let changed = change_each(
            folder.path(),
            |text| with_inside(text, &c.to_string()),
            |place| {
                let found = found(folder.path());
                // A reason is a term for ranges without a claim, and is written freely in waivers.
                let is_refused = found.contains(rule) || found.contains("unknown-term");
                assert!(is_refused, "U+{:04X} in {place}: {rule} should find it", u32::from(c));
            },
        );
        assert_eq!(changed, free_fields(), "the dataset above should have a text in each field that is written freely");
    }
}

#[test]
fn no_field_of_an_external_claim_takes_them() {
    let folder = mini();
    let dataset = Dataset::load(folder.path()).expect("the dataset is valid");
    let mut claim = serde_json::to_value(dataset.claims().nth(1).expect("there are claims").get()).expect("a claim can be written");
    claim["note"] = json!("Invented for tests.");
    claim["evidence"][0]["record"] =
        json!({"url": "https://example.org/words", "kind": "report", "verdict": "altered", "note": "One word differs."});
    claim["waive"] = json!([{"rule": "duplicate-claim", "reason": "Somebody looked at it and let it stand."}]);
    let (mut lines, mut expected) = (Vec::new(), Vec::new());
    for place in ["/statement", "/note", "/evidence/0/quote", "/evidence/0/record/note", "/waive/0/reason"] {
        for (c, rule) in UNFIT {
            let mut changed = claim.clone();
            let text = changed.pointer_mut(place).expect("the claim has the field");
            *text = with_inside(text.as_str().expect("it is a text"), &c.to_string()).into();
            let line = changed.to_string();
            // As it stands, and as an escape, which another reader takes.
            let units: Vec<_> = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
            for line in [line.replace(c, &units.concat()), line] {
                lines.push(line);
                expected.push((lines.len() as u64, rule));
            }
        }
    }
    let path = folder.path().join("claims.ndjson");
    fs::write(&path, lines.join("\n")).expect("the file can be written");
    let root = folder.path().display().to_string();
    let output = claims(&["validate", &path.display().to_string(), "--root", &root, "--output-format", "json", "--max-findings", "1000"]);
    let report: Value = serde_json::from_str(&stdout(&output)).expect("the report is JSON");
    let found = report["findings"].as_array().expect("the report has findings").iter();
    let found: BTreeSet<_> = found.map(|found| (found["line"].as_u64(), found["rule"].as_str())).collect();
    let missed: Vec<_> = expected.iter().filter(|(line, rule)| !found.contains(&(Some(*line), Some(*rule)))).collect();
    assert!(missed.is_empty() && expected.len() == 100, "{missed:#?}");
}

/// A document may have such characters between its quotation marks; who copies the words leaves them out.
#[test]
fn a_quotation_is_held_against_its_text_without_them() {
    const FILE: &str = "data/claims/example-2025.toml";
    const SPAN: &str = "start = 123, end = 162, sha256 = \"7db68b624029e179c7bd67f40bbe6c80cbc2a63c6bbe81b5424c0784bc4644ea\"";
    let folder = mini();
    let (file, path) = (folder.path().join(FILE), folder.path().join("texts/example.txt"));
    let before = fs::read_to_string(&path).expect("the text is there");
    let after = before.replace("We will be there", "We\u{a0}will\u{2028}be ther\u{ad}");
    assert_eq!(after.chars().count(), before.chars().count());
    edit(&path, "", &after);
    edit(&folder.path().join("seeds/example-2025.toml"), &sha256(before.as_bytes()), &sha256(after.as_bytes()));
    let words: String = after.chars().skip(123).take(39).collect();
    let span = format!("start = 123, end = 162, sha256 = \"{}\"", sha256(words.as_bytes()));
    edit(&file, SPAN, &span);
    let report = |quote: &str| {
        let text = fs::read_to_string(&file).expect("the file can be read");
        let start = text.find("quote = \"").expect("there is a quotation") + "quote = \"".len();
        let end = start + text[start..].find('"').expect("it has an end");
        fs::write(&file, format!("{}{quote}{}", &text[..start], &text[end..])).expect("the file can be written");
        let loaded = load::load(folder.path()).expect("the dataset can be read");
        let texts = Texts::read(&folder.path().join("texts"), &loaded.records.sources).expect("the texts can be read");
        loaded.check(Some(&texts)).findings.iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(report("We\u{a0}will\u{2028}be ther\u{ad}"), ["control-character", "invisible-character", "stray-white-space"]);
    assert_eq!(report("We will be there,"), ["stale-quote"]);
    assert_eq!(report("We will beher"), ["stale-quote"]);
    assert_eq!(report("We will be ther,"), [""; 0]);

    edit(&file, &span, &format!("find = \"{words}\""));
    let [root, texts] = ["", "texts"].map(|name| folder.path().join(name).display().to_string());
    let output = claims(&["anchor", &file.display().to_string(), "--root", &root, "--texts", &texts]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(fs::read_to_string(&file).expect("the file can be read").contains(&span));
}

/// Whatever text has a semicolon: either it is found, or no list of the export has it.
#[test]
fn no_item_of_a_list_has_a_semicolon() {
    let folder = full();
    for path in FILES.map(|name| folder.path().join(name)) {
        let text = fs::read_to_string(&path).expect("the file can be read");
        let kept: Vec<_> = text.split_inclusive('\n').filter(|line| !line.starts_with("waive = ")).collect();
        fs::write(&path, kept.concat()).expect("the file can be written");
    }
    assert!(Dataset::load(folder.path()).is_ok());
    let (mut refused, mut exported) = (BTreeSet::new(), 0);
    change_each(
        folder.path(),
        |text| with_inside(text, ";"),
        |place| match Dataset::load(folder.path()) {
            Err(_) if found(folder.path()).contains("unknown-term") => {}
            Err(_) => {
                assert!(found(folder.path()).contains("list-separator"), "{place}");
                refused.insert(place.to_owned());
            }
            Ok(dataset) => {
                exported += 1;
                for table in tables(&dataset) {
                    let mut written = Vec::new();
                    write_json(&table, &mut written).expect("memory can be written to");
                    let rows: Vec<Value> = serde_json::from_slice(&written).expect("a table is an array");
                    let lists = || table.columns.iter().filter(|column| matches!(column.kind, Kind::List));
                    let items = rows.iter().flat_map(|row| lists().filter_map(|column| row[column.name].as_array())).flatten();
                    let split = items.filter_map(Value::as_str).find(|item| item.contains(';'));
                    assert!(split.is_none(), "{place} makes a list of `{}` that cannot be split: {split:?}", table.name);
                }
            }
        },
    );
    assert_eq!(refused, ["data/actors.toml: aliases", "data/actors.toml: name"].map(str::to_owned).into());
    assert!(exported > 20, "{exported}");
}
