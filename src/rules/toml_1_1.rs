rule! {
    /// A file is written in TOML 1.1, not in TOML 1.0.
    ///
    /// Inline tables on several lines or with a comma behind the last key, and the escapes `\x20` and `\e`, came with TOML 1.1 in 2025.
    /// Many readers, Python's among them, know TOML 1.0 alone and refuse the whole file. Run `claims fmt`, which writes the same in TOML 1.0.
    "toml-1-1", Error, scope: Scope::Form, waivable: false
}

use super::Scope;
