//! `claims show` and `claims explain`: pages of a claim and of a rule.

use super::run::{CLAIMS, run};
use crate::support::{claims, edit, mini, stderr, stdout};

#[test]
fn a_claim_is_shown_with_names_relations_and_evidence() {
    let folder = mini();
    let texts = folder.path().join("texts").display().to_string();
    let shown = stdout(&run(folder.path(), &["show", "example-2025.002", "--texts", &texts]));
    for part in [
        "example-2025.002\nExample State is going to be present in Ukraine.\n",
        "speaker          Minister of Example State (example-minister)\n",
        "speech act       pledge\nmodality         certain\npolarity         affirmed\n",
        "parties          provider: Example State (example-state)\n",
        "doubtful         layer\nconfidence       moderate\n",
        "occasion         Press conference of Example State (example-2025-01-02), 2025-01-02\n",
        "source           An article invented for tests (example-2025)\n",
        "                 Example Outlet (example-outlet), 2025-01, news-report, reliability F\n",
        "                 https://example.org/article\n",
        "supports         example-2025.001: Example State is ready to provide 2 companies",
        "evidence         code points 123 to 162\n",
        "quote            “We will be there,”\n",
        ">>“We will be there,” she told reporters.<< Neighbour State has told her",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let relayed = stdout(&run(folder.path(), &["show", "example-2025.003"]));
    assert!(relayed.contains("via              Minister of Example State (example-minister)"), "{relayed}");
    assert!(relayed.contains("note             Invented for tests.") && !relayed.contains(">>"));
    let target = stdout(&run(folder.path(), &["show", "example-2025.001"]));
    assert!(target.contains("supported by     example-2025.002: Example State is going to be present in Ukraine."), "{target}");
    assert!(target.contains("quantity         contingent: exactly 2 company"), "{target}");
}

#[test]
fn a_claim_is_shown_in_a_dataset_with_faults_and_without_control_characters() {
    let folder = mini();
    let file = folder.path().join(CLAIMS);
    edit(&file, "speaker = \"neighbour-state\"", "speaker = \"nobody\"");
    edit(&file, "note = \"Invented for tests.\"", "note = \"Invented \\u001b[31m for tests.\"");
    edit(&file, "start = 163, end = 230", "start = 163, end = 9999");
    let texts = folder.path().join("texts").display().to_string();
    let shown = stdout(&run(folder.path(), &["show", "example-2025.003", "--texts", &texts, "--color", "never"]));
    assert!(shown.contains("speaker          nobody\n") && shown.contains("\\u{1b}[31m") && !shown.contains('\u{1b}'), "{shown}");
    assert!(shown.contains("the range is not in this text"), "{shown}");
    edit(&file, "layer = \"architecture\"", "layer = \"nowhere\"");
    let unread = run(folder.path(), &["show", "example-2025.004"]);
    assert_eq!(unread.status.code(), Some(2));
    assert!(stderr(&unread).contains("example-2025.004 cannot be read"), "{}", stderr(&unread));
}

#[test]
fn an_unknown_claim_or_rule_is_answered_with_near_ones() {
    let folder = mini();
    let output = run(folder.path(), &["show", "example-2025.04"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no claim \"example-2025.04\": did you mean example-2025.004, "), "{}", stderr(&output));
    let output = claims(&["explain", "stale-quotes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no rule \"stale-quotes\": did you mean \"stale-quote\"?"), "{}", stderr(&output));
}

#[test]
fn every_rule_has_a_page_and_stands_in_the_list() {
    let list = stdout(&claims(&["explain"]));
    for rule in guarantee_claims::rules::RULES {
        let line = list.lines().find(|line| line.starts_with(&format!("{} ", rule.name))).expect("the rule is listed");
        assert!(line.contains(rule.severity.as_str()) && line.ends_with(&rule.summary()), "{line}");
    }
    let page = stdout(&claims(&["explain", "stale-quote"]));
    assert!(page.starts_with("stale-quote (error)\n\nA quotation does not stand inside"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80 && !line.ends_with(' ')), "{page}");
}

#[test]
fn a_rule_has_its_page_under_the_names_that_it_had_before() {
    for (former, name) in [("confidence-mismatch", "doubtful-mismatch"), ("relation-circle", "relation-cycle")] {
        let page = stdout(&claims(&["explain", former]));
        assert!(page.starts_with(&format!("{name} (error)\n")) && page.ends_with(&format!("\nIts name was {former} before.\n")), "{page}");
    }
    // The name of a rule is that rule's, whichever had it before.
    assert!(stdout(&claims(&["explain", "modality-mismatch"])).starts_with("modality-mismatch (warning)\n"));
    assert!(stdout(&claims(&["explain", "act-words"])).ends_with("\nIts name was modality-mismatch before.\n"));
    for rule in guarantee_claims::rules::RULES {
        for former in rule.former {
            let others = guarantee_claims::rules::RULES.iter().filter(|other| other.name != rule.name);
            assert!(others.clone().all(|other| !other.former.contains(former)), "{former} was the name of one rule");
        }
    }
}
