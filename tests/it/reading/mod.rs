//! Files and texts that cannot be read as they should be: what is said of them, and what is still checked.

mod broken_json;
mod codings;
mod recovery;
mod texts;
