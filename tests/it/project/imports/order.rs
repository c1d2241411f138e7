//! Imports between the folders of `src/` point down, in the order of docs/architecture.md.

use std::collections::BTreeSet;
use std::fs;

use super::resolve::{Import, imports, sources};
use crate::support::root;

/// The first part of a file's path, without its ending: the unit that the order of docs/architecture.md names.
fn unit(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The units of `src/`, the lowest first, as docs/architecture.md lists them.
fn order() -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md can be read");
    let (_, list) = page.split_once("<!-- order -->").expect("the page marks its order");
    let (list, _) = list.split_once("<!-- end -->").expect("the order ends");
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The imports between units that do not point down in this order, and files whose unit it does not name.
fn upward(imports: &BTreeSet<Import>, order: &[String]) -> Vec<String> {
    let rank = |file: &str| order.iter().position(|name| name == unit(file));
    let mut wrong = BTreeSet::new();
    for Import { from, to, line } in imports {
        match (rank(from), rank(to)) {
            (Some(above), Some(below)) if above >= below => {}
            (Some(_), Some(_)) => {
                wrong.insert(format!("src/{from}:{line} imports from src/{to}, which docs/architecture.md puts above it"));
            }
            _ => {
                wrong.insert(format!("docs/architecture.md names no place for `{}` or `{}` (src/{from}:{line})", unit(from), unit(to)));
            }
        }
    }
    wrong.into_iter().collect()
}

#[test]
fn folders_import_only_downwards() {
    let imports = imports(&sources(&root().join("src")));
    assert!(imports.len() > 100, "only {} imports were found", imports.len());
    let wrong = upward(&imports, &order());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_import_is_named_by_its_line() {
    for planted in ["use crate::cli::run;", "fn f() { crate::cli::run(); }", "fn f() { assert!(super::super::cli::run()) }"] {
        let mut files = sources(&root().join("src"));
        let text = files.get_mut("model/claim.rs").expect("there is a file of claims");
        let line = text.lines().count() + 1;
        text.push_str(planted);
        text.push('\n');
        let imports = imports(&files);
        let expected = format!("src/model/claim.rs:{line} imports from src/cli/mod.rs, which docs/architecture.md puts above it");
        assert!(upward(&imports, &order()).contains(&expected), "{planted}: {:?}", upward(&imports, &order()));
    }
}
