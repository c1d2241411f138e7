//! JSON documents cut into claims: an array of them, or an object with an array `claims`. Only one block is in memory at a time.

use std::io::{self, Read};
use std::ops::Range;

use serde::de::IgnoredAny;

use super::block::{Block, Content, Fault, fill};
use crate::limits::LONGEST_RECORD;
use crate::load::is_marker;

/// The size of a block in bytes, unless a claim is longer.
const BLOCK: usize = 1 << 20;

#[derive(Default)]
pub(super) struct JsonArray {
    /// What was read and is in no block yet.
    rest: Vec<u8>,
    ended: bool,
    at: At,
    /// Whether an array of claims was met.
    has_claims: bool,
}

/// What comes next in the document, white space apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum At {
    #[default]
    Start,
    /// A claim, or at the `first` place the end of the array.
    Item { nested: bool, first: bool },
    /// A comma, or the end of the array.
    AfterItem { nested: bool },
    /// A key, or at the `first` place the end of the object.
    Key { first: bool },
    /// A comma, or the end of the object.
    AfterMember,
    /// Nothing.
    End,
    /// A fault was met: the rest is not read.
    GivenUp,
}

/// What one step over the bytes comes to.
enum Step {
    /// The bytes up to here are done with; they may be a claim.
    To(usize, Option<Range<usize>>),
    /// More bytes must be read first.
    More,
    Fault(usize, Fault),
}

impl JsonArray {
    pub(super) fn next(&mut self, read: &mut dyn Read, mut bytes: Vec<u8>) -> io::Result<Option<Block>> {
        bytes.clear();
        bytes.append(&mut self.rest);
        let mut size = BLOCK.max(bytes.len() + BLOCK / 2);
        let (mut done, mut items) = (0, Vec::new());
        if self.at == At::GivenUp {
            return Ok(None);
        }
        loop {
            self.ended = self.ended || !fill(read, &mut bytes, size)?;
            let fault = loop {
                let start = done + bytes[done..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
                match self.step(&bytes, start) {
                    Step::To(end, item) => {
                        done = end;
                        items.extend(item);
                    }
                    Step::More => break None,
                    Step::Fault(at, fault) => break Some((at, fault)),
                }
            };
            let too_long = fault.is_none() && done == 0 && !self.ended && size >= LONGEST_RECORD;
            match fault.or(too_long.then_some((done, Fault::TooLong))) {
                // What stands before the fault comes first.
                Some(_) if !items.is_empty() => break,
                Some((at, fault)) => {
                    self.at = At::GivenUp;
                    return Ok(Some(Block { bytes, content: Content::Fault(at, fault), start: 0 }));
                }
                None if done > 0 || self.ended => break,
                None => size = (size * 2).min(LONGEST_RECORD),
            }
        }
        self.rest.extend_from_slice(&bytes[done..]);
        bytes.truncate(done);
        if self.ended && self.at == At::End && self.rest.iter().all(u8::is_ascii_whitespace) {
            self.at = At::GivenUp;
        }
        Ok((!bytes.is_empty()).then_some(Block { bytes, content: Content::Parts(items), start: 0 }))
    }

    /// Goes over what comes next at byte `start`, which is no white space.
    fn step(&mut self, bytes: &[u8], start: usize) -> Step {
        let Some(first) = bytes.get(start) else { return self.at_end(start) };
        if let Some(step) = self.marker(bytes, start) {
            return step;
        }
        let (next, end) = match (self.at, first) {
            (At::Start, b'[') => {
                self.has_claims = true;
                (At::Item { nested: false, first: true }, start + 1)
            }
            (At::Start, b'{') => (At::Key { first: true }, start + 1),
            (At::Item { nested, first: true } | At::AfterItem { nested }, b']') => {
                (if nested { At::AfterMember } else { At::End }, start + 1)
            }
            (At::Item { nested, .. }, _) => match self.item(bytes, start) {
                Ok(end) => {
                    self.at = At::AfterItem { nested };
                    return Step::To(end, Some(start..end));
                }
                Err(step) => return step,
            },
            (At::AfterItem { nested }, b',') => (At::Item { nested, first: false }, start + 1),
            (At::AfterItem { .. }, _) => return Step::Fault(start, Fault::Syntax("a comma or the end of the array")),
            (At::Key { first: true } | At::AfterMember, b'}') if self.has_claims => (At::End, start + 1),
            (At::Start, _) | (At::Key { first: true } | At::AfterMember, b'}') => return Step::Fault(start, Fault::NoClaims),
            (At::Key { .. }, b'"') => return self.member(bytes, start),
            (At::Key { .. }, _) => return Step::Fault(start, Fault::Syntax("a key")),
            (At::AfterMember, b',') => (At::Key { first: false }, start + 1),
            (At::AfterMember, _) => return Step::Fault(start, Fault::Syntax("a comma or the end of the object")),
            (At::End | At::GivenUp, _) => return Step::Fault(start, Fault::Syntax("the end of the file")),
        };
        self.at = next;
        Step::To(end, None)
    }

    /// What comes next if it is a line that git writes around the versions in a conflict; no value starts so.
    fn marker(&self, bytes: &[u8], start: usize) -> Option<Step> {
        let is_first = matches!(bytes[start], b'<' | b'|' | b'=' | b'>') && (start == 0 || bytes[start - 1] == b'\n');
        let line = Some(&bytes[start..]).filter(|_| is_first)?;
        match memchr::memchr(b'\n', line) {
            None if !self.ended && line.len() < BLOCK => Some(Step::More),
            end => {
                let line = std::str::from_utf8(&line[..end.unwrap_or(line.len())]).ok()?;
                is_marker(line).then_some(Step::Fault(start, Fault::Conflict))
            }
        }
    }

    /// What the end of what was read means here.
    const fn at_end(&self, start: usize) -> Step {
        match self.at {
            At::End | At::GivenUp => Step::More,
            _ if !self.ended => Step::More,
            At::Start => Step::Fault(start, Fault::NoClaims),
            _ => Step::Fault(start, Fault::Syntax("more: the document is cut off")),
        }
    }

    /// A key with its value; of the claims' array, the key alone.
    fn member(&mut self, bytes: &[u8], start: usize) -> Step {
        let key_end = match self.value(bytes, start) {
            Ok(end) => end,
            Err(step) => return step,
        };
        let blank = |at: usize| at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let colon = blank(key_end);
        match bytes.get(colon) {
            Some(b':') => {}
            Some(_) => return Step::Fault(colon, Fault::Syntax("a colon")),
            None => return self.at_end(colon),
        }
        let value = blank(colon + 1);
        match bytes.get(value) {
            Some(b'[') if &bytes[start..key_end] == b"\"claims\"" => {
                self.has_claims = true;
                self.at = At::Item { nested: true, first: true };
                return Step::To(value + 1, None);
            }
            Some(_) => {}
            None => return self.at_end(value),
        }
        match self.value(bytes, value) {
            Ok(end) if serde_json::from_slice::<IgnoredAny>(&bytes[value..end]).is_err() => {
                Step::Fault(value, Fault::Syntax("a value in JSON"))
            }
            Ok(end) => {
                self.at = At::AfterMember;
                Step::To(end, None)
            }
            Err(step) => step,
        }
    }

    /// The end of the claim at byte `start`, which may lack the bracket that opens it: then a key stands there.
    fn item(&self, bytes: &[u8], start: usize) -> Result<usize, Step> {
        let end = self.value(bytes, start)?;
        if bytes[start] != b'"' {
            return Ok(end);
        }
        match bytes[end..].iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b':') => self.rest_of_value(bytes, start, end, vec![b'{']),
            None if !self.ended => Err(Step::More),
            _ => Ok(end),
        }
    }

    /// The end of the value at byte `start`, by its brackets and quotation marks: whoever reads it judges the rest.
    fn value(&self, bytes: &[u8], start: usize) -> Result<usize, Step> {
        self.rest_of_value(bytes, start, start, Vec::new())
    }

    /// The same from byte `at` on, where these brackets of the value are open.
    fn rest_of_value(&self, bytes: &[u8], start: usize, mut at: usize, mut open: Vec<u8>) -> Result<usize, Step> {
        // The last bracket that closes nothing of the value.
        let mut stray = None;
        // The start of the last text.
        let mut text = at;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => match string_end(bytes, at) {
                    Some(end) => (text, at) = (at, end - 1),
                    None => break,
                },
                b'{' | b'[' => {
                    // Where a key should be, the next claim starts: this one lacks its last bracket.
                    if *byte == b'{'
                        && open == [b'{']
                        && let Some((comma, b',')) = before(bytes, at)
                    {
                        return Ok(comma);
                    }
                    open.push(*byte);
                }
                // The first item of a list starts with a key: it lacks its first bracket.
                b':' if open.last() == Some(&b'[') && before(bytes, text).is_some_and(|(_, sign)| sign == b'[') => open.push(b'{'),
                // A scalar ends before what follows it.
                b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if open.is_empty() => {
                    return if at == start { Err(Step::Fault(start, Fault::Syntax("a value"))) } else { Ok(at) };
                }
                // Whatever is open inside ends with what is around it: the records after a broken one can still be read.
                b'}' | b']' => match open.iter().rposition(|opening| *opening == opening_of(*byte)) {
                    Some(place) => open.truncate(place),
                    None => stray = Some(at),
                },
                _ => {}
            }
            at += 1;
            if open.is_empty() && matches!(byte, b'"' | b'}' | b']') {
                return Ok(at);
            }
        }
        match stray {
            _ if !self.ended => Err(Step::More),
            // It closes what is around the value, which lacks a bracket of its own.
            Some(stray) => Ok(stray),
            None => Err(Step::Fault(start, Fault::Syntax("more: the document is cut off"))),
        }
    }
}

/// What stands before byte `at`, white space apart, and where.
fn before(bytes: &[u8], at: usize) -> Option<(usize, u8)> {
    let last = bytes[..at].iter().rposition(|byte| !byte.is_ascii_whitespace())?;
    Some((last, bytes[last]))
}

const fn opening_of(closing: u8) -> u8 {
    if closing == b']' { b'[' } else { b'{' }
}

/// The byte behind the string at byte `start`, if its end is there. One that is not closed ends with its line: no string goes on behind it.
pub(in crate::external) fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr::memchr3(b'"', b'\\', b'\n', bytes.get(at..)?)?;
        match bytes[at] {
            b'"' => return Some(at + 1),
            b'\n' => return Some(at),
            // A line break cannot be escaped.
            _ if bytes.get(at + 1) == Some(&b'\n') => return Some(at + 1),
            _ => at += 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The claims of a document, and the fault that ends it.
    fn cut(document: &str) -> (Vec<String>, Option<Fault>) {
        let (mut cutter, mut read) = (JsonArray::default(), document.as_bytes());
        let (mut items, mut fault, mut all) = (Vec::new(), None, Vec::new());
        while let Some(block) = cutter.next(&mut read, Vec::new()).expect("memory can be read") {
            let text = String::from_utf8(block.bytes.clone()).expect("the test's documents are UTF-8");
            match block.content {
                Content::Parts(parts) => items.extend(parts.into_iter().map(|part| text[part].to_owned())),
                Content::Fault(_, found) => fault = Some(found),
                Content::Lines => unreachable!("a document is not cut into lines"),
            }
            all.extend(block.bytes);
        }
        assert_eq!(String::from_utf8(all).expect("UTF-8").trim_end(), document.trim_end(), "no byte should be lost");
        (items, fault)
    }

    #[test]
    fn claims_are_cut_out_of_arrays_and_documents() {
        for (document, items) in [
            ("[]", &[][..]),
            (" [ {\"a\": \"]}\\\"\"} , 1,\"x\" ,[{}]\n]\n", &["{\"a\": \"]}\\\"\"}", "1", "\"x\"", "[{}]"]),
            ("{\"version\": \"1\", \"claims\": [{}, {}], \"more\": {\"claims\": [1]}}", &["{}", "{}"]),
            ("{\"claims\": []}", &[]),
        ] {
            let (found, fault) = cut(document);
            assert_eq!(found, items, "{document}");
            assert_eq!(fault, None, "{document}");
        }
    }

    #[test]
    fn what_is_no_document_of_claims_is_a_fault_behind_the_claims_before_it() {
        for (document, items, fault) in [
            ("", 0, Fault::NoClaims),
            ("7", 0, Fault::NoClaims),
            ("{}", 0, Fault::NoClaims),
            ("{\"claims\": {}}", 0, Fault::NoClaims),
            ("[{} {}]", 1, Fault::Syntax("a comma or the end of the array")),
            ("[{},]", 1, Fault::Syntax("a value")),
            ("[{}", 1, Fault::Syntax("more: the document is cut off")),
            ("[{}, {\"a\": \"", 1, Fault::Syntax("more: the document is cut off")),
            ("[{}] {}", 1, Fault::Syntax("the end of the file")),
            ("{\"a\": tru, \"claims\": []}", 0, Fault::Syntax("a value in JSON")),
            ("{\"claims\": [{}], 1}", 1, Fault::Syntax("a key")),
            ("{\"claims\" [{}]}", 0, Fault::Syntax("a colon")),
            ("[{},\n<<<<<<< HEAD\n{},\n=======\n{}\n>>>>>>> x\n]", 1, Fault::Conflict),
            ("<<<<<<< HEAD\n[{}]\n=======\n[]\n>>>>>>> x\n", 0, Fault::Conflict),
            ("[{}\n=======", 1, Fault::Conflict),
            ("[{}\n======", 1, Fault::Syntax("a comma or the end of the array")),
        ] {
            let (found, met) = cut(document);
            assert_eq!((found.len(), met), (items, Some(fault)), "{document}");
        }
    }

    #[test]
    fn a_bracket_or_a_quotation_mark_that_is_missing_breaks_one_record() {
        for (document, items) in [
            ("[{\"a\": [1, 2}, {\"b\": 3}]", &["{\"a\": [1, 2}", "{\"b\": 3}"][..]),
            ("[{\"a\": [{\"c\": 1]}, {\"b\": 3}]", &["{\"a\": [{\"c\": 1]}", "{\"b\": 3}"]),
            ("[{\"a\": 1]", &["{\"a\": 1"]),
            ("[{\"a\": ]}, {\"b\": 3}]", &["{\"a\": ]}", "{\"b\": 3}"]),
            ("[{\"a\": \"x,\n\"c\": [\"\"]}, {\"b\": 3}]", &["{\"a\": \"x,\n\"c\": [\"\"]}", "{\"b\": 3}"]),
            ("[{\"a\": [{\"c\": 1}], \n{\"b\": {\"d\": 3}}]", &["{\"a\": [{\"c\": 1}]", "{\"b\": {\"d\": 3}}"]),
            ("[{\"a\": [\"c\": 1}, {}]}, {\"b\": 3}]", &["{\"a\": [\"c\": 1}, {}]}", "{\"b\": 3}"]),
            ("[\"a\" : {\"c\": 1}}, {\"b\": 3}]", &["\"a\" : {\"c\": 1}}", "{\"b\": 3}"]),
            ("[{\"a\": \"x\\\n}, {\"b\": 3}]", &["{\"a\": \"x\\\n}", "{\"b\": 3}"]),
        ] {
            assert_eq!(cut(document), (items.iter().map(ToString::to_string).collect(), None), "{document}");
        }
    }

    #[test]
    fn what_is_read_in_two_blocks_is_cut_as_in_one() {
        for (rest, items, fault) in [
            ("\"a\" : {\"b\": 1}}, {}]", 3, None),
            ("{\"a\": ]}, {}]", 3, None),
            ("{\"a\": 1, \n{\"b\": 1}]", 3, None),
            ("{}\n=======\n{}]", 2, Some(Fault::Conflict)),
        ] {
            for behind in 0..=rest.len() {
                // The first block ends so many bytes before the end of the document.
                let long = BLOCK + behind - rest.len() - "[\"\",\n".len();
                let (found, met) = cut(&format!("[\"{}\",\n{rest}", "x".repeat(long)));
                assert_eq!((found.len(), met), (items, fault), "{behind}: {rest}");
            }
        }
    }

    #[test]
    fn long_documents_come_in_blocks() {
        let item = format!("{{\"a\": \"{}\"}}", "\\\"x".repeat(1000));
        let document = format!("[{}]", vec![item.as_str(); 2000].join(",\n"));
        let (found, fault) = cut(&document);
        assert!(fault.is_none() && found.len() == 2000 && found.iter().all(|found| *found == item));
        let long = format!("[{{}}, \"{}\"]", "x".repeat(LONGEST_RECORD + BLOCK));
        let (mut cutter, mut read) = (JsonArray::default(), long.as_bytes());
        let contents = std::iter::from_fn(|| cutter.next(&mut read, Vec::new()).expect("memory can be read")).map(|block| block.content);
        let contents: Vec<_> = contents.collect();
        assert!(matches!(contents[..], [Content::Parts(_), Content::Fault(_, Fault::TooLong)]), "{contents:?}");
    }
}
