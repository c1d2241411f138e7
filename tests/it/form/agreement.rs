//! The JSON Schema and the reader accept and refuse the same values.

use std::collections::BTreeMap;

use guarantee_claims::model::{ActorsFile, DatasetDocument, FrameworksFile, OccasionsFile, VOCABULARIES, WithdrawnFile};
use guarantee_claims::{ActorId, Claim, Coding, DatasetInfo, Layer, Source, load};
use jsonschema::Validator;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::form::search::json::rounds_a_number;
use crate::support::{root, schema};

/// A kind of record with its validator, and the verdicts counted.
struct Pair {
    validator: Validator,
    accepted: usize,
    refused: usize,
}

impl Pair {
    fn new(name: &str) -> Self {
        Self { validator: jsonschema::draft202012::new(&schema(name)).expect("the schema is valid"), accepted: 0, refused: 0 }
    }

    /// Both verdicts on a value, which must be the same; an accepted value must survive the way through the types.
    fn compare<T: DeserializeOwned + Serialize>(&mut self, value: &Value) {
        let text = value.to_string();
        let by_schema = self.validator.is_valid(value) && !rounds_a_number(&text);
        let by_reader = serde_json::from_str::<T>(&text);
        assert_eq!(by_schema, by_reader.is_ok(), "schema: {by_schema}, reader: {:?}\n{text}", by_reader.err());
        match by_reader {
            Ok(record) => {
                self.accepted += 1;
                let written = serde_json::to_value(&record).expect("a record can be written");
                let again = serde_json::from_value::<T>(written.clone()).expect("what was written can be read");
                assert_eq!(serde_json::to_value(&again).expect("a record can be written"), written);
                assert!(self.validator.is_valid(&written), "{written}");
            }
            Err(_) => self.refused += 1,
        }
    }
}

/// Values to put in the place of any other.
fn replacements() -> Vec<Value> {
    let mut values = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1),
        json!(1.0),
        json!(1.5),
        json!(-0.0),
        json!(4_294_967_295_u64),
        json!(4_294_967_296_u64),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!([]),
        json!({}),
        json!([null]),
        json!(["x"]),
        json!(["x", "x"]),
        json!({ "a": 1 }),
        json!(""),
        json!(" "),
        json!("\n"),
        json!("x"),
        json!("X"),
        json!("x-y"),
        json!("x--y"),
        json!("-x"),
        json!("x-"),
        json!("x.y"),
        json!("x.001"),
        json!("x.01"),
        json!("x.0001"),
        json!("x.001 "),
        json!("x.001\n"),
        json!("é"),
        json!("\u{0}"),
        json!("a".repeat(64)),
        json!("a".repeat(65)),
        json!("0".repeat(64)),
        json!("G".repeat(64)),
        json!("é".repeat(19)),
        json!("é".repeat(20)),
        json!("é".repeat(280)),
        json!("é".repeat(281)),
        json!(" ".repeat(20)),
        json!("https://x"),
        json!("https://"),
        json!("http://x y"),
        json!("ftp://x"),
        json!("en"),
        json!("EN"),
        json!("pt-BR"),
        json!("e"),
        json!("UA"),
        json!("XX"),
        json!("A"),
        json!("G"),
        json!("1.0.0"),
        json!("1.0"),
        json!("01.0.0"),
        json!("a.txt"),
        json!(".txt"),
        json!("a/b"),
        json!(".."),
        json!("CC-BY-4.0"),
    ];
    values.extend(
        ["2025", "2025-08", "2025-08-22", "2024-02-29", "2025-02-29", "2000-02-29", "1900-02-29", "2025-04-31", "2025-02-31"]
            .map(Value::from),
    );
    values.extend(
        ["2025-13", "2025-00", "2025-1", "25", "0000", "0001", "9999-12-31", "10000", "2025-08-22T00:00:00Z", "2025/08", "٢٠٢٥"]
            .map(Value::from),
    );
    values.extend(VOCABULARIES.iter().map(|vocabulary| Value::from(vocabulary.terms[0].value)));
    values
}

/// Every place in a value, as a JSON Pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => (0..items.len()).for_each(|i| places(&items[i], &format!("{at}/{i}"), found)),
        Value::Object(members) => members.iter().for_each(|(key, member)| places(member, &format!("{at}/{key}"), found)),
        _ => {}
    }
}

/// The value with one change at one place: another value, a key taken out, a key added, an item repeated.
fn mutants(value: &Value) -> Vec<Value> {
    let mut pointers = Vec::new();
    places(value, "", &mut pointers);
    let mut all = vec![value.clone()];
    for pointer in pointers {
        let changed = |change: &dyn Fn(&mut Value)| {
            let mut copy = value.clone();
            change(copy.pointer_mut(&pointer).expect("the place is in the value"));
            copy
        };
        all.extend(replacements().into_iter().map(|new| changed(&|place| *place = new.clone())));
        match value.pointer(&pointer) {
            Some(Value::Object(members)) => {
                all.push(changed(&|place| place["unknown"] = json!(1)));
                all.extend(members.keys().map(|key| changed(&|place| drop(place.as_object_mut().and_then(|members| members.remove(key))))));
            }
            Some(Value::Array(items)) if !items.is_empty() => {
                all.push(changed(&|place| place.as_array_mut().expect("a list").push(items[0].clone())));
            }
            _ => {}
        }
    }
    all
}

fn compare_all<T: DeserializeOwned + Serialize>(name: &str, records: &[Value], counts: &mut BTreeMap<String, (usize, usize)>) {
    let mut pair = Pair::new(name);
    for record in records {
        for mutant in mutants(record) {
            pair.compare::<T>(&mutant);
        }
    }
    counts.insert(name.to_owned(), (pair.accepted, pair.refused));
}

/// Claims that between them use every field.
fn full_claims() -> Vec<Value> {
    let dataset = guarantee_claims::dataset();
    let written = |claim: &Claim| serde_json::to_value(claim).expect("a claim can be written");
    let with = |has: &dyn Fn(&Claim) -> bool| {
        dataset.claims().find(|claim| has(claim)).map(|claim| written(&claim)).expect("there is such a claim")
    };
    let mut waived = with(&|claim| claim.quotes().next().is_some());
    waived["waive"] = json!([{ "rule": "some-rule", "reason": "A reason that is long enough." }]);
    vec![
        with(&|claim| !claim.quantities.is_empty() && !claim.relations.is_empty()),
        with(&|claim| claim.via.is_some() && claim.note.is_some()),
        with(&|claim| claim.legal_form.is_some() && !claim.conditions.is_empty()),
        waived,
    ]
}

#[test]
fn schema_and_reader_give_the_same_verdict() {
    let dataset = guarantee_claims::dataset();
    let value = |record: Result<Value, serde_json::Error>| record.expect("a record can be written");
    let claims = full_claims();
    let source = value(serde_json::to_value(&dataset.sources()[0]));
    let framework = value(serde_json::to_value(&dataset.frameworks()[0]));
    let occasion = value(serde_json::to_value(&dataset.occasions()[1]));
    let actor = value(serde_json::to_value(dataset.actor("mark-rutte")));
    let info = value(serde_json::to_value(dataset.info()));
    let document = json!({ "version": "1.0.0", "title": "x", "licence": "CC-BY-4.0", "sources": [], "actors": [], "occasions": [], "frameworks": [], "claims": [], "withdrawn": [],
        "changes": [] });
    let coded = load::load(&root().join("tests/fixtures/coded")).expect("the dataset with codings can be read").records;
    let codings: Vec<_> = coded.codings.iter().map(|coding| value(serde_json::to_value(coding))).collect();
    let withdrawn = value(serde_json::to_value(&coded.withdrawn[0]));

    let mut counts = BTreeMap::new();
    compare_all::<Claim>("claim", &claims, &mut counts);
    compare_all::<Source>("source", &[source], &mut counts);
    compare_all::<ActorsFile>("actors-file", &[json!({ "actors": [actor] })], &mut counts);
    compare_all::<OccasionsFile>("occasions-file", &[json!({ "occasions": [occasion] })], &mut counts);
    compare_all::<FrameworksFile>("frameworks-file", &[json!({ "frameworks": [framework] })], &mut counts);
    compare_all::<DatasetInfo>("dataset-file", &[info], &mut counts);
    compare_all::<DatasetDocument>("dataset", &[document], &mut counts);
    compare_all::<Coding>("coding", &codings, &mut counts);
    compare_all::<WithdrawnFile>("withdrawn-file", &[json!({ "withdrawn": [withdrawn] })], &mut counts);
    for (name, (accepted, refused)) in counts {
        assert!(accepted > 5 && refused > 200, "{name}: {accepted} accepted, {refused} refused");
    }
}

#[test]
fn other_shapes_of_a_record_are_refused_by_both() {
    let mut pair = Pair::new("claim");
    let claim = &full_claims()[0];
    let list: Vec<_> = claim.as_object().expect("a claim is an object").values().cloned().collect();
    let mut wrapped = claim.clone();
    wrapped["layer"] = json!({ "coalition": null });
    for value in [json!(list), json!("x"), json!([claim]), wrapped] {
        pair.compare::<Claim>(&value);
    }
    assert_eq!((pair.accepted, pair.refused), (0, 4));
}

#[test]
fn in_a_list_of_any_length_nothing_stands_twice() {
    let mut pair = Pair::new("claim");
    let mut claim = full_claims()[0].clone();
    for length in [2, 7, 8, 9, 30] {
        let mut parties: Vec<_> = (0..length).map(|i| json!({ "actor": format!("actor-{i}"), "role": "provider" })).collect();
        claim["parties"] = json!(parties);
        pair.compare::<Claim>(&claim);
        parties[0] = parties[length - 1].clone();
        claim["parties"] = json!(parties);
        pair.compare::<Claim>(&claim);
    }
    assert_eq!((pair.accepted, pair.refused), (5, 5));
}

#[test]
fn only_the_reader_can_refuse_a_key_that_stands_twice() {
    let text = full_claims()[0].to_string().replacen('{', "{\"id\":\"x.001\",", 1);
    let error = serde_json::from_str::<Claim>(&text).expect_err("the key stands twice");
    assert!(error.to_string().contains("duplicate field `id`"), "{error}");
}

#[test]
fn only_the_reader_can_refuse_a_number_between_two_doubles() {
    let mut claim = full_claims()[0].clone();
    claim["quantities"][0]["value"] = json!(9_007_199_254_740_993_u64);
    let error = serde_json::from_str::<Claim>(&claim.to_string()).expect_err("it would be rounded");
    let said = "value: 9007199254740993 is no double (the nearest is 9007199254740992): expected a number that a double holds";
    assert!(error.to_string().contains(said), "{error}");
}

#[test]
fn an_amount_is_written_as_a_whole_number_where_it_is_one() {
    let mut claim = full_claims()[0].clone();
    claim["quantities"][0]["value"] = json!(7777);
    let claim = claim.to_string();
    for (read, written) in [
        ("0", "0"),
        ("4.0", "4"),
        ("4.5", "4.5"),
        ("4e9", "4000000000"),
        ("9007199254740992", "9007199254740992"),
        ("9007199254740994", "9007199254740994.0"),
    ] {
        let claim: Claim = serde_json::from_str(&claim.replace("7777", read)).expect("the claim is valid");
        let text = serde_json::to_string(&claim).expect("a claim can be written");
        assert!(text.contains(&format!("\"value\":{written},")), "{read}: {text}");
        assert_eq!(claim.quantities[0].value.to_string(), written.trim_end_matches(".0"));
        assert_eq!(read.parse(), Ok(claim.quantities[0].value.get()));
    }
}

#[test]
fn the_readers_message_names_the_field_the_value_and_what_is_allowed() {
    let mut claim = full_claims()[0].clone();
    claim["commitment_type"] = json!("ground-troop");
    let error = serde_json::from_str::<Claim>(&claim.to_string()).expect_err("there is no such term").to_string();
    assert!(error.contains("commitment_type: \"ground-troop\" is not a commitment type: did you mean \"ground-troops\"?"), "{error}");
    assert!(error.contains("expected one of ukrainian-forces, ground-troops, "), "{error}");
    let mut claim = full_claims()[0].clone();
    claim["evidence"][0]["start"] = json!(-1);
    let error = serde_json::from_str::<Claim>(&claim.to_string()).expect_err("there is no such place").to_string();
    assert!(error.contains("evidence: start: -1 is out of range: expected a whole number from 0 to 4294967295"), "{error}");
    let mut claim = full_claims()[0].clone();
    claim["quantities"][0]["value"] = json!("4");
    let error = serde_json::from_str::<Claim>(&claim.to_string()).expect_err("a text is no number").to_string();
    assert!(error.contains("value: invalid type: string \"4\", expected a number"), "{error}");
    claim["quantities"] = json!(["4"]);
    let error = serde_json::from_str::<Claim>(&claim.to_string()).expect_err("a text is no quantity").to_string();
    assert!(error.contains("quantities: invalid type: string \"4\", expected a table (a JSON object)"), "{error}");
    claim["layer"] = json!(4);
    let error = serde_json::from_str::<Claim>(&claim.to_string()).expect_err("a number is no text").to_string();
    assert!(error.contains("layer: invalid type: integer `4`, expected a string"), "{error}");
    let error = r#"a "café" \"#.parse::<ActorId>().expect_err("it is no id");
    assert!(error.to_string().starts_with(r#""a \"café\" \\" is not an actor id: expected lower-case"#), "{error}");
    let error = "coalitoin".parse::<Layer>().expect_err("there is no such term");
    assert_eq!((error.suggestion(), error.expected().split(',').next()), (Some("coalition"), Some("one of ukrainian-forces")));
}
