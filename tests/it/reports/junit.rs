//! The report as `JUnit`: suites, cases, and names that services tell apart.

use std::fs;

use super::run::{CLAIMS, broken, report};
use crate::support::{claims, edit, mini, stdout};

#[test]
fn junit_has_a_suite_for_each_file_and_a_passed_case_for_a_clean_one() {
    let folder = broken();
    let said = stdout(&report(folder.path(), "junit", &[]));
    assert!(said.contains("<testsuites name=\"claims validate\" tests=\"7\" failures=\"2\" errors=\"0\">"), "{said}");
    assert!(said.contains("<testcase name=\"no findings in data/actors.toml\" classname=\"data/actors.toml\">"), "{said}");
    assert!(said.contains(&format!("<testcase name=\"unknown-term at {CLAIMS}:10:19\" classname=\"{CLAIMS}\">")), "{said}");
    assert!(said.contains("<failure message=\"commitment_type: &quot;trainings&quot; is"), "{said}");
}

#[test]
fn junit_does_not_pass_a_file_whose_findings_are_not_shown() {
    let folder = broken();
    let said = stdout(&report(folder.path(), "junit", &["--max-findings", "0"]));
    assert!(said.contains("<failure message=\"2 more in this file"), "{said}");
    assert!(said.contains("type=\"findings-not-shown\""), "{said}");
    assert!(!said.contains(&format!("no findings in {CLAIMS}")), "{said}");
}

/// The names of the cases of a report, each with its class: what services tell them by.
fn cases(xml: &str) -> Vec<(&str, &str)> {
    let case = |line| {
        let (name, class) = str::split_once(line, "\" classname=\"").unwrap_or_else(|| panic!("a case has a class: {line}"));
        (name, class.split('"').next().unwrap_or_default())
    };
    xml.lines().filter_map(|line| line.trim_start().strip_prefix("<testcase name=\"")).map(case).collect()
}

#[test]
fn junit_has_no_two_cases_of_one_name() {
    let folder = mini();
    for line in ["layer = \"coalition\"\ncommitment_type = \"training\"\n", "stage = \"announced\"\naspect = \"capability\"\n"] {
        edit(&folder.path().join(CLAIMS), line, "");
    }
    // Two findings about the dataset as a whole, and inputs that are the same.
    fs::remove_file(folder.path().join("data/dataset.toml")).expect("the file was there");
    fs::remove_file(folder.path().join("data/actors.toml")).expect("the file was there");
    let said = stdout(&report(folder.path(), "junit", &[]));
    for name in [&format!("missing-key at {CLAIMS}:4:1"), &format!("missing-key at {CLAIMS}:4:1 (4)"), "missing-file", "missing-file (2)"] {
        assert_eq!(cases(&said).iter().filter(|(found, _)| *found == name).count(), 1, "{name}: {said}");
    }
    let input = folder.path().join("c.ndjson");
    fs::write(&input, "{}\n").expect("the file can be written");
    let input = input.display().to_string();
    let twice = stdout(&claims(&["validate", &input, &input, "--output-format", "junit"]));
    for xml in [&said, &twice] {
        let mut names = cases(xml);
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert!(all >= 8 && names.len() == all, "{xml}");
    }
}
