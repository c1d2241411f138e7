//! The table of codings, whose rows are records as their schema describes them.

use super::table::{Columns, Table};
use crate::dataset::Dataset;
use crate::model::{Coding, Party, Span};

pub(super) fn codings(dataset: &Dataset) -> Table<'_> {
    Columns::<&Coding>::of(Coding::FIELDS)
        .field("source", |coding| &coding.source)
        .field("coding", |coding| &coding.coding)
        .field("coder", |coding| &coding.coder)
        .compact_records("spans", spans(), |coding| &coding.spans)
        .field("statement", |coding| &coding.statement)
        .field("pair", |coding| &coding.pair)
        .field("claims", |coding| &coding.claims)
        .field("speaker", |coding| &coding.speaker)
        .field("attribution", |coding| &coding.attribution)
        .field("layer", |coding| &coding.layer)
        .field("commitment_type", |coding| &coding.commitment_type)
        .field("speech_act", |coding| &coding.speech_act)
        .field("modality", |coding| &coding.modality)
        .field("polarity", |coding| &coding.polarity)
        .field("stage", |coding| &coding.stage)
        .field("aspect", |coding| &coding.aspect)
        .field("legal_form", |coding| &coding.legal_form)
        .field("bindingness", |coding| &coding.bindingness)
        .compact_records("parties", parties(), |coding| &coding.parties)
        .field("conditions", |coding| &coding.conditions)
        .table("codings", Coding::DOC, || dataset.records().codings.iter())
}

fn spans<'a>() -> Columns<'a, &'a Span> {
    Columns::<&Span>::of(Span::FIELDS).field("start", |span| span.start).field("end", |span| span.end)
}

fn parties<'a>() -> Columns<'a, &'a Party> {
    Columns::<&Party>::of(Party::FIELDS).field("actor", |party| &party.actor).field("role", |party| &party.role)
}
