//! The real dataset: clean, complete, and at hand for Rust programs.

use guarantee_claims::{ClaimRef, Dataset, ErrorKind, Layer, RelationKind};

use crate::support::{edit, mini, root};

#[test]
fn the_embedded_dataset_is_the_one_in_the_checkout() {
    let loaded = Dataset::load(root()).expect("the dataset is valid");
    assert_eq!(&loaded, guarantee_claims::dataset());
}

#[test]
fn the_five_documents_give_the_claims_that_were_expected_of_them() {
    let of = |source: &str| guarantee_claims::dataset().claims().filter(|claim| claim.source == source).count();
    for (source, least) in [
        ("newstech24-2025-12", 30),
        ("t4k3-2025-08", 25),
        ("flga-2025-12", 30),
        ("phoenix24-2025-08", 50),
        ("revolutions2040-2025-08", 100),
    ] {
        assert!(of(source) >= least, "{source} has {} claims", of(source));
    }
}

#[test]
fn every_mention_leads_to_its_record() {
    for claim in guarantee_claims::dataset().claims() {
        assert_eq!(claim.speaker_record().id, claim.speaker);
        assert_eq!(claim.source_record().id, claim.source);
        assert_eq!(claim.via_record().map(|via| &via.id), claim.via.as_ref());
        assert_eq!(claim.occasion_record().map(|occasion| &occasion.id), claim.occasion.as_ref());
        let parties = claim.parties.iter().map(|party| (&party.actor, party.role));
        assert!(claim.party_records().map(|(party, role)| (&party.id, role)).eq(parties));
        for (kind, target) in claim.related() {
            assert!(target.related_from().any(|(back, from)| back == kind && from.id == claim.id));
        }
    }
}

#[test]
fn records_are_found_by_their_ids() {
    let dataset = guarantee_claims::dataset();
    assert!(dataset.claims().all(|claim| dataset.claim(claim.id.as_str()) == Some(claim)));
    let is_of = |claim: &ClaimRef<'_>| format!("{}.{}", claim.source, claim.id.number()) == claim.id.as_str();
    assert!(dataset.claims().all(|claim| claim.source == claim.id.source() && is_of(&claim)));
    assert!(dataset.actors().iter().all(|actor| dataset.actor(actor.id.as_str()) == Some(actor)));
    assert!(dataset.sources().iter().all(|source| dataset.source(source.id.as_str()) == Some(source)));
    assert!(dataset.occasions().iter().all(|occasion| dataset.occasion(occasion.id.as_str()) == Some(occasion)));
    assert!(dataset.frameworks().iter().all(|framework| dataset.framework(framework.id.as_str()) == Some(framework)));
    assert!(dataset.claim("newstech24-2025-12.999").is_none());
}

#[test]
fn the_frameworks_are_there_and_each_part_is_backed_by_claims() {
    let dataset = guarantee_claims::dataset();
    let ids: Vec<_> = dataset.frameworks().iter().map(|framework| framework.id.as_str()).collect();
    let of_reports = ["article-5-like", "layered-shield", "three-layer", "two-layer", "two-part-agreement"];
    let of_instruments = ["bilateral-agreement-2024", "ukraine-compact-2024"];
    let mut expected = [&of_reports[..], &of_instruments].concat();
    expected.sort_unstable();
    assert_eq!(ids, expected);
    for framework in dataset.frameworks() {
        let ordinals: Vec<_> = framework.components.iter().map(|part| part.ordinal).collect();
        assert!((1..).take(ordinals.len()).eq(ordinals.iter().copied()), "{}: {ordinals:?}", framework.id);
        for part in &framework.components {
            for id in &part.claims {
                let claim = dataset.claim(id.as_str()).expect("the claim is there");
                assert!(part.layer.is_none_or(|layer| layer == claim.layer || layer == Layer::Architecture), "{}: {id}", framework.id);
            }
        }
    }
}

#[test]
fn the_three_layer_structure_supersedes_the_two_layer_plan() {
    let dataset = guarantee_claims::dataset();
    let supersedes = dataset.framework("three-layer").and_then(|framework| framework.supersedes.as_ref());
    assert_eq!(supersedes.map(guarantee_claims::FrameworkId::as_str), Some("two-layer"));
    let replaced =
        |claim: ClaimRef<'_>| claim.related().any(|(kind, target)| kind == RelationKind::Supersedes && target.source != claim.source);
    assert!(dataset.claims().any(|claim| claim.source == "newstech24-2025-12" && replaced(claim)));
}

#[test]
fn an_invalid_dataset_is_refused_with_every_error_and_its_place() {
    let folder = mini();
    let claims = folder.path().join("data/claims/example-2025.toml");
    edit(&claims, "layer = \"architecture\"", "layer = \"architectur\"");
    edit(&claims, "speaker = \"neighbour-state\"", "speaker = \"nobody\"");
    let error = Dataset::load(folder.path()).expect_err("the dataset is invalid");
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    let message = error.to_string();
    assert!(
        message.contains("data/claims/example-2025.toml:60:11: error[unknown-reference]: example-2025.003: there is no actor \"nobody\"")
    );
    assert!(
        message.contains(":89:9: error[unknown-term]: layer: \"architectur\" is not a layer: did you mean \"architecture\"?"),
        "{message}"
    );
}

#[test]
fn a_folder_that_is_no_dataset_is_an_error_of_use() {
    let empty = tempfile::tempdir().expect("a folder can be made");
    let error = Dataset::load(empty.path()).expect_err("there is no dataset");
    assert_eq!(error.kind(), ErrorKind::Usage);
}

#[test]
fn the_crate_has_the_version_of_the_data() {
    assert_eq!(
        guarantee_claims::dataset().info().version,
        env!("CARGO_PKG_VERSION"),
        "Cargo.toml should have the version of data/dataset.toml"
    );
}

#[test]
fn the_crate_has_the_author_of_the_data() {
    let creator = guarantee_claims::dataset().info().creator.as_ref().map(guarantee_claims::Text::as_str);
    assert_eq!(creator, Some(env!("CARGO_PKG_AUTHORS")), "Cargo.toml should name the creator of data/dataset.toml as its author");
}

#[test]
fn the_readmes_dependency_is_this_crate_with_a_feature_that_it_has() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README can be read");
    let block = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the README has a TOML block");
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest can be read");
    let [block, manifest]: [toml::Table; 2] = [block, &manifest].map(|text| text.parse().expect("the text is TOML"));
    let dependency = &block["dependencies"]["guarantee-claims"];
    assert!(env!("CARGO_PKG_VERSION").starts_with(dependency["version"].as_str().expect("it has a version")));
    for feature in dependency["features"].as_array().expect("it has features") {
        assert!(manifest["features"].get(feature.as_str().expect("a feature is a text")).is_some(), "{feature}");
    }
}
