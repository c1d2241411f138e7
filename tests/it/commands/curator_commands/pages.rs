//! `claims explain --page`: the pages about a dataset.

use std::fs;

use super::run::{CLAIMS, run};
use crate::support::{edit, mini, root, stderr, stdout};

#[test]
fn the_pages_are_those_in_the_docs() {
    for page in ["codebook", "tables", "rules"] {
        let printed = stdout(&run(&root(), &["explain", "--page", page]));
        let kept = fs::read_to_string(root().join(format!("docs/{page}.md"))).expect("the page can be read");
        assert!(printed == kept, "the page of the {page} is another one than docs/{page}.md");
    }
}

#[test]
fn a_page_is_about_the_dataset_that_is_named() {
    let folder = mini();
    // A vertical bar ends a cell of a table, if it is not escaped.
    let statement = "Example State is going to be present in Ukraine.";
    edit(&folder.path().join(CLAIMS), statement, "Example State is going to be present | in Ukraine.");
    let codebook = run(folder.path(), &["explain", "--page", "codebook"]);
    let page = stdout(&codebook);
    assert_eq!(codebook.status.code(), Some(0), "{page}{}", stderr(&codebook));
    assert!(page.contains("`: Example State is going to be present \\| in Ukraine. |\n"), "{page}");
    assert!(!page.contains("phoenix24"), "{page}");
    let tables = stdout(&run(folder.path(), &["explain", "--page", "tables"]));
    assert!(tables.contains("\n| [`sources`](#sources) | 1 | "), "{tables}");
}

#[test]
fn no_page_is_made_of_a_dataset_with_errors() {
    let folder = mini();
    edit(&folder.path().join(CLAIMS), "speaker = \"example-minister\"", "speaker = \"nobody\"");
    for page in ["codebook", "tables"] {
        let refused = run(folder.path(), &["explain", "--page", page]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(stdout(&refused).contains("error[unknown-reference]"), "{}", stdout(&refused));
        assert_eq!(stderr(&refused), "error: no page was made: mend the dataset first\n");
    }
    assert_eq!(run(folder.path(), &["explain", "--page", "rules"]).status.code(), Some(0), "rules are the same for all datasets");
    let both = run(folder.path(), &["explain", "stale-quote", "--page", "rules"]);
    assert_eq!(both.status.code(), Some(2), "a rule and a page are asked for");
}
