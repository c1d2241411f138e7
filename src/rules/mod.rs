//! What compares fields and records: the rules that the codebook sets beyond the form of each value.
//!
//! A rule is a file: its doc comment says what it finds, why that matters and how to mend it, and is its page wherever rules are
//! explained. Rules see records and texts, never files.

// First, for its macro.
#[macro_use]
mod rule;

pub(crate) mod act_words;
pub(crate) mod authored_mismatch;
pub(crate) mod coded_and_uncoded;
pub(crate) mod coder_mismatch;
pub(crate) mod commissive_without_party;
pub(crate) mod conflict_marker;
mod context;
pub(crate) mod contradicts_agreement;
pub(crate) mod control_character;
pub(crate) mod copied_statement;
pub(crate) mod demand_modality;
pub(crate) mod doubtful_mismatch;
pub(crate) mod duplicate_claim;
pub(crate) mod duplicate_id;
pub(crate) mod empty_list;
pub(crate) mod empty_range;
mod findings;
pub(crate) mod foreign_claim_id;
pub(crate) mod formula_prefix;
mod graph;
mod grounding;
pub(crate) mod invalid_value;
pub(crate) mod invisible_character;
mod lexicon;
mod list;
pub(crate) mod list_separator;
pub(crate) mod member_mismatch;
pub(crate) mod misplaced_commitment;
pub(crate) mod missing_file;
pub(crate) mod missing_key;
pub(crate) mod missing_second_coding;
pub(crate) mod missing_text;
pub(crate) mod modality_mismatch;
pub(crate) mod narrated_commitment;
pub(crate) mod not_an_outlet;
pub(crate) mod occasion_date;
pub(crate) mod other_without_note;
pub(crate) mod outdated_record;
pub(crate) mod polarity_mismatch;
mod prose;
#[cfg(test)]
mod prose_tests;
pub(crate) mod quote_mismatch;
pub(crate) mod record_mismatch;
pub(crate) mod refusal_stage;
mod registers;
pub(crate) mod relation_cycle;
pub(crate) mod renamed_rule;
pub(crate) mod repeated_item;
pub(crate) mod restates_mismatch;
pub(crate) mod retrieved_before_publication;
pub(crate) mod said_after_publication;
pub(crate) mod self_relation;
pub(crate) mod speaker_mismatch;
pub(crate) mod stale_evidence;
pub(crate) mod stale_quote;
pub(crate) mod stale_text;
pub(crate) mod statement_form;
pub(crate) mod stray_white_space;
pub(crate) mod supersedes_later;
pub(crate) mod syntax;
pub(crate) mod toml_1_1;
pub(crate) mod uncovered_sentence;
pub(crate) mod unexplained_change;
pub(crate) mod ungrounded_actor;
pub(crate) mod ungrounded_number;
pub(crate) mod ungrounded_party;
pub(crate) mod unit_mismatch;
pub(crate) mod unknown_file;
pub(crate) mod unknown_key;
pub(crate) mod unknown_reference;
pub(crate) mod unknown_term;
pub(crate) mod unnormalised_text;
pub(crate) mod unpaired_coding;
mod unread;
pub(crate) mod unreadable_character;
pub(crate) mod unused_record;
pub(crate) mod unused_waiver;
pub(crate) mod via_mismatch;
mod waivers;
pub(crate) mod wrong_type;

pub use context::Context;
pub(crate) use findings::{Findings, OfRecord};
#[cfg(feature = "check")]
pub(crate) use graph::{Edge, closing};
pub(crate) use grounding::Grounding;
#[cfg(feature = "check")]
pub(crate) use grounding::count_claim;
pub use list::{RULES, find};
pub(crate) use prose::{Fault, Prose};
pub(crate) use registers::Registers;
#[cfg(feature = "check")]
pub(crate) use registers::unknown;
pub(crate) use rule::Check;
pub use rule::{Rule, Scope};
pub use unread::Unread;
#[cfg(feature = "check")]
pub(crate) use waivers::accept;

use std::ops::Range;

use crate::diagnostics::{Diagnostic, RecordKind};
use crate::model::view::Viewed;
use crate::model::walk::{At, Role};
use crate::model::{ClaimView, Source};
use crate::parallel::in_parallel;
use crate::texts::Texts;

fn checks() -> impl Iterator<Item = &'static Check> {
    RULES.iter().flat_map(|rule| rule.checks)
}

/// Every finding of every rule that looks at records but for those that a waiver accepts, and these.
#[must_use]
pub fn check(context: &Context<'_>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let over_all = checks().filter_map(|check| if let Check::All(check) = check { Some(Part::OverAll(*check)) } else { None });
    let mut parts: Vec<_> = over_all.collect();
    let longest = parts.len();
    let count = context.records.claims.len();
    let claims = (0..count).step_by(CLAIMS_AT_ONCE).map(|start| Part::Claims(start..count.min(start + CLAIMS_AT_ONCE)));
    parts.extend([Part::Prose].into_iter().chain(claims).chain([Part::Sources]));
    // The long parts are begun first, so that all threads end together; what they find comes last.
    let mut found = in_parallel(parts, |part: Part| part.check(context));
    found.rotate_left(longest);
    let findings = Findings(found.into_iter().flatten().collect());
    waivers::apply(context, findings)
}

/// How many claims are one part of the check: few enough that all threads have something to do until the end.
const CLAIMS_AT_ONCE: usize = 50;

/// A part of the check that does not wait for another.
enum Part {
    /// What the records say in prose.
    Prose,
    /// Each claim of a range by itself.
    Claims(Range<usize>),
    /// The text of each source.
    Sources,
    /// A rule over all records.
    OverAll(fn(&Context<'_>, &mut Findings)),
}

impl Part {
    fn check(&self, context: &Context<'_>) -> Findings {
        let mut findings = Findings::default();
        match self {
            Self::Prose => context.records.walk(|kind, index, role, text, at| {
                if role == Role::Prose {
                    check_prose(&Prose::at(kind, at, text), at, &mut OfRecord { kind, index, findings: &mut findings });
                }
            }),
            Self::Claims(range) => {
                for index in range.clone() {
                    let claim = context.records.claims[index].view();
                    let mut findings = OfRecord { kind: RecordKind::Claim, index, findings: &mut findings };
                    check_claim(context.registers(), &claim, &mut findings);
                    if let Some(grounding) = context.grounding(index) {
                        check_evidence(context.registers(), grounding, &claim, &mut findings);
                    }
                }
            }
            Self::Sources => {
                for (index, source) in context.records.sources.iter().enumerate() {
                    if let Some(texts) = context.texts {
                        let mut findings = OfRecord { kind: RecordKind::Source, index, findings: &mut findings };
                        check_source(context.registers(), texts, source, &mut findings);
                    }
                }
            }
            Self::OverAll(check) => check(context, &mut findings),
        }
        findings
    }
}

/// Adds what the rules find in a text, which stands at this place in the record.
pub(crate) fn check_prose(prose: &Prose<'_>, at: &At<'_>, findings: &mut OfRecord<'_>) {
    if prose.is_faultless() {
        return;
    }
    for rule in RULES {
        for check in rule.checks {
            if let Check::Prose(check) = check
                && let Some(fault) = check(prose)
            {
                findings.add(rule, at.to_string(), fault.message).help = fault.help;
            }
        }
    }
}

/// What the rules find in a claim by itself and against the registers, its text apart.
fn check_claim(registers: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    for check in checks() {
        if let Check::Claim(check) = check {
            check(registers, claim, findings);
        }
    }
}

/// The same in each of these claims. Each rule looks at all of them before the next one does: its code then stays at hand.
#[cfg(feature = "check")]
pub(crate) fn check_claims<'c, 'b: 'c>(
    registers: &Registers<'_>,
    claims: &(impl Iterator<Item = &'c ClaimView<'b>> + Clone),
    findings: &mut [Findings],
) {
    for check in checks() {
        if let Check::Claim(check) = check {
            for (claim, findings) in claims.clone().zip(findings.iter_mut()) {
                check(registers, claim, &mut OfRecord { kind: RecordKind::Claim, index: 0, findings });
            }
        }
    }
}

/// What the rules find in a claim beside the text of its document.
pub(crate) fn check_evidence(registers: &Registers<'_>, grounding: &Grounding<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    for check in checks() {
        if let Check::Evidence(check) = check {
            check(registers, grounding, claim, findings);
        }
    }
}

/// What the rules find in the text of a source as a whole.
pub(crate) fn check_source(registers: &Registers<'_>, texts: &Texts, source: &Source, findings: &mut OfRecord<'_>) {
    for check in checks() {
        if let Check::Source(check) = check {
            check(registers, texts, source, findings);
        }
    }
}

/// Whether what a rule finds is about a document's text as a whole.
pub(crate) fn is_about_texts(rule: &str) -> bool {
    find(rule).is_some_and(|rule| rule.scope == Scope::Document)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_with_a_rule_is_in_the_list_which_is_sorted() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
        let files = std::fs::read_dir(folder).expect("the folder can be read").map(|file| file.expect("it can be listed").path());
        let has_rule = |path: &std::path::Path| std::fs::read_to_string(path).expect("it can be read").starts_with("rule! {");
        let names: BTreeSet<String> = files
            .filter(|path| path.is_file() && has_rule(path))
            .map(|path| path.file_stem().expect("it has a name").to_string_lossy().replace('_', "-"))
            .collect();
        let listed: Vec<_> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
        assert_eq!(listed, names.into_iter().collect::<Vec<_>>(), "src/rules/list.rs should list the rule of each file, sorted by name");
    }

    #[test]
    fn rules_are_documented_and_say_what_they_look_at() {
        for Rule { name, doc, scope, needs_texts, waivable, checks, .. } in RULES {
            assert!(doc.split("\n\n").count() >= 2, "{name}: its page should have a summary and a paragraph on why and how to mend");
            assert!(find(name).is_some_and(|rule| rule.summary().ends_with('.')), "{name}: the summary should be a sentence");
            let has = |is: fn(&Check) -> bool| checks.iter().any(is);
            let with_texts = has(|check| matches!(check, Check::Evidence(_) | Check::Source(_)));
            assert!(!with_texts || *needs_texts, "{name}: a check against texts needs them");
            let expected = match scope {
                Scope::Form => checks.is_empty() && !waivable,
                Scope::Record => checks.is_empty() || has(|check| !matches!(check, Check::All(_) | Check::Source(_))),
                Scope::Document => has(|check| matches!(check, Check::Source(_))),
                Scope::Dataset => !checks.is_empty() && checks.iter().all(|check| matches!(check, Check::All(_))),
            };
            assert!(expected, "{name}: its checks do not fit {scope:?}");
        }
    }
}
