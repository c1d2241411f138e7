//! Traces what became of the two-layer plan: from the claims that lay it out to the later ones that are tied to them, and on from there.
//! `cargo run --features data --example trace_relations`

#![expect(clippy::print_stdout, reason = "it is what the example is for")]

use std::collections::BTreeSet;

use guarantee_claims::{ClaimRef, Dataset, RelationKind};

/// The ties that carry a plan further: detail and support do not change it.
const CARRY_ON: [RelationKind; 3] = [RelationKind::Supersedes, RelationKind::Contradicts, RelationKind::Answers];

fn main() {
    let dataset = guarantee_claims::dataset();
    let plan = dataset.framework("two-layer").expect("the plan is in the dataset");
    println!("{} ({}, {})", plan.title, plan.presented_by, plan.stated_on);
    let mut seen = BTreeSet::new();
    for part in &plan.components {
        println!("\n{}. {}", part.ordinal, part.title);
        for claim in part.claims.iter().filter_map(|id| dataset.claim(id.as_str())) {
            println!("  {}: {}", claim.id, claim.statement);
            follow(claim, 2, &mut seen);
        }
    }
    println!("\nReplaced by:");
    successors(dataset, plan.id.as_str());
}

/// Prints the claims that carry on from this one, each with those that carry on from it.
fn follow(claim: ClaimRef<'_>, depth: usize, seen: &mut BTreeSet<String>) {
    let mut next: Vec<_> = claim.related_from().filter(|(kind, _)| CARRY_ON.contains(kind)).collect();
    next.sort_by_key(|(_, later)| (later.stated_on.earliest(), later.id.clone()));
    for (kind, later) in next {
        println!("{:indent$}{kind} <- {} ({}): {}", "", later.id, later.stated_on, later.statement, indent = 2 * depth);
        // Claims may meet again on another way.
        if seen.insert(later.id.to_string()) {
            follow(later, depth + 1, seen);
        }
    }
}

/// Prints the frameworks that supersede this one, and those that supersede them.
fn successors(dataset: &Dataset, id: &str) {
    for later in dataset.frameworks().iter().filter(|later| later.supersedes.as_ref().is_some_and(|earlier| earlier == id)) {
        println!("  {} ({}, {})", later.title, later.presented_by, later.stated_on);
        for part in &later.components {
            println!("    {}. {}", part.ordinal, part.title);
        }
        successors(dataset, later.id.as_str());
    }
}
