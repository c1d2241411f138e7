rule! {
    /// A text starts with a character that makes a spreadsheet run it as a formula.
    ///
    /// People open the CSV files in spreadsheets, which take a cell that starts with `=`, `+`, `-` or `@` for a formula. Start with a word.
    "formula-prefix", Error, check
}

use super::{Context, Findings};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (location, text) in context.prose() {
        if let Some(found) = text.trim_start().chars().next().filter(|c| matches!(c, '=' | '+' | '-' | '@')) {
            findings.add(&RULE, location.clone(), format!("the text starts with \"{found}\": expected a letter, a digit or a quotation mark"));
        }
    }
}
