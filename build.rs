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
    embed_released(&root, &mut list)?;
    list.push_str("]\n");
    fs::write(variable("OUT_DIR")?.join("files.rs"), list)
}

/// Earlier versions, each in a folder of its own, are compared with this one.
fn embed_released(root: &Path, list: &mut String) -> io::Result<()> {
    println!("cargo::rerun-if-changed=data/released");
    let folder = root.join("data/released");
    let mut versions = if folder.is_dir() { fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()? } else { Vec::new() };
    versions.sort_by_key(fs::DirEntry::file_name);
    for version in versions {
        for name in ["dataset.json", "vocabulary.json"] {
            let path = version.path().join(name);
            let place = format!("data/released/{}/{name}", version.file_name().to_string_lossy());
            if path.is_file() {
                let path = path.to_str().ok_or_else(|| io::Error::other("the path of the package is not UTF-8"))?;
                let _ = writeln!(list, "    ({place:?}, include_bytes!({path:?})),");
            }
        }
    }
    Ok(())
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
