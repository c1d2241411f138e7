//! `claims fmt`: the canonical layout, and files that are left as they are.

use std::fs;
use std::path::{Path, PathBuf};

use super::run::{CLAIMS, SEED, read, run};
use crate::support::mangle::{Random, comment, mangle};
use crate::support::{claims, copy_dataset, edit, mini, root, stderr, stdout};

/// Every file in the folder of a file, so that leftovers show.
fn beside(dataset: &Path, file: &str) -> Vec<PathBuf> {
    let folder = dataset.join(file).parent().expect("a file has a folder").to_owned();
    fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("the folder can be read").path()).collect()
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
fn the_keys_of_every_part_of_a_record_are_put_in_order() {
    let folder = mini();
    let record = |record: &str| format!("quote = \"We will be there,\", record = {{ {record} }} }},");
    let of_terms = "actors = [\"example-state\"], term = \"Party\"";
    for (file, canonical, odd) in [
        (CLAIMS, "{ actor = \"neighbour-state\", role = \"provider\" }", "{ role = \"provider\", actor = \"neighbour-state\" }".to_owned()),
        (
            CLAIMS,
            &record("url = \"https://example.org\", kind = \"report\", verdict = \"verbatim\", note = \"So it is.\""),
            record("note = \"So it is.\", verdict = \"verbatim\", kind = \"report\", url = \"https://example.org\""),
        ),
        (
            SEED,
            "defined_terms = [\n  { term = \"Party\", actors = [\"example-state\"] },\n]\n",
            format!("defined_terms = [{{ {of_terms} }}]\n"),
        ),
        (
            SEED,
            "derived_from = [\n  { url = \"https://example.org\", reason = \"It says so itself.\" },\n]\n",
            "derived_from = [{ reason = \"It says so itself.\", url = \"https://example.org\" }]\n".to_owned(),
        ),
    ] {
        let text = read(folder.path(), file);
        let before = match (file, canonical) {
            (CLAIMS, canonical) if canonical.contains("record = ") => text.replace("quote = \"We will be there,\" },", canonical),
            (SEED, canonical) if canonical.starts_with("defined") => text.replace("uncoded = [", &format!("{canonical}uncoded = [")),
            (SEED, canonical) => text.replace("reliability = ", &format!("{canonical}reliability = ")),
            _ => text.clone(),
        };
        let odd = before.replace(canonical, &odd);
        assert!(odd != before, "{file} should hold {canonical}");
        fs::write(folder.path().join(file), odd).expect("the file can be written");
        assert_eq!(run(folder.path(), &["fmt"]).status.code(), Some(0));
        assert_eq!(read(folder.path(), file), before);
        fs::write(folder.path().join(file), text).expect("the file can be written");
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
    assert!(stdout(&output).contains("data/claims/example-2025.toml:14:9: error: this is not TOML"), "{}", stdout(&output));
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
    assert!(stdout(&output).starts_with("data/claims/example-2025.toml:89:1: error: not in canonical layout"), "{}", stdout(&output));
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
