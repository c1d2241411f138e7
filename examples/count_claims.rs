//! Counts the claims by layer and commitment type: `cargo run --features data --example count_claims`.

#![expect(clippy::print_stdout, reason = "it is what the example is for")]

use std::collections::BTreeMap;

use guarantee_claims::{CommitmentType, Layer};

fn main() {
    let mut counts: BTreeMap<(Layer, CommitmentType), usize> = BTreeMap::new();
    for claim in guarantee_claims::dataset().claims() {
        *counts.entry((claim.layer, claim.commitment_type)).or_default() += 1;
    }
    // Terms sort in the order of the codebook.
    for layer in Layer::ALL {
        let of_layer: Vec<_> = counts.iter().filter(|((of, _), _)| of == layer).collect();
        let total: usize = of_layer.iter().map(|(_, count)| **count).sum();
        println!("{layer}: {total}");
        for ((_, commitment_type), count) in of_layer {
            println!("  {commitment_type}: {count}");
        }
    }
}
