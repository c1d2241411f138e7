//! The keys of the tables, held against their rows.

use std::collections::BTreeSet;

use guarantee_claims::export::{ForeignKey, Items, Kind, keys, tables, write_json};
use serde_json::{Map, Value};

/// A table with its rows as objects.
struct Table {
    name: &'static str,
    lists: Vec<&'static str>,
    rows: Vec<Map<String, Value>>,
}

fn all() -> Vec<Table> {
    let of_table = |table: guarantee_claims::export::Table<'_>| {
        let mut json = Vec::new();
        write_json(&table, &mut json).expect("memory can be written to");
        let lists = table.columns.iter().filter(|column| column.kind == Kind::List).map(|column| column.name).collect();
        Table { name: table.name, lists, rows: serde_json::from_slice(&json).expect("a table is an array of objects") }
    };
    tables(guarantee_claims::dataset()).into_iter().map(of_table).collect()
}

/// The values of these columns in each row.
fn values<'a>(table: &'a Table, columns: &[&str]) -> Vec<Vec<&'a Value>> {
    let value = |row: &'a Map<String, Value>, name: &str| row.get(name).unwrap_or_else(|| panic!("{}: there is no {name}", table.name));
    table.rows.iter().map(|row| columns.iter().map(|name| value(row, name)).collect()).collect()
}

fn written(cells: &[&Value]) -> String {
    format!("{cells:?}")
}

/// The values of a foreign key that name no row.
fn dangling(table: &Table, key: &ForeignKey, mentioned: &Table) -> Vec<String> {
    let rows: BTreeSet<_> = values(mentioned, key.key).iter().map(|cells| written(cells)).collect();
    let named = values(table, key.columns).into_iter().filter(|cells| !cells.contains(&&Value::Null));
    named.map(|cells| written(&cells)).filter(|cells| !rows.contains(cells)).collect()
}

#[test]
fn every_table_has_keys_and_every_list_its_items() {
    for table in all() {
        let keys = keys(table.name).unwrap_or_else(|| panic!("{} should have keys", table.name));
        assert_eq!(keys.lists.iter().map(|list| list.column).collect::<Vec<_>>(), table.lists, "{}", table.name);
    }
    assert_eq!(keys("nothing"), None);
}

#[test]
fn primary_keys_are_never_null_and_never_repeated() {
    for table in all() {
        let keys = keys(table.name).expect("the table has keys");
        let values = values(&table, keys.primary);
        assert!(!values.iter().flatten().any(|cell| cell.is_null()), "{}", table.name);
        assert_eq!(values.iter().map(|cells| written(cells)).collect::<BTreeSet<_>>().len(), table.rows.len(), "{}", table.name);
    }
}

#[test]
fn foreign_keys_name_rows_by_their_primary_keys() {
    let all = all();
    let mut found = 0;
    for table in &all {
        for key in &keys(table.name).expect("the table has keys").foreign {
            let mentioned = all.iter().find(|other| other.name == key.table).expect("the key leads to a table");
            assert_eq!(keys(key.table).expect("the table has keys").primary, key.key, "{}", table.name);
            assert_eq!(dangling(table, key, mentioned), Vec::<String>::new(), "{}", table.name);
            found += usize::from(!table.rows.is_empty());
        }
    }
    assert!(found > 20);
}

#[test]
fn a_key_that_names_no_row_is_found() {
    let mut all = all();
    let table = all.iter_mut().find(|table| table.name == "occasions").expect("there is such a table");
    table.rows.retain(|row| row["id"] != "bild-2025-12");
    let named = |name: &str| all.iter().find(|table| table.name == name).expect("there is such a table");
    let key = keys("claims").and_then(|keys| keys.foreign_key("occasion")).expect("claims have an occasion");
    assert!(!dangling(named("claims"), key, named("occasions")).is_empty());
}

#[test]
fn items_of_lists_are_what_the_keys_say() {
    let all = all();
    for table in &all {
        for list in keys(table.name).expect("the table has keys").lists {
            let cells = values(table, &[list.column]).into_iter().flatten();
            let items = cells.flat_map(|cell| cell.as_array().expect("a cell of lists is a list"));
            let known: Option<BTreeSet<&str>> = match list.items {
                Items::Terms(vocabulary) => Some(vocabulary.terms.iter().map(|term| term.value).collect()),
                Items::Ids(name) => {
                    let mentioned = all.iter().find(|other| other.name == name).expect("the ids are those of a table");
                    Some(values(mentioned, &["id"]).into_iter().flatten().filter_map(Value::as_str).collect())
                }
                _ => None,
            };
            let items: Vec<_> = items.map(|item| item.as_str().expect("an item is a text")).collect();
            // No document of the dataset names the members of a group so far.
            let may_be_empty = (table.name, list.column) == ("actors", "members");
            assert!(may_be_empty || !items.is_empty(), "{}.{} should be used", table.name, list.column);
            assert!(known.is_none_or(|known| items.iter().all(|item| known.contains(item))), "{}.{}", table.name, list.column);
        }
    }
}
