//! The terms of the closed vocabularies as a table.

use super::claims::numbered;
use super::table::{Columns, Table};
use crate::model::{Term, VOCABULARIES};

const FIELD: &str = "The column whose values the term is one of, else the vocabulary's name.";
const ORDINAL: &str = "The term's place in the codebook's order, from 1.";
const LABEL: &str = "The term in plain words, for headings and legends.";
const VERB: &str = "The form that a sentence about a claim uses: of a speech act the third person, of a modality the auxiliary, of a relation kind \
                    the passive.";
const GROUP: &str = "The class that the term belongs to (for speech acts, Searle's).";

fn rows() -> impl Iterator<Item = (&'static str, u32, &'static Term)> {
    let mut vocabularies = VOCABULARIES.to_vec();
    vocabularies.sort_by_key(|vocabulary| vocabulary.name);
    vocabularies.into_iter().flat_map(|vocabulary| numbered(vocabulary.terms).map(move |(i, term)| (vocabulary.name, i, term)))
}

/// The name of the table.
#[cfg(feature = "xlsx")]
pub(crate) const TABLE: &str = "vocabulary";

/// The letter of the column with the terms.
#[cfg(feature = "xlsx")]
pub(crate) const VALUE: char = 'C';

/// The rows of a vocabulary's first and last term, from 0.
#[cfg(feature = "xlsx")]
pub(crate) fn rows_of(vocabulary: &crate::model::Vocabulary) -> (usize, usize) {
    let first = rows().take_while(|(name, ..)| *name != vocabulary.name).count();
    (first, first + vocabulary.terms.len() - 1)
}

pub(super) fn vocabulary() -> Table<'static> {
    Columns::<(&str, u32, &Term)>::of(&[])
        .derived("field", FIELD, |(field, ..)| field)
        .derived("ordinal", ORDINAL, |(_, ordinal, _)| ordinal)
        .derived("value", "The term.", |(.., term)| term.value)
        .derived("label", LABEL, |(.., term)| term.label())
        .derived("verb", VERB, |(.., term)| term.verb)
        .derived("term_group", GROUP, |(.., term)| term.group)
        .derived("definition", "What the term means.", |(.., term)| term.definition)
        .table("vocabulary", "Every term of every closed vocabulary.", rows)
}
