//! The parts of the pages that are made from the dataset.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use guarantee_claims::coverage::{Coverage, Touched};
use guarantee_claims::render::rules_page;
use guarantee_claims::texts::Texts;
use guarantee_claims::{CommitmentType, Layer, UncodedReason, load};

use crate::support::{assert_fresh, assert_part_fresh, claims, copy_dataset, edit, root, stderr, stdout, texts};

#[test]
fn the_readme_says_what_the_dataset_holds() {
    let dataset = guarantee_claims::dataset();
    let mut page = format!(
        "Version {}: {} claims from {} documents, with {} actors, {} occasions and {} frameworks. Claims by layer and commitment type:\n\n",
        dataset.info().version,
        dataset.claims().len(),
        dataset.sources().len(),
        dataset.actors().len(),
        dataset.occasions().len(),
        dataset.frameworks().len()
    );
    let count = |layer: Option<Layer>, kind: Option<CommitmentType>| {
        let claims = dataset.claims();
        claims
            .filter(|claim| layer.is_none_or(|layer| claim.layer == layer) && kind.is_none_or(|kind| claim.commitment_type == kind))
            .count()
    };
    let row = |name: &str, kind: Option<CommitmentType>| {
        let cells = Layer::ALL.iter().map(|layer| Some(*layer)).chain([None]).map(|layer| match count(layer, kind) {
            0 => String::new(),
            n => n.to_string(),
        });
        format!("| {name} | {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let heads: Vec<_> = Layer::ALL.iter().map(|layer| format!("`{layer}`")).collect();
    let _ = writeln!(page, "| | {} | all |\n|---|{}", heads.join(" | "), "---:|".repeat(heads.len() + 1));
    for kind in CommitmentType::ALL {
        page += &row(&format!("`{kind}`"), Some(*kind));
    }
    page += &row("all", None);
    assert_part_fresh(&root().join("README.md"), "counts", &page);
}

#[test]
fn the_readme_shows_a_claim_and_a_finding() {
    let readme = root().join("README.md");
    let shown = stdout(&claims(&["show", "phoenix24-2025-08.018"]));
    assert_part_fresh(&readme, "claim", &format!("```text\n{shown}```\n"));

    let copy = tempfile::tempdir().expect("a folder can be made");
    copy_dataset(&root(), copy.path());
    let file = copy.path().join("data/claims/phoenix24-2025-08.toml");
    let rest = "\nattribution = \"paraphrased\"\nstatement = \"Estonia would contribute one company";
    edit(&file, &format!("speaker = \"estonia\"{rest}"), &format!("speaker = \"estland\"{rest}"));
    let report = claims(&["validate", "--root", copy.path().to_str().expect("the path is UTF-8")]);
    assert_eq!(report.status.code(), Some(1), "{}", stderr(&report));
    assert_part_fresh(&readme, "finding", &format!("```text\n{}```\n", stdout(&report)));

    let claim = guarantee_claims::dataset().claim("phoenix24-2025-08.018").expect("the claim is there");
    let json = serde_json::to_string_pretty(claim.get()).expect("a claim can be written");
    assert_part_fresh(&readme, "record", &format!("```json\n{json}\n```\n"));
}

#[test]
fn the_page_on_curation_shows_the_coverage() {
    // The figures need the texts; without them the page is taken as it stands, and the test of the evidence says what was not checked.
    let Some(folder) = texts() else { return };
    let loaded = load::load(&root()).expect("the dataset can be read");
    let texts = Texts::read(&folder, &loaded.records.sources).expect("the texts can be read");
    let mut page = String::from(
        "| document | sentences | coded | left uncoded | neither | claims | evidence spans |\n|---|---:|---:|---:|---:|---:|---:|\n",
    );
    let mut reasons = BTreeMap::<UncodedReason, usize>::new();
    for source in &loaded.records.sources {
        let text = texts.get(&source.text.file).expect("the source names a text").expect("the text can be read");
        let coverage = Coverage::of(source, &loaded.records.claims, text);
        let claims: Vec<_> = loaded.records.claims.iter().filter(|claim| claim.source == source.id).collect();
        let spans: usize = claims.iter().map(|claim| claim.evidence.len()).sum();
        let of = |touched| coverage.count(touched);
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {} | {spans} |",
            source.id,
            coverage.sentences(),
            of(Touched::Coded),
            of(Touched::Uncoded),
            of(Touched::Nothing),
            claims.len()
        );
        for range in &source.uncoded {
            *reasons.entry(range.reason).or_default() += 1;
        }
    }
    page += "\nRanges left uncoded, by reason:\n\n| reason | ranges | what it means |\n|---|---:|---|\n";
    for (reason, ranges) in reasons {
        let _ = writeln!(page, "| `{reason}` | {ranges} | {} |", reason.definition());
    }
    assert_part_fresh(&root().join("docs/curation.md"), "coverage", &page);
}

#[test]
fn the_citation_is_that_of_the_dataset() {
    let info = guarantee_claims::dataset().info();
    let text = |text: &str| serde_json::Value::from(text).to_string();
    // The form has no place for a date without a day.
    let released_on = info.released_on.map(|date| date.to_string()).filter(|date| date.len() == 10);
    let released_on = released_on.map(|date| format!("date-released: {date}\n")).unwrap_or_default();
    let published = released_on + &info.url.as_ref().map(|url| format!("url: {}\n", text(url.as_str()))).unwrap_or_default();
    let citation = format!(
        "cff-version: 1.2.0\ntype: dataset\nmessage: Please cite this dataset when you use it.\ntitle: {}\nversion: {}\nlicense: {}\n\
         authors:\n  - name: {}\n{}abstract: {}\nkeywords:\n  - Ukraine\n  - security guarantees\n  - NATO\n  - claims\n",
        text(info.title.as_str()),
        info.version,
        info.licence,
        text(info.creator.as_ref().expect("the dataset has a creator").as_str()),
        published,
        text(info.description.as_str())
    );
    assert_fresh(&root().join("CITATION.cff"), &citation);
}

#[test]
fn the_page_of_rules_is_fresh() {
    assert_fresh(&root().join("docs/rules.md"), &rules_page());
}
