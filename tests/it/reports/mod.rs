//! The forms of the report, and the receipt.

mod addresses;
mod formats;
