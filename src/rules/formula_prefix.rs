rule! {
    /// A text starts with a character that makes a spreadsheet run it as a formula.
    ///
    /// People open the CSV files in spreadsheets, which take a cell that starts with `=`, `+`, `-` or `@`, also in full width, for a
    /// formula. Start with a word.
    "formula-prefix", Error, scope: Scope::Record, checks: &[Check::Prose(check)]
}

use super::{Check, Fault, Prose, Scope};

fn check(prose: &Prose<'_>) -> Option<Fault> {
    let found = prose.text.trim_start().chars().next().filter(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))?;
    Some(format!("the text starts with \"{found}\": expected a letter, a digit or a quotation mark").into())
}
