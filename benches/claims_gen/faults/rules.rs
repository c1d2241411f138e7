//! What compares fields, and what compares records.

use serde_json::{Value, json};

use crate::draft::{Draft, Spot};
use crate::fault::faults;
use crate::plan::Cycle;

/// A text with something after its first word.
fn after_first_word(text: &str, what: &str) -> String {
    text.replacen(' ', what, 1)
}

/// Ties the claim to another in this way.
fn tie(claim: &mut Draft<'_>, kind: &str, target: &str) -> Spot {
    claim.set("/relations", json!([{"kind": kind, "target": target}]));
    Spot::Value("/relations/0/target".to_owned())
}

/// A party of a claim.
fn party(actor: &str, role: &str) -> Value {
    json!({"actor": actor, "role": role})
}

/// What came of holding a quotation against a record.
fn record(kind: &str, verdict: &str) -> Value {
    json!({"url": "https://example.org/record", "kind": kind, "verdict": verdict, "note": null})
}

fn waiver(claim: &mut Draft<'_>, rule: &str) -> Spot {
    claim.set("/waive", json!([{"rule": rule, "reason": "Somebody looked at it and let it stand."}]));
    Spot::Value("/waive/0/rule".to_owned())
}

faults! {
    Value:
    "authored-mismatch", "authored in a report" => |claim| {
        claim.report();
        claim.paraphrase();
        claim.set("/attribution", "authored")
    };
    "authored-mismatch", "authored by the outlet of a report" => |claim| {
        claim.narrate();
        claim.set("/attribution", "authored")
    };
    "commissive-without-party", "a pledge by nobody" => |claim| {
        claim.paraphrase();
        claim.commit("pledge", json!([]))
    };
    "commissive-without-party", "an offer by those who lead" => |claim| {
        claim.paraphrase();
        claim.commit("offer", json!([party("united-states", "lead")]))
    };
    "commissive-without-party", "a refusal by those who receive" => |claim| {
        claim.paraphrase();
        claim.commit("refuse", json!([party("ukraine", "recipient")]))
    };
    "demand-modality", "a demand of what is possible" => |claim| {
        claim.set("/speech_act", "demand");
        claim.set("/modality", "possible")
    };
    "doubtful-mismatch", "high with a doubtful field" => |claim| {
        claim.set("/doubtful", json!(["aspect"]));
        claim.set("/confidence", "high")
    };
    "doubtful-mismatch", "low with nothing doubtful" => |claim| {
        claim.set("/doubtful", json!([]));
        claim.set("/confidence", "low")
    };
    "doubtful-mismatch", "moderate with a doubtful unit" => |claim| {
        claim.set("/doubtful", json!(["unit"]));
        claim.set("/confidence", "moderate")
    };
    "doubtful-mismatch", "high where nobody coded it twice" => |claim| {
        claim.set("/doubtful", Value::Null);
        claim.set("/confidence", "high")
    };
    "control-character", "a bell in the statement" => |claim| claim.change("/statement", |text| after_first_word(text, " \u{7}"));
    "control-character", "a turn of direction in the statement" =>
        |claim| claim.change("/statement", |text| after_first_word(text, " \u{202e}"));
    "control-character", "a line separator in the note" => |claim| claim.set("/note", "As a later\u{2028}curator should know.");
    "control-character", "an escape in the quote" => |claim| {
        claim.quote();
        claim.set("/evidence/0/quote", "we will \u{1b}[31mstand by it")
    };
    "empty-range", "the end at the start" => |claim| {
        let start = claim.value["evidence"][0]["start"].clone();
        claim.set("/evidence/0/end", start)
    };
    "empty-range", "the end before the start" => |claim| {
        let start = claim.value["evidence"][0]["start"].as_u64().unwrap_or_default();
        claim.set("/evidence/0/start", start + 5);
        claim.set("/evidence/0/end", start + 2)
    };
    "empty-range", "the end past the text" => |claim| {
        let characters = claim.source.characters;
        claim.set("/evidence/0/start", characters);
        claim.set("/evidence/0/end", characters + 7)
    };
    "foreign-claim-id", "the id of another source" => |claim| {
        let own = claim.source.id.as_str();
        let other = claim.generator.pool.sources.iter().find(|source| source.id != own).expect("there are several sources");
        claim.change("/id", |id| id.replace(own, other.id.as_str()))
    };
    "formula-prefix", "an equals sign" => |claim| claim.set("/note", "=1+1 is what it says.");
    "formula-prefix", "a minus in the quote" => |claim| {
        claim.quote();
        claim.set("/evidence/0/quote", "- we will stand by it")
    };
    "invisible-character", "a space of no width in the note" => |claim| claim.set("/note", "As a later\u{200b} curator should know.");
    "invisible-character", "a soft hyphen in the statement" => |claim| claim.change("/statement", |text| after_first_word(text, "\u{ad} "));
    "invisible-character", "a tag in the quote" => |claim| {
        claim.quote();
        claim.set("/evidence/0/quote", "we will\u{e0041} stand by it")
    };
    "misplaced-commitment", "diplomacy in a layer" => |claim| {
        claim.set("/commitment_type", "diplomacy");
        claim.set("/layer", "partners")
    };
    "misplaced-commitment", "membership in a layer" => |claim| {
        claim.set("/commitment_type", "membership");
        claim.set("/layer", "coalition")
    };
    "narrated-commitment", "an outlet's pledge" => |claim| {
        claim.narrate();
        claim.commit("pledge", json!([party("united-states", "provider")]));
        Spot::Value("/speech_act".to_owned())
    };
    "narrated-commitment", "an outlet's design" => |claim| {
        claim.narrate();
        claim.set("/speech_act", "propose")
    };
    "occasion-date", "long before the occasion" => |claim| {
        claim.set("/occasion", "kyiv-2025-08-22");
        claim.set("/stated_on", "2024-02-29")
    };
    // Before every document, so that no claim is said after its publication.
    "occasion-date", "a day before the occasion" => |claim| {
        claim.set("/occasion", "fasano-2024-06-13");
        claim.set("/stated_on", "2024-06-12")
    };
    "other-without-note", "another condition" => |claim| {
        claim.set("/note", Value::Null);
        claim.set("/conditions", json!(["renewed-attack", "other"])).inside("/1")
    };
    "polarity-mismatch", "a refusal that affirms" => |claim| {
        claim.paraphrase();
        claim.commit("refuse", json!([party("united-states", "decider")]));
        claim.set("/polarity", "affirmed")
    };
    "polarity-mismatch", "an assertion of what is ruled out" => |claim| {
        claim.set("/speech_act", "assert");
        claim.set("/stage", "ruled-out");
        claim.set("/polarity", "affirmed")
    };
    "polarity-mismatch", "a declaration of what is ruled out" => |claim| {
        claim.set("/speech_act", "declare");
        claim.set("/stage", "ruled-out");
        claim.set("/polarity", "affirmed")
    };
    "quote-mismatch", "quoted without a quote" => |claim| {
        claim.paraphrase();
        claim.set("/attribution", "quoted")
    };
    "quote-mismatch", "paraphrased with a quote" => |claim| {
        let quote = claim.quote();
        claim.set("/attribution", "paraphrased");
        quote
    };
    "quote-mismatch", "narrated with a quote" => |claim| {
        claim.narrate();
        claim.set("/evidence/0/quote", "we will stand by it")
    };
    "record-mismatch", "a record without a quote" => |claim| {
        claim.paraphrase();
        claim.set("/evidence/0/record", record("official", "verbatim"))
    };
    "record-mismatch", "the words of a translation" => |claim| {
        claim.quote();
        claim.set("/evidence/0/record", record("translation", "altered")).inside("/verdict")
    };
    "record-mismatch", "the sense of an official record" => |claim| {
        claim.quote();
        claim.set("/evidence/0/record", record("official", "same-sense")).inside("/verdict")
    };
    "record-mismatch", "the address of what was not found" => |claim| {
        claim.quote();
        claim.set("/evidence/0/record", record("report", "not-found")).inside("/url")
    };
    "record-mismatch", "no address" => |claim| {
        claim.quote();
        claim.set("/evidence/0/record", json!({"url": null, "kind": "report", "verdict": "verbatim", "note": null})).inside("/verdict")
    };
    "refusal-stage", "a refusal of what is in force" => |claim| {
        claim.paraphrase();
        claim.commit("refuse", json!([party("united-states", "provider")]));
        claim.set("/stage", "in-force")
    };
    "relation-cycle", "two answer each other", cycle: Some(Cycle { kind: "answers", length: 2 }) => |claim| tie_in_cycle(claim, "answers", 1);
    "relation-cycle", "two supersede each other", cycle: Some(Cycle { kind: "supersedes", length: 2 }) => |claim| {
        claim.say_with(1);
        tie_in_cycle(claim, "supersedes", 1)
    };
    "relation-cycle", "three answer one another", cycle: Some(Cycle { kind: "answers", length: 3 }) => |claim| tie_in_cycle(claim, "answers", 2);
    "renamed-rule", "a name that the rule had before" => |claim| {
        claim.set("/doubtful", json!([]));
        claim.set("/confidence", "low");
        waiver(claim, "confidence-mismatch")
    };
    "said-after-publication", "in the next decade" => |claim| {
        claim.set("/occasion", Value::Null);
        claim.set("/stated_on", "2031-05")
    };
    "self-relation", "elaborates itself" => |claim| tie_to_itself(claim, "elaborates");
    "self-relation", "answers itself" => |claim| tie_to_itself(claim, "answers");
    "self-relation", "the same tie twice" => |claim| {
        let target = claim.earlier(1);
        let tie = json!({"kind": "supports", "target": target});
        claim.set("/relations", json!([tie, tie]));
        Spot::Value("/relations/1/target".to_owned())
    };
    "speaker-mismatch", "narrated by another" => |claim| {
        claim.narrate();
        let other = claim.actor(|_| true);
        claim.set("/speaker", other)
    };
    "speaker-mismatch", "the outlet paraphrased" => |claim| {
        claim.narrate();
        claim.set("/attribution", "paraphrased")
    };
    "statement-form", "no full stop" => |claim| claim.change("/statement", |text| text.trim_end_matches('.').to_owned());
    "statement-form", "two full stops" => |claim| claim.change("/statement", |text| format!("{text}."));
    "statement-form", "a small letter" => |claim| claim.change("/statement", |text| format!("and {text}"));
    "stray-white-space", "two spaces" => |claim| claim.change("/statement", |text| after_first_word(text, "  "));
    "stray-white-space", "a tab" => |claim| claim.change("/statement", |text| after_first_word(text, "\t"));
    "stray-white-space", "a line break" => |claim| claim.change("/statement", |text| after_first_word(text, "\n"));
    "stray-white-space", "a space at the end of the note" => |claim| claim.set("/note", "What a later curator should know. ");
    "stray-white-space", "a no-break space" => |claim| claim.change("/statement", |text| after_first_word(text, "\u{a0}"));
    "stray-white-space", "a space before the quote" => |claim| {
        claim.quote();
        claim.set("/evidence/0/quote", " we will stand by it")
    };
    "unit-mismatch", "soldiers in euros" => |claim| {
        claim.measure();
        claim.set("/quantities/0/unit", "eur")
    };
    "unit-mismatch", "a deadline in persons" => |claim| {
        claim.measure();
        claim.set("/quantities/0/measure", "deadline");
        Spot::Value("/quantities/0/unit".to_owned())
    };
    "unknown-reference", "source" => |claim| claim.set("/source", "nowhere-2025");
    "unknown-reference", "speaker" => |claim| {
        claim.paraphrase();
        claim.set("/speaker", "nobody-at-all")
    };
    "unknown-reference", "via" => |claim| {
        claim.relay();
        claim.set("/via", "nobody-at-all")
    };
    "unknown-reference", "party" => |claim| {
        claim.set("/speech_act", "assess");
        claim.set("/parties", json!([party("ukraine", "recipient"), party("nobody-at-all", "lead")])).inside("/1/actor")
    };
    "unknown-reference", "occasion" => |claim| claim.set("/occasion", "nowhere-2025-08");
    "unknown-reference", "target in a real document" => |claim| tie(claim, "supports", "t4k3-2025-08.999");
    "unknown-reference", "target in no document" => |claim| tie(claim, "elaborates", "nowhere-2025.0000001");
    "duplicate-id", "the id of the claim before" => |claim| {
        let id = claim.earlier(1);
        claim.set("/id", id)
    };
    "duplicate-id", "the id of the claim before that" => |claim| {
        let id = claim.earlier(2);
        claim.set("/id", id)
    };
    "unnormalised-text", "a letter and its accent in the statement" =>
        |claim| claim.change("/statement", |text| after_first_word(text, " cafe\u{301} "));
    "unnormalised-text", "a letter and its accent in the note" => |claim| claim.set("/note", "Zu\u{308}rich is where it was said.");
    "unreadable-character", "a lost character in the statement" =>
        |claim| claim.change("/statement", |text| after_first_word(text, "\u{fffd} "));
    "unreadable-character", "private use in the note" => |claim| claim.set("/note", "As a later curator should know \u{e000}.");
    "unused-waiver", "of what is not found" => |claim| waiver(claim, "refusal-stage");
    "unused-waiver", "of a rule that there is not" => |claim| waiver(claim, "no-such-rule");
    "unused-waiver", "of what cannot be waived" => |claim| waiver(claim, "unknown-reference");
    "via-mismatch", "relayed by nobody" => |claim| {
        claim.paraphrase();
        claim.set("/attribution", "relayed")
    };
    "via-mismatch", "paraphrased through another" => |claim| {
        claim.relay();
        claim.set("/attribution", "paraphrased")
    };
    "via-mismatch", "relayed by the speaker" => |claim| {
        claim.relay();
        let speaker = claim.value["speaker"].clone();
        claim.set("/via", speaker)
    };
}

/// Ties the last claim of a cycle to its first; the others are tied where they are made.
fn tie_in_cycle(claim: &mut Draft<'_>, kind: &str, by: u64) -> Spot {
    let first = claim.earlier(by);
    tie(claim, kind, &first)
}

fn tie_to_itself(claim: &mut Draft<'_>, kind: &str) -> Spot {
    let id = claim.value["id"].as_str().unwrap_or_default().to_owned();
    tie(claim, kind, &id)
}
