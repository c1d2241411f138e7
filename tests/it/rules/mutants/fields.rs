//! Damage to one line of a claim.

/// One kind of damage: the field, what is done to its line, and the rule that should find it.
pub(super) struct Damage {
    pub(super) field: &'static str,
    pub(super) kind: &'static str,
    pub(super) rule: &'static str,
    /// The new line for the old one; `None` where the damage cannot be done to it.
    pub(super) spoil: fn(&str) -> Option<String>,
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
pub(super) fn with_member(line: &str, key: &str, change: impl Fn(&str) -> String) -> Option<String> {
    let at = line.find(&format!("{key} = "))? + key.len() + 3;
    let length = if line[at..].starts_with('"') { line[at + 1..].find('"')? + 2 } else { line[at..].find([',', ' '])? };
    Some(format!("{}{}{}", &line[..at], change(&line[at..at + length]), &line[at + length..]))
}

const OFFICIAL: &str = "url = \"https://example.org/\", kind = \"official\", verdict = \"verbatim\"";

/// The line of an evidence, held against a record, unless it is already.
fn held(line: &str, record: &str) -> Option<String> {
    let evidence = line.strip_suffix(" },").filter(|line| !line.contains("record = "))?;
    Some(format!("{evidence}, record = {{ {record} }} }},"))
}

macro_rules! damages {
    ($($field:literal, $kind:literal => $rule:literal: $spoil:expr;)+) => {
        pub(super) const DAMAGES: &[Damage] = &[$(Damage { field: $field, kind: $kind, rule: $rule, spoil: $spoil }),+];
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
    "modality", "a slip" => "unknown-term": |line| with_text(line, |term| format!("{term}ly"));
    "modality", "a truth value" => "wrong-type": |line| with_value(line, "true");
    "modality", "another key" => "unknown-key": |line| with_key(line, "modality", "modalty");
    "polarity", "a slip" => "unknown-term": |line| with_text(line, |term| term[..term.len() - 1].to_owned());
    "polarity", "a list" => "wrong-type": |line| with_value(line, "[\"affirmed\"]");
    "bindingness", "a slip" => "unknown-term": |line| with_text(line, |term| format!("legally-{term}"));
    "parties", "one text" => "wrong-type": |line| line.ends_with(" = []").then(|| with_value(line, "\"nato\"")).flatten();
    "actor", "unknown" => "unknown-reference": |line| with_member(line, "actor", |_| "\"nobody-at-all\"".to_owned());
    "actor", "a name" => "invalid-value": |line| with_member(line, "actor", |_| "\"United States\"".to_owned());
    "actor", "an unknown role" => "unknown-term": |line| with_member(line, "role", |_| "\"speaker\"".to_owned());
    "actor", "a list of roles" => "wrong-type": |line| with_member(line, "role", |role| format!("[{role}]"));
    "actor", "no role" => "missing-key": |line| Some(format!("{} }},", line.split(", role").next()?));
    "actor", "a bare id" => "wrong-type": |line| Some(format!("  \"{}\",", line.split('"').nth(1)?));
    "actor", "somebody from nowhere" => "ungrounded-party":
        |line| with_member(line, "actor", |_| "\"keith-kellogg\"".to_owned());
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
    "evidence", "the record of no quotation" => "record-mismatch": |line| if line.contains("quote = ") { None } else { held(line, OFFICIAL) };
    "evidence", "the words of a translation" => "record-mismatch":
        |line| held(line, "url = \"https://example.org/\", kind = \"translation\", verdict = \"verbatim\"");
    "evidence", "the sense of what was said" => "record-mismatch":
        |line| held(line, "url = \"https://example.org/\", kind = \"official\", verdict = \"differs\"");
    "evidence", "a record at no address" => "record-mismatch": |line| held(line, "kind = \"report\", verdict = \"verbatim\"");
    "evidence", "a record of another kind" => "unknown-term": |line| held(line, "kind = \"video\", verdict = \"not-found\"");
    "doubtful", "unknown" => "unknown-term": |line| with_value(line, "[\"statement\"]");
    "doubtful", "one too many" => "repeated-item": |line| with_value(line, "[\"stage\", \"stage\"]");
    "confidence", "another" => "doubtful-mismatch": |line| with_text(line, |term| if term == "high" { "low".into() } else { "high".into() });
    "confidence", "unknown" => "unknown-term": |line| with_value(line, "\"medium\"");
    "confidence", "a number" => "wrong-type": |line| with_value(line, "0.9");
    "kind", "unknown relation" => "unknown-term": |line| with_member(line, "kind", |_| "\"repeats\"".to_owned());
    "kind", "unknown target" => "unknown-reference": |line| with_member(line, "target", |id| format!("{}999\"", &id[..id.len() - 4]));
    "kind", "no claim id" => "invalid-value": |line| with_member(line, "target", |_| "\"nato\"".to_owned());
    "note", "empty" => "invalid-value": |line| with_value(line, "\"\"");
    "note", "a line break" => "stray-white-space": |line| with_text(line, |text| text.replacen(' ', "\\n", 1));
    "note", "a list" => "wrong-type": |line| with_value(line, "[]");
}
