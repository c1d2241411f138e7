//! Copies of datasets, and edits of them.

use std::fs;
use std::path::Path;

use super::program::root;

/// Copies the folders of a dataset into `to`.
pub(crate) fn copy_dataset(from: &Path, to: &Path) {
    for folder in ["data", "data/claims", "data/codings", "data/changes", "seeds", "texts"] {
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
    fixture_dataset("mini")
}

/// A copy of the dataset of this name in `tests/fixtures/`, in a folder that is removed when the result is dropped.
pub(crate) fn fixture_dataset(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy_dataset(&root().join("tests/fixtures").join(name), folder.path());
    folder
}

/// Replaces `find` by `write` in a file, where it must stand; `find` of `*` is the whole file.
pub(crate) fn edit(file: &Path, find: &str, write: &str) {
    match (find, write) {
        ("*", "*delete*") => fs::remove_file(file).expect("the file was there"),
        ("*", "*binary*") => fs::write(file, [b'a', 0xff, 0xfe, b'\n']).expect("the file can be written"),
        ("", content) => {
            fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a folder can be made");
            fs::write(file, content).expect("the file can be written");
        }
        (find, write) => {
            let text = fs::read_to_string(file).expect("the file can be read");
            assert!(text.contains(find), "{} should hold {find:?}", file.display());
            fs::write(file, text.replace(find, write)).expect("the file can be written");
        }
    }
}
