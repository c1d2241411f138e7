//! The curators' tools on good and on broken input.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::mangle::{Random, comment, mangle};
use crate::support::{claims, copy_dataset, edit, mini, root, stderr, stdout};

const CLAIMS: &str = "data/claims/example-2025.toml";
const SEED: &str = "seeds/example-2025.toml";

/// Runs the program on a dataset.
fn run(dataset: &Path, arguments: &[&str]) -> Output {
    let mut all = vec!["--root", dataset.to_str().expect("the path is UTF-8")];
    all.extend(arguments);
    claims(&all)
}

/// Runs `anchor` on a file of the dataset, with the dataset's texts.
fn anchor(dataset: &Path, file: &str) -> Output {
    let (file, texts) = (dataset.join(file).display().to_string(), dataset.join("texts").display().to_string());
    run(dataset, &["anchor", &file, "--texts", &texts])
}

fn read(dataset: &Path, file: &str) -> String {
    fs::read_to_string(dataset.join(file)).expect("the file can be read")
}

/// Every file in the folder of a file, so that leftovers show.
fn beside(dataset: &Path, file: &str) -> Vec<PathBuf> {
    let folder = dataset.join(file).parent().expect("a file has a folder").to_owned();
    fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("the folder can be read").path()).collect()
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
        &format!("evidence = [\n  {FIRST},\n]\nconfidence = \"high\"\n"),
        &format!("confidence = \"high\"\n[[claims.evidence]]\nfind = \"{FIRST_WORDS}\" # all of it\n"),
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
        ":22:5: error: the words \"her\" occur 3 times in example.txt, at code points 55 to 58 (2:41), at ",
        ":22:23: error: the words \"The Minister of Example  State\" do not occur in example.txt: expected them once",
        "help: copy the words at code points 15 to 44 (2:1) as they stand: \"The minister of Example State\"",
        ":22:68: error: the quotation \"there we\" does not stand in the words \"We will be there\"",
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
    assert!(stdout(&output).contains("seeds/example-2025.toml:18:10: error: the text example.txt has the hash "), "{}", stdout(&output));
    fs::write(&text, [0xff, 0xfe]).expect("the text can be written");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("17:8: error: the text example.txt is not UTF-8"));
    fs::remove_file(&text).expect("the text was there");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("seeds/example-2025.toml:17:8: error: the text example.txt was not found"));
    edit(&folder.path().join(SEED), "file = \"example.txt\"", "file = \"../example.txt\"");
    assert!(stdout(&anchor(folder.path(), CLAIMS)).contains("17:8: error: the source names no text"));
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

#[test]
fn the_dataset_is_in_canonical_layout() {
    let output = claims(&["fmt", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).contains(": 0 not in canonical layout"));
}

#[test]
fn layout_is_restored_whatever_was_done_to_it_and_comments_stay() {
    let mut random = Random::new(20_250_822);
    for round in 0..4 {
        let folder = tempfile::tempdir().expect("a folder can be made");
        copy_dataset(&root(), folder.path());
        let mut expected = Vec::new();
        for file in toml_files(folder.path()) {
            let canonical = fs::read_to_string(&file).expect("the file can be read");
            let canonical = if round % 2 == 0 { canonical } else { comment(&canonical, &mut random) };
            fs::write(&file, mangle(&canonical, &mut random)).expect("the file can be written");
            expected.push((file, canonical));
        }
        assert_eq!(run(folder.path(), &["fmt", "--check"]).status.code(), Some(1));
        assert_eq!(run(folder.path(), &["fmt", "--quiet"]).status.code(), Some(0));
        for (file, canonical) in expected {
            let found = fs::read_to_string(&file).expect("the file can be read");
            let differs = found.lines().zip(canonical.lines()).find(|(found, canonical)| found != canonical);
            assert!(found == canonical, "round {round}, {}: {differs:#?}", file.display());
        }
        let output = run(folder.path(), &["validate"]);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    }
}

fn toml_files(dataset: &Path) -> Vec<PathBuf> {
    let folders = ["data", "data/claims", "seeds"].map(|folder| fs::read_dir(dataset.join(folder)).expect("the folder can be read"));
    let files = folders.into_iter().flatten().map(|entry| entry.expect("the folder can be read").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    files.sort();
    files
}

#[test]
fn odd_layout_becomes_canonical_and_canonical_layout_stays() {
    let folder = mini();
    for (name, odd, canonical) in [
        ("a head of its own", "#:schema x\n# about the file\n\n\nb = 1\n", "#:schema x\n# about the file\n\nb = 1\n"),
        ("a comment of the first key", "#:schema x\n# b\nb = 1\ntitle = 'a \"b\"'\n", "#:schema x\ntitle = \"a \\\"b\\\"\"\n# b\nb = 1\n"),
        ("comments at ends", "b = 1 # one\n# two\n\n# three", "b = 1 # one\n# two\n\n# three\n"),
        (
            "a list with comments",
            "b = [ # one\n1, # two\n# three\n2\n# four\n]# five\n",
            "b = [ # one\n  1, # two\n  # three\n  2,\n  # four\n] # five\n",
        ),
        ("numbers", "b = [1.0, 4_000_000_000, 4.50, 1e3, 0x10, -0.0]\n", "b = [1, 4000000000, 4.5, 1000, 16, 0]\n"),
        ("strings", "b = ['''\na\tb\n''', \"\\u00e9\\u0001\", \"\"\"x\\\n  y\"\"\"]\n", "b = [\"a\\tb\\n\", \"é\\u0001\", \"xy\"]\n"),
        (
            "dotted keys and tables",
            "b.c = 1 # one\n# two\nb.d = 2\n[e]\n# three\nf = {}\n",
            "# one\n# two\nb = { c = 1, d = 2 }\n# three\ne = { f = {} }\n",
        ),
        ("keys that need quotes", "\"b c\" = {'d' = 1}\n", "\"b c\" = { d = 1 }\n"),
        (
            "what is not seen",
            "b = [\"a\u{ad}\", \"\u{2028}\u{a0}\", \"\u{e0041}\u{fffd}\", \"م\u{200c}م\"]\n",
            "b = [\"a\\u00ad\", \"\\u2028\\u00a0\", \"\\U000e0041\\ufffd\", \"م\u{200c}م\"]\n",
        ),
        ("nothing but a comment", "\n\n# one\n\n", "# one\n"),
        ("nothing", "\n\n", ""),
    ] {
        let file = folder.path().join("data/dataset.toml");
        // In a text of several lines the line breaks are part of the value.
        let other_breaks = if odd.contains("'''") { odd.to_owned() } else { odd.replace('\n', "\r\n") };
        for text in [odd, canonical, &other_breaks] {
            fs::write(&file, text).expect("the file can be written");
            let output = run(folder.path(), &["fmt", file.to_str().expect("the path is UTF-8")]);
            assert_eq!(output.status.code(), Some(0), "{name}: {}", stdout(&output));
            assert_eq!(read(folder.path(), "data/dataset.toml"), canonical, "{name}: {text:?}");
        }
    }
}

#[test]
fn records_are_parted_by_one_blank_line_however_they_were_written() {
    let folder = mini();
    let file = folder.path().join("data/frameworks.toml");
    for (odd, canonical) in [
        (
            "frameworks = [{ title = 'b', id = 'a', components = [{ claims = ['x.001', 'x.002'], ordinal = 1 }] }]",
            "[[frameworks]]\nid = \"a\"\ntitle = \"b\"\n\n[[frameworks.components]]\nordinal = 1\nclaims = [\n  \"x.001\",\n  \"x.002\",\n]\n",
        ),
        (
            "#:schema x\n[[frameworks]] # one\nid = 'a'\n  # end of a\n\n\n# about b\n[[frameworks]]\nid = 'b'\n\n# group\n\n# about c\n[[frameworks]]\nid = 'c'\n",
            "#:schema x\n\n[[frameworks]] # one\nid = \"a\"\n# end of a\n\n# about b\n[[frameworks]]\nid = \"b\"\n\n# group\n\n# about c\n[[frameworks]]\nid = \"c\"\n",
        ),
    ] {
        for text in [odd, canonical] {
            fs::write(&file, text).expect("the file can be written");
            assert_eq!(run(folder.path(), &["fmt", file.to_str().expect("the path is UTF-8")]).status.code(), Some(0));
            assert_eq!(read(folder.path(), "data/frameworks.toml"), canonical);
        }
    }
}

#[test]
fn a_file_with_faults_of_syntax_is_left_alone_and_the_others_are_laid_out() {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "stage = \"announced\"", "stage = = \"announced\"\nstage = 2025-01-02");
    edit(&folder.path().join(SEED), "id = ", "id   =   ");
    let before = read(folder.path(), CLAIMS);
    let output = run(folder.path(), &["fmt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("data/claims/example-2025.toml:12:9: error: this is not TOML"), "{}", stdout(&output));
    assert!(stdout(&output).contains("1 left alone"), "{}", stdout(&output));
    assert_eq!(read(folder.path(), CLAIMS), before);
    assert!(read(folder.path(), SEED).contains("\nid = "));
    fs::write(folder.path().join(SEED), [b'a', 0xff]).expect("the file can be written");
    assert_eq!(run(folder.path(), &["fmt"]).status.code(), Some(1));
    assert_eq!(fs::read(folder.path().join(SEED)).expect("the file can be read"), [b'a', 0xff]);
}

#[test]
fn a_check_says_where_the_layout_first_differs_and_writes_nothing() {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "layer = \"architecture\"", "layer =  \"architecture\"");
    edit(&folder.path().join("data/frameworks.toml"), "", "[[frameworks]]\n");
    let before = read(folder.path(), CLAIMS);
    let output = run(folder.path(), &["fmt", "--check", folder.path().join("data/claims").to_str().expect("the path is UTF-8")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("data/claims/example-2025.toml:75:1: error: not in canonical layout"), "{}", stdout(&output));
    assert!(stdout(&output).ends_with("checked 1 file: 1 not in canonical layout\n"));
    assert_eq!(read(folder.path(), CLAIMS), before);
    let outside = run(folder.path(), &["fmt", "Cargo.toml"]);
    assert_eq!(outside.status.code(), Some(2));
    assert!(stderr(&outside).contains("Cargo.toml is no file of the dataset"));
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_leaves_the_file_as_it_was_and_one_that_succeeds_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = mini();
    let (file, target) = (folder.path().join(CLAIMS), folder.path().join("elsewhere.toml"));
    edit(&file, "layer = \"architecture\"", "layer =  \"architecture\"");
    let before = read(folder.path(), CLAIMS);
    fs::rename(&file, &target).expect("the file can be moved");
    symlink(&target, &file).expect("a link can be made");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("permissions can be set");

    // A shell's limit of the size of files stands in for a full disk; without the trap it kills the program in the middle of the write.
    for (trap, code) in [("trap '' XFSZ;", Some(2)), ("", None)] {
        let program = format!("ulimit -f 0; {trap} exec {} --root {} fmt", env!("CARGO_BIN_EXE_claims"), folder.path().display());
        let output = std::process::Command::new("sh").args(["-c", &program]).output().expect("a shell can be started");
        assert_eq!(output.status.code(), code, "{}{}", stdout(&output), stderr(&output));
        assert!(code.is_none() || stderr(&output).contains("cannot write"), "{}", stderr(&output));
        assert_eq!(fs::read_to_string(&target).expect("the file can be read"), before);
        let drafts = beside(folder.path(), "elsewhere.toml").len() - 4;
        assert_eq!(drafts, usize::from(code.is_none()), "only a kill leaves a draft");
    }

    assert_eq!(run(folder.path(), &["fmt"]).status.code(), Some(0));
    assert!(fs::read_to_string(&target).expect("the file can be read").contains("layer = \"architecture\""));
    assert!(fs::symlink_metadata(&file).expect("the link is there").is_symlink());
    assert_eq!(fs::metadata(&target).expect("the file is there").permissions().mode() & 0o777, 0o640);
    assert_eq!(beside(folder.path(), CLAIMS).len(), 1);
}

#[test]
fn a_new_claim_has_the_number_after_the_highest() {
    let folder = mini();
    let file = folder.path().join(CLAIMS);
    edit(&file, "id = \"example-2025.003\"", "id = \"example-2025.1007\"");
    let before = read(folder.path(), CLAIMS);
    let output = run(folder.path(), &["new", "--source", "example-2025"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "data/claims/example-2025.toml:89: added example-2025.1008; fill in what is empty\n");
    let after = read(folder.path(), CLAIMS);
    assert_eq!(after.lines().nth(88), Some("[[claims]]"));
    assert!(after.starts_with(&format!("{before}\n[[claims]]\nid = \"example-2025.1008\"\nspeaker = \"\"\nattribution = \"\"\n")));
    assert!(after.ends_with("parties = []\nconditions = []\nstated_on = \"\"\nevidence = [\n  { find = \"\" },\n]\nconfidence = \"\"\n"));
    assert_eq!(run(folder.path(), &["fmt", "--check", file.to_str().expect("the path is UTF-8")]).status.code(), Some(0));
}

#[test]
fn a_new_claim_is_refused_where_it_cannot_stand() {
    let folder = mini();
    let output = run(folder.path(), &["new", "--source", "example-2052"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no source \"example-2052\": did you mean \"example-2025\"?"), "{}", stderr(&output));
    assert_eq!(run(folder.path(), &["new", "--source", "../example-2025"]).status.code(), Some(2));
    for (find, write, why) in
        [("[[claims]]", "[[claims]", "this is no heading of the file"), ("", "claims = []\n", "lay the file out with `claims fmt`")]
    {
        edit(&folder.path().join(CLAIMS), find, write);
        let before = read(folder.path(), CLAIMS);
        let output = run(folder.path(), &["new", "--source", "example-2025"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stdout(&output).contains(why), "{}", stdout(&output));
        assert_eq!(read(folder.path(), CLAIMS), before);
    }
}

#[test]
fn a_claim_is_shown_with_names_relations_and_evidence() {
    let folder = mini();
    let texts = folder.path().join("texts").display().to_string();
    let shown = stdout(&run(folder.path(), &["show", "example-2025.002", "--texts", &texts]));
    for part in [
        "example-2025.002\nExample State is going to be present in Ukraine.\n",
        "speaker          Minister of Example State (example-minister)\n",
        "parties          Example State (example-state)\n",
        "occasion         Press conference of Example State (example-2025-01-02), 2025-01-02\n",
        "source           An article invented for tests (example-2025)\n",
        "                 Example Outlet (example-outlet), 2025-01, news-report, reliability F\n",
        "                 https://example.org/article\n",
        "supports         example-2025.001: Example State is ready to provide 2 companies",
        "evidence         code points 123 to 162\n",
        "quote            “We will be there,”\n",
        ">>“We will be there,” she told reporters.<< Neighbour State has told her",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let relayed = stdout(&run(folder.path(), &["show", "example-2025.003"]));
    assert!(relayed.contains("via              Minister of Example State (example-minister)"), "{relayed}");
    assert!(relayed.contains("note             Invented for tests.") && !relayed.contains(">>"));
    let target = stdout(&run(folder.path(), &["show", "example-2025.001"]));
    assert!(target.contains("supported by     example-2025.002: Example State is going to be present in Ukraine."), "{target}");
    assert!(target.contains("quantity         contingent: exactly 2 company"), "{target}");
}

#[test]
fn a_claim_is_shown_in_a_dataset_with_faults_and_without_control_characters() {
    let folder = mini();
    let file = folder.path().join(CLAIMS);
    edit(&file, "speaker = \"neighbour-state\"", "speaker = \"nobody\"");
    edit(&file, "note = \"Invented for tests.\"", "note = \"Invented \\u001b[31m for tests.\"");
    edit(&file, "start = 163, end = 230", "start = 163, end = 9999");
    let texts = folder.path().join("texts").display().to_string();
    let shown = stdout(&run(folder.path(), &["show", "example-2025.003", "--texts", &texts, "--color", "never"]));
    assert!(shown.contains("speaker          nobody\n") && shown.contains("\\u{1b}[31m") && !shown.contains('\u{1b}'), "{shown}");
    assert!(shown.contains("the range is not in this text"), "{shown}");
    edit(&file, "layer = \"architecture\"", "layer = \"nowhere\"");
    let unread = run(folder.path(), &["show", "example-2025.004"]);
    assert_eq!(unread.status.code(), Some(2));
    assert!(stderr(&unread).contains("example-2025.004 cannot be read"), "{}", stderr(&unread));
}

#[test]
fn an_unknown_claim_or_rule_is_answered_with_near_ones() {
    let folder = mini();
    let output = run(folder.path(), &["show", "example-2025.04"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no claim \"example-2025.04\": did you mean example-2025.004, "), "{}", stderr(&output));
    let output = claims(&["explain", "stale-quotes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no rule \"stale-quotes\": did you mean \"stale-quote\"?"), "{}", stderr(&output));
}

#[test]
fn every_rule_has_a_page_and_stands_in_the_list() {
    let list = stdout(&claims(&["explain"]));
    for rule in guarantee_claims::rules::RULES {
        let line = list.lines().find(|line| line.starts_with(&format!("{} ", rule.name))).expect("the rule is listed");
        assert!(line.contains(rule.severity.as_str()) && line.ends_with(&rule.summary()), "{line}");
    }
    let page = stdout(&claims(&["explain", "stale-quote"]));
    assert!(page.starts_with("stale-quote (error)\n\nA quotation does not stand inside"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80 && !line.ends_with(' ')), "{page}");
}
