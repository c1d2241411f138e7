//! Signs that tell the parts of a statement apart.

/// Whether the quotation mark behind this text is escaped.
pub(super) fn is_escaped(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// Whether a line starts with a key and `=`, as in the layout each key does.
pub(super) fn starts_with_pair(line: &str) -> bool {
    let rest = line.trim_start_matches(is_of_key);
    rest.len() < line.len() && rest.trim_start_matches([' ', '\t']).starts_with('=')
}

/// Whether a character can stand in a key without quotation marks.
pub(super) fn is_of_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}
