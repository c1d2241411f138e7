//! The crate as it is published: what is in it, what it brings along, and which compilers take it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::root;

/// What cargo prints; nothing is fetched and the lock file is taken as it is.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo prints UTF-8")
}

/// The crates that the package brings along with these features, its build included, on this machine.
fn crates(features: &[&str]) -> BTreeSet<String> {
    let features = features.join(",");
    let tree = ["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}", "--no-default-features", "--features", &features];
    let lines = cargo(&tree);
    let names = lines.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != env!("CARGO_PKG_NAME")).map(str::to_owned).collect()
}

#[test]
fn the_types_need_serde_and_at_most_six_more_crates() {
    let types = crates(&[]);
    assert!(types.contains("serde") && types.len() <= 7, "{types:?}");
    assert!(crates(&["load"]).len() > 7, "the tree should be that of the features");
}

#[test]
fn the_package_holds_what_it_should_and_nothing_else() {
    let listed = cargo(&["package", "--list", "--allow-dirty"]);
    // Cargo adds it where the package lies in a repository.
    let listed: BTreeSet<_> = listed.lines().filter(|name| *name != ".cargo_vcs_info.json").map(str::to_owned).collect();
    let mut expected: BTreeSet<_> =
        ["Cargo.toml", "Cargo.toml.orig", "Cargo.lock", "build.rs", "README.md", "CHANGELOG.md", "CITATION.cff"].map(str::to_owned).into();
    expected.extend(["LICENSE-APACHE", "LICENSE-DATA", "LICENSE-MIT"].map(str::to_owned));
    for (folder, extensions) in
        [("src", &["rs", "html"][..]), ("data", &["toml", "csv", "json"]), ("seeds", &["toml"]), ("schema", &["json"])]
    {
        collect(&root().join(folder), extensions, &mut expected);
    }
    expected.retain(|name| !(name.starts_with("schema/released/") || name.starts_with("data/released/") && name.ends_with("/codings.csv")));
    assert_eq!(listed, expected);
}

/// The files below a folder, which must all have one of these extensions.
fn collect(folder: &Path, extensions: &[&str], found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, extensions, found);
        } else {
            let extension = path.extension().and_then(|extension| extension.to_str());
            assert!(extension.is_some_and(|extension| extensions.contains(&extension)), "{}", path.display());
            let name = path.strip_prefix(root()).expect("the file is in the checkout");
            found.insert(name.to_str().expect("the name is UTF-8").to_owned());
        }
    }
}

#[test]
fn the_package_is_below_a_megabyte() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let target = folder.path().to_str().expect("the path is UTF-8");
    cargo(&["package", "--no-verify", "--allow-dirty", "--quiet", "--target-dir", target]);
    let name = format!("package/{}-{}.crate", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let size = fs::metadata(folder.path().join(name)).expect("the package was made").len();
    assert!((50_000..1_000_000).contains(&size), "{size} bytes");
}

/// A version of the compiler without its patches.
fn version(text: &str) -> Vec<u32> {
    text.split('.').take(2).map(|part| part.parse().expect("a version is made of numbers")).collect()
}

fn machine() -> String {
    let output = Command::new("rustc").args(["--print", "host-tuple"]).current_dir(root()).output().expect("the compiler can be started");
    String::from_utf8(output.stdout).expect("the compiler prints UTF-8").trim().to_owned()
}

/// The crates of these features that ask for a later compiler than `rust`.
fn too_new(features: &[&str], rust: &str) -> Vec<String> {
    let names = crates(features);
    // What other machines would need is not there to be asked.
    let metadata = cargo(&["metadata", "--format-version", "1", "--all-features", "--filter-platform", &machine()]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("there are packages").iter();
    let of_features = packages.filter(|package| package["name"].as_str().is_some_and(|name| names.contains(name)));
    let later = of_features.filter(|package| package["rust_version"].as_str().is_some_and(|asked| version(asked) > version(rust)));
    later.map(|package| format!("{} {}", package["name"], package["rust_version"])).collect()
}

#[test]
fn no_crate_asks_for_a_later_compiler_than_the_package_says() {
    assert_eq!(too_new(&[], env!("CARGO_PKG_RUST_VERSION")), Vec::<String>::new());
    assert_eq!(too_new(&["schema"], env!("CARGO_PKG_RUST_VERSION")), Vec::<String>::new());
    assert_eq!(too_new(&["cli"], "1.88"), Vec::<String>::new());
    // The crate docs and the README say the same.
    assert!(!too_new(&["load"], env!("CARGO_PKG_RUST_VERSION")).is_empty());
    for page in ["src/lib.rs", "README.md"] {
        let text = fs::read_to_string(root().join(page)).expect("the page can be read");
        assert!(text.contains(&format!("Rust {}", env!("CARGO_PKG_RUST_VERSION"))) && text.contains("1.88"), "{page}");
    }
}

/// The rows of the tables in docs/dependencies.md under a heading: crate, licence, what for, without it.
fn listed(page: &str, heading: &str) -> Vec<[String; 4]> {
    let (_, part) = page.split_once(&format!("## {heading}\n")).unwrap_or_else(|| panic!("the page should have a part {heading}"));
    let part = part.split("\n## ").next().unwrap_or_default();
    let rows = part.lines().filter(|line| line.starts_with("| `"));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect::<Vec<_>>();
    rows.map(|row| cells(row).try_into().unwrap_or_else(|_| panic!("four cells are expected: {row}"))).collect()
}

#[test]
fn the_page_of_dependencies_lists_each_with_its_licence_and_no_other() {
    let page = fs::read_to_string(root().join("docs/dependencies.md")).expect("the page can be read");
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--all-features", "--filter-platform", &machine()]))
            .expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let own = packages.iter().find(|package| package["name"] == env!("CARGO_PKG_NAME")).expect("the package is there");
    // A path leads to another package of this repository.
    let direct =
        own["dependencies"].as_array().expect("the package has dependencies").iter().filter(|dependency| dependency["path"].is_null());
    let of_kind = |tests: bool| -> BTreeSet<&str> {
        let names =
            direct.clone().filter(|dependency| (dependency["kind"] == "dev") == tests).filter_map(|dependency| dependency["name"].as_str());
        names.collect()
    };
    let (in_crate, in_tests) = (of_kind(false), of_kind(true));
    assert!(in_crate.contains("serde") && in_tests.contains("tempfile"), "{in_crate:?} {in_tests:?}");
    let in_tests = in_tests.difference(&in_crate).copied().collect();
    for (heading, expected) in [("In the crate", in_crate), ("In the tests alone", in_tests)] {
        let rows = listed(&page, heading);
        let names: Vec<_> = rows.iter().map(|[name, ..]| name.as_str()).collect();
        assert_eq!(names, expected.into_iter().collect::<Vec<_>>(), "docs/dependencies.md, {heading}: in the order of the names");
        for [name, licence, reason, without] in &rows {
            let packages_of_it = packages.iter().filter(|package| package["name"] == name.as_str());
            let licences: BTreeSet<_> = packages_of_it.filter_map(|package| package["license"].as_str()).collect();
            assert_eq!(licences, BTreeSet::from([licence.as_str()]), "docs/dependencies.md: the licence of {name}");
            assert!(reason.len() > 10 && without.len() > 10, "docs/dependencies.md: {name} should have a reason and what it is without");
        }
    }
}

#[test]
fn the_supply_chain_is_looked_after() {
    let read = |name: &str| fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let manifest: toml::Table = read("Cargo.toml").parse().expect("the manifest is TOML");
    assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true));
    assert_eq!(manifest["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    let deny: toml::Table = read("deny.toml").parse().expect("the file is TOML");
    assert_eq!(deny["bans"]["multiple-versions"].as_str(), Some("deny"));
    assert_eq!((deny["sources"]["unknown-registry"].as_str(), deny["sources"]["unknown-git"].as_str()), (Some("deny"), Some("deny")));
    assert!(read(".ci/audit").contains("cargo deny --locked check licenses bans sources"));
}
