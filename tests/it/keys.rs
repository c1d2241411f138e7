//! The keys of the tables, held against their rows.

use std::collections::BTreeSet;

use guarantee_claims::export::{Cell, ForeignKey, Items, Kind, Table, keys, tables};

fn all() -> Vec<Table> {
    tables(guarantee_claims::dataset())
}

/// The values of these columns in each row.
fn values<'a>(table: &'a Table, columns: &[&str]) -> Vec<Vec<&'a Cell>> {
    let place = |name: &&str| table.columns.iter().position(|column| column.name == *name);
    let places: Vec<_> = columns.iter().map(|name| place(name).unwrap_or_else(|| panic!("{}: there is no {name}", table.name))).collect();
    table.rows.iter().map(|row| places.iter().map(|place| &row[*place]).collect()).collect()
}

fn written(cells: &[&Cell]) -> String {
    format!("{cells:?}")
}

/// The values of a foreign key that name no row.
fn dangling(table: &Table, key: &ForeignKey, mentioned: &Table) -> Vec<String> {
    let rows: BTreeSet<_> = values(mentioned, key.key).iter().map(|cells| written(cells)).collect();
    let named = values(table, key.columns).into_iter().filter(|cells| !cells.contains(&&Cell::Null));
    named.map(|cells| written(&cells)).filter(|cells| !rows.contains(cells)).collect()
}

#[test]
fn every_table_has_keys_and_every_list_its_items() {
    for table in all() {
        let keys = keys(table.name).unwrap_or_else(|| panic!("{} should have keys", table.name));
        let lists: Vec<_> = table.columns.iter().filter(|column| column.kind == Kind::List).map(|column| column.name).collect();
        assert_eq!(keys.lists.iter().map(|list| list.column).collect::<Vec<_>>(), lists, "{}", table.name);
    }
    assert_eq!(keys("nothing"), None);
}

#[test]
fn primary_keys_are_never_null_and_never_repeated() {
    for table in all() {
        let keys = keys(table.name).expect("the table has keys");
        let values = values(&table, keys.primary);
        assert!(values.iter().flatten().all(|cell| **cell != Cell::Null), "{}", table.name);
        assert_eq!(values.iter().map(|cells| written(cells)).collect::<BTreeSet<_>>().len(), table.rows.len(), "{}", table.name);
    }
}

#[test]
fn foreign_keys_name_rows_by_their_primary_keys() {
    let all = all();
    let mut found = 0;
    for table in &all {
        for key in keys(table.name).expect("the table has keys").foreign {
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
    table.rows.retain(|row| row[0] != Cell::Text("bild-2025-12".to_owned()));
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
            let items = cells.flat_map(|cell| if let Cell::List(items) = cell { items.as_slice() } else { &[] });
            let known: Option<BTreeSet<String>> = match list.items {
                Items::Terms(vocabulary) => Some(vocabulary.terms.iter().map(|term| term.value.to_owned()).collect()),
                Items::Ids(name) => {
                    let mentioned = all.iter().find(|other| other.name == name).expect("the ids are those of a table");
                    let ids = values(mentioned, &["id"]).into_iter().flatten();
                    Some(ids.filter_map(|cell| if let Cell::Text(id) = cell { Some(id.clone()) } else { None }).collect())
                }
                _ => None,
            };
            let items: Vec<_> = items.collect();
            assert!(!items.is_empty(), "{}.{} should be used", table.name, list.column);
            assert!(known.is_none_or(|known| items.iter().all(|item| known.contains(*item))), "{}.{}", table.name, list.column);
        }
    }
}
