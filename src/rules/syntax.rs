rule! {
    /// A file is not written in its format.
    ///
    /// Files that people edit are TOML 1.0 in UTF-8 without a byte order mark. Dates are written in quotes. The rest of a faulty file
    /// is still read as far as it can be.
    "syntax", Error
}
