//! What the program writes from and into: external claims, datasets in need of layout, and folders compared file by file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{copy_dataset, edit, root};

/// Every file below a folder with its content, hidden ones too.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).expect("the file can be read"));
        }
    }
    found
}

/// The entries of a folder by name.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the folder can be read").file_name().display().to_string())
        .collect();
    names.sort();
    names
}

/// Real claims as lines, each so many times with another number.
pub(crate) fn external_claims(times: usize) -> Vec<String> {
    let claims = guarantee_claims::dataset().claims();
    let numbered = |(i, claim): (usize, guarantee_claims::ClaimRef<'_>)| {
        let mut claim = serde_json::to_value(claim.get()).expect("a claim is JSON");
        claim["id"] = serde_json::json!(format!("{}.{:07}", claim["source"].as_str().expect("a claim has a source"), i + 1_000_000));
        claim["relations"] = serde_json::json!([]);
        claim.to_string()
    };
    let all: Vec<_> = claims.collect();
    all.iter().cycle().take(all.len() * times).copied().enumerate().map(numbered).collect()
}

/// The first words of the text in a folder.
pub(crate) fn first_words(texts: &Path) -> String {
    let text = fs::read_to_string(texts.join(&names(texts)[0])).expect("the text can be read");
    text.lines().next().expect("the text has a line").to_owned()
}

/// The files of a folder by their paths in it.
pub(crate) fn relative(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let below = |path: PathBuf| path.strip_prefix(folder).expect("the file is below the folder").to_owned();
    files(folder).into_iter().map(|(path, content)| (below(path), content)).collect()
}

/// So many actors with their keys in another order than the canonical one.
pub(crate) fn untidy_actors(count: usize) -> String {
    (0..count).fold(String::new(), |mut actors, i| {
        let _ = write!(actors, "\n[[actors]]\nid   = \"actor-{i}\"\nkind = \"person\"\nname = \"Actor {i}\"\n");
        actors
    })
}

/// The commands that write, in a folder made for them, each with the paths that it may change.
pub(crate) fn writing_commands(folder: &Path) -> Vec<(&'static str, Vec<String>)> {
    copy_dataset(&root().join("tests/fixtures/mini"), folder);
    let actors = folder.join("data/actors.toml");
    let more = untidy_actors(900);
    fs::write(&actors, fs::read_to_string(&actors).expect("the file can be read") + &more).expect("the file can be written");
    let claims = folder.join("data/claims/example-2025.toml");
    let words = first_words(&folder.join("texts"));
    let padding = format!("# {}\n", "a comment ".repeat(4000));
    edit(&claims, "[[claims]]", &format!("{padding}[[claims]]"));
    let text = fs::read_to_string(&claims).expect("the file can be read");
    let line = text.lines().find(|line| line.trim_start().starts_with("{ start = ")).expect("there is evidence").to_owned();
    let anchored = folder.join("anchor");
    copy_dataset(folder, &anchored);
    edit(&anchored.join("data/claims/example-2025.toml"), &line, &format!("  {{ find = \"{words}\" }},"));
    let mut lines = external_claims(1);
    lines.push("{}".repeat(3));
    fs::write(folder.join("c.ndjson"), lines.join("\n")).expect("the file can be written");
    fs::write(folder.join("rejected.ndjson"), "{}\n".repeat(200) + &lines[0]).expect("the file can be written");
    let path = |name: &str| folder.join(name).display().to_string();
    let anchored_path = |name: &str| anchored.join(name).display().to_string();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    vec![
        ("export", words(&["export", "--out", &path("dist")])),
        ("export --from", words(&["export", "--from", &path("c.ndjson"), "--rejects", &path("rejects.ndjson"), "--out", &path("from")])),
        ("--rejects", words(&["export", "--from", &path("rejected.ndjson"), "--rejects", &path("many.ndjson"), "--out", &path("from")])),
        ("fmt", words(&["fmt", "--root", &path("")])),
        (
            "anchor",
            words(&["anchor", &anchored_path("data/claims/example-2025.toml"), "--texts", &path("texts"), "--root", &anchored_path("")]),
        ),
        ("--output-file", words(&["validate", "--output-format", "sarif", "--output-file", &path("report.sarif")])),
        ("schema", words(&["schema", "--out", &path("schemas")])),
    ]
}

/// Whether a path has a part with a name of something under construction.
pub(crate) fn is_under_construction(path: &Path) -> bool {
    path.iter().any(|part| part.to_string_lossy().starts_with('.') && part.to_string_lossy().contains(".claims-"))
}
