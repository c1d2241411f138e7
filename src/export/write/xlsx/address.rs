//! Addresses as the library for workbooks takes them.

/// The escapes by which the library knows that an address is escaped already. Where there is none of them, it escapes each `%`.
const KNOWN: [&str; 11] = ["%20", "%22", "%25", "%3c", "%3e", "%5b", "%5d", "%5e", "%60", "%7b", "%7d"];

/// An address in a form in which the library leads to it; `None` if it would lead elsewhere.
///
/// Letters and digits of any script, and the signs that are not reserved, mean the same with and without an escape, and are written without one.
pub(super) fn linkable(address: &str) -> Option<String> {
    let (page, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
    let lower = page.to_ascii_lowercase();
    if !page.contains('%') || KNOWN.iter().any(|known| lower.contains(known)) {
        return Some(address.to_owned());
    }
    let mut plain = String::new();
    let mut rest = page;
    while let Some(at) = rest.find('%') {
        plain += &rest[..at];
        let escaped = escapes(&rest[at..]);
        plain += &decoded(&rest[at..at + escaped])?;
        rest = &rest[at + escaped..];
    }
    Some(plain + rest + fragment)
}

/// How many bytes of a text are escapes, from its start on.
fn escapes(text: &str) -> usize {
    let is_escape = |part: &[u8]| part.len() == 3 && part[0] == b'%' && part[1..].iter().all(u8::is_ascii_hexdigit);
    text.as_bytes().chunks(3).take_while(|part| is_escape(part)).count() * 3
}

/// The letters, digits and signs without a meaning of their own that escapes stand for; `None` if they stand for anything else, or are none.
fn decoded(escapes: &str) -> Option<String> {
    let bytes = escapes.split('%').skip(1).map(|digits| u8::from_str_radix(digits, 16).ok()).collect::<Option<Vec<_>>>()?;
    let text = String::from_utf8(bytes).ok()?;
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_' | '~');
    (!text.is_empty() && text.chars().all(is_plain)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_where_they_did() {
        for (address, expected) in [
            ("https://example.org/a?b=1#c", Some("https://example.org/a?b=1#c")),
            ("https://example.org/caf%C3%A9", Some("https://example.org/café")),
            ("https://example.org/a%2Dand%2db", Some("https://example.org/a-and-b")),
            ("https://example.org/%D0%9A%D0%B8%D1%97%D0%B2/%41#%C3%A9%2F", Some("https://example.org/Київ/A#%C3%A9%2F")),
            // With one of its escapes in it, the library leaves an address as it is.
            ("https://example.org/caf%C3%A9%20noir%2F", Some("https://example.org/caf%C3%A9%20noir%2F")),
            ("https://example.org/a%5Bb", Some("https://example.org/a%5Bb")),
            ("https://example.org/a#%20", Some("https://example.org/a#%20")),
            // What is reserved means something else without its escape.
            ("https://example.org/a%2Fb", None),
            ("https://example.org/caf%C3%A9%2F", None),
            ("https://example.org/100%", None),
            ("https://example.org/%E9", None),
            ("https://example.org/%zz", None),
        ] {
            assert_eq!(linkable(address).as_deref(), expected, "{address}");
        }
    }
}
