//! Digits with what stands between them, read as numbers.

use super::decimal::Decimal;

/// Digits of one number, or of several that are written as one: the groups, and the sign between each and the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Notation {
    pub(super) groups: Vec<String>,
    pub(super) signs: Vec<Sign>,
    /// Whether a full stop stands behind it, as behind a day and a month.
    pub(super) ends_in_point: bool,
}

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Point,
    Comma,
    Apostrophe,
    /// The space of the keyboard, which may part two numbers.
    Space,
    /// Any other space: whoever writes it means one number.
    FixedSpace,
    /// A sign for decimals alone, as in Arabic.
    DecimalMark,
    /// A sign for thousands alone, as in Arabic.
    ThousandsMark,
}

/// The decimal mark of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecimalMark {
    Point,
    Comma,
    /// The language, or its region, is not known well enough.
    Unknown,
}

/// What a notation can mean. Neither: it cannot be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// The number that it may be as a whole; more than one where that is ambiguous.
    pub(super) whole: Vec<Decimal>,
    /// The numbers that it may be made up of.
    pub(super) parts: Vec<Decimal>,
}

impl Reading {
    fn number(number: Decimal) -> Self {
        Self { whole: vec![number], parts: Vec::new() }
    }

    fn list(groups: &[String]) -> Self {
        Self { whole: Vec::new(), parts: groups.iter().map(|group| Decimal::new(group, "")).collect() }
    }
}

impl Notation {
    /// What it means in a language with this decimal mark.
    pub(super) fn read(&self, mark: DecimalMark) -> Reading {
        let Self { groups, signs, .. } = self;
        match signs.as_slice() {
            [] => Reading::number(Decimal::new(&groups[0], "")),
            [Sign::Point | Sign::Comma] => self.read_one_sign(mark),
            [Sign::DecimalMark] => Reading::number(Decimal::new(&groups[0], &groups[1])),
            [first, .., last] if last.is_decimal() && last != first => self.read_decimals_behind_thousands(),
            _ => self.read_groups(mark),
        }
    }

    /// `4,5` and `4,500`: decimals, or thousands if the language writes these so. Where the sign is its decimal mark and three digits follow,
    /// somebody may have written the thousands of another language.
    fn read_one_sign(&self, mark: DecimalMark) -> Reading {
        let [whole, fraction] = self.groups.as_slice() else { return Reading::default() };
        let decimal = Decimal::new(whole, fraction);
        if are_thousands(&self.groups) {
            let thousands = Decimal::new(&self.groups.concat(), "");
            let is_for_thousands = matches!((self.signs[0], mark), (Sign::Comma, DecimalMark::Point) | (Sign::Point, DecimalMark::Comma));
            let whole = if is_for_thousands { vec![thousands] } else { vec![decimal, thousands] };
            return Reading { whole, parts: Vec::new() };
        }
        let is_date =
            self.signs[0] == Sign::Point && mark != DecimalMark::Point && self.ends_in_point && are_day_and_month(whole, fraction);
        let parts = if is_date { Reading::list(&self.groups).parts } else { Vec::new() };
        Reading { whole: vec![decimal], parts }
    }

    /// `1,234.5` and `1 234,5`.
    fn read_decimals_behind_thousands(&self) -> Reading {
        let (Some((fraction, whole)), Some((_, signs))) = (self.groups.split_last(), self.signs.split_last()) else {
            return Reading::default();
        };
        let is_one_number = are_thousands(whole) || (signs[0] == Sign::Comma && are_lakhs(whole));
        if all_same(signs) && is_one_number { Reading::number(Decimal::new(&whole.concat(), fraction)) } else { Reading::default() }
    }

    /// `1.234.567`, `300 000`, `3,00,000`; else numbers beside each other, such as a date.
    fn read_groups(&self, mark: DecimalMark) -> Reading {
        let Self { groups, signs, .. } = self;
        if !all_same(signs) {
            return Reading::default();
        }
        if are_thousands(groups) || (signs[0] == Sign::Comma && are_lakhs(groups)) {
            let may_be_several = signs == &[Sign::Space] && mark != DecimalMark::Comma && !groups[1].starts_with('0');
            let parts = if may_be_several { Reading::list(groups).parts } else { Vec::new() };
            return Reading { whole: vec![Decimal::new(&groups.concat(), "")], parts };
        }
        // With three digits in one of them they may be thousands that somebody mistyped.
        if groups.iter().any(|group| group.len() == 3) { Reading::default() } else { Reading::list(groups) }
    }
}

impl Sign {
    const fn is_decimal(self) -> bool {
        matches!(self, Self::Point | Self::Comma | Self::DecimalMark)
    }

    pub(super) const fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::FixedSpace)
    }
}

fn all_same(signs: &[Sign]) -> bool {
    signs.iter().all(|sign| *sign == signs[0] || (sign.is_space() && signs[0].is_space()))
}

/// One to three digits, then three each.
fn are_thousands(groups: &[String]) -> bool {
    groups.len() > 1 && starts_number(&groups[0], 3) && groups[1..].iter().all(|group| group.len() == 3)
}

/// One or two digits, then two each, then three, as in India: 3,00,000.
fn are_lakhs(groups: &[String]) -> bool {
    let [first, middle @ .., last] = groups else { return false };
    starts_number(first, 2) && !middle.is_empty() && middle.iter().all(|group| group.len() == 2) && last.len() == 3
}

fn starts_number(group: &str, most: usize) -> bool {
    (1..=most).contains(&group.len()) && !group.starts_with('0')
}

fn are_day_and_month(day: &str, month: &str) -> bool {
    let up_to = |group: &str, most: u32| group.len() <= 2 && group.parse().is_ok_and(|number: u32| (1..=most).contains(&number));
    up_to(day, 31) && up_to(month, 12)
}
