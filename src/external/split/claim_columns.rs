//! The columns of a table of claims, whoever wrote it.

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, Fields};

use super::arrow_lines::{Column, write_lines};
use crate::dataset::layout::FileKind;
use crate::model::Claim;
use crate::model::suggest::nearest;
use crate::schema::of_kind;
use crate::schema::outdated::{self, Parties, has_outdated_form};

/// The columns that hold fields of a claim, in the codebook's order.
#[derive(Debug)]
pub(crate) struct ClaimColumns(Vec<Column>);

impl ClaimColumns {
    /// The columns of a table: it must have each field as a column that every claim has, and each of a type whose values have a form in
    /// JSON. What other columns hold does not matter.
    pub(crate) fn of(table: &Fields) -> Result<Self, String> {
        if is_outdated(table) {
            return Err(format!("{}; {}", outdated::message("it is the table claims"), outdated::HELP));
        }
        let schema = of_kind(FileKind::Claim);
        let is_required = |name: &str| schema["required"].as_array().is_some_and(|required| required.iter().any(|key| key == name));
        let (mut columns, mut missing, mut misspelt) = (Vec::new(), Vec::new(), Vec::new());
        for field in Claim::FIELDS {
            match table.find(field.name) {
                Some((_, column)) => columns.push(Column::new(field.name, column.data_type()).map_err(|error| error.to_string())?),
                None if is_required(field.name) => missing.push((field.name, slip_of(field.name, table))),
                // An optional field that has no column is null or empty in every claim, unless its name is misspelt.
                None => misspelt.extend(slip_of(field.name, table).map(|found| (field.name, found))),
            }
        }
        if !missing.is_empty() {
            return Err(lacks(&missing));
        }
        if let Some((name, found)) = misspelt.first() {
            return Err(format!(
                "it has no column \"{name}\" but \"{found}\", which is no field: expected \"{name}\" if it is meant, or another name"
            ));
        }
        Ok(Self(columns))
    }

    /// Writes the rows of a part of the table as claims, one a line. A column that the part lacks is null.
    ///
    /// # Errors
    /// If a value cannot be read as what its type says.
    pub(crate) fn write_lines(&self, part: &RecordBatch, lines: &mut Vec<u8>) -> Result<(), ArrowError> {
        let present = self.0.iter().filter_map(|column| Some((column, part.column_by_name(column.name())?)));
        let columns: Vec<_> = present.map(|(column, array)| (column.name(), array)).collect();
        write_lines(&columns, part.num_rows(), lines)
    }
}

/// What is said of columns that every claim has and the table has not.
fn lacks(missing: &[(&str, Option<&str>)]) -> String {
    let each = missing.iter().map(|(name, slip)| match slip {
        Some(slip) => format!("\"{name}\" (is it \"{slip}\"?)"),
        None => format!("\"{name}\""),
    });
    let word = if missing.len() == 1 { "column" } else { "columns" };
    format!("it has no {word} {}: expected the table claims, as docs/tables.md describes it", each.collect::<Vec<_>>().join(", "))
}

/// The column that is probably meant to hold this field: one that is no column of the table of claims.
fn slip_of<'t>(field: &str, table: &'t Fields) -> Option<&'t str> {
    let derived = ["providers", "recipients", "adversaries", "stated_on_earliest", "stated_on_latest"];
    let is_known = |name: &str| Claim::FIELDS.iter().any(|field| field.name == name) || derived.contains(&name);
    let others = table.iter().map(|column| column.name().as_str()).filter(|name| !is_known(name));
    others
        .filter(|name| name.len() > 2 && nearest(name, std::iter::once(field)).is_some())
        .min_by_key(|name| name.len().abs_diff(field.len()))
}

/// Whether the columns are those of a table of claims of version 1.
fn is_outdated(columns: &Fields) -> bool {
    let parties = columns.find("parties").map_or(Parties::Absent, |(_, column)| match column.data_type() {
        DataType::List(item) | DataType::LargeList(item) | DataType::ListView(item) | DataType::LargeListView(item)
            if !matches!(item.data_type(), DataType::Struct(_)) =>
        {
            Parties::Ids
        }
        _ => Parties::Others,
    });
    columns.find("id").is_some() && has_outdated_form(|name| columns.find(name).is_some(), parties)
}
