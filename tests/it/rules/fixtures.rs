//! Every rule has edits of the miniature dataset that it lets pass and that it finds, with what it then says.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use guarantee_claims::load;
use guarantee_claims::rules::RULES;
use guarantee_claims::texts::Texts;
use serde::Deserialize;

use crate::support::{assert_fresh, edit, fixture_dataset, root};

#[derive(Deserialize)]
struct Fixture {
    pass: Vec<Case>,
    fail: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    /// The dataset that is edited; the miniature one if none is named.
    #[serde(default)]
    dataset: Option<String>,
    edits: Vec<Edit>,
}

#[derive(Deserialize)]
struct Edit {
    file: String,
    find: String,
    write: String,
}

fn fixture(rule: &str) -> Fixture {
    let file = root().join(format!("tests/fixtures/rules/{rule}.toml"));
    let text = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{} should hold edits that pass and that fail", file.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The findings in the dataset at `root`, one a line.
fn findings(root: &Path) -> String {
    let loaded = load::load(root).expect("the dataset can be read");
    let texts = Texts::read(&root.join("texts"), &loaded.records.sources).expect("the texts can be read");
    let outcome = loaded.check(Some(&texts));
    outcome.findings.iter().map(|finding| finding.concise(&outcome.files) + "\n").collect()
}

fn findings_after(case: &Case) -> String {
    let folder = fixture_dataset(case.dataset.as_deref().unwrap_or("mini"));
    for Edit { file, find, write } in &case.edits {
        edit(&folder.path().join(file), find, write);
    }
    findings(folder.path())
}

#[test]
fn the_miniature_datasets_are_clean() {
    for dataset in ["mini", "coded"] {
        assert_eq!(findings(fixture_dataset(dataset).path()), "", "{dataset}");
    }
}

#[test]
fn every_rule_lets_pass_what_it_should() {
    for rule in RULES {
        let Fixture { pass, .. } = fixture(rule.name);
        assert!(!pass.is_empty(), "{}: there should be an edit that passes", rule.name);
        for case in pass {
            assert_eq!(findings_after(&case), "", "{}: {}", rule.name, case.name);
        }
    }
}

#[test]
fn every_rule_finds_what_it_should_and_says_so() {
    for rule in RULES {
        let Fixture { fail, .. } = fixture(rule.name);
        assert!(!fail.is_empty(), "{}: there should be an edit that fails", rule.name);
        let mut said = String::new();
        for case in fail {
            let found = findings_after(&case);
            assert!(found.contains(&format!("[{}]", rule.name)), "{}: {} was not found:\n{found}", rule.name, case.name);
            let _ = writeln!(said, "# {}\n{found}", case.name);
        }
        assert_fresh(&root().join(format!("tests/fixtures/rules/{}.txt", rule.name)), &said);
    }
}

#[test]
fn messages_say_what_was_found_and_what_was_expected() {
    for rule in RULES {
        let said = fs::read_to_string(root().join(format!("tests/fixtures/rules/{}.txt", rule.name))).expect("the findings were written");
        for line in said.lines().filter(|line| line.contains(&format!("[{}]: ", rule.name))) {
            assert!(line.contains("expected"), "{line}");
            assert!(!line.ends_with('.'), "{line}");
        }
    }
}
