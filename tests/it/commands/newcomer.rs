//! The path of somebody new: from the text of a document to a clean dataset with `new`, `anchor`, `fmt` and `validate` alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::support::{claims, mini, root, stderr, stdout};

const SOURCE: &str = "example-gazette-2025";

/// What is filled into the block of each claim: fields and their values, as TOML.
#[derive(Deserialize)]
struct Fields {
    claims: Vec<BTreeMap<String, String>>,
}

#[test]
fn a_document_goes_from_text_to_a_clean_dataset() {
    let folder = mini();
    let dataset = folder.path();
    describe(dataset);
    let fields = fs::read_to_string(fixture("fields.toml")).expect("the fixture can be read");
    let Fields { claims: coded } = toml::from_str(&fields).expect("the fixture is TOML");
    let file = dataset.join(format!("data/claims/{SOURCE}.toml"));

    for (i, fields) in coded.iter().enumerate() {
        let said = succeed(dataset, &["new", "--source", SOURCE]);
        assert!(said.contains(&format!("added {SOURCE}.{:03}", i + 1)), "{said}");
        if i == 0 {
            every_empty_field_is_pointed_at(dataset, &file);
        }
        fill(&file, fields);
    }
    let seed = dataset.join(format!("seeds/{SOURCE}.toml"));
    assert!(succeed(dataset, &["anchor", path(&seed)]).contains("anchored 2 ranges"));
    assert!(succeed(dataset, &["anchor", path(&file)]).contains("anchored 4 ranges"));
    succeed(dataset, &["fmt", path(&file), path(&seed)]);
    succeed(dataset, &["fmt", "--check", path(&file), path(&seed)]);
    let said = succeed(dataset, &["validate", "--deny-warnings"]);
    assert!(said.contains("8 claims, 8 evidence spans (8 verified, 0 failed, 0 not checked)") && said.contains("no findings"), "{said}");

    let text = fs::read_to_string(&file).expect("the file can be read");
    for kept in ["  # Friday cannot be told", "layer = \"coalition\" # he speaks", "value = 500, unit", "{ actor = \"example-state\", role"]
    {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    assert!(succeed(dataset, &["show", &format!("{SOURCE}.003")]).contains("Neighbour State (neighbour-state)"));
}

fn fixture(name: &str) -> std::path::PathBuf {
    root().join("tests/fixtures/newcomer").join(name)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

/// What is written by hand before the first claim: the source, the actors; the text lies in a folder of its own.
fn describe(dataset: &Path) {
    fs::copy(fixture("gazette.txt"), dataset.join("texts/gazette.txt")).expect("the text can be copied");
    fs::copy(fixture("source.toml"), dataset.join(format!("seeds/{SOURCE}.toml"))).expect("the source can be copied");
    let actors = dataset.join("data/actors.toml");
    let known = fs::read_to_string(&actors).expect("the actors can be read");
    let new = fs::read_to_string(fixture("actors.toml")).expect("the actors can be read");
    fs::write(&actors, known + &new).expect("the actors can be written");
}

/// Runs the program on the dataset and its texts; what it said.
fn succeed(dataset: &Path, arguments: &[&str]) -> String {
    let texts = dataset.join("texts");
    let mut all = vec!["--root", path(dataset)];
    all.extend(arguments);
    if matches!(arguments[0], "anchor" | "validate" | "show") {
        all.extend(["--texts", path(&texts)]);
    }
    let output = claims(&all);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}{}", stdout(&output), stderr(&output));
    stdout(&output)
}

fn every_empty_field_is_pointed_at(dataset: &Path, file: &Path) {
    let output = claims(&["--root", path(dataset), "validate", "--output-format", "concise", path(file)]);
    assert_eq!(output.status.code(), Some(1));
    let text = fs::read_to_string(file).expect("the file can be read");
    let empty = text.lines().zip(1..).filter(|(line, _)| line.ends_with("\"\"") || line.contains("find = \"\""));
    let empty: Vec<_> = empty.map(|(_, number)| number).collect();
    assert_eq!(empty.len(), 12, "{text}");
    for line in empty {
        assert!(stdout(&output).contains(&format!("data/claims/{SOURCE}.toml:{line}:")), "line {line}: {}", stdout(&output));
    }
}

/// Fills the last block of the file as a person does, by writing over what is there.
fn fill(file: &Path, fields: &BTreeMap<String, String>) {
    let text = fs::read_to_string(file).expect("the file can be read");
    let (before, block) = text.rsplit_once("[[claims]]").expect("there is a block");
    let mut block = block.to_owned();
    for (field, value) in fields {
        let empty = ["\"\"", "[]", "[\n  { find = \"\" },\n]"].map(|empty| format!("\n{field} = {empty}\n"));
        let old = empty.iter().find(|empty| block.contains(*empty)).unwrap_or_else(|| panic!("{field} should be empty in {block}"));
        block = block.replace(old, &format!("\n{field} = {value}\n"));
    }
    fs::write(file, format!("{before}[[claims]]{block}")).expect("the file can be written");
}
