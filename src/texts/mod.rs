//! The texts of the source documents, which are not part of the dataset and come from a folder that the user names.

mod alteration;
mod folded;
mod folder;
mod hash;
pub(crate) mod near;
mod text;

#[cfg(feature = "cli")]
pub(crate) use alteration::alteration;
pub use folder::Texts;
#[cfg(feature = "cli")]
pub(crate) use hash::hexadecimal;
pub use hash::sha256;
pub use text::Text;
pub(crate) use text::Verdict;
#[cfg(feature = "cli")]
pub(crate) use text::holds_quote;
