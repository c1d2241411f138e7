//! The programs in `examples/` run and print what the dataset holds.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};

use guarantee_claims::{ClaimRef, Layer, SpeechAct};

use crate::support::{root, stderr, stdout};

const EXAMPLES: [&str; 4] = ["build_claim", "count_claims", "stream_to_arrow", "trace_relations"];

/// Builds an example, if it has changed, and runs it.
fn run(name: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--features", "cli", "--example", name, "--"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo can be started")
}

fn printed(name: &str) -> String {
    let output = run(name, &[]);
    assert!(output.status.success(), "{name}: {}", stderr(&output));
    stdout(&output)
}

#[test]
fn every_example_is_run_here_and_needs_a_feature_for_what_it_uses() {
    let files = fs::read_dir(root().join("examples")).expect("the folder can be read");
    let files: BTreeSet<_> = files.map(|file| file.expect("the folder can be read").path()).collect();
    // Those in Python are run by the tests of the package.
    let names = files.iter().filter(|path| path.extension().is_some_and(|ending| ending != "py"));
    let names: Vec<_> = names.map(|path| path.file_stem().and_then(|stem| stem.to_str()).expect("a file has a name")).collect();
    assert_eq!(names, EXAMPLES);
    let manifest: toml::Table =
        fs::read_to_string(root().join("Cargo.toml")).expect("the manifest can be read").parse().expect("it is TOML");
    let stated = manifest["example"].as_array().expect("the examples are listed").iter();
    let stated: BTreeSet<_> = stated.filter_map(|example| example["required-features"].get(0).and(example["name"].as_str())).collect();
    assert_eq!(stated, BTreeSet::from(EXAMPLES));
}

#[test]
fn claims_are_counted_by_layer_and_commitment_type() {
    let printed = printed("count_claims");
    let dataset = guarantee_claims::dataset();
    let layers: Vec<_> = printed.lines().filter(|line| !line.starts_with(' ')).collect();
    let count = |layer: &Layer| dataset.claims().filter(|claim| claim.layer == *layer).count();
    assert_eq!(layers, Layer::ALL.iter().map(|layer| format!("{layer}: {}", count(layer))).collect::<Vec<_>>());
    let numbers = printed.lines().filter(|line| line.starts_with(' ')).filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok());
    assert_eq!(numbers.sum::<usize>(), dataset.claims().len());
}

#[test]
fn a_claim_is_built_and_its_faults_are_found() {
    let printed = printed("build_claim");
    let lines: Vec<_> = printed.lines().collect();
    assert!(lines[0].starts_with("refused: \"Too short.\" is not a statement"), "{printed}");
    let made: guarantee_claims::Claim =
        serde_json::from_str(lines[1].strip_prefix("made: ").expect("the claim is printed")).expect("it can be read again");
    assert_eq!(made.speaker, "poland");
    assert!(lines[2].starts_with("with a provider: [\"missing-second-coding at /doubtful: "), "{printed}");
    let found: Vec<_> = lines[4..].iter().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(found, ["commissive-without-party", "unknown-reference", "missing-second-coding"]);
}

#[test]
fn claims_are_streamed_into_batches() {
    let claims: Vec<_> = guarantee_claims::dataset().claims().collect();
    let summed = |claims: &[ClaimRef<'_>]| {
        let offers = claims.iter().filter(|claim| claim.speech_act == SpeechAct::Offer).count();
        format!("claims: {}, of which offers: {offers}", claims.len())
    };
    assert_eq!(printed("stream_to_arrow").lines().last(), Some(summed(&claims).as_str()));

    let of_one: Vec<_> = claims.iter().copied().filter(|claim| claim.source == "newstech24-2025-12").collect();
    let lines = of_one.iter().map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written") + "\n").collect::<String>();
    let file = tempfile::NamedTempFile::new().expect("a file can be made");
    let path = file.path().to_str().expect("the path is UTF-8").to_owned();
    fs::write(&path, &lines).expect("the file can be written");
    let output = run("stream_to_arrow", &[&path]);
    assert_eq!(stdout(&output).lines().last(), Some(summed(&of_one).as_str()), "{}", stderr(&output));

    fs::write(&path, lines.replacen("\"layer\":\"", "\"layer\":\"no-", 1)).expect("the file can be written");
    let output = run("stream_to_arrow", &[&path]);
    assert!(!output.status.success() && stderr(&output).contains("is not a layer"), "{}", stderr(&output));
}

#[test]
fn the_two_layer_plan_is_traced_to_the_three_layers() {
    let printed = printed("trace_relations");
    let dataset = guarantee_claims::dataset();
    for id in ["two-layer", "three-layer"] {
        let framework = dataset.framework(id).expect("the framework is there");
        assert!(printed.contains(framework.title.as_str()), "{id}");
    }
    let ties = dataset.claims().flat_map(|claim| claim.related().map(move |(kind, target)| (kind, claim, target)));
    let plan = dataset.framework("two-layer").expect("the framework is there");
    let of_plan = |id: &str| plan.components.iter().any(|part| part.claims.iter().any(|claim| *claim == *id));
    let mut replaced = 0;
    for (kind, later, earlier) in ties.filter(|(kind, ..)| kind.as_str() == "supersedes") {
        if of_plan(earlier.id.as_str()) {
            assert!(printed.contains(&format!("{kind} <- {} ({})", later.id, later.stated_on)), "{printed}");
            replaced += 1;
        }
    }
    assert!(replaced > 3);
}
