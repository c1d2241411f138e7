//! The evidence of the real dataset against the texts, where the machine has them.

use std::fs;

use guarantee_claims::coverage::{Coverage, Touched};
use guarantee_claims::diagnostics::Counts;
use guarantee_claims::load;
use guarantee_claims::texts::Texts;

use crate::support::{claims, copy_dataset, edit, root, stdout, texts};

#[test]
fn in_ci_the_texts_are_there() {
    let must = std::env::var_os("CI").is_some() && std::env::var_os("WITHOUT_TEXTS").is_none();
    assert!(
        !must || texts().is_some_and(|folder| folder.is_dir()),
        "CI must check the evidence: set CLAIMS_TEXTS to the folder of texts, or WITHOUT_TEXTS=1"
    );
}

#[test]
fn every_span_of_every_claim_verifies_and_every_sentence_is_accounted_for() {
    let Some(folder) = texts() else { return eprintln_unchecked() };
    let loaded = load::load(&root()).expect("the dataset can be read");
    let texts = Texts::read(&folder, &loaded.records.sources).expect("the texts can be read");
    let outcome = loaded.check(Some(&texts));
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let Counts { claims, spans, .. } = outcome.counts;
    assert!(spans.checked >= claims.checked && claims.checked > 200);
    assert_eq!((spans.failed, spans.uncheckable), (0, 0));
    for source in &loaded.records.sources {
        let text = texts.get(&source.text.file).expect("the source names a text").expect("the text can be read");
        let coverage = Coverage::of(source, &loaded.records.claims, text);
        assert!(coverage.sentences() > 10, "{}: {} sentences", source.id, coverage.sentences());
        assert_eq!(coverage.count(Touched::Nothing), 0);
    }
}

#[test]
fn one_changed_letter_one_shifted_offset_one_altered_quote_are_found() {
    let Some(folder) = texts() else { return eprintln_unchecked() };
    let copy = tempfile::tempdir().expect("a folder can be made");
    let (data, seeds) = (copy.path().join("dataset"), copy.path().join("texts"));
    copy_dataset(&root(), &data);
    fs::create_dir(&seeds).expect("a folder can be made");
    for entry in fs::read_dir(&folder).expect("the texts can be listed") {
        let path = entry.expect("the texts can be listed").path();
        fs::copy(&path, seeds.join(path.file_name().expect("a file has a name"))).expect("a text can be copied");
    }
    let claims_file = data.join("data/claims/newstech24-2025-12.toml");
    let text = fs::read_to_string(&claims_file).expect("the file can be read");
    let first = text.lines().find(|line| line.contains("{ start = ")).expect("there is evidence");
    let shifted = first.replacen("start = ", "start = 1", 1);
    edit(&claims_file, first, &shifted);
    edit(&claims_file, "Poland knows this well\"", "Poland knew this well\"");
    let t4k3 = seeds.join("001_3b316327576829b4.txt");
    let words = fs::read_to_string(&t4k3).expect("the text can be read");
    fs::write(&t4k3, words.replacen("Kyiv", "Kiev", 1)).expect("the text can be written");

    let (data, seeds) = (data.display().to_string(), seeds.display().to_string());
    let output = claims(&["validate", "--root", &data, "--texts", &seeds, "--output-format", "concise"]);
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("error[stale-evidence]: newstech24-2025-12.001: ") || said.contains("error[empty-range]: newstech24-2025-12.001: "),
        "{said}"
    );
    assert!(said.contains("error[stale-quote]: newstech24-2025-12.015: the quotation "), "{said}");
    // What the other text holds is no matter: it is said first that it is another one.
    assert!(said.starts_with("seeds/t4k3-2025-08.toml:") && said.contains("error[stale-text]: t4k3-2025-08: "), "{said}");
    assert!(!said.contains("error[stale-evidence]: t4k3-2025-08."), "{said}");
}

#[test]
fn without_texts_the_program_says_what_it_did_not_check() {
    let output = claims(&["validate"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("(0 verified, 0 failed, "), "{}", stdout(&output));
    assert!(stdout(&output).contains("evidence was not checked against the texts"));
}

fn eprintln_unchecked() {
    // A test has no other way to say so than its own output, which `make test` shows.
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "not checked: the texts of the documents are not at hand (CLAIMS_TEXTS)");
}
