//! What the schema refuses.

use serde_json::{Value, json};

use crate::draft::{Draft, Spot};
use crate::fault::faults;

/// A draft in which every key and list has something.
fn full<'a, 'b>(claim: &'b mut Draft<'a>) -> &'b mut Draft<'a> {
    claim.fill();
    claim
}

faults! {
    Value:
    "missing-key", "no id" => |claim| claim.remove("/id");
    "missing-key", "no source" => |claim| claim.remove("/source");
    "missing-key", "no speaker" => |claim| claim.remove("/speaker");
    "missing-key", "no attribution" => |claim| claim.remove("/attribution");
    "missing-key", "no statement" => |claim| claim.remove("/statement");
    "missing-key", "no layer" => |claim| claim.remove("/layer");
    "missing-key", "no commitment type" => |claim| claim.remove("/commitment_type");
    "missing-key", "no speech act" => |claim| claim.remove("/speech_act");
    "missing-key", "no modality" => |claim| claim.remove("/modality");
    "missing-key", "no polarity" => |claim| claim.remove("/polarity");
    "missing-key", "no stage" => |claim| claim.remove("/stage");
    "missing-key", "no aspect" => |claim| claim.remove("/aspect");
    "missing-key", "no date" => |claim| claim.remove("/stated_on");
    "missing-key", "no evidence" => |claim| claim.remove("/evidence");
    "missing-key", "evidence without start" => |claim| claim.remove("/evidence/0/start");
    "missing-key", "evidence without end" => |claim| claim.remove("/evidence/0/end");
    "missing-key", "evidence without hash" => |claim| claim.remove("/evidence/0/sha256");
    "missing-key", "party without actor" => |claim| full(claim).remove("/parties/0/actor");
    "missing-key", "party without role" => |claim| full(claim).remove("/parties/0/role");
    "missing-key", "record without kind" => |claim| full(claim).remove("/evidence/0/record/kind");
    "missing-key", "record without verdict" => |claim| full(claim).remove("/evidence/0/record/verdict");
    "missing-key", "quantity without measure" => |claim| full(claim).remove("/quantities/0/measure");
    "missing-key", "quantity without value" => |claim| full(claim).remove("/quantities/0/value");
    "missing-key", "quantity without unit" => |claim| full(claim).remove("/quantities/0/unit");
    "missing-key", "quantity without comparator" => |claim| full(claim).remove("/quantities/0/comparator");
    "missing-key", "relation without kind" => |claim| full(claim).remove("/relations/0/kind");
    "missing-key", "relation without target" => |claim| full(claim).remove("/relations/0/target");
    "missing-key", "waiver without rule" => |claim| full(claim).remove("/waive/0/rule");
    "missing-key", "waiver without reason" => |claim| full(claim).remove("/waive/0/reason");

    "outdated-record", "the inferred fields" => |claim| {
        claim.rename("/doubtful", "inferred");
        Spot::claim()
    };
    "outdated-record", "a claim of version 1" => |claim| {
        claim.remove("/modality");
        claim.remove("/polarity");
        claim.remove("/bindingness");
        claim.remove("/doubtful");
        claim.set("/confidence", "high");
        claim.set("/aspect", "outlook");
        claim.set("/parties", json!(["ukraine", "nato"]));
        Spot::claim()
    };
    "outdated-record", "without parties" => |claim| {
        claim.remove("/modality");
        claim.remove("/polarity");
        claim.remove("/parties");
        claim.set("/confidence", "moderate");
        Spot::claim()
    };

    "unknown-key", "a key of the finder's own" => |claim| claim.add("/score", 0.87);
    "unknown-key", "a misspelt key" => |claim| claim.rename("/speaker", "speeker");
    "unknown-key", "a key in capitals" => |claim| claim.rename("/layer", "Layer");
    "unknown-key", "a key with a letter of two bytes" => |claim| claim.add("/modèle", "v2");
    "unknown-key", "evidence with a text" => |claim| claim.add("/evidence/0/snippet", "so it is said");
    "unknown-key", "party with a share" => |claim| full(claim).add("/parties/0/share", 0.5);
    "unknown-key", "record with a date" => |claim| full(claim).add("/evidence/0/record/read_on", "2026");
    "unknown-key", "quantity with a currency" => |claim| full(claim).add("/quantities/0/currency", "eur");
    "unknown-key", "relation with a weight" => |claim| full(claim).add("/relations/0/weight", 1);
    "unknown-key", "waiver with a date" => |claim| full(claim).add("/waive/0/until", "2026");

    "unknown-term", "attribution" => |claim| claim.set("/attribution", "reported");
    "unknown-term", "layer" => |claim| claim.set("/layer", "coalitio");
    "unknown-term", "layer with an accent" => |claim| claim.set("/layer", "coalitión");
    "unknown-term", "commitment type" => |claim| claim.set("/commitment_type", "GENERAL");
    "unknown-term", "speech act" => |claim| claim.set("/speech_act", "promise");
    "unknown-term", "modality" => |claim| claim.set("/modality", "sure");
    "unknown-term", "polarity" => |claim| claim.set("/polarity", "negative");
    "unknown-term", "bindingness" => |claim| claim.set("/bindingness", "legal");
    "unknown-term", "role" => |claim| full(claim).set("/parties/0/role", "speaker");
    "unknown-term", "kind of record" => |claim| full(claim).set("/evidence/0/record/kind", "video");
    "unknown-term", "verdict" => |claim| full(claim).set("/evidence/0/record/verdict", "wrong");
    "unknown-term", "stage" => |claim| claim.set("/stage", "in_force");
    "unknown-term", "aspect" => |claim| claim.set("/aspect", "");
    "unknown-term", "condition" => |claim| claim.set("/conditions", json!(["other", "peace"])).inside("/1");
    "unknown-term", "legal form" => |claim| claim.set("/legal_form", "contract");
    "unknown-term", "doubtful" => |claim| claim.set("/doubtful", json!(["statement"])).inside("/0");
    "unknown-term", "confidence" => |claim| claim.set("/confidence", "medium");
    "unknown-term", "measure" => |claim| full(claim).set("/quantities/0/measure", "soldiers");
    "unknown-term", "unit" => |claim| full(claim).set("/quantities/0/unit", "people");
    "unknown-term", "comparator" => |claim| full(claim).set("/quantities/0/comparator", "circa");
    "unknown-term", "relation" => |claim| full(claim).set("/relations/0/kind", "repeats");

    "wrong-type", "id" => |claim| claim.set("/id", 17);
    "wrong-type", "source" => |claim| claim.set("/source", Value::Null);
    "wrong-type", "speaker" => |claim| claim.set("/speaker", json!(["nato"]));
    "wrong-type", "via" => |claim| claim.set("/via", true);
    "wrong-type", "attribution" => |claim| claim.set("/attribution", Value::Null);
    "wrong-type", "statement" => |claim| claim.set("/statement", json!({"en": "A statement in English."}));
    "wrong-type", "layer" => |claim| claim.set("/layer", 3);
    "wrong-type", "commitment type" => |claim| claim.set("/commitment_type", json!({"general": null}));
    "wrong-type", "speech act" => |claim| claim.set("/speech_act", json!(["assert"]));
    "wrong-type", "modality" => |claim| claim.set("/modality", json!({"certain": true}));
    "wrong-type", "polarity" => |claim| claim.set("/polarity", true);
    "wrong-type", "bindingness" => |claim| claim.set("/bindingness", json!(["binding"]));
    "wrong-type", "stage" => |claim| claim.set("/stage", false);
    "wrong-type", "aspect" => |claim| claim.set("/aspect", 0);
    "wrong-type", "parties" => |claim| claim.set("/parties", "nato");
    "wrong-type", "a party" => |claim| claim.set("/parties", json!([{"actor": "nato", "role": "lead"}, "nato"])).inside("/1");
    "wrong-type", "the actor of a party" => |claim| full(claim).set("/parties/0/actor", json!(["nato"]));
    "wrong-type", "a record" => |claim| {
        claim.quote();
        claim.set("/evidence/0/record", "verbatim")
    };
    "wrong-type", "conditions" => |claim| claim.set("/conditions", Value::Null);
    "wrong-type", "a condition" => |claim| claim.set("/conditions", json!([null])).inside("/0");
    "wrong-type", "legal form" => |claim| claim.set("/legal_form", json!(["treaty"]));
    "wrong-type", "occasion" => |claim| claim.set("/occasion", 2025);
    "wrong-type", "date" => |claim| claim.set("/stated_on", 2025);
    "wrong-type", "quantities" => |claim| claim.set("/quantities", json!({}));
    "wrong-type", "a quantity" => |claim| claim.set("/quantities", json!([300_000])).inside("/0");
    "wrong-type", "value" => |claim| full(claim).set("/quantities/0/value", "300000");
    "wrong-type", "evidence" => |claim| claim.set("/evidence", "so it is said");
    "wrong-type", "a span" => |claim| claim.set("/evidence/0", json!([0, 10]));
    "wrong-type", "start" => |claim| claim.set("/evidence/0/start", "0");
    "wrong-type", "end" => |claim| claim.set("/evidence/0/end", 10.5);
    "wrong-type", "hash" => |claim| claim.set("/evidence/0/sha256", Value::Null);
    "wrong-type", "quote" => |claim| claim.set("/evidence/0/quote", 7);
    "wrong-type", "doubtful" => |claim| claim.set("/doubtful", "stage");
    "wrong-type", "confidence" => |claim| claim.set("/confidence", 0.9);
    "wrong-type", "relations" => |claim| claim.set("/relations", Value::Null);
    "wrong-type", "a relation" => |claim| claim.set("/relations", json!(["t4k3-2025-08.001"])).inside("/0");
    "wrong-type", "target" => |claim| full(claim).set("/relations/0/target", json!([]));
    "wrong-type", "waive" => |claim| claim.set("/waive", "refusal-stage");
    "wrong-type", "note" => |claim| claim.set("/note", json!([]));
    "wrong-type", "a list for the record" => |claim| claim.set("", json!(["a", "claim"]));
    "wrong-type", "a number for the record" => |claim| claim.set("", 17);
    "wrong-type", "null for the record" => |claim| claim.set("", Value::Null);

    "invalid-value", "id in capitals" => |claim| claim.change("/id", str::to_uppercase);
    "invalid-value", "id without number" => |claim| claim.change("/id", |id| id.replace('.', "-"));
    "invalid-value", "id too long" => |claim| claim.change("/id", |id| format!("{id}{}", "0".repeat(64)));
    "invalid-value", "source as a title" => |claim| claim.set("/source", "Phoenix 24");
    "invalid-value", "speaker as a name" => |claim| claim.set("/speaker", "Mark Rutte");
    "invalid-value", "empty speaker" => |claim| claim.set("/speaker", "");
    "invalid-value", "via as a name" => |claim| claim.set("/via", "Władysław Kosiniak-Kamysz");
    "invalid-value", "statement too short" => |claim| claim.set("/statement", "Ça va bien demain.");
    "invalid-value", "statement too long" => |claim| claim.change("/statement", |text| text.repeat(8));
    "invalid-value", "party with a space" => |claim| full(claim).set("/parties/0/actor", "united states");
    "invalid-value", "a record at no address" => |claim| full(claim).set("/evidence/0/record/url", "in the archive");
    "invalid-value", "occasion as a title" => |claim| claim.set("/occasion", "Kyiv, 22 August");
    "invalid-value", "a day that is not in the calendar" => |claim| claim.set("/stated_on", "2025-02-30");
    "invalid-value", "a date with a time" => |claim| claim.set("/stated_on", "2025-08-22T10:00:00Z");
    "invalid-value", "negative value" => |claim| full(claim).set("/quantities/0/value", -1);
    "invalid-value", "negative start" => |claim| claim.set("/evidence/0/start", -1);
    "invalid-value", "end out of range" => |claim| claim.set("/evidence/0/end", 4_294_967_296_u64);
    "invalid-value", "hash in capitals" => |claim| claim.set("/evidence/0/sha256", "ABCDEF0123456789".repeat(4));
    "invalid-value", "hash cut short" => |claim| claim.change("/evidence/0/sha256", |hash| hash[..40].to_owned());
    "invalid-value", "empty quote" => |claim| claim.set("/evidence/0/quote", "");
    "invalid-value", "target without number" => |claim| full(claim).set("/relations/0/target", "t4k3-2025-08");
    "invalid-value", "waiver of no rule" => |claim| full(claim).set("/waive/0/rule", "Refusal Stage");
    "invalid-value", "reason too short" => |claim| full(claim).set("/waive/0/reason", "because");
    "invalid-value", "blank note" => |claim| claim.set("/note", " \n ");

    "empty-list", "evidence" => |claim| claim.set("/evidence", json!([]));

    "repeated-item", "party" => |claim| {
        let (lead, host) = (json!({"actor": "nato", "role": "lead"}), json!({"actor": "nato", "role": "host"}));
        claim.set("/parties", json!([lead, host, lead])).inside("/2")
    };
    "repeated-item", "condition" => |claim| claim.set("/conditions", json!(["other", "other"])).inside("/1");
    "repeated-item", "doubtful" => |claim| claim.set("/doubtful", json!(["layer", "stage", "stage"])).inside("/2");
}
