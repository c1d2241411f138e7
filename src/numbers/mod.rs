//! The numbers of a text as its language writes them: digits with decimal mark and thousands, scale words, units, and words up to twelve.
//!
//! What can be read in more than one way has more than one reading, and what cannot be read has none. A number is then grounded by another if
//! they have a reading in common.

mod decimal;
mod language;
mod notation;
mod token;

use std::ops::Range;

use decimal::Decimal;
use language::Language;
use notation::Reading;
use token::{Token, is_unspaced, tokens};

/// A number in a text.
#[derive(Debug, Clone)]
pub(crate) struct Number {
    /// The bytes of its digits, or of its word.
    pub(crate) digits: Range<usize>,
    /// Its bytes with the scale words behind them.
    pub(crate) span: Range<usize>,
    reading: Reading,
    /// What a scale word behind the next number would make of it: "4" in "4 to 5 billion" may be four billion.
    shared: Vec<Decimal>,
    /// Each of its groups of digits as a number by itself.
    groups: Vec<Decimal>,
    is_word: bool,
    is_small: bool,
    is_ordinal: bool,
}

/// The numbers of a text in a language (BCP 47), in their order.
pub(crate) fn numbers(text: &str, language: &str) -> Vec<Number> {
    let tokens = tokens(text);
    let scan = Scan { tokens: &tokens, language: Language::of_tag(language) };
    let mut found: Vec<_> = (0..tokens.len()).filter_map(|at| scan.number(at)).collect();
    scan.unread_parts(&mut found);
    scan.share_scales(&mut found);
    found.into_iter().map(|found| found.number).collect()
}

impl Number {
    /// Whether it is written in digits.
    pub(crate) const fn is_in_digits(&self) -> bool {
        !self.is_word
    }

    /// Whether these numbers of a text in a language (BCP 47) have it, or too little is known to tell.
    pub(crate) fn is_among(&self, numbers: &[Self], language: &str) -> bool {
        let alike = || numbers.iter().filter(|other| self.is_ordinal || !other.is_ordinal);
        let has = |number: &Decimal| alike().any(|other| other.readings().any(|reading| reading == number));
        let Reading { whole, parts } = &self.reading;
        let is_unread = whole.is_empty() && parts.is_empty();
        // Digits that mean something else there are no doubt: 4,5 is not 5.
        let is_misread = || numbers.iter().any(|other| other.groups.iter().any(|group| self.groups.contains(group)));
        let may_be_a_word = self.is_small && !Language::of_tag(language).has_words() && !is_misread();
        is_unread || may_be_a_word || whole.iter().chain(&self.shared).any(has) || (!parts.is_empty() && parts.iter().all(has))
    }

    fn readings(&self) -> impl Iterator<Item = &Decimal> {
        self.reading.whole.iter().chain(&self.reading.parts).chain(&self.shared)
    }
}

/// A number, and between which tokens it stands.
struct Found {
    number: Number,
    /// The first token, a currency included, and the one behind the last.
    tokens: Range<usize>,
    /// The power of ten of its scale words.
    scale: u32,
}

/// A text in which numbers are looked for.
struct Scan<'t> {
    tokens: &'t [(Token, Range<usize>)],
    language: Language<'t>,
}

/// The scale words behind a number.
struct Scale {
    power: u32,
    /// Whether it may be a unit as well: metres, bytes, tonnes.
    may_be_unit: bool,
    /// The token behind it.
    end: usize,
}

impl Scan<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).map(|(token, _)| token)
    }

    fn before(&self, at: usize, steps: usize) -> Option<&Token> {
        at.checked_sub(steps).and_then(|at| self.token(at))
    }

    fn word(&self, at: usize) -> Option<&str> {
        if let Token::Word(word) = self.token(at)? { Some(word) } else { None }
    }

    /// The number that starts with this token.
    fn number(&self, at: usize) -> Option<Found> {
        match self.token(at)? {
            Token::Digits(_) if self.is_in_name(at) => None,
            Token::Digits(notation) => {
                let reading = notation.read(self.language.decimal_mark());
                let (reading, end) = self.with_fraction(reading, at + 1);
                let mut found = self.scaled(self.currency_before(at), at..end, reading);
                found.number.groups = notation.groups.iter().map(|group| Decimal::new(group, "")).collect();
                Some(found)
            }
            Token::Fraction(..) if self.is_behind_digits(at) => None,
            Token::Fraction(numerator, denominator) => {
                let reading = fraction("0", *numerator, *denominator);
                Some(self.scaled(self.currency_before(at), at..at + 1, reading))
            }
            Token::Word(word) => self.in_words(at, word),
            _ => None,
        }
    }

    /// A small number in words: one that is no part of a larger one.
    fn in_words(&self, at: usize, word: &str) -> Option<Found> {
        let is_article = self.language.is_article(word);
        let value = if is_article { 1 } else { self.language.small_number(word)? };
        if self.is_part_of_larger(at) {
            return None;
        }
        let reading = Reading { whole: vec![Decimal::new(&value.to_string(), "")], parts: Vec::new() };
        let mut found = self.scaled(None, at..at + 1, reading);
        found.number.is_word = true;
        if self.goes_on(found.tokens.end) {
            found.number.reading = Reading::default();
        }
        (!is_article || found.scale > 0).then_some(found)
    }

    /// Whether tens stand before or behind: "twenty-two", "treinta y dos", "quatre-vingts".
    fn is_part_of_larger(&self, at: usize) -> bool {
        let is_larger = |at: Option<usize>| at.and_then(|at| self.word(at)).is_some_and(|word| self.language.is_larger(word));
        let joined = at.checked_sub(2).and_then(|at| self.word(at)).is_some_and(|word| self.language.joins(word));
        is_larger(at.checked_sub(2)) || is_larger(Some(at + 2)) || (joined && is_larger(at.checked_sub(4)))
    }

    /// Whether tens or hundreds stand behind a number in words: "two hundred and fifty".
    fn goes_on(&self, end: usize) -> bool {
        let joined = self.word(end + 1).is_some_and(|word| self.language.joins(word));
        self.word(if joined { end + 3 } else { end + 1 }).is_some_and(|word| self.language.is_larger(word))
    }

    /// The currency that stands before a number: a sign, or the code of one.
    fn currency_before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(if self.before(at, 1) == Some(&Token::Space) { 2 } else { 1 })?;
        match self.token(before)? {
            Token::Currency => Some(before),
            Token::Word(word) => CURRENCIES.split(' ').any(|code| code == word).then_some(before),
            _ => None,
        }
    }

    /// Whether digits are part of a name, such as "T72".
    fn is_in_name(&self, at: usize) -> bool {
        match self.before(at, 1) {
            Some(Token::Word(word)) => !word.ends_with(is_unspaced) && self.currency_before(at).is_none(),
            _ => false,
        }
    }

    /// Whether digits are an ordinal, days apart: "the 2nd brigade", not "2nd of May".
    fn is_ordinal(&self, at: usize) -> bool {
        let is_month = |at: Option<usize>| at.and_then(|at| self.word(at)).is_some_and(|word| self.language.is_month(word));
        let behind = if self.word(at + 3) == Some("of") { at + 5 } else { at + 3 };
        let is_day = is_month(at.checked_sub(2)) || is_month(Some(behind));
        !is_day && self.word(at + 1).is_some_and(|letters| self.language.is_ordinal_ending(letters))
    }

    fn is_behind_digits(&self, at: usize) -> bool {
        let before = if self.before(at, 1) == Some(&Token::Space) { self.before(at, 2) } else { self.before(at, 1) };
        matches!(before, Some(Token::Digits(_)))
    }

    /// What digits mean with a fraction behind them, and where they then end.
    fn with_fraction(&self, reading: Reading, end: usize) -> (Reading, usize) {
        let at = if self.token(end) == Some(&Token::Space) { end + 1 } else { end };
        let (Some(Token::Fraction(numerator, denominator)), Some((Token::Digits(notation), _))) =
            (self.token(at), self.tokens.get(end - 1))
        else {
            return (reading, end);
        };
        let is_whole = notation.signs.is_empty();
        (if is_whole { fraction(&notation.groups[0], *numerator, *denominator) } else { Reading::default() }, at + 1)
    }

    /// The number with the currency before it and the scale words behind it.
    fn scaled(&self, currency: Option<usize>, digits: Range<usize>, reading: Reading) -> Found {
        let first = currency.unwrap_or(digits.start);
        let Scale { power, may_be_unit, end } = self.scale(digits.end, currency.is_some());
        let is_small = matches!((reading.whole.as_slice(), reading.parts.as_slice()), ([number], []) if number.is_up_to_twelve());
        let Reading { whole, mut parts } = reading;
        let mut scaled: Vec<_> = whole.iter().map(|number| number.times_ten_to(power)).collect();
        if let Some(last) = parts.last_mut() {
            *last = last.times_ten_to(power);
        }
        if may_be_unit {
            scaled.extend(whole);
        }
        let bytes = |tokens: Range<usize>| self.tokens[tokens.start].1.start..self.tokens[tokens.end - 1].1.end;
        let number = Number {
            digits: bytes(digits.clone()),
            span: bytes(digits.start..end),
            reading: Reading { whole: scaled, parts },
            shared: Vec::new(),
            groups: Vec::new(),
            is_word: false,
            is_small,
            is_ordinal: self.is_ordinal(digits.start),
        };
        Found { number, tokens: first..end, scale: power }
    }

    /// The scale words from this token on.
    fn scale(&self, start: usize, has_currency: bool) -> Scale {
        let mut scale = Scale { power: 0, may_be_unit: false, end: start };
        loop {
            let is_apart = matches!(self.token(scale.end), Some(Token::Space | Token::Dash));
            let at = scale.end + usize::from(is_apart);
            let leads = self.word(at).is_some_and(|word| self.language.leads_to_scale(word)) && self.token(at + 1) == Some(&Token::Space);
            let at = if leads { at + 2 } else { at };
            let Some(word) = self.word(at) else { break };
            if let Some(power) = self.language.scale(word) {
                scale = Scale { power: scale.power + power, end: at + 1, ..scale };
                continue;
            }
            let is_money = has_currency || self.token(at + 1) == Some(&Token::Currency);
            if let Some((power, may_be_unit)) = letter(word)
                && scale.power == 0
                && (is_money || !is_apart)
            {
                return Scale { power, may_be_unit: may_be_unit && !is_money, end: at + 1 };
            }
            break;
        }
        scale
    }

    /// Takes the readings from parts of a number that is written in several: "two hundred and fifty", "4 million 300 thousand".
    fn unread_parts(&self, found: &mut [Found]) {
        for at in 1..found.len() {
            let [first, second] = &mut found[at - 1..=at] else { break };
            let between: Vec<_> = (first.tokens.end..second.tokens.start).filter_map(|at| self.token(at)).collect();
            let is_joined = match between.as_slice() {
                [Token::Space | Token::Dash] => second.scale > 0 || first.number.is_word,
                [Token::Space, Token::Word(word), Token::Space] => {
                    self.language.joins(word) && first.number.is_word && second.number.is_word
                }
                _ => false,
            };
            if is_joined && second.scale < first.scale {
                first.number.reading = Reading::default();
                second.number.reading = Reading::default();
            }
        }
    }

    /// Lets the scale word behind the last number of a range or list be that of the others, too: "4 to 5 billion".
    fn share_scales(&self, found: &mut [Found]) {
        let mut shared = 0;
        for at in (1..found.len()).rev() {
            let [first, second] = &mut found[at - 1..=at] else { break };
            shared = if second.scale > 0 { second.scale } else { shared };
            if first.scale > 0 || !self.is_list(first.tokens.end..second.tokens.start) {
                shared = 0;
            }
            first.number.shared =
                first.number.reading.whole.iter().filter(|_| shared > 0).map(|number| number.times_ten_to(shared)).collect();
        }
    }

    /// Whether what stands between two numbers makes a range or a list of them: a dash, a comma, one short word.
    fn is_list(&self, between: Range<usize>) -> bool {
        let (mut words, mut signs) = (0, 0);
        for token in between.filter_map(|at| self.token(at)) {
            match token {
                Token::Space => {}
                Token::Dash | Token::Other(',' | '/') => signs += 1,
                Token::Word(word) if word.chars().count() <= 3 => words += 1,
                _ => return false,
            }
        }
        words <= 1 && signs <= 1 && words + signs > 0
    }
}

/// A whole number and a vulgar fraction, if it ends as a decimal.
fn fraction(whole: &str, numerator: u32, denominator: u32) -> Reading {
    let thousandths = (numerator * 1000).checked_rem(denominator).filter(|rest| *rest == 0).map(|_| numerator * 1000 / denominator);
    let decimal =
        thousandths.filter(|thousandths| *thousandths < 1000).map(|thousandths| Decimal::new(whole, &format!("{thousandths:03}")));
    Reading { whole: decimal.into_iter().collect(), parts: Vec::new() }
}

/// The power of ten of an abbreviation of one or two letters, and whether it may be a unit as well.
fn letter(word: &str) -> Option<(u32, bool)> {
    match word {
        "k" | "к" => Some((3, false)),
        "m" => Some((6, true)),
        "b" => Some((9, true)),
        "t" | "tn" => Some((12, true)),
        _ => None,
    }
}

/// Codes of currencies (ISO 4217) that may stand right before a number.
const CURRENCIES: &str = "aud bgn brl cad chf cny czk dkk eur gbp gel huf ils inr jpy krw mdl mxn nok nzd pln ron sek uah usd zar";

#[cfg(test)]
mod tests;
