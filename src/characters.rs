//! Characters that are not seen, or that are taken for others.

use unicode_general_category::{GeneralCategory, get_general_category};

/// Whether a character is not shown at all (`Default_Ignorable_Code_Point` of Unicode, and the marks around annotations): soft hyphens, spaces
/// without width, joiners, marks of direction, variation selectors, tags.
pub(crate) const fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a character is a hyphen, a dash or a minus.
pub(crate) fn is_dash(c: char) -> bool {
    c == '-' || (!c.is_ascii() && (matches!(c, '\u{2212}' | '\u{2043}') || get_general_category(c) == GeneralCategory::DashPunctuation))
}

/// Whether a character is an apostrophe, or is written as one.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2c8}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{ff07}')
}

/// Whether a character is a quotation mark (`Quotation_Mark` of Unicode) or an apostrophe, which are the same ones.
pub(crate) const fn is_quotation_mark(c: char) -> bool {
    is_apostrophe(c)
        || matches!(
            c,
            '"' | '«'
                | '»'
                | '\u{201c}'..='\u{201f}'
                | '\u{2033}'
                | '\u{2036}'
                | '‹'
                | '›'
                | '\u{2e42}'
                | '\u{300c}'..='\u{300f}'
                | '\u{301d}'..='\u{301f}'
                | '\u{fe41}'..='\u{fe44}'
                | '\u{ff02}'
                | '\u{ff62}'..='\u{ff63}'
        )
}
