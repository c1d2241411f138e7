//! Damage of every kind that the codebook forbids, done to every field of real claims: each is found by the rule that should find it, at
//! the line where it was done.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use guarantee_claims::diagnostics::Outcome;
use guarantee_claims::load;
use guarantee_claims::texts::Texts;

use crate::support::{copy_dataset, root, texts};

/// One kind of damage: the field, what is done to its line, and the rule that should find it.
struct Damage {
    field: &'static str,
    kind: &'static str,
    rule: &'static str,
    /// The new line for the old one; `None` where the damage cannot be done to it.
    spoil: fn(&str) -> Option<String>,
}

/// The line with another value.
fn with_value(line: &str, value: &str) -> Option<String> {
    let (key, _) = line.split_once(" = ")?;
    Some(format!("{key} = {value}"))
}

/// The line with another key.
fn with_key(line: &str, key: &str, new: &str) -> Option<String> {
    line.contains(&format!("{key} = ")).then(|| line.replacen(&format!("{key} = "), &format!("{new} = "), 1))
}

/// The line with the text inside its quotation marks changed.
fn with_text(line: &str, change: impl Fn(&str) -> String) -> Option<String> {
    let (key, value) = line.split_once(" = ")?;
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    Some(format!("{key} = \"{}\"", change(text)))
}

/// The line with one number or text of an inline table changed.
fn with_member(line: &str, key: &str, change: impl Fn(&str) -> String) -> Option<String> {
    let at = line.find(&format!("{key} = "))? + key.len() + 3;
    let length = if line[at..].starts_with('"') { line[at + 1..].find('"')? + 2 } else { line[at..].find([',', ' '])? };
    Some(format!("{}{}{}", &line[..at], change(&line[at..at + length]), &line[at + length..]))
}

macro_rules! damages {
    ($($field:literal, $kind:literal => $rule:literal: $spoil:expr;)+) => {
        const DAMAGES: &[Damage] = &[$(Damage { field: $field, kind: $kind, rule: $rule, spoil: $spoil }),+];
    };
}

damages! {
    "id", "capitals" => "invalid-value": |line| with_text(line, str::to_uppercase);
    "id", "no number" => "invalid-value": |line| with_text(line, |id| id.split('.').next().unwrap_or_default().to_owned());
    "id", "two digits" => "invalid-value": |line| with_text(line, |id| id[..id.len() - 1].to_owned());
    "id", "another source" => "foreign-claim-id": |line| with_text(line, |id| format!("other-{id}"));
    "id", "a number" => "wrong-type": |line| with_value(line, "7");
    "speaker", "unknown" => "unknown-reference": |line| with_value(line, "\"nobody-at-all\"");
    "speaker", "a name" => "invalid-value": |line| with_value(line, "\"Mark Rutte\"");
    "speaker", "empty" => "invalid-value": |line| with_value(line, "\"\"");
    "speaker", "a list" => "wrong-type": |line| with_value(line, "[\"mark-rutte\"]");
    "speaker", "another key" => "unknown-key": |line| with_key(line, "speaker", "speeker");
    "via", "unknown" => "unknown-reference": |line| with_value(line, "\"nobody-at-all\"");
    "via", "a truth value" => "wrong-type": |line| with_value(line, "true");
    "attribution", "a slip" => "unknown-term": |line| with_text(line, |term| format!("{term}s"));
    "attribution", "relayed by nobody" => "via-mismatch": |line| (!line.contains("relayed")).then(|| with_value(line, "\"relayed\"")).flatten();
    "attribution", "a number" => "wrong-type": |line| with_value(line, "1");
    "attribution", "quoted without words" => "quote-mismatch":
        |line| line.contains("paraphrased").then(|| with_value(line, "\"quoted\"")).flatten();
    "statement", "too short" => "invalid-value": |line| with_value(line, "\"Too short.\"");
    "statement", "too long" => "invalid-value": |line| with_text(line, |text| text.repeat(15));
    "statement", "no full stop" => "statement-form": |line| with_text(line, |text| text.trim_end_matches('.').to_owned());
    "statement", "a small letter" => "statement-form": |line| with_text(line, |text| format!("and {text}"));
    "statement", "two spaces" => "stray-white-space": |line| with_text(line, |text| text.replacen(' ', "  ", 1));
    "statement", "a space at the end" => "stray-white-space": |line| with_text(line, |text| format!("{text} "));
    "statement", "a formula" => "formula-prefix": |line| with_text(line, |text| format!("={text}"));
    "statement", "a direction character" => "control-character": |line| with_text(line, |text| format!("A\\u202e {text}"));
    "statement", "an escape" => "control-character": |line| with_text(line, |text| format!("A\\u001b {text}"));
    "statement", "a letter and its accent" => "unnormalised-text": |line| with_text(line, |text| format!("A e\u{301} {text}"));
    "statement", "a number from nowhere" => "ungrounded-number": |line| with_value(line, "\"No fewer than 98,765 soldiers are promised.\"");
    "statement", "an actor from nowhere" => "ungrounded-actor": |line| with_value(line, "\"It is for Władysław Kosiniak-Kamysz to say so.\"");
    "layer", "a slip" => "unknown-term": |line| with_text(line, |term| term[1..].to_owned());
    "layer", "capitals" => "unknown-term": |line| with_text(line, str::to_uppercase);
    "layer", "empty" => "unknown-term": |line| with_value(line, "\"\"");
    "commitment_type", "a slip" => "unknown-term": |line| with_text(line, |term| format!("{term}-"));
    "commitment_type", "a table" => "wrong-type": |line| with_value(line, "{ general = true }");
    "speech_act", "a slip" => "unknown-term": |line| with_text(line, |term| format!("{term}d"));
    "speech_act", "a list" => "wrong-type": |line| with_value(line, "[]");
    "stage", "a slip" => "unknown-term": |line| with_text(line, |term| format!("{term} "));
    "stage", "a date" => "unknown-term": |line| with_value(line, "\"2025\"");
    "aspect", "a word of another field" => "unknown-term": |line| with_value(line, "\"agreed\"");
    "aspect", "another key" => "unknown-key": |line| with_key(line, "aspect", "aspects");
    "parties", "unknown" => "unknown-reference": |line| with_value(line, "[\"nobody-at-all\"]");
    "parties", "twice the same" => "repeated-item": |line| with_value(line, "[\"nato\", \"nato\"]");
    "parties", "one text" => "wrong-type": |line| with_value(line, "\"nato\"");
    "parties", "a number in it" => "wrong-type": |line| with_value(line, "[1]");
    "conditions", "unknown" => "unknown-term": |line| with_value(line, "[\"peace\"]");
    "conditions", "twice the same" => "repeated-item": |line| with_value(line, "[\"other\", \"other\"]");
    "legal_form", "a slip" => "unknown-term": |line| with_text(line, |term| term.replace('-', "_") + "x");
    "occasion", "unknown" => "unknown-reference": |line| with_value(line, "\"nowhere-2025\"");
    "stated_on", "another day than the occasion" => "occasion-date":
        |line| line.contains("-22\"").then(|| with_value(line, "\"2025-01-01\"")).flatten();
    "stated_on", "31 February" => "invalid-value": |line| with_value(line, "\"2025-02-31\"");
    "stated_on", "month 13" => "invalid-value": |line| with_value(line, "\"2025-13\"");
    "stated_on", "a native date" => "syntax": |line| with_value(line, "2025-08-22");
    "stated_on", "after publication" => "said-after-publication": |line| with_value(line, "\"2026-05\"");
    "stated_on", "a number" => "wrong-type": |line| with_value(line, "2025");
    "measure", "a slip" => "unknown-term": |line| with_member(line, "measure", |_| "\"soldiers\"".to_owned());
    "measure", "another unit" => "unit-mismatch":
        |line| with_member(line, "unit", |unit| if unit.contains("year") { "\"eur\"".to_owned() } else { "\"year\"".to_owned() });
    "measure", "negative" => "invalid-value": |line| with_member(line, "value", |_| "-1".to_owned());
    "measure", "infinite" => "syntax": |line| with_member(line, "value", |_| "inf".to_owned());
    "measure", "a text" => "wrong-type": |line| with_member(line, "value", |_| "\"many\"".to_owned());
    "measure", "comparator" => "unknown-term": |line| with_member(line, "comparator", |_| "\"circa\"".to_owned());
    "evidence", "shifted start" => "stale-evidence": |line| with_member(line, "start", |n| (n.parse::<u32>().unwrap_or(0) + 1).to_string());
    "evidence", "shifted end" => "stale-evidence": |line| with_member(line, "end", |n| (n.parse::<u32>().unwrap_or(0) - 1).to_string());
    "evidence", "negative" => "invalid-value": |line| with_member(line, "start", |_| "-5".to_owned());
    "evidence", "a fraction" => "wrong-type": |line| with_member(line, "start", |n| format!("{n}.5"));
    "evidence", "past the end" => "empty-range": |line| with_member(line, "end", |_| "99999".to_owned());
    "evidence", "end before start" => "empty-range": |line| with_member(line, "end", |_| "0".to_owned());
    "evidence", "too large" => "invalid-value": |line| with_member(line, "end", |_| "4294967296".to_owned());
    "evidence", "hash" => "stale-evidence": |line| with_member(line, "sha256", |hash| hash.chars().rev().collect());
    "evidence", "short hash" => "invalid-value": |line| with_member(line, "sha256", |hash| format!("{}\"", &hash[..40]));
    "evidence", "unknown key" => "unknown-key": |line| with_key(line, "start", "begin = 1, start");
    "evidence", "quote" => "stale-quote": |line| with_member(line, "quote", |quote| format!("{}x\"", &quote[..quote.len() - 1]));
    "inferred", "unknown" => "unknown-term": |line| with_value(line, "[\"statement\"]");
    "inferred", "one too many" => "repeated-item": |line| with_value(line, "[\"stage\", \"stage\"]");
    "confidence", "another" => "confidence-mismatch": |line| with_text(line, |term| if term == "high" { "low".into() } else { "high".into() });
    "confidence", "unknown" => "unknown-term": |line| with_value(line, "\"medium\"");
    "confidence", "a number" => "wrong-type": |line| with_value(line, "0.9");
    "kind", "unknown relation" => "unknown-term": |line| with_member(line, "kind", |_| "\"repeats\"".to_owned());
    "kind", "unknown target" => "unknown-reference": |line| with_member(line, "target", |id| format!("{}999\"", &id[..id.len() - 4]));
    "kind", "no claim id" => "invalid-value": |line| with_member(line, "target", |_| "\"nato\"".to_owned());
    "note", "empty" => "invalid-value": |line| with_value(line, "\"\"");
    "note", "a line break" => "stray-white-space": |line| with_text(line, |text| text.replacen(' ', "\\n", 1));
    "note", "a list" => "wrong-type": |line| with_value(line, "[]");
}

/// Damage that takes more than one line of a claim to see: what it is, the rule that should find it, and, for the lines of a claim, the
/// damaged ones and which of them the finding should point at.
type Compound = (&'static str, &'static str, fn(&[String]) -> Option<(Vec<String>, usize)>);

/// The place of the line of this field, if its value is one of these (or any, if none is given).
fn line_of(lines: &[String], field: &str, values: &[&str]) -> Option<usize> {
    let quoted = |value: &&str| format!("{field} = \"{value}\"");
    let fits = |line: &String| {
        line.starts_with(&format!("{field} = ")) && (values.is_empty() || values.iter().any(|value| *line == quoted(value)))
    };
    lines.iter().position(fits)
}

/// The lines with one of them changed, and the place to point at.
#[expect(clippy::unnecessary_wraps, reason = "it ends each kind of damage, which may not fit a claim")]
fn changed(lines: &[String], at: usize, new: &str, point: usize) -> Option<(Vec<String>, usize)> {
    let mut lines = lines.to_vec();
    new.clone_into(&mut lines[at]);
    Some((lines, point))
}

/// The lines with a waiver for this reason, if there is none.
fn waived(lines: &[String], reason: &str) -> Option<(Vec<String>, usize)> {
    let at = line_of(lines, "confidence", &[]).filter(|_| line_of(lines, "waive", &[]).is_none())?;
    let waiver = format!("{}\nwaive = [\n  {{ rule = \"refusal-stage\", reason = \"{reason}\" }},\n]", lines[at]);
    changed(lines, at, &waiver, at + 2)
}

const COMPOUNDS: &[Compound] = &[
    ("a commissive act that commits nobody", "commissive-without-party", |lines| {
        line_of(lines, "speech_act", &["pledge", "offer", "refuse"])?;
        let at = line_of(lines, "parties", &[])?;
        changed(lines, at, "parties = []", at)
    }),
    ("membership in a layer", "misplaced-commitment", |lines| {
        line_of(lines, "commitment_type", &["membership", "diplomacy"])?;
        let at = line_of(lines, "layer", &[])?;
        changed(lines, at, "layer = \"partners\"", at)
    }),
    ("diplomacy in a layer", "misplaced-commitment", |lines| {
        let layer = line_of(lines, "layer", &["architecture", "partners", "coalition", "united-states"])?;
        changed(lines, line_of(lines, "commitment_type", &[])?, "commitment_type = \"diplomacy\"", layer)
    }),
    ("a refusal in force", "refusal-stage", |lines| {
        line_of(lines, "speech_act", &["refuse"])?;
        let at = line_of(lines, "stage", &[])?;
        changed(lines, at, "stage = \"in-force\"", at)
    }),
    ("narrated by a person", "speaker-mismatch", |lines| {
        line_of(lines, "attribution", &["narrated"])?;
        let at = line_of(lines, "speaker", &[])?;
        changed(lines, at, "speaker = \"mark-rutte\"", at)
    }),
    ("the outlet paraphrased", "speaker-mismatch", |lines| {
        let at = line_of(lines, "attribution", &["narrated"])?;
        changed(lines, at, "attribution = \"paraphrased\"", at)
    }),
    ("tied to itself", "self-relation", |lines| {
        let id = lines[line_of(lines, "id", &[])?].strip_prefix("id = ")?.to_owned();
        let at = lines.iter().position(|line| line.starts_with("  { kind = "))?;
        changed(lines, at, &format!("  {{ kind = \"supports\", target = {id} }},"), at)
    }),
    ("a tie that stands twice", "self-relation", |lines| {
        let at = lines.iter().position(|line| line.starts_with("  { kind = "))?;
        changed(lines, at, &format!("{0}\n{0}", lines[at]), at + 1)
    }),
    ("a restatement with another aspect", "restates-mismatch", |lines| {
        let tie = lines.iter().position(|line| line.starts_with("  { kind = \"restates\""))?;
        let aspect = line_of(lines, "aspect", &[])?;
        changed(lines, aspect, "aspect = \"legal-form\"", tie)
    }),
    ("a waiver of nothing", "unused-waiver", |lines| waived(lines, "There is nothing to be waived here.")),
    ("a waiver without a reason", "invalid-value", |lines| waived(lines, "Because.")),
    ("the same claim again", "duplicate-claim", |lines| {
        let id = lines[line_of(lines, "id", &[])?].clone();
        let again = lines.iter().map(|line| if *line == id { id.replace('.', ".9") } else { line.clone() });
        Some((lines.iter().cloned().chain(again).collect(), lines.len() + 1))
    }),
    ("the same id again", "duplicate-id", |lines| Some((lines.iter().chain(lines).cloned().collect(), lines.len() + 1))),
    ("an answer to its own answer", "relation-cycle", |lines| {
        let id = lines[line_of(lines, "id", &[])?].strip_prefix("id = \"")?.strip_suffix('"')?.to_owned();
        let other = id.replace('.', ".9");
        let tie = |target: &str| format!("relations = [\n  {{ kind = \"answers\", target = \"{target}\" }},\n]");
        let at = line_of(lines, "confidence", &[]).filter(|_| !lines.contains(&"relations = [".to_owned()))?;
        let mut tied = lines.to_vec();
        tied[at] = format!("{}\n{}", lines[at], tie(&other));
        let again = lines.iter().enumerate().map(|(i, line)| match i {
            i if i == at => format!("{line}\n{}", tie(&id)),
            _ => line.replace(&id, &other),
        });
        // The tie that closes the cycle is the second claim's: two lines more in the first, and its own place in the second.
        Some((tied.into_iter().chain(again).collect(), lines.len() + 3 + at + 2))
    }),
    ("no evidence", "empty-list", |lines| {
        let at = line_of(lines, "evidence", &[]).or_else(|| lines.iter().position(|line| line == "evidence = ["))?;
        let end = at + lines[at..].iter().position(|line| line == "]")?;
        let kept = lines[..at].iter().cloned().chain(["evidence = []".to_owned()]).chain(lines[end + 1..].iter().cloned());
        Some((kept.collect(), at))
    }),
    ("evidence taken out", "missing-key", |lines| {
        let at = lines.iter().position(|line| line == "evidence = [")?;
        let end = at + lines[at..].iter().position(|line| line == "]")?;
        Some((lines[..at].iter().chain(&lines[end + 1..]).cloned().collect(), 0))
    }),
];

/// The fields of a claim that every claim has: taking the line out is damage too.
const REQUIRED: &[&str] =
    &["id", "speaker", "attribution", "statement", "layer", "commitment_type", "speech_act", "stage", "aspect", "stated_on", "confidence"];

/// The field that a line of a claims file is about; lines of inline tables go by their first key.
fn field_of(line: &str) -> Option<&str> {
    let inline = line.strip_prefix("  { ");
    let key = inline.unwrap_or(line).split(" = ").next()?;
    match (inline.is_some(), key) {
        (true, "start") => Some("evidence"),
        (true, "measure" | "kind") | (false, _) => Some(key),
        _ => None,
    }
}

struct Dataset {
    folder: tempfile::TempDir,
    texts: Option<PathBuf>,
}

impl Dataset {
    fn check(&self) -> Outcome {
        let loaded = load::load(self.folder.path()).expect("the dataset can be read");
        let texts = self.texts.as_ref().map(|folder| Texts::read(folder, &loaded.records.sources).expect("the texts can be read"));
        loaded.check(texts.as_ref())
    }

    /// Whether `rule` finds something at `line` of `file` after its text was replaced.
    fn finds(&self, file: &Path, text: &str, rule: &str, line: usize) -> Result<(), String> {
        let before = fs::read_to_string(file).expect("the file can be read");
        fs::write(file, text).expect("the file can be written");
        let outcome = self.check();
        fs::write(file, before).expect("the file can be written");
        let place = format!("{}:{line}:", file.strip_prefix(self.folder.path()).expect("the file is in the folder").display());
        let lines: Vec<_> = outcome.findings.iter().map(|finding| finding.concise(&outcome.files)).collect();
        let found = lines.iter().any(|found| found.starts_with(&place) && found.contains(&format!("[{rule}]")));
        if found { Ok(()) } else { Err(format!("expected {place} [{rule}], found {lines:#?}")) }
    }
}

#[test]
fn every_kind_of_damage_to_every_field_is_found_at_its_line() {
    let dataset = Dataset { folder: tempfile::tempdir().expect("a folder can be made"), texts: texts() };
    copy_dataset(&root(), dataset.folder.path());
    let needs_texts = |rule: &str| guarantee_claims::rules::find(rule).is_some_and(|rule| rule.needs_texts);
    let mut score: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut missed, mut skipped) = (Vec::new(), 0);
    for name in ["newstech24-2025-12", "t4k3-2025-08", "flga-2025-12"] {
        let file = dataset.folder.path().join(format!("data/claims/{name}.toml"));
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
                match dataset.finds(&file, &text, rule, head + at + 1) {
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
