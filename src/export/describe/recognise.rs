//! An export that is known by what it says of itself: copies and uploads leave hidden files behind, and with them the one that marks it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::checksums::SUMS;
use super::export::{DATA_PACKAGE, NAME};
use crate::export::format::Format;
use crate::fs::read::read_up_to;
use crate::limits::LONGEST_FILE;
use crate::texts::hexadecimal;

/// Whether a folder holds a data package of this project, and nothing but files that are as its list of sums says.
pub(crate) fn is_export(folder: &Path) -> bool {
    let names_this = |format: Format| {
        let package = read_up_to(&folder.join(format.folder()).join(DATA_PACKAGE), LONGEST_FILE).unwrap_or_default();
        serde_json::from_slice::<Value>(&package).is_ok_and(|package| package["name"] == NAME)
    };
    [Format::Csv, Format::Parquet].into_iter().any(names_this) && is_as_listed(folder).unwrap_or(false)
}

fn is_as_listed(folder: &Path) -> io::Result<bool> {
    let list = String::from_utf8(read_up_to(&folder.join(SUMS), LONGEST_FILE)?).unwrap_or_default();
    let mut missing: BTreeMap<&str, &str> = list.lines().filter_map(|line| line.split_once("  ")).map(|(sum, name)| (name, sum)).collect();
    Ok(holds_listed_only(folder, "", &mut missing)? && missing.is_empty())
}

/// Whether all in the folder, which has this path in the export, is listed; what is leaves the list.
fn holds_listed_only(folder: &Path, below: &str, missing: &mut BTreeMap<&str, &str>) -> io::Result<bool> {
    let mut is_empty = true;
    for entry in fs::read_dir(folder.join(below))? {
        let (entry, kind) = entry.and_then(|entry| entry.file_type().map(|kind| (entry, kind)))?;
        let Ok(name) = entry.file_name().into_string() else { return Ok(false) };
        let path = format!("{below}{name}");
        let is_listed = if kind.is_dir() {
            holds_listed_only(folder, &format!("{path}/"), missing)?
        } else {
            kind.is_file() && (path == SUMS || missing.remove(path.as_str()).is_some_and(|sum| has_sum(folder, &path, sum)))
        };
        if !is_listed {
            return Ok(false);
        }
        is_empty = false;
    }
    // A folder that was made for nothing of ours is somebody else's.
    Ok(!is_empty)
}

fn has_sum(folder: &Path, path: &str, sum: &str) -> bool {
    let mut sha256 = Sha256::new();
    let hashed = File::open(folder.join(path)).and_then(|mut file| io::copy(&mut file, &mut Hashing(&mut sha256)));
    hashed.is_ok() && hexadecimal(&sha256.finalize()) == sum
}

/// Hashes what is written to it.
struct Hashing<'h>(&'h mut Sha256);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
