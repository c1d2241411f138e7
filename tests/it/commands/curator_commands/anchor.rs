//! `claims anchor`: words become the range where they stand.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::run::{CLAIMS, SEED, read, run};
use crate::support::{edit, mini, stderr, stdout};

/// Runs `anchor` on a file of the dataset, with the dataset's texts.
fn anchor(dataset: &Path, file: &str) -> Output {
    let (file, texts) = (dataset.join(file).display().to_string(), dataset.join("texts").display().to_string());
    run(dataset, &["anchor", &file, "--texts", &texts])
}

const FIRST: &str = "{ start = 15, end = 122, sha256 = \"d898da7a9fd410c055516b104dc76b0e365911b24b20513cbd98cf238006a4e9\" }";

const FIRST_WORDS: &str = "The minister of Example State said that her country would send two companies of trainers after a ceasefire.";

#[test]
fn words_become_the_range_where_they_stand_and_nothing_else_changes() {
    let folder = mini();
    let before = read(folder.path(), CLAIMS);
    edit(&folder.path().join(CLAIMS), FIRST, &format!("{{ find = \"{FIRST_WORDS}\" }}"));
    edit(
        &folder.path().join(CLAIMS),
        "start = 123, end = 162, sha256 = \"7db68b624029e179c7bd67f40bbe6c80cbc2a63c6bbe81b5424c0784bc4644ea\"",
        "find = '“We will be there,” she told reporters.'",
    );
    let with_comments = read(folder.path(), CLAIMS).replace("evidence = [\n", "evidence = [ # by hand\n    # two\n");
    fs::write(folder.path().join(CLAIMS), with_comments).expect("the file can be written");
    let output = anchor(folder.path(), CLAIMS);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert_eq!(stdout(&output), format!("anchored 2 ranges in {CLAIMS}\n"));
    assert_eq!(read(folder.path(), CLAIMS), before.replace("evidence = [\n", "evidence = [ # by hand\n    # two\n"));
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("nothing to anchor"));
}

#[test]
fn ranges_without_claim_and_ranges_under_headings_are_anchored_too() {
    let folder = mini();
    let before = read(folder.path(), SEED);
    edit(&folder.path().join(SEED), "start = 0, end = 14", "find = \"Example Outlet\"");
    assert_eq!(anchor(folder.path(), SEED).status.code(), Some(0));
    assert_eq!(read(folder.path(), SEED), before);

    let before = read(folder.path(), CLAIMS);
    edit(
        &folder.path().join(CLAIMS),
        &format!("evidence = [\n  {FIRST},\n]\ndoubtful = []\nconfidence = \"high\"\n"),
        &format!("doubtful = []\nconfidence = \"high\"\n[[claims.evidence]]\nfind = \"{FIRST_WORDS}\" # all of it\n"),
    );
    assert_eq!(anchor(folder.path(), CLAIMS).status.code(), Some(0));
    assert!(read(folder.path(), CLAIMS).contains("[[claims.evidence]]\nstart = 15\nend = 122\nsha256 = \"d898"));
    assert_eq!(run(folder.path(), &["fmt"]).status.code(), Some(0));
    assert_eq!(read(folder.path(), CLAIMS).replace("  # all of it\n", ""), before);
}

#[test]
fn every_problem_is_said_in_one_run_and_then_nothing_is_written() {
    let folder = mini();
    let file = folder.path().join(CLAIMS);
    edit(
        &file,
        FIRST,
        "{ find = \"her\" }, { find = \"The Minister of Example  State\" }, { find = \"We will be there\", quote = \"there we\" }",
    );
    edit(&file, "start = 163,", "find = \"Neighbour State\", start = 163,");
    edit(
        &file,
        "{ start = 231, end = 267, sha256 = \"d0e835122cd60c09b8d2d8bd17760acc9497e0f9190f331f3c1c316defe4acf9\" }",
        "{ find = \"\" }, { find = 3 }",
    );
    let before = read(folder.path(), CLAIMS);
    let output = anchor(folder.path(), CLAIMS);
    assert_eq!(output.status.code(), Some(1));
    for said in [
        ":26:5: error: the words \"her\" occur 3 times in example.txt, at code points 55 to 58 (2:41), at ",
        ":26:23: error: the words \"The Minister of Example  State\" do not occur in example.txt: expected them once",
        "help: copy the words at code points 15 to 44 (2:1) as they stand: \"The minister of Example State\"",
        ":26:68: error: the quotation \"there we\" does not stand in the words \"We will be there\"",
        "error: `find` stands beside `start`: expected one or the other",
        "error: `find` holds no words: expected words of the text",
        "error: `find` holds no text: expected words of the text",
        "6 errors: nothing was written",
    ] {
        assert!(stdout(&output).contains(said), "{said}\n{}", stdout(&output));
    }
    assert_eq!(read(folder.path(), CLAIMS), before);
}

#[test]
fn a_text_that_is_not_the_one_described_is_refused() {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), FIRST, &format!("{{ find = \"{FIRST_WORDS}\" }}"));
    let text = folder.path().join("texts/example.txt");
    edit(&text, "her country", "his country");
    let output = anchor(folder.path(), CLAIMS);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("seeds/example-2025.toml:21:10: error: the text example.txt has the hash "), "{}", stdout(&output));
    fs::write(&text, [0xff, 0xfe]).expect("the text can be written");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("20:8: error: the text example.txt is not UTF-8"));
    fs::remove_file(&text).expect("the text was there");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("seeds/example-2025.toml:20:8: error: the text example.txt was not found"));
    edit(&folder.path().join(SEED), "file = \"example.txt\"", "file = \"../example.txt\"");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("20:8: error: the source names no text"));
    edit(&folder.path().join(CLAIMS), "source = \"example-2025\"", "source = \"example-2024\"");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("example-2025.toml:2:10: error: there is no source \"example-2024\""));
    edit(&folder.path().join(CLAIMS), "source = \"example-2024\"\n", "");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("the file names no source"));
    edit(&folder.path().join(CLAIMS), "[[claims]]", "[[claims]");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("this is no heading of the file: expected [[claims]]"));
}

#[test]
fn what_cannot_be_anchored_is_a_misuse() {
    let folder = mini();
    let missing = folder.path().join("nowhere").display().to_string();
    let file = folder.path().join(CLAIMS).display().to_string();
    for (arguments, why) in [
        (vec!["anchor", &file, "--texts", &missing], "is not a folder"),
        (vec!["anchor", &file], "--texts"),
        (vec!["anchor", &missing, "--texts", "."], "cannot find"),
        (vec!["anchor", "Cargo.toml", "--texts", "."], "is no file of the dataset"),
    ] {
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(why), "{arguments:?}: {}", stderr(&output));
    }
    assert!(stderr(&anchor(folder.path(), "data/claims")).is_empty());
    assert!(stderr(&anchor(folder.path(), "data")).contains("is a folder"));
    assert!(stderr(&anchor(folder.path(), "data/actors.toml")).contains("data/actors.toml has no ranges"));
}
