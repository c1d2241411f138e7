//! The terms of the closed vocabularies as a table.

use super::claims::numbered;
use super::{Columns, Kind, Table, Value};
use crate::model::{Term, VOCABULARIES};

pub(super) fn vocabulary() -> Table {
    let mut vocabularies = VOCABULARIES.to_vec();
    vocabularies.sort_by_key(|vocabulary| vocabulary.name);
    let rows = vocabularies.into_iter().flat_map(|vocabulary| numbered(vocabulary.terms).map(move |(i, term)| (vocabulary.name, i, term)));
    Columns::of(&[])
        .derived(
            "field",
            "The column whose values the term is one of, else the vocabulary's name.",
            Kind::Text,
            |(field, ..): &(&str, i64, &Term)| Value::text(field),
        )
        .derived("ordinal", "The term's place in the codebook's order, from 1.", Kind::Integer, |(_, ordinal, _)| Value::Integer(*ordinal))
        .derived("value", "The term.", Kind::Text, |(.., term)| Value::text(term.value))
        .derived_optional("term_group", "The class that the term belongs to (for speech acts, Searle's).", Kind::Text, |(.., term)| {
            Value::option(term.group)
        })
        .derived("definition", "What the term means.", Kind::Text, |(.., term)| Value::text(term.definition))
        .table("vocabulary", "Every term of every closed vocabulary.", rows)
}
