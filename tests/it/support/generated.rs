//! Generated files, and the parts of pages that are generated.

use std::fs;
use std::path::Path;

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
