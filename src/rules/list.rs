//! The list of rules.

use super::rule::Rule;
use super::{
    coded_and_uncoded, commissive_without_party, confidence_mismatch, conflict_marker, contradicts_agreement, control_character,
    copied_statement, duplicate_claim, duplicate_id, empty_list, empty_range, foreign_claim_id, formula_prefix, invalid_value,
    invisible_character, list_separator, misplaced_commitment, missing_file, missing_key, missing_text, modality_mismatch, not_an_outlet,
    occasion_date, quote_mismatch, refusal_stage, relation_cycle, repeated_item, restates_mismatch, said_after_publication, self_relation,
    speaker_mismatch, stale_evidence, stale_quote, stale_text, statement_form, stray_white_space, supersedes_later, syntax, toml_1_1,
    uncovered_sentence, ungrounded_actor, ungrounded_number, unit_mismatch, unknown_file, unknown_key, unknown_reference, unknown_term,
    unnormalised_text, unreadable_character, unused_record, unused_waiver, via_mismatch, wrong_type,
};

/// Every rule, sorted by name.
pub static RULES: &[&Rule] = &[
    &coded_and_uncoded::RULE,
    &commissive_without_party::RULE,
    &confidence_mismatch::RULE,
    &conflict_marker::RULE,
    &contradicts_agreement::RULE,
    &control_character::RULE,
    &copied_statement::RULE,
    &duplicate_claim::RULE,
    &duplicate_id::RULE,
    &empty_list::RULE,
    &empty_range::RULE,
    &foreign_claim_id::RULE,
    &formula_prefix::RULE,
    &invalid_value::RULE,
    &invisible_character::RULE,
    &list_separator::RULE,
    &misplaced_commitment::RULE,
    &missing_file::RULE,
    &missing_key::RULE,
    &missing_text::RULE,
    &modality_mismatch::RULE,
    &not_an_outlet::RULE,
    &occasion_date::RULE,
    &quote_mismatch::RULE,
    &refusal_stage::RULE,
    &relation_cycle::RULE,
    &repeated_item::RULE,
    &restates_mismatch::RULE,
    &said_after_publication::RULE,
    &self_relation::RULE,
    &speaker_mismatch::RULE,
    &stale_evidence::RULE,
    &stale_quote::RULE,
    &stale_text::RULE,
    &statement_form::RULE,
    &stray_white_space::RULE,
    &supersedes_later::RULE,
    &syntax::RULE,
    &toml_1_1::RULE,
    &uncovered_sentence::RULE,
    &ungrounded_actor::RULE,
    &ungrounded_number::RULE,
    &unit_mismatch::RULE,
    &unknown_file::RULE,
    &unknown_key::RULE,
    &unknown_reference::RULE,
    &unknown_term::RULE,
    &unnormalised_text::RULE,
    &unreadable_character::RULE,
    &unused_record::RULE,
    &unused_waiver::RULE,
    &via_mismatch::RULE,
    &wrong_type::RULE,
];

/// The rule of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}
