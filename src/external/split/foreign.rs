//! What an input is that is no JSON in UTF-8, told by how it starts.

/// Something else than what the input's name says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    /// What it is, as in "this is gzip".
    pub(crate) what: &'static str,
    pub(crate) expected: &'static str,
    /// What to do about it.
    pub(crate) help: &'static str,
}

const fn no_json(what: &'static str, help: &'static str) -> Foreign {
    Foreign { what, expected: "JSON in UTF-8", help }
}

const UTF_16: Foreign = no_json("UTF-16", "write it as UTF-8, as `iconv -f UTF-16 -t UTF-8 FILE` does");
const UTF_32: Foreign = no_json("UTF-32", "write it as UTF-8, as `iconv -f UTF-32 -t UTF-8 FILE` does");

/// The first bytes of what is met most often; of two that start alike, the longer one comes first.
const STARTS: &[(&[u8], Foreign)] = &[
    (b"\x1f\x8b", no_json("gzip", "unpack it first, as `gunzip -c FILE` does")),
    (b"\x28\xb5\x2f\xfd", no_json("zstd", "unpack it first, as `zstd -dc FILE` does")),
    (b"\xfd7zXZ\0", no_json("xz", "unpack it first, as `xz -dc FILE` does")),
    (b"BZh", no_json("bzip2", "unpack it first, as `bunzip2 -c FILE` does")),
    (b"PK\x03\x04", no_json("a zip archive or a workbook", "unpack the archive, or write what the workbook holds as JSON")),
    (b"PAR1", no_json("Parquet", "give it as a file with the ending .parquet")),
    (b"\xff\xfe\0\0", UTF_32),
    (b"\0\0\xfe\xff", UTF_32),
    (b"\0\0\0{", UTF_32),
    (b"\0\0\0[", UTF_32),
    (b"{\0\0\0", UTF_32),
    (b"[\0\0\0", UTF_32),
    (b"\xff\xfe", UTF_16),
    (b"\xfe\xff", UTF_16),
    (b"\0{", UTF_16),
    (b"\0[", UTF_16),
    (b"{\0", UTF_16),
    (b"[\0", UTF_16),
];

const BYTE_ORDER_MARK: Foreign =
    Foreign { what: "UTF-8 with a byte order mark", expected: "it without one", help: "take the mark away, as `tail -c +4 FILE` does" };

const SEVERAL_LINES: Foreign = Foreign {
    what: "a document of several lines",
    expected: "one claim a line",
    help: "give it as a file with the ending .json, or write its claims one a line, as `jq -c '.claims[]' FILE` does (`.[]` for an array)",
};

/// What starts with these bytes, if it is known to be something else.
pub(crate) fn bytes(start: &[u8]) -> Option<&'static Foreign> {
    STARTS.iter().find(|(first, _)| start.starts_with(first)).map(|(_, foreign)| foreign)
}

/// What is no document of JSON, by its first bytes.
pub(crate) fn document(start: &[u8]) -> Option<&'static Foreign> {
    if start.starts_with(b"\xef\xbb\xbf") { Some(&BYTE_ORDER_MARK) } else { bytes(start) }
}

/// What is not one claim a line, by its first lines. A byte order mark is a matter of the first of them.
pub(crate) fn lines(start: &[u8]) -> Option<&'static Foreign> {
    let mut filled = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    // An object or array that is opened on a line by itself goes on on the next.
    if matches!(filled.next(), Some(b"{" | b"[")) && filled.next().is_some() { Some(&SEVERAL_LINES) } else { bytes(start) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(foreign: Option<&Foreign>) -> &str {
        foreign.map_or("JSON", |foreign| foreign.what)
    }

    #[test]
    fn encodings_are_known_with_and_without_a_mark() {
        let text = "{\"id\": 1}";
        let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
        let wider = |bytes: fn(u32) -> [u8; 4]| text.chars().flat_map(|c| bytes(u32::from(c))).collect::<Vec<_>>();
        for (expected, mark, content) in [
            ("UTF-16", &b"\xff\xfe"[..], wide(u16::to_le_bytes)),
            ("UTF-16", b"\xfe\xff", wide(u16::to_be_bytes)),
            ("UTF-32", b"\xff\xfe\0\0", wider(u32::to_le_bytes)),
            ("UTF-32", b"\0\0\xfe\xff", wider(u32::to_be_bytes)),
        ] {
            for start in [[mark, &content].concat(), content] {
                assert_eq!((what(lines(&start)), what(document(&start))), (expected, expected), "{start:?}");
            }
        }
        assert_eq!((what(lines(text.as_bytes())), what(document(text.as_bytes()))), ("JSON", "JSON"));
    }

    #[test]
    fn a_document_is_no_lines() {
        for (start, expected) in [
            ("\n {\r\n  \"version\": 1", "a document of several lines"),
            ("[\n{}", "a document of several lines"),
            ("{\n", "JSON"),
            ("[{}]\n", "JSON"),
            ("{}\n{\n", "JSON"),
            ("", "JSON"),
        ] {
            assert_eq!(what(lines(start.as_bytes())), expected, "{start:?}");
            assert_eq!(what(document(start.as_bytes())), "JSON", "{start:?}");
        }
    }
}
