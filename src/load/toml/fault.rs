//! What is wrong with a file as it is written.

use std::ops::Range;

use crate::rules::{self, Rule};

/// Something that is wrong with a file as it is written.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) rule: &'static Rule,
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) related: Vec<(Range<usize>, String)>,
}

impl Fault {
    pub(super) const fn syntax(span: Range<usize>, message: String, help: Option<String>) -> Self {
        Self { rule: &rules::syntax::RULE, span, message, help, related: Vec::new() }
    }
}

/// What a parser found wrong, with what it expected, which it does not always say.
pub(super) fn not_toml(words: &str) -> String {
    let expected = if words.contains("expected") { "" } else { ": expected TOML 1.0" };
    format!("this is not TOML: {words}{expected}")
}
