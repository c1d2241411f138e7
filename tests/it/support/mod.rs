//! What several subjects need: folders, copies of datasets with edits, generated files.

pub(crate) mod limited_process;
pub(crate) mod mangle;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use guarantee_claims::schema::schemas;
use serde_json::Value;

/// The checkout.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder with the texts of the documents, if the machine has them.
pub(crate) fn texts() -> Option<PathBuf> {
    let folder = std::env::var_os("CLAIMS_TEXTS").map(PathBuf::from)?;
    // Tests run in the checkout, whatever folder the path was written for.
    Some(if folder.is_absolute() { folder } else { root().join(folder) })
}

/// The program with these arguments, without the texts unless the arguments name them.
pub(crate) fn claims(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claims"))
        .args(arguments)
        .env_remove("CLAIMS_TEXTS")
        .current_dir(root())
        .output()
        .expect("the program can be started")
}

/// What a program printed on standard output.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the program prints UTF-8")
}

/// What a program printed on standard error.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the program prints UTF-8")
}

/// Copies the folders of a dataset into `to`.
pub(crate) fn copy_dataset(from: &Path, to: &Path) {
    for folder in ["data", "data/claims", "seeds", "texts"] {
        if from.join(folder).is_dir() {
            fs::create_dir_all(to.join(folder)).expect("a folder can be made");
            for entry in fs::read_dir(from.join(folder)).expect("the folder can be read") {
                let path = entry.expect("the folder can be read").path();
                if path.is_file() {
                    fs::copy(&path, to.join(folder).join(path.file_name().expect("a file has a name"))).expect("a file can be copied");
                }
            }
        }
    }
}

/// A copy of the miniature dataset in a folder that is removed when the result is dropped.
pub(crate) fn mini() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy_dataset(&root().join("tests/fixtures/mini"), folder.path());
    folder
}

/// The schema of this name.
pub(crate) fn schema(name: &str) -> Value {
    let schema = schemas().into_iter().find(|schema| schema.name == name).unwrap_or_else(|| panic!("there is no schema {name}"));
    serde_json::from_str(&schema.to_json()).expect("a schema is JSON")
}

/// Replaces `find` by `write` in a file, where it must stand; `find` of `*` is the whole file.
pub(crate) fn edit(file: &Path, find: &str, write: &str) {
    match (find, write) {
        ("*", "*delete*") => fs::remove_file(file).expect("the file was there"),
        ("*", "*binary*") => fs::write(file, [b'a', 0xff, 0xfe, b'\n']).expect("the file can be written"),
        ("", content) => fs::write(file, content).expect("the file can be written"),
        (find, write) => {
            let text = fs::read_to_string(file).expect("the file can be read");
            assert!(text.contains(find), "{} should hold {find:?}", file.display());
            fs::write(file, text.replace(find, write)).expect("the file can be written");
        }
    }
}

/// Compares a generated file with what it should hold; with RENEW=1 it is written instead.
pub(crate) fn assert_fresh(file: &Path, expected: &str) {
    if std::env::var_os("RENEW").is_some_and(|value| value == "1") {
        fs::write(file, expected).expect("the file can be written");
    }
    let found = fs::read_to_string(file).unwrap_or_default();
    assert!(found == expected, "{} is stale: run `make renew` and look at what changed\n\nexpected:\n{expected}", file.display());
}

/// Compares the part of a page between `<!-- generated: name -->` and `<!-- end -->` with what it should hold.
pub(crate) fn assert_part_fresh(file: &Path, name: &str, expected: &str) {
    let text = fs::read_to_string(file).expect("the page can be read");
    let start = format!("<!-- generated: {name} -->\n");
    let (before, rest) = text.split_once(&start).unwrap_or_else(|| panic!("{} should hold {start}", file.display()));
    let (_, after) = rest.split_once("<!-- end -->").expect("a generated part has an end");
    assert_fresh(file, &format!("{before}{start}\n{expected}\n<!-- end -->{after}"));
}
