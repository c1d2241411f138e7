//! What is no JSON, and the keys that stand twice, which only a line can show.

use std::ops::Range;

use crate::fault::faults;
use crate::layout::Layout;

/// The line with this in the place of a value, and where that is.
fn instead(layout: &Layout, pointer: &str, replacement: &str) -> (Vec<u8>, usize) {
    let value = layout.value(pointer);
    (layout.with(value.clone(), replacement).into_bytes(), value.start)
}

/// The line with these characters at some place, and the place of the one that is wrong.
fn insert(layout: &Layout, at: usize, what: &str, wrong: usize) -> (Vec<u8>, usize) {
    (layout.with(at..at, what).into_bytes(), at + wrong)
}

fn without(layout: &Layout, range: Range<usize>, at: usize) -> (Vec<u8>, usize) {
    (layout.with(range, "").into_bytes(), at)
}

/// Where the first letter of the second word of the statement stands.
fn second_word(layout: &Layout) -> usize {
    let statement = layout.value("/statement");
    statement.start + layout.text[statement].find(' ').expect("a statement has several words") + 1
}

/// The line with a key of an object once more at its end.
fn repeat_key(layout: &Layout, object: &str, key: &str) -> (Vec<u8>, usize) {
    let (around, value) = (layout.value(object), layout.value(&format!("{object}/{key}")));
    let again = format!(",\"{key}\":{}", &layout.text[value]);
    insert(layout, around.end - 1, &again, 1)
}

faults! {
    Line:
    "syntax", "cut off" => |layout| {
        let end = layout.key(layout.middle()) + 3;
        (layout.text.as_bytes()[..end].to_vec(), end - 1)
    };
    "syntax", "no comma" => |layout| {
        let key = layout.key(layout.middle());
        without(layout, key - 1..key, key - 1)
    };
    "syntax", "no colon" => |layout| {
        let value = layout.value(layout.middle()).start;
        without(layout, value - 1..value, value - 1)
    };
    "syntax", "two commas" => |layout| insert(layout, layout.key(layout.middle()), ",", 0);
    "syntax", "a comma at the end" => |layout| insert(layout, layout.text.len() - 1, ",", 1);
    "syntax", "a key without quotation marks" => |layout| {
        let key = layout.key(layout.middle());
        without(layout, key..key + 1, key)
    };
    "syntax", "single quotation marks" => |layout| instead(layout, "/stage", "'announced'");
    "syntax", "a word of Python" => |layout| instead(layout, "/note", "None");
    "syntax", "not a number" => |layout| instead(layout, "/evidence/0/end", "NaN");
    "syntax", "a hexadecimal number" => |layout| {
        let (line, at) = instead(layout, "/evidence/0/start", "0x10");
        (line, at + 1)
    };
    "syntax", "a tab inside a text" => |layout| insert(layout, second_word(layout), "\t", 0);
    "syntax", "an escape that there is not" => |layout| insert(layout, second_word(layout), "\\x41", 1);
    "syntax", "a byte that is not UTF-8" => |layout| {
        let at = second_word(layout);
        let mut line = layout.text.clone().into_bytes();
        line.insert(at, 0xff);
        (line, at)
    };
    "syntax", "two claims on a line" => |layout| insert(layout, layout.text.len(), &layout.text, 0);
    "syntax", "a comment behind the claim" => |layout| insert(layout, layout.text.len(), " // sic", 1);

    "conflict-marker", "a marker of git in the place of the claim" => |_| (b"<<<<<<< HEAD".to_vec(), 0);

    "invalid-value", "a key twice" => |layout| repeat_key(layout, "", "layer");
    "invalid-value", "a key twice in the evidence" => |layout| repeat_key(layout, "/evidence/0", "start");
}
