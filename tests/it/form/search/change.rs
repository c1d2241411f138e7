//! Records changed at random: members dropped, added, doubled and put in another order, values of other types, texts and numbers at every
//! edge, deep nesting, other spellings, and single characters of the text put in, taken out and replaced.

use super::json::{Written, escaped, quoted};

/// Where decisions come from: a random sequence, or what a fuzzer puts in.
pub(crate) trait Choices {
    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize;

    /// One of these.
    fn one<T: Copy>(&mut self, options: &[T]) -> T {
        options[self.below(options.len())]
    }
}

/// One of the records after one to four changes, as text on one line.
pub(crate) fn changed(records: &[Written], choices: &mut impl Choices) -> String {
    let mut record = records[choices.below(records.len())].clone();
    let donor = &records[choices.below(records.len())];
    let gently = choices.below(2) == 0;
    for _ in 0..=choices.below(4) {
        if gently { change_gently(&mut record, donor, choices) } else { change(&mut record, choices) }
    }
    let spaced = choices.below(8) == 0;
    let mut text = record.text(&mut || if spaced { choices.one(&["", "", " ", "\t", "\r", "  "]) } else { "" });
    if !gently && choices.below(8) == 0 {
        garble(&mut text, choices);
    }
    text
}

/// A change that leaves most records valid: another order or spelling, or a member as another record has it.
fn change_gently(record: &mut Written, donor: &Written, choices: &mut impl Choices) {
    if let (0, Written::Members(members), Written::Members(others)) = (choices.below(3), &mut *record, donor) {
        let (key, other) = &others[choices.below(others.len())];
        return members.iter_mut().filter(|(own, _)| own == key).for_each(|(_, member)| *member = other.clone());
    }
    let count = record.count();
    match record.nth(choices.below(count)) {
        Written::Members(members) if members.len() > 1 => {
            let (one, other) = (choices.below(members.len()), choices.below(members.len()));
            members.swap(one, other);
            let key = serde_json::from_str::<String>(&members[one].0).unwrap_or_default();
            members[one].0 = if choices.below(2) == 0 { escaped(&key) } else { quoted(&key) };
        }
        Written::List(items) if !items.is_empty() => {
            let turn = choices.below(items.len());
            items.rotate_left(turn);
        }
        Written::Bare(words) => {
            if let Ok(text) = serde_json::from_str::<String>(words) {
                *words = if choices.below(2) == 0 { escaped(&text) } else { quoted(&text).replace('/', "\\/") };
            } else if let Ok(number) = words.parse::<f64>() {
                *words = if choices.below(2) == 0 { format!("{number:.1}") } else { format!("{number:E}") };
            }
        }
        _ => {}
    }
}

/// One change at one place.
fn change(record: &mut Written, choices: &mut impl Choices) {
    let count = record.count();
    let place = record.nth(choices.below(count));
    match (choices.below(10), &mut *place) {
        (0, Written::Members(members)) if !members.is_empty() => {
            members.remove(choices.below(members.len()));
        }
        (1, Written::Members(members)) => {
            let key = quoted(choices.one(&["unknown", "", "id ", "ID", "statement\u{0}", "waive", "note"]));
            let at = choices.below(members.len() + 1);
            members.insert(at, (key, value(choices)));
        }
        (2, Written::Members(members)) if !members.is_empty() => {
            let (key, member) = members[choices.below(members.len())].clone();
            let at = choices.below(members.len() + 1);
            let member = if choices.below(2) == 0 { member } else { value(choices) };
            members.insert(at, (key, member));
        }
        (3..=5, Written::Members(members)) if members.len() > 1 => {
            let (one, other) = (choices.below(members.len()), choices.below(members.len()));
            members.swap(one, other);
        }
        (6, Written::Members(members)) if !members.is_empty() => {
            let at = choices.below(members.len());
            let key = serde_json::from_str::<String>(&members[at].0).unwrap_or_default();
            members[at].0 = escaped(&key);
        }
        (0, Written::List(items)) if !items.is_empty() => {
            items.remove(choices.below(items.len()));
        }
        (1 | 2, Written::List(items)) if !items.is_empty() => {
            let item = items[choices.below(items.len())].clone();
            items.insert(choices.below(items.len() + 1), item);
        }
        (3, Written::List(items)) => items.push(value(choices)),
        (0..=2, Written::Bare(words)) => {
            if let Ok(text) = serde_json::from_str::<String>(words) {
                *words = respelled(&text, choices);
            } else if let Ok(number) = words.parse::<f64>() {
                let spellings: [fn(f64) -> String; 6] = [
                    |number| format!("{number:.1}"),
                    |number| format!("{number:e}"),
                    |number| format!("{}E+1", number / 10.0),
                    |number| format!("-{number}"),
                    |number| format!("0{number}"),
                    |number| format!("{number}.000000000000000000000001"),
                ];
                *words = choices.one(&spellings)(number);
            }
        }
        _ => *place = value(choices),
    }
}

/// The same text in another spelling, or almost the same.
fn respelled(text: &str, choices: &mut impl Choices) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    match choices.below(5) {
        0 => return escaped(text),
        1 => return quoted(text).replace('/', "\\/"),
        2 if !characters.is_empty() => {
            characters.remove(choices.below(characters.len()));
        }
        3 => characters.insert(choices.below(characters.len() + 1), choices.one(&CHARACTERS)),
        _ => {
            let length = choices.one(&LENGTHS);
            characters = characters.into_iter().cycle().take(length).collect();
        }
    }
    quoted(&characters.into_iter().collect::<String>())
}

/// Characters that readers differ on.
const CHARACTERS: [char; 20] = [
    ' ',
    '-',
    '.',
    '=',
    '\u{0}',
    '\t',
    '\n',
    '\r',
    '\u{7f}',
    '\u{85}',
    '\u{a0}',
    'é',
    '\u{301}',
    '\u{200b}',
    '\u{202e}',
    '\u{2028}',
    '\u{feff}',
    '\u{fffd}',
    '😀',
    '\u{10ffff}',
];

/// Lengths on both sides of every bound in the model, in bytes and in code points.
const LENGTHS: [usize; 17] = [0, 1, 2, 3, 9, 10, 19, 20, 21, 63, 64, 65, 279, 280, 281, 2000, 2001];

/// Any value.
fn value(choices: &mut impl Choices) -> Written {
    const BARE: &[&str] = &[
        "null",
        "true",
        "false",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"x.001\"",
        "\"a-b\"",
        "\"2025-12\"",
        "\"2025-02-29\"",
        "\"2024-02-29\"",
        "\"coalition\"",
        "\"pledge\"",
        "\"ground-troops\"",
        "\"elaborates\"",
        "\"high\"",
        "\"persons\"",
        "\"EXACTLY\"",
    ];
    // What no reader may take, or not every one.
    const ODD: &[&str] = &[
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\u0000\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u00E9\"",
        "NaN",
        "Infinity",
        "-Infinity",
        "nul",
        "'x'",
        "\"",
        "",
        "undefined",
        "0x10",
        "1_000",
        "{]",
        "/**/1",
    ];
    const NUMBERS: &[&str] = &[
        "0",
        "-0",
        "0.0",
        "-0.0",
        "1",
        "-1",
        "1.0",
        "1e0",
        "1E2",
        "1e-2",
        "1.5",
        "0.1",
        "4294967294",
        "4294967295",
        "4294967295.0",
        "4294967296",
        "4294967295.5",
        "9007199254740991",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "1e18",
        "1e19",
        "1e300",
        "1e308",
        "1.8e308",
        "1e309",
        "-1e309",
        "5e-324",
        "1e-400",
        "1e99999999999",
        "2.2250738585072011e-308",
        "0.30000000000000004",
        "00",
        "01",
        "+1",
        "1.",
        ".5",
        "1e",
        "-",
        "1.e1",
    ];
    match choices.below(8) {
        0..=2 => Written::Bare(choices.one(BARE).to_owned()),
        3 => Written::Bare(choices.one(ODD).to_owned()),
        4 | 5 => Written::Bare(choices.one(NUMBERS).to_owned()),
        6 => {
            let length = choices.one(&LENGTHS);
            let unit = choices.one(&["a", "é", "€", "😀", "0", "-", " ", "e\u{301}"]);
            Written::Bare(quoted(&unit.chars().cycle().take(length).collect::<String>()))
        }
        _ => nested(choices),
    }
}

/// Lists or objects in one another, also deeper than readers go.
fn nested(choices: &mut impl Choices) -> Written {
    let depth = choices.one(&[0, 1, 2, 5, 125, 126, 127, 128, 129, 300]);
    let in_lists = choices.below(2) == 0;
    let innermost = if choices.below(2) == 0 { Written::List(Vec::new()) } else { Written::Members(Vec::new()) };
    (0..depth).fold(innermost, |inner, _| if in_lists { Written::List(vec![inner]) } else { Written::Members(vec![(quoted("x"), inner)]) })
}

/// One character of the text taken out, put in or replaced, or the rest cut off.
fn garble(text: &mut String, choices: &mut impl Choices) {
    const SIGNS: &[&str] = &["\"", "\\", ",", ":", "{", "}", "[", "]", " ", "0", "-", ".", "e", "a", "\u{0}", "\u{feff}", "é", "\u{1b}"];
    let Some(at) = text.char_indices().map(|(at, _)| at).nth(choices.below(text.chars().count().max(1))) else { return };
    match choices.below(4) {
        0 => drop(text.remove(at)),
        1 => text.insert_str(at, choices.one(SIGNS)),
        2 => {
            text.remove(at);
            text.insert_str(at, choices.one(SIGNS));
        }
        _ => text.truncate(at),
    }
}
