//! What may be given to `validate` and `export --from`, and what is said of all else: each input works, or the message names the cause and
//! what is taken.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::{edit, mini, root, stderr, stdout};

const TAKEN: &str = ".ndjson or .jsonl (one claim a line), .json (an array of claims), .parquet (the table claims), or - (standard input";

/// Two real claims, one a line.
fn lines() -> String {
    let claims = guarantee_claims::dataset().claims().take(2);
    claims.map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written") + "\n").collect()
}

/// The same claims as a document of several lines.
fn document() -> String {
    let claims: Vec<Value> = lines().lines().map(|line| serde_json::from_str(line).expect("a claim is JSON")).collect();
    serde_json::to_string_pretty(&claims).expect("a value can be written")
}

/// A folder without a dataset, and the program in it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder can be made"))
    }

    fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let place = Self::new();
        fs::write(place.path().join(name), content).expect("the file can be written");
        place
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claims"));
        program.args(arguments).env_remove("CLAIMS_TEXTS").current_dir(self.path()).stdin(Stdio::null());
        program
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.program(arguments).output().expect("the program can be started")
    }

    fn validate(&self, arguments: &[&str]) -> Output {
        self.run(&[&["validate", "--output-format", "full"], arguments].concat())
    }
}

fn text(output: &Output) -> String {
    format!("{:?}\n{}{}", output.status.code(), stdout(output), stderr(output))
}

#[track_caller]
fn assert_clean(output: &Output) {
    assert!(output.status.code() == Some(0) && stdout(output).contains("2 claims"), "{}", text(output));
}

/// That the program did not run, and says why.
#[track_caller]
fn assert_refused(output: &Output, why: &[&str]) {
    let said = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{}", text(output));
    assert!(said.starts_with("error: ") && said.lines().count() == 1, "{said}");
    assert!(why.iter().all(|why| said.contains(why)), "{why:?}: {said}");
}

/// That there is one finding, and that it says why.
#[track_caller]
fn assert_found(output: &Output, why: &[&str]) {
    let said = stdout(output);
    assert_eq!((output.status.code(), said.matches("error[").count()), (Some(1), 2), "one finding, and its count: {}", text(output));
    assert!(why.iter().all(|why| said.contains(why)), "{why:?}: {said}");
}

#[test]
fn endings_are_known_in_letters_of_either_case() {
    for (name, content) in [("c.NDJSON", lines()), ("c.JsonL", lines()), ("C.JSON", document())] {
        assert_clean(&Place::with(name, content).validate(&[name]));
    }
    let place = Place::with("c.ndjson", lines());
    assert_clean(&place.run(&["export", "--from", "c.ndjson", "--format", "parquet", "--tables", "claims"]));
    fs::rename(place.path().join("dist/parquet/claims.parquet"), place.path().join("c.PARQUET")).expect("the file was written");
    assert_clean(&place.validate(&["c.PARQUET"]));
}

#[test]
fn what_is_compressed_a_table_or_unknown_is_refused_by_its_ending() {
    for (name, why) in [
        ("c.ndjson.gz", "compressed: expected it unpacked, as by `gunzip -c c.ndjson.gz | claims validate -`"),
        ("c.jsonl.ZST", "`zstd -dc c.jsonl.ZST | claims validate -`"),
        // What is unpacked to standard input is read as lines.
        ("c.json.gz", "compressed: expected it unpacked, as by `gunzip -c c.json.gz > FILE`"),
        ("c.parquet.zst", "`zstd -dc c.parquet.zst > FILE`"),
        ("c.gz", "`gunzip -c c.gz > FILE`"),
        ("c.csv", "c.csv is a table whose cells cannot hold a claim's lists"),
        ("c.xlsx", "c.xlsx is a table"),
        ("c.txt", "c.txt has none of the endings of claims"),
        ("claims", "claims has none of the endings of claims"),
    ] {
        let place = Place::with(name, lines());
        assert_refused(&place.validate(&[name]), &[why, TAKEN]);
        assert_refused(&place.run(&["export", "--from", name]), &[why, TAKEN]);
        // The same where there is a dataset, and beside claims.
        assert_refused(&place.validate(&[name, "--root", &root().display().to_string()]), &[name, TAKEN]);
        fs::write(place.path().join("more.ndjson"), lines()).expect("the file can be written");
        assert_eq!(place.validate(&[name, "more.ndjson"]).status.code(), Some(2));
    }
}

#[test]
fn what_is_not_there_is_said_to_be_missing() {
    for name in ["no.csv", "no.ndjson", "no.toml", "no.json.gz", "no"] {
        assert_refused(&Place::new().validate(&[name]), &[name, "No such file"]);
    }
}

#[test]
fn a_folder_outside_the_dataset_is_refused() {
    let place = Place::with("c.ndjson", lines());
    fs::create_dir(place.path().join("folder")).expect("a folder can be made");
    // Some programs write a table as a folder of this name.
    fs::create_dir(place.path().join("claims.parquet")).expect("a folder can be made");
    for folder in ["folder", "claims.parquet", "."] {
        assert_refused(&place.validate(&[folder]), &["is a folder: expected external claims in files that are named one by one", TAKEN]);
        assert_refused(&place.run(&["export", "--from", folder]), &["is a folder", TAKEN]);
    }
    let set = mini();
    let other = set.path().display().to_string();
    assert_refused(&place.validate(&[&other]), &["is a dataset of its own: expected --root "]);
    let within = ["--root", &root().display().to_string()];
    assert_refused(&place.validate(&[&[other.as_str()], &within[..]].concat()), &["is a dataset of its own: expected --root "]);
    let why = ["cannot read folder: it is a folder: expected data/, data/claims/ or seeds/ of the dataset in ", TAKEN];
    assert_refused(&place.validate(&[&["folder"], &within[..]].concat()), &why);
}

#[test]
fn a_file_in_toml_is_the_datasets_or_refused() {
    let place = Place::with("x.toml", "");
    assert_refused(&place.validate(&["x.toml"]), &["no dataset was found from "]);
    let why = ["x.toml is no file of the dataset in ", "expected one in data/ or seeds/", TAKEN];
    assert_refused(&place.validate(&["x.toml", "--root", &root().display().to_string()]), &why);
    assert_refused(&place.run(&["export", "--from", "x.toml"]), &["x.toml has none of the endings of claims", TAKEN]);
}

#[test]
fn a_folder_of_the_dataset_limits_the_report_to_the_files_below_it() {
    let set = mini();
    edit(&set.path().join("data/actors.toml"), "kind = \"outlet\"", "kind = \"outlets\"");
    edit(&set.path().join("data/claims/example-2025.toml"), "\"training\"\n", "\"trainings\"\n");
    edit(&set.path().join("seeds/example-2025.toml"), "start = 0, end = 14", "start = 0, end = 0");
    let validate = |from: &str, paths: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claims"));
        program.args(["validate", "--output-format", "concise"]).args(paths).current_dir(set.path().join(from)).env_remove("CLAIMS_TEXTS");
        let output = program.output().expect("the program can be started");
        assert_eq!(output.status.code(), Some(1), "{}", text(&output));
        let said = stdout(&output);
        ["data/actors.toml:", "data/claims/example-2025.toml:", "seeds/example-2025.toml:"].map(|file| said.contains(file))
    };
    for (from, paths, expected) in [
        (".", &[][..], [true, true, true]),
        (".", &["."], [true, true, true]),
        ("data", &[".."], [true, true, true]),
        (".", &["data"], [true, true, false]),
        (".", &["data/"], [true, true, false]),
        (".", &["data/claims"], [false, true, false]),
        (".", &["./data/../seeds"], [false, false, true]),
        ("data/claims", &["."], [false, true, false]),
        (".", &["data/claims", "seeds"], [false, true, true]),
        (".", &["data/claims", "data/actors.toml"], [true, true, false]),
    ] {
        assert_eq!(validate(from, paths), expected, "{paths:?} from {from}");
    }
    let external =
        Command::new(env!("CARGO_BIN_EXE_claims")).args(["validate", "texts"]).current_dir(set.path()).env_remove("CLAIMS_TEXTS").output();
    assert_refused(
        &external.expect("the program can be started"),
        &["cannot read texts: it is a folder: expected data/, data/claims/ or seeds/"],
    );
}

#[test]
fn the_receipt_names_the_files_below_a_folder() {
    let set = mini();
    let [path, claims, receipt] = ["", "data/claims", "receipt.json"].map(|name| set.path().join(name).display().to_string());
    let output = Place::new().validate(&["--root", &path, &claims, "--receipt", &receipt]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let receipt: Value = serde_json::from_slice(&fs::read(receipt).expect("there is a receipt")).expect("it is JSON");
    assert_eq!(receipt["findings"]["limitedTo"], serde_json::json!(["data/claims/example-2025.toml"]));
}

#[test]
fn what_is_no_json_in_utf_8_is_one_finding_that_says_what_it_is() {
    let wide =
        |mark: &[u8], text: &str, bytes: fn(u16) -> [u8; 2]| [mark, &text.encode_utf16().flat_map(bytes).collect::<Vec<_>>()].concat();
    let marked = |text: String| format!("\u{feff}{text}").into_bytes();
    for (name, content, why) in [
        ("c.json", wide(b"\xff\xfe", &document(), u16::to_le_bytes), "this is UTF-16: expected JSON in UTF-8"),
        ("c.json", wide(b"", &document(), u16::to_be_bytes), "this is UTF-16: expected JSON in UTF-8"),
        ("c.ndjson", wide(b"\xff\xfe", &lines(), u16::to_le_bytes), "help: write it as UTF-8, as `iconv -f UTF-16 -t UTF-8 FILE` does"),
        ("c.json", marked(document()), "this is UTF-8 with a byte order mark: expected it without one"),
        ("c.ndjson", marked(lines()), "the record starts with a byte order mark: expected UTF-8 without one"),
        ("c.ndjson", b"\x1f\x8b\x08\0\n\n\n".to_vec(), "this is gzip: expected JSON in UTF-8"),
        ("c.json", b"\x28\xb5\x2f\xfd\x24".to_vec(), "this is zstd"),
        ("c.ndjson", b"PAR1\x15\0\n\n".to_vec(), "help: give it as a file with the ending .parquet"),
        ("c.json", b"PK\x03\x04".to_vec(), "this is a zip archive or a workbook"),
        ("c.ndjson", document().into_bytes(), "this is a document of several lines: expected one claim a line"),
        ("c.json", lines().into_bytes(), "help: if it holds one claim a line, give it the ending .ndjson"),
        ("c.json", Vec::new(), "no claims were found: expected an array of claims, or an object with an array `claims`"),
        ("c.ndjson", Vec::new(), "the file has no claims: expected at least one"),
    ] {
        assert_found(&Place::with(name, content).validate(&[name]), &[why]);
    }
}

#[test]
fn the_receipt_has_the_hash_of_the_whole_file_whatever_it_is() {
    let table = {
        let place = Place::with("c.ndjson", lines());
        assert_clean(&place.run(&["export", "--from", "c.ndjson", "--format", "parquet", "--tables", "claims"]));
        fs::read(place.path().join("dist/parquet/claims.parquet")).expect("the file was written")
    };
    let long = [b"\x1f\x8b", &vec![b'x'; 5 << 20][..]].concat();
    let given_up = ["{}\n", &" ".repeat(5 << 20)].concat().into_bytes();
    for (name, content) in [("c.parquet", table), ("c.ndjson", long), ("c.json", given_up), ("d.ndjson", lines().into_bytes())] {
        let hash = guarantee_claims::texts::sha256(&content);
        let place = Place::with(name, content);
        place.validate(&[name, "--receipt", "receipt.json"]);
        let receipt: Value =
            serde_json::from_slice(&fs::read(place.path().join("receipt.json")).expect("there is a receipt")).expect("JSON");
        assert_eq!(receipt["files"][0]["sha256"], hash, "{name}");
    }
}

#[test]
fn what_is_no_table_of_claims_in_parquet_is_refused() {
    let place = Place::with("empty.parquet", "");
    fs::write(place.path().join("text.parquet"), lines()).expect("the file can be written");
    assert_refused(&place.validate(&["empty.parquet"]), &["cannot read empty.parquet", "too small"]);
    assert_refused(&place.validate(&["text.parquet"]), &["cannot read text.parquet", "Parquet"]);
}

/// What only the names of Unix can say.
#[cfg(target_os = "linux")]
mod pipes {
    use super::*;

    /// A shell that runs this where the program is `claims`.
    fn bash(place: &Place, script: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_claims")).parent().expect("a program is in a folder").display().to_string();
        let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
        let mut shell = Command::new("bash");
        shell.args(["-c", script]).env("PATH", path).env_remove("CLAIMS_TEXTS").current_dir(place.path());
        shell.output().expect("the shell can be started")
    }

    #[test]
    fn standard_input_has_several_names() {
        let place = Place::with("c.ndjson", lines());
        for name in ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"] {
            let input = File::open(place.path().join("c.ndjson")).expect("the file can be read");
            assert_clean(&place.program(&["validate", name]).stdin(input).output().expect("the program can be started"));
            assert_clean(&bash(&place, &format!("cat c.ndjson | claims validate {name}")));
            assert_refused(&place.validate(&[name, "/dev/stdin"]), &["standard input is given twice"]);
        }
    }

    #[test]
    fn a_pipe_is_read_as_lines_or_by_its_ending() {
        let place = Place::with("c.ndjson", lines());
        fs::write(place.path().join("d.json"), document()).expect("the file can be written");
        assert_clean(&bash(&place, "claims validate <(cat c.ndjson)"));
        assert_clean(&bash(&place, "claims validate <(head -1 c.ndjson) <(tail -1 c.ndjson)"));
        assert_clean(&bash(&place, "mkfifo p.json && (cat d.json > p.json &) && claims validate p.json"));
        assert_found(&bash(&place, "claims validate <(cat d.json)"), &["this is a document of several lines", "jq -c"]);
        assert_found(&bash(&place, "claims validate <(gzip -c c.ndjson)"), &["this is gzip"]);
        assert_found(&bash(&place, "claims validate /dev/null"), &["the file has no claims"]);
        let table = bash(&place, "mkfifo p.parquet && (cat d.json > p.parquet &) && claims validate p.parquet");
        assert_refused(&table, &["it is a pipe: expected Parquet in a file"]);
    }

    #[test]
    fn a_pipe_is_exported_like_a_file() {
        let place = Place::with("c.ndjson", lines() + &lines());
        let twice = bash(&place, "claims export --from <(cat c.ndjson) --rejects r.ndjson");
        assert_eq!(twice.status.code(), Some(1), "{}", text(&twice));
        assert!(stdout(&twice).contains("4 records: 2 exported, 2 rejected to r.ndjson"), "{}", text(&twice));
        let both = bash(&place, "claims export --from <(head -1 c.ndjson) <(head -2 c.ndjson | tail -1) --out both --rejects r.ndjson");
        assert_eq!(both.status.code(), Some(0), "{}", text(&both));
        let names: Vec<_> = fs::read_dir(place.path().join("both")).expect("it was written").filter_map(Result::ok).collect();
        assert!(names.iter().all(|entry| !entry.file_name().to_string_lossy().starts_with(".input")), "{names:?}");
    }
}
