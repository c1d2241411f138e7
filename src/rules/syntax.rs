rule! {
    /// A file is not written in its format.
    ///
    /// Files that people edit are TOML 1.0 in UTF-8 without a byte order mark, and files of codings CSV (RFC 4180). Dates are written in quotes.
    /// The finding stands where the fault is, as far as that can be told: at the bracket or the quotation mark that is not closed. A record with such a fault is not
    /// read, and nothing else is said of it; the rest of the file is read as ever. A comment that was data before a sign or a line break
    /// became a `#` is found too.
    "syntax", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
