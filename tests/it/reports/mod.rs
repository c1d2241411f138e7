//! The forms of the report, and the receipt.

mod addresses;
mod formats;
mod junit;
mod output;
mod receipt;
mod run;
