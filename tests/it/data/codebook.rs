//! docs/codebook.md, and the rules of coding that stand in it.

use guarantee_claims::model::{CODING_RULES, VOCABULARIES};
use guarantee_claims::render::codebook;
use guarantee_claims::{Claim, dataset};

use crate::support::{assert_fresh, root};

#[test]
fn the_codebook_is_fresh() {
    assert_fresh(&root().join("docs/codebook.md"), &codebook(dataset()));
}

#[test]
fn every_field_and_every_term_is_in_the_codebook() {
    let page = codebook(dataset());
    for field in Claim::FIELDS {
        assert!(
            page.lines().any(|line| line.starts_with(&format!("| `{}` | ", field.name)) && line.ends_with(&format!(" | {} |", field.doc))),
            "{}",
            field.name
        );
    }
    for vocabulary in VOCABULARIES {
        for term in vocabulary.terms {
            assert!(page.contains(&format!("\n| `{}` | {}", term.value, term.definition)), "{}: {}", vocabulary.name, term.value);
        }
    }
}

#[test]
fn rules_of_coding_are_about_fields_and_stand_in_their_order() {
    let place = |name: &str| Claim::FIELDS.iter().position(|field| field.name == name);
    let places: Vec<_> = CODING_RULES
        .iter()
        .map(|rule| rule.field.map(|name| place(name).unwrap_or_else(|| panic!("a claim has no field {name}"))))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(CODING_RULES.iter().all(|rule| rule.text.ends_with('.') && !rule.text.contains("  ")));
}
