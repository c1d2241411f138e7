//! Data made fit to be printed: no character of it can steer a terminal.

#[cfg(feature = "load")]
use std::borrow::Cow;

/// The text in quotation marks with control characters escaped, cut to a length that a message can carry.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().take(LONGEST).flat_map(escape).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

fn escape(c: char) -> Box<dyn Iterator<Item = char>> {
    if steers(c) || c == '"' || c == '\\' { Box::new(c.escape_default()) } else { Box::new(std::iter::once(c)) }
}

/// The text on one line, with what steers a terminal, ends a line or reverses the direction of the text as its escape.
#[cfg(feature = "load")]
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(steers) {
        let escaped = |c: char| if steers(c) { c.escape_default().to_string() } else { c.to_string() };
        return text.chars().map(escaped).collect::<String>().into();
    }
    text.into()
}

/// Whether the character can steer a terminal or reverse the direction of the text: it is shown as its escape.
pub(crate) fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
