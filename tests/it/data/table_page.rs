//! docs/tables.md: every table and column of the export.

use guarantee_claims::dataset;
use guarantee_claims::export::tables;
use guarantee_claims::render::tables_page;

use crate::support::{assert_fresh, root};

#[test]
fn the_page_of_tables_is_fresh() {
    assert_fresh(&root().join("docs/tables.md"), &tables_page(dataset()));
}

#[test]
fn every_column_is_on_the_page() {
    let page = tables_page(dataset());
    for table in tables(dataset()) {
        let (_, section) = page.split_once(&format!("\n## `{}`\n", table.name)).expect("each table has a section");
        for column in &table.columns {
            assert!(section.contains(&format!("\n| `{}` | ", column.name)), "{}.{}", table.name, column.name);
        }
    }
}
