//! What a claim is coded with, be it settled or by one coder, field by field.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Bindingness, Claim, CodedField, Coding, Condition, LegalForm, Party};

/// The fields that are compared: all but the claim itself.
pub(crate) const CODED_FIELDS: [CodedField; 13] = [
    CodedField::Speaker,
    CodedField::Attribution,
    CodedField::Layer,
    CodedField::CommitmentType,
    CodedField::SpeechAct,
    CodedField::Modality,
    CodedField::Polarity,
    CodedField::Stage,
    CodedField::Aspect,
    CodedField::LegalForm,
    CodedField::Bindingness,
    CodedField::Parties,
    CodedField::Conditions,
];

/// What a claim is coded with: in each field what it holds, in a list each item, where it is absent nothing.
#[derive(Debug)]
pub(crate) struct Codes<'a>([BTreeSet<Cow<'a, str>>; CODED_FIELDS.len()]);

impl<'a> Codes<'a> {
    /// The codes in the fields of one value, in the order of the vocabulary, and in the two lists.
    fn new(single: [Option<&'a str>; 11], parties: &'a [Party], conditions: &'a [Condition]) -> Self {
        let single = single.into_iter().map(|value| value.into_iter().map(Cow::Borrowed).collect());
        let parties = parties.iter().map(|party| Cow::Owned(party.to_string())).collect();
        let conditions = conditions.iter().map(|condition| Cow::Borrowed(condition.as_str())).collect();
        let mut codes = single.chain([parties, conditions]);
        Self(CODED_FIELDS.map(|_| codes.next().unwrap_or_default()))
    }

    /// Those of a settled claim.
    pub(crate) fn of_claim(claim: &'a Claim) -> Self {
        let single = [
            Some(claim.speaker.as_str()),
            Some(claim.attribution.as_str()),
            Some(claim.layer.as_str()),
            Some(claim.commitment_type.as_str()),
            Some(claim.speech_act.as_str()),
            Some(claim.modality.as_str()),
            Some(claim.polarity.as_str()),
            Some(claim.stage.as_str()),
            Some(claim.aspect.as_str()),
            claim.legal_form.map(LegalForm::as_str),
            claim.bindingness.map(Bindingness::as_str),
        ];
        Self::new(single, &claim.parties, &claim.conditions)
    }

    /// Those that a coder gave.
    pub(crate) fn of_coding(coding: &'a Coding) -> Self {
        let single = [
            Some(coding.speaker.as_str()),
            Some(coding.attribution.as_str()),
            Some(coding.layer.as_str()),
            Some(coding.commitment_type.as_str()),
            Some(coding.speech_act.as_str()),
            Some(coding.modality.as_str()),
            Some(coding.polarity.as_str()),
            Some(coding.stage.as_str()),
            Some(coding.aspect.as_str()),
            coding.legal_form.map(LegalForm::as_str),
            coding.bindingness.map(Bindingness::as_str),
        ];
        Self::new(single, &coding.parties, &coding.conditions)
    }

    /// What a field holds that is one of those compared.
    pub(crate) fn of(&self, field: CodedField) -> &BTreeSet<Cow<'a, str>> {
        &self.0[field as usize]
    }

    /// What the field holds, as a message shows it.
    pub(crate) fn shown(&self, field: CodedField) -> String {
        let items: Vec<_> = self.of(field).iter().map(Cow::as_ref).collect();
        if items.is_empty() { "nothing".to_owned() } else { format!("\"{}\"", items.join(";")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_coded_field_has_its_place() {
        for (place, field) in CODED_FIELDS.into_iter().enumerate() {
            assert_eq!(field as usize, place, "{field}");
        }
        let all: Vec<_> = CODED_FIELDS.into_iter().chain([CodedField::Unit]).collect();
        assert_eq!(all, CodedField::ALL);
    }
}
