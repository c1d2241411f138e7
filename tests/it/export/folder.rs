//! The export as a folder: whole or not at all, ours alone, the same bytes each time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use guarantee_claims::export::{tables, write_claims, write_json};
use guarantee_claims::texts::sha256;
use serde_json::{Map, Value, json};

use crate::support::{claims, copy_dataset, edit, mini, root, stderr, stdout};

/// Every file below a folder with its content.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("the file is below the folder").display().to_string();
                found.insert(name, fs::read(&path).expect("the file can be read"));
            }
        }
    }
    found
}

/// The entries of a folder by name.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").file_name().display().to_string()).collect();
    names.sort();
    names
}

fn export(root: &Path, out: &Path) -> std::process::Output {
    claims(&["export", "--root", &root.display().to_string(), "--out", &out.display().to_string()])
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    for out in [&first, &second, &second] {
        let output = export(&root(), out);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    assert!(files(&first).len() > 40);
    assert!(files(&first) == files(&second));
    assert_eq!(names(folder.path()), ["first", "second"], "nothing should be left beside the exports");
}

#[test]
fn an_export_shows_a_thousand_findings_or_as_many_as_are_wanted_and_counts_the_others() {
    let folder = mini();
    let actor = |i: usize| format!("\n[[actors]]\nid = \"actor-{i}\"\nname = \"Actor {i}\"\nkind = \"person\"\n");
    let actors = folder.path().join("data/actors.toml");
    let text = fs::read_to_string(&actors).expect("the file can be read") + &(0..1100).map(actor).collect::<String>();
    fs::write(&actors, text).expect("the file can be written");
    let (path, out) = (folder.path().display().to_string(), folder.path().join("out").display().to_string());
    for (options, shown, hidden) in [(&[][..], 1000, 100), (&["--max-findings", "7"], 7, 1093)] {
        let output = claims(&[&["export", "--root", &path, "--out", &out, "--format", "csv"], options].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let said = stdout(&output);
        assert_eq!(said.matches("warning[unused-record]").count(), shown, "{options:?}");
        let rest = format!("{hidden} more findings (0 of severity error) are not shown: raise --max-findings to see more");
        assert!(said.contains(&rest) && said.contains("0 errors, 1,100 warnings"), "{options:?}");
    }
}

#[test]
fn formats_can_be_chosen() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("dist");
    let path = out.display().to_string();
    assert_eq!(claims(&["export", "--out", &path, "--format", "csv,json"]).status.code(), Some(0));
    assert_eq!(names(&out), [".guarantee-claims-export", "LICENSE", "README.md", "SHA256SUMS", "csv", "json", "schema"]);
    assert_eq!(claims(&["export", "--out", &path, "--format", "parquet"]).status.code(), Some(0));
    assert_eq!(
        names(&out),
        [".guarantee-claims-export", "LICENSE", "README.md", "SHA256SUMS", "croissant.json", "load.sql", "parquet", "schema"]
    );
    assert_eq!(claims(&["export", "--out", &path, "--format", "xlsx"]).status.code(), Some(0));
    assert_eq!(names(&out), [".guarantee-claims-export", "LICENSE", "README.md", "SHA256SUMS", "guarantee-claims.xlsx", "schema"]);
}

#[test]
fn checksums_are_those_of_the_files() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("dist");
    assert_eq!(export(&root(), &out).status.code(), Some(0));
    let mut files = files(&out);
    let sums = String::from_utf8(files.remove("SHA256SUMS").expect("there are checksums")).expect("they are text");
    files.remove(".guarantee-claims-export");
    let expected: String = files.iter().flat_map(|(name, content)| [sha256(content), format!("  {name}\n")]).collect();
    assert_eq!(sums, expected);
    let package: Value = serde_json::from_slice(&files["csv/datapackage.json"]).expect("a data package is JSON");
    for resource in package["resources"].as_array().expect("there are resources") {
        let path = resource["path"].as_str().expect("a resource has a path");
        let file = &files[&format!("csv/{path}")];
        assert_eq!((&resource["bytes"], &resource["hash"]), (&json!(file.len()), &json!(format!("sha256:{}", sha256(file)))), "{path}");
    }
}

#[test]
fn an_invalid_dataset_leaves_the_previous_export() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("dist");
    assert_eq!(export(mini().path(), &out).status.code(), Some(0));
    let before = files(&out);
    let output = export(invalid().path(), &out);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("nothing was written"));
    assert!(files(&out) == before);
    assert_eq!(names(folder.path()), ["dist"]);
}

#[test]
fn a_folder_that_is_not_ours_is_never_touched() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("thesis.txt"), "years of work").expect("the file can be written");
    let output = export(&root(), folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is not an export of this program"), "{}", stderr(&output));
    assert_eq!(names(folder.path()), ["thesis.txt"]);
    let file = folder.path().join("thesis.txt");
    assert_eq!(export(&root(), &file).status.code(), Some(2));
    assert_eq!(fs::read_to_string(file).expect("the file is there"), "years of work");
}

/// Puts a mistake into a copy of the miniature dataset, so that a check would say something.
fn invalid() -> tempfile::TempDir {
    let folder = mini();
    edit(&folder.path().join("data/actors.toml"), "kind = \"outlet\"", "kind = \"outlets\"");
    folder
}

#[test]
fn the_folder_that_the_caller_is_in_and_the_dataset_are_not_replaced() {
    let (dataset, invalid, folder) = (mini(), invalid(), tempfile::tempdir().expect("a folder can be made"));
    let dist = folder.path().join("dist");
    assert_eq!(export(dataset.path(), &dist).status.code(), Some(0));
    // A dataset that lies in an earlier export.
    copy_dataset(dataset.path(), &dist.join("inner"));
    let claims_in = |here: &Path, root: &Path, out: &Path, more: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claims"));
        program.args(["export", "--root"]).arg(root).arg("--out").arg(out).args(more).current_dir(here);
        program.output().expect("the program can be started")
    };
    let from = folder.path().join("c.ndjson").display().to_string();
    fs::write(&from, "{}\n").expect("the file can be written");
    let here = "is or holds the current folder";
    for more in [vec![], vec!["--from", &from]] {
        for (here, root, out, said) in [
            (dist.as_path(), invalid.path(), ".", here),
            (&dist, invalid.path(), "./", here),
            (&dist, invalid.path(), "../dist", here),
            (&dist.join("csv"), invalid.path(), "..", here),
            (&dist.join("csv"), invalid.path(), dist.to_str().expect("the path is UTF-8"), here),
            (folder.path(), &dist.join("inner"), "dist", "holds the dataset"),
            (invalid.path(), invalid.path(), "data/dist", "is in data/ of the dataset"),
            (invalid.path(), invalid.path(), "seeds", "is in seeds/ of the dataset"),
            (invalid.path(), invalid.path(), "new/../data/claims/a/b", "is in data/ of the dataset"),
            (&invalid.path().join("data"), invalid.path(), "x", "is in data/ of the dataset"),
        ] {
            let before = (files(&dist), files(invalid.path()));
            let output = claims_in(here, root, Path::new(out), &more);
            assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{out} {more:?}: {}", stderr(&output));
            assert!(stderr(&output).contains(said) && stderr(&output).contains("such as --out dist"), "{out}: {}", stderr(&output));
            assert!(before == (files(&dist), files(invalid.path())), "{out} has changed something");
        }
    }
    // Beside them is as good as anywhere.
    fs::remove_dir_all(dist.join("inner")).expect("the folder is ours");
    for (here, out) in [(folder.path(), "dist"), (dataset.path(), "data-dist"), (&dist, "../other")] {
        let output = claims_in(here, dataset.path(), Path::new(out), &[]);
        assert_eq!(output.status.code(), Some(0), "{out}: {}", stderr(&output));
    }
}

#[test]
fn an_export_is_known_without_the_file_that_marks_it_and_nothing_else_is() {
    let (dataset, folder) = (mini(), tempfile::tempdir().expect("a folder can be made"));
    let out = folder.path().join("dist");
    let marker = out.join(".guarantee-claims-export");
    let unmarked = |formats: &str| {
        let path = out.display().to_string();
        fs::remove_dir_all(&out).unwrap_or_default();
        let output = claims(&["export", "--root", &dataset.path().display().to_string(), "--out", &path, "--format", formats]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        fs::remove_file(&marker).expect("an export has a marker");
    };
    for formats in ["csv,json,parquet", "csv", "parquet"] {
        unmarked(formats);
        let output = export(dataset.path(), &out);
        assert_eq!(output.status.code(), Some(0), "{formats}: {}", stderr(&output));
        assert!(marker.is_file());
        assert_eq!(names(folder.path()), ["dist"], "{formats}");
    }
    let append = |name: &'static str, text: &'static str| {
        let out = &out;
        move || {
            let path = out.join(name);
            let content = fs::read_to_string(&path).unwrap_or_default();
            fs::write(path, content + text).expect("the file can be written");
        }
    };
    let others: [(&str, &dyn Fn()); 9] = [
        ("another file", &append("thesis.txt", "years of work")),
        ("another file in a folder", &append("csv/thesis.csv", "years,of,work")),
        ("a hidden file", &append(".thesis", "years of work")),
        ("a file that was changed", &append("csv/claims.csv", "\n")),
        ("a description that was changed", &append("csv/datapackage.json", "\n")),
        ("an empty folder", &|| fs::create_dir(out.join("thesis")).expect("a folder can be made")),
        ("a file that is gone", &|| fs::remove_file(out.join("csv/actors.csv")).expect("the file is there")),
        ("no list", &|| fs::remove_file(out.join("SHA256SUMS")).expect("the file is there")),
        ("a list that names more", &append("SHA256SUMS", "0000  csv/gone.csv\n")),
    ];
    for (what, change) in others {
        unmarked("csv,json,parquet");
        change();
        let before = files(&out);
        let output = export(dataset.path(), &out);
        assert_eq!(output.status.code(), Some(2), "{what}");
        assert!(stderr(&output).contains("is not an export of this program"), "{what}: {}", stderr(&output));
        assert!(files(&out) == before, "{what}");
    }
    if cfg!(not(target_os = "linux")) {
        return;
    }
    // The same files under a list of their own are another project's.
    unmarked("csv");
    edit(&out.join("csv/datapackage.json"), "\"name\": \"guarantee-claims\"", "\"name\": \"another\"");
    let script =
        "find . -type f ! -name SHA256SUMS -printf '%P\\n' | sort | xargs sha256sum > SHA256SUMS && sha256sum --quiet --check SHA256SUMS";
    let listed = Command::new("bash").args(["-c", script]).current_dir(&out).status().expect("a shell can be started");
    assert!(listed.success());
    assert_eq!(export(dataset.path(), &out).status.code(), Some(2));
    assert_eq!(names(folder.path()), ["dist"]);
}

#[test]
fn an_empty_folder_and_one_to_be_made_are_taken() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder can be made");
    assert_eq!(export(&root(), &empty).status.code(), Some(0));
    assert_eq!(export(&root(), &folder.path().join("a/b/c")).status.code(), Some(0));
}

#[test]
fn what_a_killed_export_left_is_removed_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let left = folder.path().join(".dist.claims-export-1-0");
    let foreign = folder.path().join(".dist.claims-export-mine");
    for path in [&left, &foreign] {
        fs::create_dir(path).expect("a folder can be made");
        fs::write(path.join("claims.csv"), "half").expect("the file can be written");
    }
    fs::write(left.join(".guarantee-claims-export"), "").expect("the file can be written");
    assert_eq!(export(&root(), &folder.path().join("dist")).status.code(), Some(0));
    assert_eq!(names(folder.path()), [".dist.claims-export-mine", "dist"]);
}

#[test]
fn an_export_killed_at_any_moment_leaves_the_previous_one_whole() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("dist");
    assert_eq!(export(&root(), &out).status.code(), Some(0));
    let whole = files(&out);
    let mut killed = 0;
    for milliseconds in (0..120).step_by(6) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_claims"))
            .args(["export", "--root", &root().display().to_string(), "--out", &out.display().to_string()])
            .stdout(Stdio::null())
            .spawn()
            .expect("the program can be started");
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        child.kill().expect("the program can be killed");
        killed += usize::from(!child.wait().expect("the program ends").success());
        assert!(files(&out) == whole, "after a kill at {milliseconds} ms");
    }
    assert!(killed > 0, "no run was killed before its end");
    assert_eq!(export(&root(), &out).status.code(), Some(0));
    assert_eq!(names(folder.path()), ["dist"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_previous_export() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("dist");
    assert_eq!(export(&root(), &out).status.code(), Some(0));
    let before = files(&out);
    // A limit on the size of a file stops the export in the middle of one, as a full disk does.
    let script = format!(
        "ulimit -f 40; trap '' XFSZ; exec '{}' export --root '{}' --out '{}'",
        env!("CARGO_BIN_EXE_claims"),
        root().display(),
        out.display()
    );
    let output = Command::new("bash").args(["-c", &script]).output().expect("a shell can be started");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("cannot write"), "{}", stderr(&output));
    assert!(files(&out) == before);
    assert_eq!(names(folder.path()), ["dist"]);
}

#[test]
fn csv_is_rfc_4180_with_lf_and_without_byte_order_mark() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("dist");
    assert_eq!(export(&root(), &out).status.code(), Some(0));
    for (name, content) in files(&out.join("csv")).into_iter().filter(|(name, _)| name != "datapackage.json") {
        assert!(!content.contains(&b'\r') && !content.starts_with(&[0xef, 0xbb, 0xbf]), "{name}");
        assert!(content.ends_with(b"\n"), "{name}");
        let mut reader = csv::Reader::from_reader(content.as_slice());
        assert!(reader.records().all(|record| record.is_ok()), "{name}");
    }
}

#[test]
fn the_table_of_claims_as_json_says_what_the_records_say() {
    let (mut table, mut records) = (Vec::new(), Vec::new());
    let tables = tables(guarantee_claims::dataset());
    let claims = tables.iter().find(|table| table.name == "claims").expect("claims are a table");
    write_json(claims, &mut table).expect("memory can be written to");
    write_claims(guarantee_claims::dataset(), &mut records).expect("memory can be written to");
    let parse = |json: &[u8]| -> Vec<Map<String, Value>> { serde_json::from_slice(json).expect("it is an array of objects") };
    let (rows, records) = (parse(&table), parse(&records));
    assert_eq!((rows.len(), claims.row_count()), (records.len(), records.len()));
    for key in ["quantities", "evidence", "relations", "waive"] {
        assert!(rows.iter().any(|row| row[key] != json!([])), "{key}");
    }
    for (row, record) in rows.iter().zip(&records) {
        let (derived, same): (Vec<_>, Vec<_>) = row.iter().partition(|(key, _)| !record.contains_key(*key));
        assert_eq!(same.into_iter().collect::<BTreeMap<_, _>>(), record.iter().collect());
        assert_eq!(
            derived.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(),
            ["providers", "recipients", "adversaries", "stated_on_earliest", "stated_on_latest"]
        );
    }
}
