//! What a record may hold: the schemas, the readers and the types agree.

mod agreement;
mod characters;
mod dates;
mod schema;
mod search;
