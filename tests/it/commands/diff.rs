//! `claims diff`.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use crate::support::{claims, edit, mini, root, stderr, stdout};

fn diff(arguments: &[&str]) -> Output {
    claims(&[&["diff"], arguments].concat())
}

fn path(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

/// What differs, as JSON.
fn found(old: &str, new: &str) -> Value {
    let output = diff(&[old, new, "--output-format", "json"]);
    let found: Value = serde_json::from_str(&stdout(&output)).unwrap_or_else(|error| panic!("{error}: {}", stderr(&output)));
    assert_eq!(output.status.code(), Some(i32::from(found["same"] == false)));
    found
}

/// The document of a version with these claims.
fn document(version: &str, claims: &Value) -> Value {
    json!({ "version": version, "title": "T", "licence": "CC0-1.0", "sources": [], "actors": [], "occasions": [], "frameworks": [],
            "claims": claims, "withdrawn": [], "changes": [] })
}

/// A folder with the documents of two versions: `old.json`, `new.json`.
fn two(old: &Value, new: &Value) -> (tempfile::TempDir, [String; 2]) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let files = [("old.json", old), ("new.json", new)].map(|(name, value)| {
        let file = folder.path().join(name);
        fs::write(&file, value.to_string()).expect("the file can be written");
        path(&file).to_owned()
    });
    (folder, files)
}

#[test]
fn one_screen_says_what_changed_since_the_first_version() {
    let output = diff(&["@0.1.0", "."]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
    let page = stdout(&output);
    assert!((20..50).contains(&page.lines().count()), "{page}");
    assert!(page.lines().all(|line| line.chars().count() < 160), "{page}");
    for part in [
        "276, now 540: 293 added, 29 withdrawn, 247 changed",
        "us-ukraine-agreement-2024-06 197",
        "modality 247",
        "changes by reason",
        "MINOR",
    ] {
        assert!(page.contains(part), "{page} should hold {part}");
    }
    assert!(!page.contains("without a reason"), "{page}");
    assert_eq!(diff(&["@0.1.0", ".", "--check"]).status.code(), Some(0));
    assert_eq!(diff(&["@0.1.0", ".", "--draft"]).status.code(), Some(0));
    let details = stdout(&diff(&["@0.1.0", ".", "--details"]));
    for part in ["{+", "[-", "t4k3-2025-08.008", "(now t4k3-2025-08.002)", "one claim, which is Mark Rutte's"] {
        assert!(details.contains(part), "the details should hold {part}");
    }
}

#[test]
fn a_version_is_the_same_in_whatever_it_comes() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let dist = folder.path().join("dist");
    assert_eq!(claims(&["export", "--quiet", "--out", path(&dist), "--format", "json"]).status.code(), Some(0));
    let files: Vec<_> = ["dataset.json", "vocabulary.json", "agreement.json", "codings.json"]
        .map(|name| (format!("dist/json/{name}"), dist.join("json").join(name)))
        .into();
    let tar = |output: Box<dyn std::io::Write>| {
        let mut archive = tar::Builder::new(output);
        for (name, file) in &files {
            archive.append_path_with_name(file, name).expect("it can be packed");
        }
        archive.into_inner().expect("it can be packed").flush().expect("it can be written");
    };
    let created = |name: &str| fs::File::create(folder.path().join(name)).expect("a file can be made");
    tar(Box::new(created("e.tar")));
    tar(Box::new(flate2::write::GzEncoder::new(created("e.tar.gz"), flate2::Compression::fast())));
    tar(Box::new(zstd::stream::write::Encoder::new(created("e.tar.zst"), 1).expect("it can be packed").auto_finish()));
    let mut archive = zip::ZipWriter::new(created("e.zip"));
    for (name, file) in &files {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("it can be packed");
        archive.write_all(&fs::read(file).expect("it was exported")).expect("it can be packed");
    }
    archive.finish().expect("it can be packed");
    let current = format!("@{}", env!("CARGO_PKG_VERSION"));
    for name in ["dist", "e.tar", "e.tar.gz", "e.tar.zst", "e.zip"] {
        let version = folder.path().join(name);
        for other in [".", &current] {
            let found = found(other, path(&version));
            assert_eq!((&found["same"], &found["notCompared"]), (&true.into(), &json!([])), "{name}");
        }
        // It is no empty version: another one differs from it.
        assert_eq!(found("@0.1.0", path(&version))["counts"]["claim"]["added"], 293, "{name}");
    }
    let alone = found(".", path(&dist.join("json/dataset.json")));
    assert_eq!((&alone["same"], alone["notCompared"].as_array().map(Vec::len)), (&true.into(), Some(3)));
}

/// A folder with a version, and beside its document tables: a list of rows each.
fn export(folder: &Path, version: &str, tables: &[(&str, &Value)]) -> String {
    let export = folder.join(version);
    fs::create_dir_all(&export).expect("a folder can be made");
    for (name, value) in [("dataset", &document(version, &json!([])))].iter().chain(tables) {
        fs::write(export.join(format!("{name}.json")), value.to_string()).expect("the file can be written");
    }
    path(&export).to_owned()
}

#[test]
fn codings_are_compared_by_document_and_id() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let coding = |source: &str, coding: &str, layer: &str| json!({ "source": source, "coding": coding, "statement": "S.", "layer": layer });
    let first = json!([coding("d", "a.001", "outside"), coding("d", "b.001", "outside"), coding("e", "a.001", "outside")]);
    let second = json!([coding("d", "a.001", "architecture"), coding("e", "a.001", "outside"), coding("e", "b.001", "outside")]);
    let old = export(folder.path(), "1.0.0", &[("codings", &first)]);
    let [same, other] = [("1.0.1", &first), ("1.0.2", &second)].map(|(version, rows)| export(folder.path(), version, &[("codings", rows)]));
    let none = found(&old, &same);
    assert_eq!((&none["same"], &none["codings"]), (&true.into(), &json!([])));
    let compared = found(&old, &other);
    let of = |source: &str, coding: &str, change: &str| json!({ "source": source, "coding": coding, "change": change, "field": null, "old": null, "new": null });
    let changed =
        json!({ "source": "d", "coding": "a.001", "change": "changed", "field": "layer", "old": "outside", "new": "architecture" });
    assert_eq!(compared["codings"], json!([changed, of("d", "b.001", "removed"), of("e", "b.001", "added")]));
    assert_eq!(compared["version"]["asked"], json!([{ "part": "PATCH", "for": "3 codings added, removed or changed" }]));
    let page = stdout(&diff(&[&old, &other, "--details"]));
    for part in [
        "codings       1 added, 1 removed, 1 changed (layer 1)",
        "coding d a.001: layer: outside -> architecture",
        "coding d b.001: removed",
    ] {
        assert!(page.contains(part), "{page} should hold {part}");
    }
    let markdown = stdout(&diff(&[&old, &other, "--output-format", "markdown"]));
    assert!(markdown.contains("| d | 0 | 1 | 1 | layer 1 |\n| e | 1 | 0 | 0 |  |"), "{markdown}");
}

#[test]
fn the_order_of_terms_is_compared_and_takes_a_minor_version() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let terms =
        |terms: &[&str]| Value::Array(terms.iter().map(|term| json!({ "field": "layer", "value": term, "definition": "D." })).collect());
    let old = export(folder.path(), "1.0.0", &[("vocabulary", &terms(&["a", "b", "c", "gone"]))]);
    let inserted = export(folder.path(), "1.1.0", &[("vocabulary", &terms(&["a", "new", "b", "c"]))]);
    assert_eq!(found(&old, &inserted)["order"], json!([]));
    let moved = export(folder.path(), "1.0.1", &[("vocabulary", &terms(&["a", "c", "b", "gone"]))]);
    let some = found(&old, &moved);
    assert_eq!(some["order"], json!([{ "vocabulary": "layer", "old": ["a", "b", "c", "gone"], "new": ["a", "c", "b", "gone"] }]));
    let output = diff(&[&old, &moved, "--check"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("MINOR: another order of the terms of layer"), "{}", stderr(&output));
    let page = stdout(&diff(&[&old, &moved, "--details"]));
    assert!(page.contains("order of layer: a, b, c, gone -> a, c, b, gone"), "{page}");
    let markdown = stdout(&diff(&[&old, &moved, "--output-format", "markdown"]));
    assert!(markdown.contains("| layer | a, b, c, gone | a, c, b, gone |"), "{markdown}");
}

#[test]
fn a_dataset_of_another_version_is_read_as_it_stands() {
    let (one, other) = (mini(), mini());
    let claims = other.path().join("data/claims/example-2025.toml");
    edit(&claims, "Example State is going to be present in Ukraine.", "Example State will be present in Ukraine.");
    // No term of today's.
    edit(&claims, "aspect = \"capability\"", "aspect = \"of-old\"");
    edit(&other.path().join("data/actors.toml"), "name = \"Neighbour State\"", "name = \"The Neighbour\"");
    let found = found(path(one.path()), path(other.path()));
    let changes = found["changes"].as_array().expect("there are changes");
    let fields: Vec<_> = changes.iter().map(|change| (change["id"].as_str(), change["field"].as_str())).collect();
    assert_eq!(
        fields,
        [
            (Some("example-2025.001"), Some("aspect")),
            (Some("example-2025.002"), Some("statement")),
            (Some("neighbour-state"), Some("name")),
        ]
    );
    let words = json!([{ "same": "Example State" }, { "old": "is going to" }, { "new": "will" }, { "same": "be present in Ukraine." }]);
    assert_eq!(changes[1]["words"], words);
    let table = stdout(&diff(&[path(one.path()), path(other.path()), "--output-format", "csv"]));
    assert!(table.contains("claim,example-2025.001,changed,aspect,capability,of-old,\n"), "{table}");
    let page = stdout(&diff(&[path(one.path()), path(other.path()), "--output-format", "markdown"]));
    assert!(page.contains("Example State ~~is going to~~ **will** be present in Ukraine."), "{page}");
}

#[test]
fn a_change_that_the_version_does_not_announce_is_an_error() {
    let one = json!([{ "id": "a.001", "statement": "One." }]);
    let more = json!([{ "id": "a.001", "statement": "One." }, { "id": "a.002", "statement": "Two." }]);
    for (old, new, expected, said) in [
        (document("1.0.0", &one), document("1.0.1", &more), 1, "MINOR: 1 claim added"),
        (document("1.0.0", &one), document("1.1.0", &more), 0, ""),
        (document("1.0.0", &more), document("1.1.0", &one), 1, "MAJOR: 1 claim gone and not in data/withdrawn.toml, such as a.002"),
        (document("1.0.0", &one), document("1.0.0", &one), 0, ""),
        (document("1.1.0", &one), document("1.0.0", &one), 1, "1.0.0 is below 1.1.0"),
    ] {
        let (_folder, [old, new]) = two(&old, &new);
        let output = diff(&[&old, &new, "--check"]);
        assert_eq!(output.status.code(), Some(expected), "{}{}", stdout(&output), stderr(&output));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
}

#[test]
fn missing_reasons_are_drafted_and_the_completed_draft_gives_them() {
    let folder = mini();
    let old = json!({ "version": "1.2.2", "title": "A dataset invented for tests", "licence": "CC-BY-4.0", "sources": [], "actors": [],
                      "occasions": [], "frameworks": [], "claims": [{ "id": "example-2025.001", "statement": "It was another one." }] });
    let kept = folder.path().join("data/released/1.2.2");
    fs::create_dir_all(&kept).expect("a folder can be made");
    fs::write(kept.join("dataset.json"), old.to_string()).expect("the file can be written");
    let arguments = ["@1.2.2", "--root", path(folder.path()), "--draft"];
    let output = diff(&arguments);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let draft = stdout(&output);
    assert!(draft.contains("kinds = [\"actor\"]\nreason = \"\"\n"), "{draft}");
    edit(
        &folder.path().join("data/changes/1.2.3.toml"),
        "",
        &draft.replace("reason = \"\"", "reason = \"It was invented anew for tests.\""),
    );
    let output = diff(&arguments);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), ""), "{}", stderr(&output));
    let output = claims(&["validate", "--root", path(folder.path()), "--deny-warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

#[test]
fn what_is_no_version_is_refused_with_what_is_taken() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = |name: &str, content: &[u8]| {
        let file = folder.path().join(name);
        fs::write(&file, content).expect("the file can be written");
        path(&file).to_owned()
    };
    let mut deep = document("1.0.0", &json!([]));
    deep["claims"] = json!([{ "statement": "It has no id." }]);
    for (argument, expected) in [
        (path(&folder.path().join("missing")).to_owned(), "): expected a dataset (a folder"),
        (path(folder.path()).to_owned(), "has neither data/ and seeds/ nor json/dataset.json"),
        ("@9.9.9".to_owned(), "there is no version @9.9.9: expected one of @0.1.0, @"),
        ("@../..".to_owned(), "there is no version @../..: expected one of"),
        (file("broken.zip", b"PK\x03\x04 no archive"), "cannot read the archive"),
        (file("broken.tar.gz", b"\x1f\x8b no archive"), "cannot read the archive"),
        (file("broken.tar.zst", b"no archive"), "cannot read the archive"),
        (file("broken.tar", b"no archive"), "cannot read the archive"),
        (file("empty.tar", &[0; 1024]), "holds no json/dataset.json"),
        (file("broken.json", b"{\"version\": "), "it is no JSON"),
        (file("other.json", b"[]"), "it is no object"),
        (file("nothing.json", b"{\"version\": \"1.0.0\"}"), "it has no key sources"),
        (file("deep.json", deep.to_string().as_bytes()), "number 1 of its claims has no id"),
        (file("claims.csv", b"id\n"), "is none of these by its name"),
    ] {
        let output = diff(&[&argument, "."]);
        assert_eq!(output.status.code(), Some(2), "{argument}: {}", stdout(&output));
        assert!(stderr(&output).contains(expected), "{argument}: {}", stderr(&output));
    }
}

#[test]
fn a_dataset_with_errors_is_not_compared() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    crate::support::copy_dataset(&root(), folder.path());
    edit(&folder.path().join("data/claims/t4k3-2025-08.toml"), "aspect = \"structure\"", "aspect = \"no-such-term\"");
    let output = diff(&["@0.1.0", path(folder.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("has errors"), "{}", stderr(&output));
}
