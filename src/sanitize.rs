//! Data made fit to be printed: no character of it can steer a terminal or hide.

#[cfg(feature = "load")]
use std::borrow::Cow;

/// The text in quotation marks with what is not seen escaped, cut to a length that a message can carry.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().take(LONGEST).flat_map(escape).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

fn escape(c: char) -> Box<dyn Iterator<Item = char>> {
    let unseen = steers(c) || c.is_whitespace() && c != ' ';
    if unseen || c == '"' || c == '\\' { Box::new(c.escape_default()) } else { Box::new(std::iter::once(c)) }
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

/// Whether the character can steer a terminal, end a line, reverse the direction of the text or hide in it: it is shown as its escape.
///
/// It is one of the controls, separators of lines and paragraphs, format characters and those that programs may leave out
/// (`Default_Ignorable_Code_Point`), but for the format characters that are seen, and with the Braille pattern without dots.
pub(crate) fn steers(c: char) -> bool {
    c.is_control() || !c.is_ascii() && HIDDEN.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// The characters of [`steers`] as a class for a regular expression of a browser (with the flag `u`).
#[cfg(feature = "html")]
pub(crate) fn steering_class() -> String {
    let mut class = r"[\p{Cc}".to_owned();
    for (first, last) in HIDDEN {
        class.extend(first.escape_unicode().chain(['-']).chain(last.escape_unicode()));
    }
    class + "]"
}

const HIDDEN: &[(char, char)] = &[
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];
