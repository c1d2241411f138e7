//! An entry of BibTeX.

use std::fmt::Write as _;

#[cfg(feature = "commands")]
use super::cited::Cited;
use super::cited::document;
use crate::dataset::Records;
use crate::model::DatasetInfo;
use crate::sanitize::shown;

#[cfg(feature = "commands")]
/// The entry, with a line for each field.
pub(crate) fn entry(cited: &Cited<'_>) -> String {
    let info = cited.info;
    if let Some((claim, records)) = cited.claim {
        let statement = escaped(claim.statement.as_str().trim_end_matches('.'));
        return entry_with(info, claim.id.as_str(), &statement, source(claim.source.as_str(), records).as_deref());
    }
    let key = format!("{}-{}", env!("CARGO_PKG_NAME"), info.version);
    fields(info, &key, &[("title", format!("{{{}}}", escaped(info.title.as_str()))), ("howpublished", "Data set".to_owned())])
}

/// The entry of a claim, with what [`source`] says of its document. What is given is written as it is.
pub(super) fn entry_with(info: &DatasetInfo, id: &str, statement: &str, source: Option<&str>) -> String {
    let mut own = vec![
        ("title", format!("{{{statement}}}")),
        ("howpublished", format!("Claim {id} in: {}, version {}", escaped(info.title.as_str()), info.version)),
    ];
    own.extend(source.map(|source| ("note", source.to_owned())));
    fields(info, &format!("{id}-{}", info.version), &own)
}

/// What an entry says of a document; nothing if the records lack it.
pub(super) fn source(id: &str, records: &Records) -> Option<String> {
    let document = document(id, records)?;
    let title = document.title.map(|title| format!("{}, ", escaped(&title))).unwrap_or_default();
    let (outlet, url) = (escaped(&document.outlet), address(&document.url));
    Some(format!("Source: {outlet}, {title}{}, \\url{{{url}}}", document.published_on))
}

/// An entry with fields of its own, between the author and what every entry says of the dataset.
fn fields(info: &DatasetInfo, key: &str, own: &[(&'static str, String)]) -> String {
    // In braces of its own, since it is no person's name.
    let creator = info.creator.as_ref().map(|creator| ("author", format!("{{{}}}", escaped(creator.as_str()))));
    let mut fields: Vec<_> = creator.into_iter().chain(own.iter().cloned()).collect();
    fields.push(("version", info.version.to_string()));
    if let Some(date) = info.released_on.map(|date| date.to_string()) {
        fields.push(("year", date.split('-').next().unwrap_or_default().to_owned()));
    }
    if let Some(url) = &info.url {
        fields.push(("url", address(url.as_str())));
    }
    let mut entry = format!("@misc{{{key},\n");
    for (name, value) in fields {
        let _ = writeln!(entry, "  {name:<12} = {{{value}}},");
    }
    entry + "}\n"
}

/// Text in which nothing is a command of TeX.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in shown(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', c]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// An address for `\url`, which takes all but what would end it or start a command. Signs that need no percent are written as they are, which
/// is the same address: several readers of BibTeX take a percent sign for the start of a comment.
fn address(url: &str) -> String {
    let url = shown(url).replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D");
    let mut parts = url.split('%');
    let mut address = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()).map(char::from);
        match code.filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')) {
            Some(c) => address.extend([&*c.encode_utf8(&mut [0; 4]), &part[2..]]),
            None => address.extend(["%", part]),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_stays_the_same_place() {
        for (url, expected) in [
            ("https://a.example/b%2Dc%2f%7Ed", "https://a.example/b-c%2f~d"),
            ("https://a.example/{x}", "https://a.example/%7Bx%7D"),
            ("https://a.example/100%", "https://a.example/100%"),
            ("https://a.example/%é", "https://a.example/%é"),
        ] {
            assert_eq!(super::address(url), expected);
        }
    }
}
