//! No files of a crate import from one another in a cycle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::resolve::{Import, imports, sources};
use crate::support::root;

/// The folders of crates without cycles.
const CRATES: &[&str] = &["benches/claims_gen", "tests/it", "src"];

/// Which file imports from which, and at which lines.
type Graph<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>;

fn graph(imports: &BTreeSet<Import>) -> Graph<'_> {
    let mut graph = Graph::new();
    for Import { from, to, line } in imports {
        graph.entry(from).or_default().entry(to).or_default().push(*line);
    }
    graph
}

/// The files on a shortest way from one to another, both included.
fn way<'a>(graph: &Graph<'a>, from: &'a str, to: &str) -> Option<Vec<&'a str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = VecDeque::from([from]);
    while let Some(file) = waiting.pop_front() {
        if file == to {
            let mut way = vec![file];
            while way[way.len() - 1] != from {
                way.push(before[way[way.len() - 1]]);
            }
            way.reverse();
            return Some(way);
        }
        for next in graph.get(file).into_iter().flatten().map(|(next, _)| *next) {
            if next != from && !before.contains_key(next) {
                before.insert(next, file);
                waiting.push_back(next);
            }
        }
    }
    None
}

/// For each import that is part of a cycle a shortest one, as a line for each of its imports.
fn cycles(folder: &str, imports: &BTreeSet<Import>) -> BTreeSet<String> {
    let graph = graph(imports);
    let mut cycles = BTreeSet::new();
    for (from, to) in graph.iter().flat_map(|(from, all)| all.keys().map(move |to| (*from, *to))) {
        // The way back to where the import stands closes the cycle.
        let Some(mut files) = way(&graph, to, from) else { continue };
        let first = files.iter().enumerate().min_by_key(|(_, file)| **file).map_or(0, |(place, _)| place);
        files.rotate_left(first);
        let hops = files.iter().zip(files.iter().cycle().skip(1));
        let said = hops.map(|(from, to)| {
            let lines = graph[from][to].iter().map(usize::to_string).collect::<Vec<_>>().join(",");
            format!("  {folder}/{from}:{lines} imports from {folder}/{to}")
        });
        cycles.insert(said.collect::<Vec<_>>().join("\n"));
    }
    cycles
}

#[test]
fn no_files_import_from_one_another_in_a_cycle() {
    for folder in CRATES {
        let imports = imports(&sources(&root().join(folder)));
        assert!(imports.len() > 20, "only {} imports were found in {folder}", imports.len());
        let cycles: Vec<_> = cycles(folder, &imports).into_iter().collect();
        assert!(cycles.is_empty(), "{} cycles of imports:\n{}", cycles.len(), cycles.join("\nand\n"));
    }
}

#[test]
fn a_planted_import_that_closes_a_cycle_is_named_by_its_line() {
    // `random` is below all others, and the tables of faults are imported by the module that holds them.
    for (file, planted, through) in [
        ("random.rs", "use crate::write;", "write.rs"),
        ("random.rs", "fn f(_: super::Options) {}", "write.rs"),
        ("random.rs", "fn f() { assert!(crate::write::write()) }", "write.rs"),
        ("plan.rs", "pub use crate::faults::all;", "faults/mod.rs"),
        ("faults/shape.rs", "use super::all;", "faults/mod.rs"),
        ("draft.rs", "faults! {}", "fault.rs"),
    ] {
        let mut files = sources(&root().join("benches/claims_gen"));
        let text = files.get_mut(file).unwrap_or_else(|| panic!("there is a file {file}"));
        let line = text.lines().count() + 1;
        *text += planted;
        let cycles = cycles("c", &imports(&files));
        let expected = format!("  c/{file}:{line} imports from c/{through}");
        assert!(cycles.iter().any(|cycle| cycle.lines().any(|hop| hop == expected)), "{planted}: {cycles:#?}");
    }
}

#[test]
fn each_cycle_is_found_once_with_all_its_imports() {
    let import = |(from, to, line): (&str, &str, usize)| Import { from: from.to_owned(), to: to.to_owned(), line };
    let imports = [("a", "b", 1), ("a", "b", 4), ("b", "c", 2), ("c", "a", 3), ("c", "d", 1), ("d", "e", 1), ("e", "d", 9)].map(import);
    let expected = [
        "  x/a:1,4 imports from x/b\n  x/b:2 imports from x/c\n  x/c:3 imports from x/a",
        "  x/d:1 imports from x/e\n  x/e:9 imports from x/d",
    ];
    assert_eq!(cycles("x", &imports.into()), expected.map(str::to_owned).into());
}
