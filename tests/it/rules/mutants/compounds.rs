//! Damage that takes more than one line of a claim to see.

use super::fields::with_member;

/// Damage that takes more than one line of a claim to see: what it is, the rule that should find it, and, for the lines of a claim, the
/// damaged ones and which of them the finding should point at.
pub(super) type Compound = (&'static str, &'static str, fn(&[String]) -> Option<(Vec<String>, usize)>);

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

/// The lines with another list, and the place of its key.
fn with_list(lines: &[String], field: &str, list: &str) -> Option<(Vec<String>, usize)> {
    let at = line_of(lines, field, &[])?;
    let end = if lines[at].ends_with('[') { at + lines[at..].iter().position(|line| line == "]")? } else { at };
    let kept = lines[..at].iter().cloned().chain([format!("{field} = {list}")]).chain(lines[end + 1..].iter().cloned());
    Some((kept.collect(), at))
}

pub(super) const COMPOUNDS: &[Compound] = &[
    ("a commissive act that commits nobody", "commissive-without-party", |lines| {
        line_of(lines, "speech_act", &["pledge", "offer", "refuse"])?;
        with_list(lines, "parties", "[]")
    }),
    ("a commissive act of those who receive", "commissive-without-party", |lines| {
        line_of(lines, "speech_act", &["pledge", "offer", "refuse"])?;
        let receive =
            |line: &String| if line.starts_with("  { actor = ") { with_member(line, "role", |_| "\"recipient\"".to_owned()) } else { None };
        let at = line_of(lines, "parties", &[])?;
        Some((lines.iter().map(|line| receive(line).unwrap_or_else(|| line.clone())).collect(), at))
    }),
    ("a party twice in one role", "repeated-item", |lines| {
        let at = lines.iter().position(|line| line.starts_with("  { actor = "))?;
        changed(lines, at, &format!("{0}\n{0}", lines[at]), at + 1)
    }),
    ("a design of the outlet's", "narrated-commitment", |lines| {
        line_of(lines, "attribution", &["narrated"])?;
        let at = line_of(lines, "speech_act", &[])?;
        changed(lines, at, "speech_act = \"propose\"", at)
    }),
    ("authored in a report", "authored-mismatch", |lines| {
        let at = line_of(lines, "attribution", &["narrated", "paraphrased"])?;
        changed(lines, at, "attribution = \"authored\"", at)
    }),
    ("a refusal that affirms", "polarity-mismatch", |lines| {
        line_of(lines, "speech_act", &["refuse"])?;
        let at = line_of(lines, "polarity", &[])?;
        changed(lines, at, "polarity = \"affirmed\"", at)
    }),
    ("a demand of what could be", "demand-modality", |lines| {
        line_of(lines, "speech_act", &["demand"])?;
        let at = line_of(lines, "modality", &[])?;
        changed(lines, at, "modality = \"possible\"", at)
    }),
    ("another condition without a note", "other-without-note", |lines| {
        let (lines, at) = with_list(lines, "conditions", "[\"other\"]").filter(|(lines, _)| line_of(lines, "note", &[]).is_none())?;
        Some((lines, at))
    }),
    ("a claim of version 1", "outdated-record", |lines| {
        let at = line_of(lines, "doubtful", &[]).or_else(|| line_of(lines, "confidence", &[]))?;
        changed(lines, at, "inferred = []", 0)
    }),
    ("the keys of version 1", "outdated-record", |lines| {
        let (lines, _) = with_list(lines, "parties", "[\"nato\"]")?;
        let is_new =
            |line: &str| ["modality", "polarity", "bindingness", "confidence"].iter().any(|key| line.starts_with(&format!("{key} = ")));
        let kept = lines.iter().filter(|line| !is_new(line)).cloned();
        Some((kept.chain(["confidence = \"high\"".to_owned()]).collect(), 0))
    }),
    ("a waiver of a rule by the name before", "renamed-rule", |lines| {
        let at = line_of(lines, "confidence", &[]).filter(|_| line_of(lines, "waive", &[]).is_none())?;
        let other = if lines[at].contains("low") { "high" } else { "low" };
        let reason = "It is coded so on purpose.";
        let waiver = format!("confidence = \"{other}\"\nwaive = [\n  {{ rule = \"confidence-mismatch\", reason = \"{reason}\" }},\n]");
        changed(lines, at, &waiver, at + 2)
    }),
    ("a restatement of the opposite", "restates-mismatch", |lines| {
        let tie = lines.iter().position(|line| line.starts_with("  { kind = \"restates\""))?;
        let at = line_of(lines, "polarity", &[])?;
        let other = if lines[at].contains("affirmed") { "negated" } else { "affirmed" };
        changed(lines, at, &format!("polarity = \"{other}\""), tie)
    }),
    ("membership in a layer", "misplaced-commitment", |lines| {
        line_of(lines, "commitment_type", &["membership", "diplomacy"])?;
        let at = line_of(lines, "layer", &[])?;
        changed(lines, at, "layer = \"partners\"", at)
    }),
    ("diplomacy in a layer", "misplaced-commitment", |lines| {
        let layer = line_of(lines, "layer", &["partners", "coalition", "united-states"])?;
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
