//! A text cut into digits, words and the signs that matter beside a number.

use std::ops::Range;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

use super::notation::{Notation, Sign};
use crate::characters::{is_apostrophe, is_dash, is_ignorable};

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Digits(Notation),
    /// A word in lower case. In scripts without spaces, each letter is one.
    Word(String),
    /// A vulgar fraction: numerator and denominator.
    Fraction(u32, u32),
    Currency,
    Dash,
    Space,
    Other(char),
}

/// The tokens of a text, each with its bytes.
pub(super) fn tokens(text: &str) -> Vec<(Token, Range<usize>)> {
    let glyphs: Vec<_> = text.char_indices().filter(|(_, c)| !is_ignorable(*c)).map(|(at, c)| Glyph::new(at, c)).collect();
    let (mut tokens, mut at) = (Vec::<(Token, Range<usize>)>::new(), 0);
    while let Some(glyph) = glyphs.get(at) {
        let (token, length) = match glyph.kind {
            Kind::Digit(_) => digits(&glyphs[at..]),
            Kind::Sign if starts_decimals(tokens.last(), &glyphs[at..]) => digits(&glyphs[at..]),
            Kind::Letter => word(&glyphs[at..]),
            Kind::Sign => (sign(glyph.c), 1),
        };
        let end = glyphs[at + length - 1].end();
        match tokens.last_mut() {
            Some((Token::Space, space)) if token == Token::Space => space.end = end,
            _ => tokens.push((token, glyph.start..end)),
        }
        at += length;
    }
    tokens
}

/// A character that is seen, and where it starts.
#[derive(Clone, Copy)]
struct Glyph {
    kind: Kind,
    c: char,
    start: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A digit of any script, as the one of ASCII.
    Digit(char),
    Letter,
    Sign,
}

impl Glyph {
    fn new(start: usize, c: char) -> Self {
        let kind = digit(c).map_or(if is_letter(c) { Kind::Letter } else { Kind::Sign }, Kind::Digit);
        Self { kind, c, start }
    }

    const fn end(&self) -> usize {
        self.start + self.c.len_utf8()
    }
}

fn digit(c: char) -> Option<char> {
    let is_digit = |c: char| get_general_category(c) == GeneralCategory::DecimalNumber;
    if c.is_ascii() || !is_digit(c) {
        return c.is_ascii_digit().then_some(c);
    }
    // The digits of a script follow each other from zero on.
    let before = (1..).map_while(|step| char::from_u32(u32::from(c) - step)).take_while(|c| is_digit(*c)).count();
    char::from_digit(u32::try_from(before % 10).ok()?, 10)
}

/// Whether a character is a letter or a mark on one. Some apostrophes count as letters in Unicode.
fn is_letter(c: char) -> bool {
    use GeneralCategory::{EnclosingMark, NonspacingMark, SpacingMark};
    (c.is_alphabetic() && !is_apostrophe(c))
        || (!c.is_ascii() && matches!(get_general_category(c), EnclosingMark | NonspacingMark | SpacingMark))
}

/// Whether a letter is of a script that parts words by nothing: of South-East Asia, China, Japan; Korea's counts with them.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3041}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

fn sign(c: char) -> Token {
    if is_dash(c) {
        return Token::Dash;
    }
    if let Some((numerator, denominator)) = fraction(c) {
        return Token::Fraction(numerator, denominator);
    }
    match get_general_category(c) {
        GeneralCategory::CurrencySymbol => Token::Currency,
        _ if c.is_whitespace() => Token::Space,
        _ => Token::Other(plain(c)),
    }
}

/// A sign as it is written most. Superscripts stay as they are: they are no part of the number that they stand behind.
fn plain(c: char) -> char {
    let mut compatible = c.nfkc();
    match (compatible.next(), compatible.next()) {
        _ if is_apostrophe(c) => '\'',
        (Some(plain), None) if !c.is_numeric() => plain,
        _ => c,
    }
}

fn fraction(c: char) -> Option<(u32, u32)> {
    let parts: String = c.is_numeric().then(|| c.nfkc().collect())?;
    let (numerator, denominator) = parts.split_once('\u{2044}')?;
    Some((numerator.parse().ok()?, denominator.parse().ok()?))
}

/// The word that starts here, and its length.
fn word(glyphs: &[Glyph]) -> (Token, usize) {
    let letter = |at: usize| glyphs.get(at).filter(|glyph| glyph.kind == Kind::Letter);
    // An apostrophe between letters is one of them.
    let goes_on = |at: usize| match letter(at) {
        Some(glyph) => !is_unspaced(glyph.c),
        None => is_apostrophe(glyphs[at].c) && letter(at + 1).is_some(),
    };
    let length = if is_unspaced(glyphs[0].c) { 1 } else { 1 + (1..glyphs.len()).take_while(|at| goes_on(*at)).count() };
    let written = glyphs[..length].iter().map(|glyph| if is_apostrophe(glyph.c) { '\'' } else { glyph.c });
    (Token::Word(written.nfkc().collect::<String>().to_lowercase()), length)
}

/// Whether a sign is the decimal mark of a number without digits before it, as in ".25".
fn starts_decimals(before: Option<&(Token, Range<usize>)>, glyphs: &[Glyph]) -> bool {
    let is_free = matches!(before, None | Some((Token::Space | Token::Currency | Token::Dash | Token::Other('('), _)));
    is_free && matches!(plain(glyphs[0].c), '.' | '\u{b7}') && matches!(glyphs.get(1), Some(Glyph { kind: Kind::Digit(_), .. }))
}

/// The digits that start here as they belong together, and their length. The first group of ".25" has none.
fn digits(glyphs: &[Glyph]) -> (Token, usize) {
    let mut notation = Notation { groups: Vec::new(), signs: Vec::new(), ends_in_point: false };
    let mut at = 0;
    loop {
        let group = group(&glyphs[at..]);
        at += group.len();
        notation.groups.push(group);
        let Some(between) = between(&notation, &glyphs[at..]) else { break };
        notation.signs.push(between);
        at += 1;
    }
    notation.ends_in_point = glyphs.get(at).is_some_and(|glyph| plain(glyph.c) == '.');
    (Token::Digits(notation), at)
}

/// The digits that stand here side by side.
fn group(glyphs: &[Glyph]) -> String {
    let digit = |glyph: &Glyph| if let Kind::Digit(digit) = glyph.kind { Some(digit) } else { None };
    glyphs.iter().map_while(digit).collect()
}

/// The sign that stands here, if it leads to more digits of the number.
fn between(notation: &Notation, glyphs: &[Glyph]) -> Option<Sign> {
    let (sign, behind) = glyphs.split_first()?;
    let digits = behind.iter().take(4).take_while(|glyph| matches!(glyph.kind, Kind::Digit(_))).count();
    let kind = match plain(sign.c) {
        _ if sign.kind != Kind::Sign || digits == 0 => return None,
        '.' => Sign::Point,
        ',' => Sign::Comma,
        '\'' => Sign::Apostrophe,
        '\u{b7}' | '\u{66b}' => Sign::DecimalMark,
        '\u{66c}' => Sign::ThousandsMark,
        ' ' if sign.c == ' ' => Sign::Space,
        ' ' => Sign::FixedSpace,
        _ => return None,
    };
    let first = &notation.groups[0];
    let starts = || first.len() <= 3 && !first.starts_with('0') && notation.signs.iter().all(|sign| sign.is_space());
    let are_thousands = || digits == 3 && starts();
    (!kind.is_space() || are_thousands()).then_some(kind)
}
