//! Damage of every kind that the codebook forbids, done to every field of real claims: each is found by the rule that should find it, at
//! the line where it was done.

mod compounds;
mod dataset;
mod fields;
mod words;

use std::collections::BTreeMap;
use std::fs;

use compounds::COMPOUNDS;
use dataset::Dataset;
use fields::DAMAGES;

use crate::support::texts;

/// The documents whose claims are damaged.
const SOURCES: &[&str] = &["newstech24-2025-12", "t4k3-2025-08", "flga-2025-12"];

/// The fields of a claim that every claim has: taking the line out is damage too.
const REQUIRED: &[&str] = &[
    "id",
    "speaker",
    "attribution",
    "statement",
    "layer",
    "commitment_type",
    "speech_act",
    "modality",
    "polarity",
    "stage",
    "aspect",
    "stated_on",
];

/// The field that a line of a claims file is about; lines of inline tables go by their first key.
fn field_of(line: &str) -> Option<&str> {
    let inline = line.strip_prefix("  { ");
    let key = inline.unwrap_or(line).split(" = ").next()?;
    match (inline.is_some(), key) {
        (true, "start") => Some("evidence"),
        (true, "measure" | "kind" | "actor") | (false, _) => Some(key),
        _ => None,
    }
}

#[test]
fn every_kind_of_damage_to_every_field_is_found_at_its_line() {
    let (whole, dataset) = (Dataset::real(texts()), Dataset::real(texts()).only(SOURCES));
    let needs_texts = |rule: &str| guarantee_claims::rules::find(rule).is_some_and(|rule| rule.needs_texts);
    let mut score: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut missed, mut skipped) = (Vec::new(), 0);
    for name in SOURCES {
        let [file, in_whole] = [&dataset, &whole].map(|dataset| dataset.folder.path().join(format!("data/claims/{name}.toml")));
        let text = fs::read_to_string(&file).expect("the file can be read");
        let lines: Vec<_> = text.lines().collect();
        for damage in DAMAGES {
            if needs_texts(damage.rule) && dataset.texts.is_none() {
                skipped += 1;
                continue;
            }
            let places = lines.iter().enumerate().skip(3).filter(|(_, line)| field_of(line) == Some(damage.field));
            let spoilt = places.filter_map(|(i, line)| Some((i, (damage.spoil)(line)?))).take(1);
            for (i, new) in spoilt {
                let mut changed = lines.clone();
                changed[i] = &new;
                match dataset.finds(&file, &(changed.join("\n") + "\n"), damage.rule, i + 1) {
                    Ok(()) => *score.entry(damage.field).or_default() += 1,
                    Err(why) => missed.push(format!("{} ({}) in {name}: {why}", damage.field, damage.kind)),
                }
            }
        }
        for (kind, rule, spoil) in COMPOUNDS {
            let heads: Vec<_> = (0..lines.len()).filter(|i| lines[*i] == "[[claims]]").chain([lines.len()]).collect();
            let blocks =
                heads.windows(2).map(|pair| (pair[0], lines[pair[0]..pair[1]].iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()));
            for (head, block) in blocks.filter_map(|(head, block)| Some((head, (block.len(), spoil(&block)?)))).take(1) {
                let (length, (new, at)) = block;
                let before = lines[..head].iter().map(|line| (*line).to_owned());
                let after = lines[head + length..].iter().map(|line| (*line).to_owned());
                let text = before.chain(new).chain(after).collect::<Vec<_>>().join("\n") + "\n";
                // What is restated may stand in another document.
                let (dataset, file) = if *rule == "restates-mismatch" { (&whole, &in_whole) } else { (&dataset, &file) };
                match dataset.finds(file, &text, rule, head + at + 1) {
                    Ok(()) => *score.entry(kind).or_default() += 1,
                    Err(why) => missed.push(format!("{kind} in {name}: {why}")),
                }
            }
        }
        for field in REQUIRED {
            let place = lines.iter().enumerate().skip(3).find(|(_, line)| field_of(line) == Some(field));
            let (i, _) = place.expect("every claim has the field");
            let head = lines[..i].iter().rposition(|line| *line == "[[claims]]").expect("a claim has a head");
            let changed: Vec<_> = lines.iter().enumerate().filter(|(at, _)| *at != i).map(|(_, line)| *line).collect();
            match dataset.finds(&file, &(changed.join("\n") + "\n"), "missing-key", head + 1) {
                Ok(()) => *score.entry(field).or_default() += 1,
                Err(why) => missed.push(format!("{field} (taken out) in {name}: {why}")),
            }
        }
    }
    let caught: usize = score.values().sum();
    println_score(&score, caught, missed.len(), skipped);
    assert!(missed.is_empty(), "{} of {} mutants were missed:\n{}", missed.len(), caught + missed.len(), missed.join("\n"));
    assert!(caught >= 150, "only {caught} mutants were made");
}

fn println_score(score: &BTreeMap<&str, usize>, caught: usize, missed: usize, skipped: usize) {
    use std::io::Write as _;
    let fields: Vec<_> = score.iter().map(|(field, caught)| format!("{field} {caught}")).collect();
    let _ = writeln!(
        std::io::stderr(),
        "mutants: {caught} caught, {missed} missed, {skipped} kinds not tried without the texts ({})",
        fields.join(", ")
    );
}
