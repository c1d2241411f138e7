//! What characters are by their Unicode properties: those that a text must not have, and those that are not seen or taken for others.

use std::sync::LazyLock;

use regex_syntax::hir::{Class as HirClass, HirKind};
use unicode_normalization::char::canonical_combining_class;

/// Why a character is no part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It steers a terminal, ends a line, or changes the direction of text. Tabs and line breaks are white space instead.
    Control,
    /// Nothing of it is seen.
    Invisible,
    /// It is a space, but not the one of the keyboard (U+0020).
    OddSpace,
    /// It stands for a character that was lost, or has no meaning that others know.
    Unreadable,
}

/// The characters of a text that are no part of it, and where they start.
pub(crate) fn unfit(text: &str) -> impl Iterator<Item = (usize, char, Unfit)> {
    let all = text.char_indices().filter(|(_, c)| !matches!(c, ' '..='~'));
    all.filter_map(|(at, c)| Some((at, c, kind(c)?))).filter(|(at, c, kind)| *kind != Unfit::Invisible || !is_needed(*c, text, *at))
}

/// The first character of a text that is unfit in this way.
pub(crate) fn first(text: &str, wanted: Unfit) -> Option<(usize, char)> {
    unfit(text).find(|(.., kind)| *kind == wanted).map(|(at, c, _)| (at, c))
}

/// The first mark that no letter can carry: at the start of the text, where it would join what stands before the text in a file; the
/// second of a kind in a row; or the fifth in a row (Unicode Technical Standard 39, 5.4).
pub(crate) fn stray_mark(text: &str) -> Option<(usize, char)> {
    const MOST: usize = 4;
    let (mut marks, mut before) = (MOST, None);
    text.char_indices().find(|(_, c)| {
        let is_mark = !c.is_ascii() && CLASSES.mark.has(*c);
        marks = if is_mark { marks + 1 } else { 0 };
        let twice = before.replace(*c) == Some(*c);
        is_mark && (marks > MOST || twice)
    })
}

/// The words around a place, with what cannot be seen as its escape.
pub(crate) fn around(text: &str, at: usize) -> String {
    const WIDTH: usize = 16;
    let start = text[..at].char_indices().rev().take(WIDTH).last().map_or(at, |(start, _)| start);
    let end = text[at..].char_indices().nth(WIDTH).map_or(text.len(), |(end, _)| at + end);
    let cut = |is_cut| if is_cut { "…" } else { "" };
    format!("\"{}{}{}\"", cut(start > 0), escaped(&text[start..end]), cut(end < text.len()))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        let plain = matches!(c, ' '..='~') || kind(c).is_none() && !c.is_control() && !CLASSES.mark.has(c);
        if plain { escaped.push(c) } else { escaped.extend(c.escape_unicode()) }
    }
    escaped
}

/// The text as it is read: every white space is one space, and nothing is in it that cannot be seen.
pub(crate) fn legible(text: &str) -> String {
    let mut unfit = unfit(text).peekable();
    let mut legible = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let kind = unfit.next_if(|(place, ..)| *place == at).map(|(.., kind)| kind);
        match kind {
            _ if c.is_whitespace() => {
                if !legible.ends_with(' ') {
                    legible.push(' ');
                }
            }
            Some(Unfit::Control | Unfit::Invisible) => {}
            _ => legible.push(c),
        }
    }
    legible
}

/// What a character is by itself.
fn kind(c: char) -> Option<Unfit> {
    let classes = &*CLASSES;
    let kinds = [
        (&classes.control, Unfit::Control),
        (&classes.invisible, Unfit::Invisible),
        (&classes.odd_space, Unfit::OddSpace),
        (&classes.unreadable, Unfit::Unreadable),
    ];
    kinds.into_iter().find(|(class, _)| class.has(c)).map(|(_, kind)| kind)
}

/// Whether an invisible character does at this place what it is there for: it parts or joins letters of a script that needs it, or makes
/// one picture of several or a picture of a sign.
fn is_needed(c: char, text: &str, at: usize) -> bool {
    const NON_JOINER: char = '\u{200c}';
    const JOINER: char = '\u{200d}';
    const AS_PICTURE: char = '\u{fe0f}';
    const KEYCAP: char = '\u{20e3}';
    let (mut before, next) = (text[..at].chars().rev(), text[at + c.len_utf8()..].chars().next());
    let Some(last) = before.next() else { return false };
    let is_picture = |c: char| CLASSES.picture.has(c);
    match c {
        NON_JOINER | JOINER if is_joined(last) => next.is_some_and(char::is_alphabetic),
        JOINER => {
            let joins = is_picture(last) || last == AS_PICTURE && before.next().is_some_and(is_picture);
            joins && next.is_some_and(is_picture)
        }
        AS_PICTURE => is_picture(last) || next == Some(KEYCAP),
        _ => false,
    }
}

/// Whether a letter or mark takes another form beside others, so that a joiner or non-joiner behind it is seen.
fn is_joined(c: char) -> bool {
    const VIRAMA: u8 = 9;
    CLASSES.cursive.has(c) || canonical_combining_class(c) == VIRAMA
}

/// Whether a character is not shown at all: soft hyphens, spaces without width, joiners, marks of direction, variation selectors, tags, and
/// the marks around annotations.
pub(crate) fn is_ignorable(c: char) -> bool {
    !c.is_ascii() && CLASSES.ignorable.has(c)
}

/// Whether a character is a hyphen, a dash or a minus.
pub(crate) fn is_dash(c: char) -> bool {
    c == '-' || !c.is_ascii() && CLASSES.dash.has(c)
}

/// Whether a character is an apostrophe, or is written as one.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2c8}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{ff07}')
}

/// Whether a character is a quotation mark or an apostrophe, which are the same ones.
pub(crate) fn is_quotation_mark(c: char) -> bool {
    c == '"' || is_apostrophe(c) || !c.is_ascii() && CLASSES.quotation_mark.has(c)
}

struct Classes {
    control: Class,
    invisible: Class,
    odd_space: Class,
    unreadable: Class,
    mark: Class,
    cursive: Class,
    picture: Class,
    ignorable: Class,
    dash: Class,
    quotation_mark: Class,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| Classes {
    control: Class::of(r"[[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]--[\t\n\r]]"),
    // Signs that enclose the digits behind them are seen. No property says so of the Braille pattern without dots, which is not.
    invisible: Class::of(r"[[\p{Cf}\p{Default_Ignorable_Code_Point}\u{2800}]--[\p{Prepended_Concatenation_Mark}\p{Bidi_Control}]]"),
    odd_space: Class::of(r"[\p{Zs}--[ ]]"),
    // Both replacement characters are in the block of specials.
    unreadable: Class::of(r"[[\p{Co}\p{Cn}\u{fffc}\u{fffd}]--\p{Default_Ignorable_Code_Point}]"),
    mark: Class::of(r"[\p{Mn}\p{Me}]"),
    cursive: Class::of(
        r"[[\p{scx=Arabic}\p{scx=Syriac}\p{scx=Mongolian}\p{scx=Nko}\p{scx=Mandaic}\p{scx=Adlam}\p{scx=Hanifi_Rohingya}]&&[\p{L}\p{M}]]",
    ),
    picture: Class::of(r"[\p{Extended_Pictographic}\p{Emoji_Modifier}]"),
    ignorable: Class::of(r"[\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]"),
    // The minus and the hyphen of lists are no dashes by their category.
    dash: Class::of(r"[\p{Pd}\u{2212}\u{2043}]"),
    quotation_mark: Class::of(r"\p{Quotation_Mark}"),
});

/// A set of characters.
struct Class(Vec<(char, char)>);

impl Class {
    /// The set that a regular expression describes.
    fn of(pattern: &str) -> Self {
        let hir = regex_syntax::parse(pattern).expect("the pattern is one of those above");
        match hir.kind() {
            HirKind::Class(HirClass::Unicode(class)) => Self(class.iter().map(|range| (range.start(), range.end())).collect()),
            _ => unreachable!("the pattern is a class of characters"),
        }
    }

    fn has(&self, c: char) -> bool {
        let behind = self.0.partition_point(|(start, _)| *start <= c);
        behind.checked_sub(1).is_some_and(|last| c <= self.0[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitize::steers;

    fn kinds(text: &str) -> Vec<Unfit> {
        unfit(text).map(|(.., kind)| kind).collect()
    }

    #[test]
    fn characters_are_unfit_by_their_properties() {
        use Unfit::{Control, Invisible, OddSpace, Unreadable};
        let text = |c| format!("a{c}b");
        for (kind, characters) in [
            (Control, "\0\u{7}\u{b}\u{c}\u{1b}\u{1c}\u{1e}\u{7f}\u{85}\u{2028}\u{2029}\u{61c}\u{200e}\u{202a}\u{202e}\u{2066}"),
            (Invisible, "\u{ad}\u{34f}\u{115f}\u{1160}\u{17b4}\u{180e}\u{200b}\u{200c}\u{200d}\u{2060}\u{2064}\u{206a}\u{2800}\u{3164}"),
            (Invisible, "\u{fe00}\u{fe0f}\u{feff}\u{ffa0}\u{fff9}\u{13430}\u{1bca0}\u{1d173}\u{e0001}\u{e0041}\u{e007f}\u{e0100}"),
            (OddSpace, "\u{a0}\u{1680}\u{2000}\u{2003}\u{2007}\u{2009}\u{202f}\u{205f}\u{3000}"),
            (Unreadable, "\u{378}\u{e000}\u{f8ff}\u{fdd0}\u{fffc}\u{fffd}\u{fffe}\u{ffff}\u{1fffe}\u{f0000}\u{10ffff}"),
        ] {
            for c in characters.chars() {
                assert_eq!(kinds(&text(c)), [kind], "{c:?}");
            }
        }
        for c in "aé\t\n\r „“–…€日本कアم\u{600}🙂\u{301}\u{2011}".chars() {
            assert_eq!(kinds(&text(c)), [], "{c:?}");
        }
    }

    #[test]
    fn joiners_pass_where_scripts_need_them() {
        for text in ["می‌خواهم", "क्‍ष", "ශ්‍රී", "👩‍💻", "❤️", "🏳️‍🌈", "1️⃣", "👩🏽‍💻"]
        {
            assert_eq!(kinds(text), [], "{text:?}");
        }
        for text in ["a\u{200c}b", "a\u{200d}b", "\u{200d}👩", "👩\u{200d}", "م\u{200c}", "a\u{fe0f}", "1\u{fe0f}", "م\u{200c} م"] {
            assert_eq!(kinds(text), [Unfit::Invisible], "{text:?}");
        }
    }

    #[test]
    fn marks_are_stray_where_no_letter_carries_them() {
        for text in ["", "é", "e\u{301}", "ш\u{306}\u{301}", "שׁ\u{5b0}\u{5bc}\u{591}", "1\u{fe0f}\u{20e3}", "e\u{301}e\u{301}", "กำ"]
        {
            assert_eq!(stray_mark(text), None, "{text:?}");
        }
        for (text, at) in [("\u{301}e", 0), ("e\u{301}\u{301}", 3), ("e\u{301}\u{302}\u{303}\u{304}\u{305}", 9)] {
            assert_eq!(stray_mark(text).map(|(at, _)| at), Some(at), "{text:?}");
        }
    }

    #[test]
    fn a_text_is_read_without_what_cannot_be_seen() {
        assert_eq!(legible("a\u{ad}b\u{a0}\u{2009}c\u{2028}d\u{200b} e\u{1b}f\u{fffd}"), "ab c d ef\u{fffd}");
        assert_eq!(legible("می‌خواهم"), "می‌خواهم");
        assert_eq!(around("Min\u{ad}ister", 3), "\"Min\\u{ad}ister\"");
        assert_eq!(around("a long text before\u{2028}and a long one behind it", 18), "\"…long text before\\u{2028}and a long one …\"");
    }

    /// What is said about such characters shows them as their escapes, for which the types have a list of their own.
    #[test]
    fn the_list_of_what_is_shown_as_an_escape_is_that_of_the_properties() {
        for c in '\0'..=char::MAX {
            let unseen = matches!(kind(c), Some(Unfit::Control | Unfit::Invisible)) || matches!(c, '\t' | '\n' | '\r');
            assert_eq!(steers(c), unseen, "{c:?}");
        }
    }
}
