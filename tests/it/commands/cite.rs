//! `claims cite`.

use std::process::Command;

use serde_json::Value;

use crate::support::{claims, edit, mini, root, stderr, stdout};

fn cite(root: &str, arguments: &[&str]) -> String {
    let output = claims(&[&["cite", "--root", root], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

fn published() -> tempfile::TempDir {
    let folder = mini();
    edit(
        &folder.path().join("data/dataset.toml"),
        "licence = \"CC-BY-4.0\"\n",
        "licence = \"CC-BY-4.0\"\ncreator = \"Makers & Co\"\nreleased_on = \"2025-03-04\"\nurl = \"https://doi.example/10.1/abc_1\"\n",
    );
    folder
}

#[test]
fn the_dataset_is_cited_with_all_that_is_known_of_it() {
    let folder = published();
    let root = folder.path().to_str().expect("the path is UTF-8");
    assert_eq!(
        cite(root, &[]),
        "Makers & Co. (2025). A dataset invented for tests (Version 1.2.3) [Data set]. https://doi.example/10.1/abc_1\n"
    );
    let bibtex = cite(root, &["--format", "bibtex"]);
    for line in ["author       = {{Makers \\& Co}},", "year         = {2025},", "url          = {https://doi.example/10.1/abc_1},"] {
        assert!(bibtex.contains(line), "{bibtex}");
    }
    let csl: Value = serde_json::from_str(&cite(root, &["--format", "csl-json"])).expect("it is JSON");
    assert_eq!((&csl[0]["type"], &csl[0]["version"]), (&"dataset".into(), &"1.2.3".into()));
    assert_eq!(csl[0]["issued"]["date-parts"], serde_json::json!([[2025, 3, 4]]));
    assert_eq!(csl[0]["URL"], "https://doi.example/10.1/abc_1");
}

#[test]
fn a_claim_is_cited_with_the_dataset_and_its_source() {
    let folder = published();
    let root = folder.path().to_str().expect("the path is UTF-8");
    let apa = cite(root, &["example-2025.003"]);
    let source = &guarantee_claims::load::load(folder.path()).expect("the dataset can be read").records.sources[0];
    for part in [
        "Makers & Co. (2025). Neighbour State stays out of the guarantees [Claim example-2025.003]. In A dataset invented for tests (Version 1.2.3)",
        "Source: Example Outlet. (",
        source.url.as_str(),
    ] {
        assert!(apa.contains(part), "{apa} should hold {part}");
    }
    let csl: Value = serde_json::from_str(&cite(root, &["example-2025.003", "--format", "csl-json"])).expect("it is JSON");
    assert_eq!((&csl[0]["number"], &csl[0]["original-publisher"]), (&"example-2025.003".into(), &"Example Outlet".into()));
    let bibtex = cite(root, &["example-2025.003", "--format", "bibtex"]);
    assert!(bibtex.starts_with("@misc{example-2025.003-1.2.3,\n") && bibtex.contains(source.url.as_str()), "{bibtex}");
}

#[test]
fn without_a_repository_the_dataset_in_the_program_is_cited() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_claims")).args(arguments).current_dir(folder.path()).output();
        output.expect("the program can be started")
    };
    let (alone, there) = (run(&["cite"]), claims(&["cite", "--root", root().to_str().expect("the path is UTF-8")]));
    assert_eq!((stdout(&alone), alone.status.code()), (stdout(&there), Some(0)));
    assert!(stdout(&alone).contains(&format!("(Version {})", env!("CARGO_PKG_VERSION"))));
    // The versions that were kept are in the program, too.
    let diff = run(&["diff", "@0.1.0", concat!("@", env!("CARGO_PKG_VERSION"))]);
    assert!(stdout(&diff).contains("claims        276, now "), "{}{}", stdout(&diff), stderr(&diff));
}

#[test]
fn an_id_that_no_claim_has_is_refused_with_those_that_are_near() {
    let root = root().display().to_string();
    for (id, expected) in [
        ("newstech24-2025-12.19", "did you mean newstech24-2025-12.019"),
        ("t4k3-2025-08.008", "was withdrawn in version 0.2.0: expected t4k3-2025-08.002"),
        ("\u{1b}[1m", "expected a source id"),
    ] {
        let output = claims(&["cite", id, "--root", &root]);
        assert_eq!(output.status.code(), Some(2), "{id:?}");
        assert!(stderr(&output).contains(expected) && !stderr(&output).contains('\u{1b}'), "{}", stderr(&output));
    }
}
