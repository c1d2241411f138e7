//! `claims new`: a block for the next claim.

use super::run::{CLAIMS, read, run};
use crate::support::{edit, fixture_dataset, mini, stderr, stdout};

#[test]
fn a_new_claim_has_the_number_after_the_highest() {
    let folder = mini();
    let file = folder.path().join(CLAIMS);
    edit(&file, "id = \"example-2025.003\"", "id = \"example-2025.1007\"");
    let before = read(folder.path(), CLAIMS);
    let output = run(folder.path(), &["new", "--source", "example-2025"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "data/claims/example-2025.toml:105: added example-2025.1008; fill in what is empty\n");
    let after = read(folder.path(), CLAIMS);
    assert_eq!(after.lines().nth(104), Some("[[claims]]"));
    assert!(after.starts_with(&format!("{before}\n[[claims]]\nid = \"example-2025.1008\"\nspeaker = \"\"\nattribution = \"\"\n")));
    assert!(after.ends_with("parties = []\nconditions = []\nstated_on = \"\"\nevidence = [\n  { find = \"\" },\n]\n"));
    assert_eq!(run(folder.path(), &["fmt", "--check", file.to_str().expect("the path is UTF-8")]).status.code(), Some(0));
}

#[test]
fn a_new_claim_is_refused_where_it_cannot_stand() {
    let folder = mini();
    let output = run(folder.path(), &["new", "--source", "example-2052"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no source \"example-2052\": did you mean \"example-2025\"?"), "{}", stderr(&output));
    assert_eq!(run(folder.path(), &["new", "--source", "../example-2025"]).status.code(), Some(2));
    for (find, write, why) in
        [("[[claims]]", "[[claims]", "this is no heading of the file"), ("", "claims = []\n", "lay the file out with `claims fmt`")]
    {
        edit(&folder.path().join(CLAIMS), find, write);
        let before = read(folder.path(), CLAIMS);
        let output = run(folder.path(), &["new", "--source", "example-2025"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stdout(&output).contains(why), "{}", stdout(&output));
        assert_eq!(read(folder.path(), CLAIMS), before);
    }
}

#[test]
fn the_number_of_a_withdrawn_claim_is_not_taken_again() {
    let folder = fixture_dataset("coded");
    let new = || run(folder.path(), &["new", "--source", "coded-2025"]);
    assert!(stdout(&new()).contains("added coded-2025.005"), "the withdrawn claim is not the last one");
    let withdrawn = folder.path().join("data/withdrawn.toml");
    edit(&withdrawn, "coded-2025.003", "coded-2025.077");
    assert!(stdout(&new()).contains("added coded-2025.078"));
    // A withdrawn claim that cannot be read has its number all the same, and where there may be one without a number nothing is added.
    edit(&withdrawn, "coded-2025.077", "coded-2025.099");
    edit(&withdrawn, "reason", "reasons");
    assert!(stdout(&new()).contains("added coded-2025.100"));
    edit(&withdrawn, "id = \"coded-2025.099\"", "id = 99");
    let output = new();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("data/withdrawn.toml cannot be read"), "{}", stderr(&output));
}
