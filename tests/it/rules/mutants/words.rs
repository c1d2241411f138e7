//! Codes that the words of the evidence do not show: most of them are found.

use std::fs;
use std::path::PathBuf;

use guarantee_claims::{Modality, SpeechAct};

use super::dataset::Dataset;
use crate::support::texts;

/// Gives every claim of the dataset this value of a field; how many claims have another of their own, and at how many something is found.
fn recoded(dataset: &Dataset, field: &str, value: &str, rule: &str) -> (usize, usize) {
    let folder = dataset.folder.path().join("data/claims");
    let files: Vec<PathBuf> = fs::read_dir(&folder).expect("it is a folder").map(|file| file.expect("it can be listed").path()).collect();
    let before: Vec<_> = files.iter().map(|file| fs::read_to_string(file).expect("the file can be read")).collect();
    let (start, new) = (format!("{field} = "), format!("{field} = \"{value}\""));
    let mut others = 0;
    for (file, text) in files.iter().zip(&before) {
        let recode = |line: &str| {
            let is_other = line.starts_with(&start) && line != new;
            (is_other, if is_other { new.clone() } else { line.to_owned() })
        };
        let lines: Vec<_> = text.lines().map(recode).collect();
        others += lines.iter().filter(|(is_other, _)| *is_other).count();
        let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
        fs::write(file, lines.join("\n") + "\n").expect("the file can be written");
    }
    let found = dataset.check(true).findings.iter().filter(|finding| finding.rule == rule).count();
    for (file, text) in files.iter().zip(before) {
        fs::write(file, text).expect("the file can be written");
    }
    (others, found)
}

#[test]
fn most_codes_that_the_words_do_not_show_are_found() {
    let Some(texts) = texts() else { return };
    let dataset = Dataset::real(Some(texts));
    let modalities = Modality::ALL.iter().filter(|modality| **modality != Modality::Actual).map(|modality| modality.as_str());
    let acts = [SpeechAct::Pledge, SpeechAct::Offer, SpeechAct::Predict, SpeechAct::Warn, SpeechAct::Declare].map(SpeechAct::as_str);
    let all = |field, rule, values: &mut dyn Iterator<Item = &'static str>| {
        values.map(|value| recoded(&dataset, field, value, rule)).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    };
    let (others, found) = all("modality", "modality-mismatch", &mut modalities.into_iter());
    assert!(others > 1000 && found * 4 >= others * 3, "of {others} modalities that are not the claims' own, only {found} were found");
    let (others, found) = all("speech_act", "act-words", &mut acts.into_iter());
    assert!(others > 1000 && found * 5 >= others * 3, "of {others} speech acts that are not the claims' own, only {found} were found");
}
