//! CSV: the codings of a document as a JSON value, the spans of its cells, and every fault of how it is written.

mod cells;

use std::ops::Range;

use serde_json::{Map, Value};

use self::cells::{Broken, Cell, Rows};
use super::conflict::{self, Conflict, conflicts};
use super::document::{Document, Fault, Lost, decode};
use super::spans::{Inside, Spans};
use crate::limits::{LONGEST_FILE, MOST_FAULTS, mebibytes};
use crate::model::suggest::nearest;
use crate::model::{Coding, CodingId};
use crate::rules;
use crate::sanitize::excerpt;

/// What stands between the items of a list in a cell.
const SEPARATOR: char = ';';

/// The columns that say what became of a coding when it was settled, which one that was not settled need not have.
const OF_SETTLING: [&str; 2] = ["pair", "claims"];

/// The columns, each a field of a coding.
fn columns() -> impl Iterator<Item = &'static str> {
    Coding::FIELDS.iter().map(|field| field.name).filter(|name| *name != "source")
}

/// Parses a file of codings, past its faults. Codings that `were_settled` have the columns of settling.
pub(super) fn parse(bytes: &[u8], were_settled: bool) -> Document {
    let unknown = |text, fault| Document { text, faults: vec![fault], is_unknown: true, ..Document::default() };
    if bytes.len() > LONGEST_FILE {
        let message = format!("the file is longer than {}: expected a shorter one", mebibytes(LONGEST_FILE));
        return unknown(String::new(), Fault::syntax(0..0, message, None));
    }
    let (text, faults) = match decode(bytes) {
        Ok(decoded) => decoded,
        Err((text, fault)) => return unknown(text, fault),
    };
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut rows = Rows::new(&text, start);
    let header = match rows.next() {
        None => return unknown(text, Fault::syntax(0..0, format!("the file has no header: {}", expected()), None)),
        Some(Err(broken)) => {
            let fault = broken.fault();
            return unknown(text, fault);
        }
        Some(Ok(cells)) => Header::of(&cells, were_settled),
    };
    let header = match header {
        Ok(header) => header,
        Err(fault) => return unknown(text, fault),
    };
    let mut reader = Reader { document: Document { faults, ..Document::default() }, header, conflicts: conflicts(&text) };
    reader.document.faults.append(&mut reader.header.faults);
    let (values, items) = reader.rows(rows);
    let Reader { document, header, .. } = reader;
    let members = vec![("codings".to_owned(), header.span.clone(), Spans { span: header.span.clone(), inside: Inside::Items(items) })];
    let spans = Spans { span: header.span, inside: Inside::Members(members) };
    let value = Value::Object(Map::from_iter([("codings".to_owned(), Value::Array(values))]));
    Document { text, value, spans, lacks: header.lacks, ..document }
}

fn expected() -> String {
    format!("expected {}", columns().collect::<Vec<_>>().join(","))
}

/// The first row.
struct Header {
    span: Range<usize>,
    /// The field of each column; `None` for one that is passed over.
    columns: Vec<Option<&'static str>>,
    /// The fields without a column.
    lacks: Vec<&'static str>,
    faults: Vec<Fault>,
    is_faulty: bool,
}

impl Header {
    /// The header in these cells; the fault, if they are none of one.
    fn of(cells: &[Cell], were_settled: bool) -> Result<Self, Fault> {
        let span = cells::span(cells);
        let known = |cell: &Cell| columns().find(|column| *column == cell.text);
        if !cells.iter().any(|cell| known(cell).is_some()) {
            let others =
                [(';', "semicolons"), ('\t', "tabs")].into_iter().find(|(sign, _)| cells.iter().any(|cell| cell.text.contains(*sign)));
            let help = others.map(|(_, name)| format!("separate the cells by commas, not by {name}"));
            return Err(Fault::syntax(span, format!("this is no header of codings: {}", expected()), help));
        }
        let mut header = Self { span, columns: Vec::new(), lacks: Vec::new(), faults: Vec::new(), is_faulty: false };
        let absent: Vec<_> = columns().filter(|column| !cells.iter().any(|cell| cell.text == *column)).collect();
        let (mut meant, mut strange) = (Vec::new(), Vec::new());
        for cell in cells {
            let column = known(cell).filter(|column| !header.columns.contains(&Some(*column)));
            if known(cell).is_some() && column.is_none() {
                let message = format!("the column `{}` stands twice: expected every column once", cell.text);
                header.faults.push(Fault::syntax(cell.span.clone(), message, Some("take one of the two out".to_owned())));
            } else if column.is_none() {
                match nearest(&cell.text, absent.iter().copied()) {
                    Some(near) => {
                        header.faults.push(misspelt_column(cell, near));
                        meant.push(near);
                    }
                    None => strange.push(cell),
                }
            }
            header.columns.push(column);
        }
        let is_needed = |column: &&str| were_settled || !OF_SETTLING.contains(column);
        header.lacks = columns().filter(is_needed).filter(|column| !header.columns.contains(&Some(*column))).collect();
        header.faults.extend(unknown_columns(&strange));
        header.faults.extend(missing_columns(&header, &meant));
        header.is_faulty = !header.faults.is_empty();
        Ok(header)
    }

    /// The cell in the column of this field.
    fn cell<'c>(&self, cells: &'c [Cell], field: &str) -> Option<&'c Cell> {
        cells.get(self.columns.iter().position(|column| *column == Some(field))?)
    }
}

/// The fault of the columns that are not there, unless they are misspelt.
fn missing_columns(header: &Header, meant: &[&str]) -> Option<Fault> {
    let missing: Vec<_> = header.lacks.iter().filter(|column| !meant.contains(column)).map(|column| format!("`{column}`")).collect();
    let (last, others) = missing.split_last()?;
    let (message, them) = if others.is_empty() {
        (format!("the column {last} is missing: expected it in every file of codings"), last.clone())
    } else {
        let them = format!("{} and {last}", others.join(", "));
        (format!("the columns {them} are missing: expected them in every file of codings"), them)
    };
    let fault = Fault::syntax(header.span.clone(), message, Some(format!("add {them}")));
    Some(Fault { rule: &rules::missing_key::RULE, ..fault })
}

fn misspelt_column(cell: &Cell, near: &str) -> Fault {
    let message = format!("the column {} is unknown: did you mean `{near}`? {}", excerpt(&cell.text), one_of_the_columns());
    let fault = Fault::syntax(cell.span.clone(), message, Some(format!("write `{near}`")));
    Fault { rule: &rules::unknown_key::RULE, ..fault }
}

/// The fault of the columns that are none: many, where a row stands on the line of the header.
fn unknown_columns(cells: &[&Cell]) -> Option<Fault> {
    const SHOWN: usize = 3;
    let first = cells.first()?;
    let names: Vec<_> = cells.iter().take(SHOWN).map(|cell| excerpt(&cell.text)).collect();
    let (message, help) = match (cells.len(), cells.len().saturating_sub(SHOWN)) {
        (1, _) => (format!("the column {} is unknown", names[0]), "take the column out"),
        (_, 0) => (format!("the columns {} are unknown", names.join(", ")), "take the columns out"),
        (_, more) => (format!("the columns {} and {more} more are unknown", names.join(", ")), "take the columns out"),
    };
    let fault = Fault::syntax(first.span.clone(), format!("{message}: {}", one_of_the_columns()), Some(help.to_owned()));
    Some(Fault { rule: &rules::unknown_key::RULE, ..fault })
}

fn one_of_the_columns() -> String {
    format!("expected one of {}", columns().collect::<Vec<_>>().join(", "))
}

struct Reader {
    document: Document,
    header: Header,
    conflicts: Vec<Conflict>,
}

impl Reader {
    /// The rows behind the header as records, with the spans of each.
    fn rows(&mut self, mut rows: Rows<'_>) -> (Vec<Value>, Vec<Spans>) {
        let (mut values, mut spans) = (Vec::new(), Vec::new());
        for conflict in &self.conflicts {
            let fault = Fault::syntax(conflict.marker.clone(), conflict.message(), Some(conflict::HELP.to_owned()));
            self.document.faults.push(Fault { rule: &rules::conflict_marker::RULE, ..fault });
            self.document.lost.push(Lost { ids: Vec::new() });
        }
        while let Some(row) = rows.next() {
            if let Some(conflict) = self.conflicts.iter().find(|conflict| conflict.span.contains(&rows.row)) {
                rows.go_to(conflict.span.end);
                continue;
            }
            let cells = match row {
                Ok(cells) if cells.len() == self.header.columns.len() => cells,
                // Where the header has a fault, that rows do not fit it follows from that.
                Ok(_) if self.header.is_faulty => {
                    self.document.lost.push(Lost { ids: Vec::new() });
                    continue;
                }
                Ok(cells) => {
                    let (found, expected) = (cells.len(), self.header.columns.len());
                    let message = format!("the row has {found} cells: expected {expected}, as in the header");
                    self.lose(&cells, Fault::syntax(cells::span(&cells), message, None));
                    continue;
                }
                Err(broken) => {
                    self.lose(&broken.before, broken.fault());
                    continue;
                }
            };
            let (value, span) = record(&self.header.columns, &cells);
            values.push(value);
            spans.push(span);
            if self.document.faults.len() > MOST_FAULTS {
                break;
            }
        }
        if self.document.faults.len() > MOST_FAULTS {
            self.document.faults.truncate(MOST_FAULTS);
            let message = format!("there are more faults than {MOST_FAULTS}: expected CSV; the rest of the file is not looked at");
            self.document.faults.push(Fault::syntax(rows.row..rows.row, message, None));
            self.document.is_cut_off = true;
        }
        (values, spans)
    }

    /// Keeps what is known of a row that is not read.
    fn lose(&mut self, cells: &[Cell], fault: Fault) {
        self.document.faults.push(fault);
        let id = self.header.cell(cells, "coding").map(|cell| cell.text.clone());
        self.document.lost.push(Lost { ids: id.into_iter().filter(|id| CodingId::new(id.as_str()).is_ok()).collect() });
    }
}

/// A row as a record, with the spans of its values.
fn record(columns: &[Option<&'static str>], cells: &[Cell]) -> (Value, Spans) {
    let (mut object, mut members) = (Map::new(), Vec::new());
    for (column, cell) in columns.iter().zip(cells) {
        let Some(column) = *column else { continue };
        let (value, inside) = match column {
            "spans" => list(cell, |item, part| pair(item, part, '-', ["start", "end"], number)),
            "parties" => list(cell, |item, part| pair(item, part, ':', ["actor", "role"], |part| Value::from(part))),
            "claims" | "conditions" => list(cell, |item, part| (Value::from(item), Spans { span: part, inside: Inside::Nothing })),
            // What a coding need not say is left out, and so is null.
            "pair" | "legal_form" | "bindingness" if cell.text.is_empty() => continue,
            _ => (Value::from(cell.text.as_str()), Inside::Nothing),
        };
        object.insert(column.to_owned(), value);
        members.push((column.to_owned(), cell.span.clone(), Spans { span: cell.span.clone(), inside }));
    }
    (Value::Object(object), Spans { span: cells::span(cells), inside: Inside::Members(members) })
}

/// A cell as a list; each item is made from its text and its place.
fn list(cell: &Cell, mut of_item: impl FnMut(&str, Range<usize>) -> (Value, Spans)) -> (Value, Inside) {
    let mut start = 0;
    let texts = cell.text.split(SEPARATOR).filter(|_| !cell.text.is_empty());
    let items = texts.map(|item| {
        let part = cell.part(start..start + item.len());
        start += item.len() + SEPARATOR.len_utf8();
        of_item(item, part)
    });
    let (values, spans) = items.unzip();
    (Value::Array(values), Inside::Items(spans))
}

/// An item of two parts as a record; without the sign between them, the first alone.
fn pair(item: &str, span: Range<usize>, between: char, names: [&str; 2], of_part: impl Fn(&str) -> Value) -> (Value, Spans) {
    let (mut object, mut members, mut start) = (Map::new(), Vec::new(), span.start);
    for (name, part) in names.into_iter().zip(item.splitn(2, between)) {
        object.insert(name.to_owned(), of_part(part));
        // A cell whose text is not as it is written has one place for all that is in it.
        let place = if span.len() == item.len() { start..start + part.len() } else { span.clone() };
        start += part.len() + between.len_utf8();
        members.push((name.to_owned(), place.clone(), Spans { span: place, inside: Inside::Nothing }));
    }
    (Value::Object(object), Spans { span, inside: Inside::Members(members) })
}

/// A number as JSON writes it; any other text is one.
fn number(text: &str) -> Value {
    let is_plain = text == "0" || !text.starts_with(['0', '+', '-']);
    text.parse::<u64>().ok().filter(|_| is_plain).map_or_else(|| Value::from(text), Value::from)
}

impl Broken {
    fn fault(&self) -> Fault {
        let message = if self.is_quoted {
            "the quotation mark that opens this cell is not closed where the cell ends: expected one before the next comma, and each one inside \
             the cell doubled"
        } else {
            "the cell has a quotation mark and does not start with one: expected quotation marks around the cell, and each one inside doubled"
        };
        Fault::syntax(self.place.clone(), message.to_owned(), None)
    }
}
