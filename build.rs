//! Lists the files of the dataset for the feature `data`, which embeds them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the files are, and what their names end in.
const FOLDERS: [(&str, &str); 5] =
    [("data", ".toml"), ("data/claims", ".toml"), ("data/codings", ".csv"), ("data/changes", ".toml"), ("seeds", ".toml")];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_DATA").is_none() {
        return Ok(());
    }
    let variable = |name| env::var_os(name).map(PathBuf::from).ok_or_else(|| io::Error::other(format!("{name} is not set")));
    let root = variable("CARGO_MANIFEST_DIR")?;
    let mut list = String::from("&[\n");
    for (folder, ending) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        for name in files(&root.join(folder), ending)? {
            let path = root.join(folder).join(&name);
            let path = path.to_str().ok_or_else(|| io::Error::other("the path of the package is not UTF-8"))?;
            let _ = writeln!(list, "    ({:?}, include_bytes!({path:?})),", format!("{folder}/{name}"));
        }
    }
    list.push_str("]\n");
    fs::write(variable("OUT_DIR")?.join("files.rs"), list)
}

fn files(folder: &Path, ending: &str) -> io::Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<io::Result<Vec<_>>>()?;
    names.retain(|name| name.strip_suffix(ending).is_some_and(|stem| !stem.is_empty() && !stem.starts_with('.')));
    names.sort();
    Ok(names)
}
