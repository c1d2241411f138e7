rule! {
    /// A statement is not one sentence with a capital and a full stop.
    ///
    /// Statements stand alone in tables and reports: each starts with a capital letter or a digit and ends with one full stop.
    "statement-form", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::ClaimView;

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let statement = claim.statement.as_str();
    let problem = if !statement.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        "starts with neither a capital letter nor a digit"
    } else if !statement.ends_with('.') || statement.ends_with("..") {
        "does not end with one full stop"
    } else {
        return;
    };
    let message = format!("the statement {problem}: expected one sentence such as \"The United States sends no troops.\"");
    findings.add(&RULE, "/statement", message);
}
