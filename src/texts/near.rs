//! Words that are nearly those of a text beside them, and what differs.

use std::ops::Range;

use unicode_general_category::{GeneralCategory, get_general_category};

use super::folded::{Character, Folded, Near};
use super::text::Text;
use crate::characters::is_ignorable;

/// Words of a text beside those that were looked for, as they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The words of the text in quotation marks, with what is hard to see as its escape in TOML.
    pub(crate) found: String,
    /// The words that were looked for, likewise.
    pub(crate) wanted: String,
    /// What differs: "at code point 9 the text has U+00AD where the quotation has nothing".
    pub(crate) differences: String,
}

/// Characters that differ: their bytes in either text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Difference {
    found: Range<usize>,
    wanted: Range<usize>,
}

impl Comparison {
    /// Compares the words that were looked for with those that stand nearly so in a text.
    pub(crate) fn in_text(text: &Text, near: &Near, wanted: &str, what: &str) -> Self {
        let start = near.range.start;
        Self::new(&text.content()[near.range.clone()], wanted, what, |byte| text.code_point(start + byte))
    }

    /// Compares words of a text with those that were looked for, which are the same when folded. `what` is the name of the latter, `code_point`
    /// makes a place of a byte of the former.
    pub(crate) fn new(found: &str, wanted: &str, what: &str, code_point: impl Fn(usize) -> u32) -> Self {
        let all = differences(found, wanted);
        let of = |side: fn(&Difference) -> &Range<usize>| all.iter().map(side).cloned().collect::<Vec<_>>();
        let said = |difference: &Difference| {
            let [has, instead] = [&found[difference.found.clone()], &wanted[difference.wanted.clone()]].map(code_points);
            (code_point(difference.found.start), has, instead)
        };
        Self {
            found: revealed(found, &of(|difference| &difference.found)),
            wanted: revealed(wanted, &of(|difference| &difference.wanted)),
            differences: in_words(all.iter().map(said), what),
        }
    }
}

/// Differences in words: each with its place, what the text has, and what stands there instead.
fn in_words(differences: impl ExactSizeIterator<Item = (u32, String, String)>, what: &str) -> String {
    const MOST: usize = 3;
    let more = differences.len().saturating_sub(MOST);
    let one = |(number, (at, has, instead)): (usize, (u32, String, String))| match number {
        0 => format!("at code point {at} the text has {has} where {what} has {instead}"),
        _ => format!("at {at} {has} where it has {instead}"),
    };
    let mut parts: Vec<_> = differences.take(MOST).enumerate().map(one).collect();
    parts.extend((more > 0).then(|| format!("and {more} more")));
    parts.join(", ")
}

/// What differs between two texts that are the same when folded.
fn differences(found: &str, wanted: &str) -> Vec<Difference> {
    let (ours, theirs) = (Folded::of(found), Folded::of(wanted));
    let blanks = |folded: &Folded| folded.text.len() - folded.text.trim_start_matches(' ').len();
    let (ours, theirs) = (&ours.characters[blanks(&ours)..], &theirs.characters[blanks(&theirs)..]);
    let starts_anew = |characters: &[Character], at: usize| characters[at].bytes.start != characters[at - 1].bytes.start;
    let starts = (1..ours.len().min(theirs.len())).filter(|at| starts_anew(ours, *at) && starts_anew(theirs, *at));
    let ends: Vec<_> = starts.map(|at| (ours[at].bytes.start, theirs[at].bytes.start)).chain([(found.len(), wanted.len())]).collect();
    let (mut from, mut differences) = ((0, 0), Vec::new());
    for to in ends {
        differences.extend(difference(found, wanted, &Difference { found: from.0..to.0, wanted: from.1..to.1 }));
        from = to;
    }
    differences
}

/// What differs in these parts, without what they have in common at either end.
fn difference(found: &str, wanted: &str, parts: &Difference) -> Option<Difference> {
    let [ours, theirs] = [&found[parts.found.clone()], &wanted[parts.wanted.clone()]];
    let common =
        |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum::<usize>();
    let before = common(&mut ours.chars().zip(theirs.chars()));
    let [ours, theirs] = [&ours[before..], &theirs[before..]];
    let behind = common(&mut ours.chars().rev().zip(theirs.chars().rev()));
    let span = |start: usize, length: usize| start + before..start + before + length - behind;
    (ours != theirs).then(|| Difference { found: span(parts.found.start, ours.len()), wanted: span(parts.wanted.start, theirs.len()) })
}

/// Characters by their numbers, those that can be told by their looks with these.
fn code_points(text: &str) -> String {
    const MOST: usize = 4;
    let shown = |c: char| {
        let number = format!("U+{:04X}", u32::from(c));
        if is_hidden(c) || c == ' ' || is_mark(c) { number } else { format!("{c} ({number})") }
    };
    let mut parts: Vec<_> = text.chars().take(MOST).map(shown).collect();
    if text.chars().nth(MOST).is_some() {
        parts.push("...".to_owned());
    }
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(" ") }
}

/// Words in quotation marks, cut to a length that a message can carry. What cannot be seen is shown as its escape in TOML, and so is what
/// differs and is not on every keyboard.
pub(crate) fn revealed(text: &str, differing: &[Range<usize>]) -> String {
    const LONGEST: usize = 80;
    const BEFORE: usize = 40;
    let characters: Vec<_> = text.char_indices().collect();
    let differs = |at: usize| differing.iter().any(|range| range.contains(&at));
    let first = differing.first().map_or(0, |range| characters.partition_point(|(at, _)| *at < range.start));
    // What differs is to be seen.
    let start = if first + 1 > LONGEST { first - BEFORE } else { 0 };
    let end = (start + LONGEST).min(characters.len());
    let mut shown = String::from(if start > 0 { "\"…" } else { "\"" });
    for (at, c) in &characters[start..end] {
        if is_hidden(*c) || matches!(c, '"' | '\\') || (differs(*at) && !c.is_ascii()) {
            shown.push_str(&escape(*c));
        } else {
            shown.push(*c);
        }
    }
    shown.push_str(if end < characters.len() { "…\"" } else { "\"" });
    shown
}

/// Whether a character cannot be seen, or looks like the space of the keyboard.
fn is_hidden(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, SpaceSeparator, Unassigned};
    let category = || get_general_category(c);
    c != ' '
        && (is_ignorable(c)
            || matches!(category(), Control | Format | LineSeparator | ParagraphSeparator | PrivateUse | SpaceSeparator | Unassigned))
}

fn is_mark(c: char) -> bool {
    use GeneralCategory::{EnclosingMark, NonspacingMark, SpacingMark};
    matches!(get_general_category(c), EnclosingMark | NonspacingMark | SpacingMark)
}

/// A character as TOML escapes it.
fn escape(c: char) -> String {
    match c {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        '"' | '\\' => format!("\\{c}"),
        c if u32::from(c) > 0xffff => format!("\\U{:08X}", u32::from(c)),
        c => format!("\\u{:04X}", u32::from(c)),
    }
}

#[cfg(test)]
mod tests;
