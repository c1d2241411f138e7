//! The checkout, and the program that was built from it.

use std::path::PathBuf;
use std::process::{Command, Output};

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
