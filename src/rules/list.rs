//! The list of rules.

use super::rule::Rule;
use super::{
    act_words, authored_mismatch, coded_and_uncoded, coder_mismatch, commissive_without_party, conflict_marker, contradicts_agreement,
    control_character, copied_statement, demand_modality, doubtful_mismatch, duplicate_claim, duplicate_id, empty_list, empty_range,
    foreign_claim_id, formula_prefix, invalid_value, invisible_character, list_separator, member_mismatch, misplaced_commitment,
    missing_file, missing_key, missing_second_coding, missing_text, modality_mismatch, narrated_commitment, not_an_outlet, occasion_date,
    other_without_note, outdated_record, polarity_mismatch, quote_mismatch, record_mismatch, refusal_stage, relation_cycle, renamed_rule,
    repeated_item, restates_mismatch, retrieved_before_publication, said_after_publication, self_relation, speaker_mismatch,
    stale_evidence, stale_quote, stale_text, statement_form, stray_white_space, supersedes_later, syntax, toml_1_1, uncovered_sentence,
    unexplained_change, ungrounded_actor, ungrounded_number, ungrounded_party, unit_mismatch, unknown_file, unknown_key, unknown_reference,
    unknown_term, unnormalised_text, unpaired_coding, unreadable_character, unused_record, unused_waiver, via_mismatch, wrong_type,
};

/// Every rule, sorted by name.
pub static RULES: &[&Rule] = &[
    &act_words::RULE,
    &authored_mismatch::RULE,
    &coded_and_uncoded::RULE,
    &coder_mismatch::RULE,
    &commissive_without_party::RULE,
    &conflict_marker::RULE,
    &contradicts_agreement::RULE,
    &control_character::RULE,
    &copied_statement::RULE,
    &demand_modality::RULE,
    &doubtful_mismatch::RULE,
    &duplicate_claim::RULE,
    &duplicate_id::RULE,
    &empty_list::RULE,
    &empty_range::RULE,
    &foreign_claim_id::RULE,
    &formula_prefix::RULE,
    &invalid_value::RULE,
    &invisible_character::RULE,
    &list_separator::RULE,
    &member_mismatch::RULE,
    &misplaced_commitment::RULE,
    &missing_file::RULE,
    &missing_key::RULE,
    &missing_second_coding::RULE,
    &missing_text::RULE,
    &modality_mismatch::RULE,
    &narrated_commitment::RULE,
    &not_an_outlet::RULE,
    &occasion_date::RULE,
    &other_without_note::RULE,
    &outdated_record::RULE,
    &polarity_mismatch::RULE,
    &quote_mismatch::RULE,
    &record_mismatch::RULE,
    &refusal_stage::RULE,
    &relation_cycle::RULE,
    &renamed_rule::RULE,
    &repeated_item::RULE,
    &restates_mismatch::RULE,
    &retrieved_before_publication::RULE,
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
    &unexplained_change::RULE,
    &ungrounded_actor::RULE,
    &ungrounded_number::RULE,
    &ungrounded_party::RULE,
    &unit_mismatch::RULE,
    &unknown_file::RULE,
    &unknown_key::RULE,
    &unknown_reference::RULE,
    &unknown_term::RULE,
    &unnormalised_text::RULE,
    &unpaired_coding::RULE,
    &unreadable_character::RULE,
    &unused_record::RULE,
    &unused_waiver::RULE,
    &via_mismatch::RULE,
    &wrong_type::RULE,
];

/// The rule of this name, be it one that the rule had before.
///
/// ```
/// # #[cfg(feature = "load")] {
/// use guarantee_claims::rules::find;
///
/// assert_eq!(find("confidence-mismatch").map(|rule| rule.name), Some("doubtful-mismatch"));
/// # }
/// ```
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    let named = RULES.iter().find(|rule| rule.name == name);
    named.or_else(|| RULES.iter().find(|rule| rule.former.contains(&name))).copied()
}
