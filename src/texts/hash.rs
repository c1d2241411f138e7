//! SHA-256.

use std::fmt::Write as _;

use sha2::Digest as _;

/// SHA-256 as 64 lower-case hexadecimal digits.
///
/// ```
/// let hash = guarantee_claims::texts::sha256(b"abc");
/// assert!(hash.starts_with("ba7816bf") && hash.len() == 64);
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&sha2::Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits, two a byte.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
