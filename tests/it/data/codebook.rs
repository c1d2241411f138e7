//! docs/codebook.md: the model for people, made from the types' schemas, the rules of coding and the dataset.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use guarantee_claims::model::{CODING_RULES, STRING_TYPES, VOCABULARIES, Vocabulary};
use guarantee_claims::{Claim, ClaimRef, Confidence, Dataset, QuoteRecord};
use serde_json::Value;

use crate::support::{assert_fresh, root, schema};

#[test]
fn the_codebook_is_fresh() {
    assert_fresh(&root().join("docs/codebook.md"), &Codebook::new().page());
}

#[test]
fn every_field_and_every_term_is_in_the_codebook() {
    let page = Codebook::new().page();
    for field in Claim::FIELDS {
        assert!(
            page.lines().any(|line| line.starts_with(&format!("| `{}` | ", field.name)) && line.ends_with(&format!(" | {} |", field.doc))),
            "{}",
            field.name
        );
    }
    for vocabulary in VOCABULARIES {
        for term in vocabulary.terms {
            assert!(page.contains(&format!("\n| `{}` | {}", term.value, term.definition)), "{}: {}", vocabulary.name, term.value);
        }
    }
}

#[test]
fn rules_of_coding_are_about_fields_and_stand_in_their_order() {
    let place = |name: &str| Claim::FIELDS.iter().position(|field| field.name == name);
    let places: Vec<_> = CODING_RULES
        .iter()
        .map(|rule| rule.field.map(|name| place(name).unwrap_or_else(|| panic!("a claim has no field {name}"))))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(CODING_RULES.iter().all(|rule| rule.text.ends_with('.') && !rule.text.contains("  ")));
}

#[test]
fn what_is_used_is_counted_and_shown() {
    let dataset = guarantee_claims::dataset();
    for vocabulary in VOCABULARIES {
        for (term, uses) in Uses::of(vocabulary, dataset).0 {
            assert!(vocabulary.terms.iter().any(|known| known.value == term), "{}: {term}", vocabulary.name);
            // No claim shows why a sentence gives none, or what other records changed.
            let is_of_claims = !["uncoded_reason", "changed_record"].contains(&vocabulary.name);
            assert_eq!(!uses.claims.is_empty(), is_of_claims, "{}: {term}", vocabulary.name);
        }
    }
    let layers = Uses::of(guarantee_claims::Layer::VOCABULARY, dataset).0;
    assert_eq!(layers.values().map(|uses| uses.count).sum::<usize>(), dataset.claims().len());
    let refused = &Uses::of(guarantee_claims::SpeechAct::VOCABULARY, dataset).0["refuse"];
    assert!(refused.claims.len() == refused.count && refused.claims.iter().all(|claim| claim.speech_act.as_str() == "refuse"));
}

/// The records in the order of the page, each with the heading of its section.
const RECORDS: &[(&str, &str)] = &[
    ("Party", "Party"),
    ("Quantity", "Quantity"),
    ("Evidence", "Evidence"),
    ("QuoteRecord", "Evidence: record of the words"),
    ("Relation", "Relation"),
    ("Waiver", "Waiver"),
    ("Source", "Source"),
    ("SourceText", "Source: text"),
    ("Origin", "Source: origin"),
    ("DefinedTerm", "Source: defined term"),
    ("Uncoded", "Source: uncoded range"),
    ("Actor", "Actor"),
    ("Occasion", "Occasion"),
    ("Framework", "Framework"),
    ("Component", "Framework: component"),
    ("Coding", "Coding"),
    ("Span", "Coding: span"),
    ("Withdrawn", "Withdrawn claim"),
    ("Change", "Change"),
];

struct Codebook {
    /// The definitions of the records and types in the schema of datasets, and of those that have files of their own.
    definitions: Value,
    /// The schema of the dataset's description.
    info: Value,
    dataset: &'static Dataset,
}

impl Codebook {
    fn new() -> Self {
        let mut definitions = schema("dataset")["$defs"].clone();
        let coding = schema("coding");
        definitions["Span"] = coding["$defs"]["Span"].clone();
        definitions["Coding"] = coding;
        definitions["Change"] = schema("changes-file")["$defs"]["ChangeEntry"].clone();
        Self { definitions, info: schema("dataset-file"), dataset: guarantee_claims::dataset() }
    }

    fn page(&self) -> String {
        let mut page = HEAD.to_owned();
        for rule in CODING_RULES.iter().filter(|rule| rule.field.is_none()) {
            let _ = writeln!(page, "- {}", rule.text);
        }
        page += &self.claim();
        for (name, heading) in RECORDS {
            let _ = writeln!(page, "\n## {heading}\n");
            page += &self.record(&self.definitions[*name]);
            page += &self.vocabularies_of(name);
        }
        page += "\n## Dataset\n\n";
        page += &self.record(&self.info);
        page + &forms()
    }

    fn claim(&self) -> String {
        let claim = &self.definitions["Claim"];
        let mut page = format!("\n## Claim\n\n{}", self.record(claim));
        for (name, schema) in properties(claim) {
            let rules: Vec<_> = CODING_RULES.iter().filter(|rule| rule.field == Some(name)).map(|rule| rule.text).collect();
            let vocabulary = vocabulary(schema);
            if rules.is_empty() && vocabulary.is_none() {
                continue;
            }
            let doc = vocabulary.map_or_else(|| description(schema), |vocabulary| vocabulary.doc);
            let _ = writeln!(page, "\n### `{name}`\n\n{doc}");
            if !rules.is_empty() {
                let _ = writeln!(page, "\n- {}", rules.join("\n- "));
            }
            page += &vocabulary.map_or_else(String::new, |vocabulary| self.terms(vocabulary));
        }
        page
    }

    /// What a record is, and its fields.
    fn record(&self, record: &Value) -> String {
        let mut page = format!("{}\n\n| field | what it holds | definition |\n|---|---|---|\n", description(record));
        for (name, schema) in properties(record) {
            let kind = self.kind(schema, is_required(record, name));
            let _ = writeln!(page, "| `{name}` | {kind} | {} |", description(schema));
        }
        page
    }

    /// The vocabularies that only fields of this record use.
    fn vocabularies_of(&self, name: &str) -> String {
        let used = properties(&self.definitions[name]).filter_map(|(_, schema)| vocabulary(schema));
        let mut page = String::new();
        for vocabulary in used.filter(|vocabulary| self.claim_field(vocabulary).is_none()) {
            let _ = write!(page, "\n### `{}`\n\n{}\n{}", vocabulary.name, vocabulary.doc, self.terms(vocabulary));
        }
        page
    }

    /// The field of claims that holds terms of the vocabulary.
    fn claim_field(&self, wanted: &Vocabulary) -> Option<&str> {
        properties(&self.definitions["Claim"]).find(|(_, schema)| vocabulary(schema) == Some(wanted)).map(|(name, _)| name)
    }

    /// What a field holds, in words.
    fn kind(&self, schema: &Value, required: bool) -> String {
        let (schema, list) = item(schema);
        let kind = match (schema["type"].as_str(), reference(schema)) {
            (Some("integer"), _) => format!("a whole number from {}", schema["minimum"]),
            (Some(_), _) => format!("a number from {}", schema["minimum"]),
            (None, Some(name)) => self.named(name),
            (None, None) => panic!("{schema} should lead to a definition"),
        };
        match list {
            Some(list) if list["minItems"] == 1 => format!("list, at least one: {kind}"),
            Some(list) if list["uniqueItems"] == true => format!("list without repeats: {kind}"),
            Some(_) => format!("list: {kind}"),
            None if required => kind,
            None => format!("optional: {kind}"),
        }
    }

    /// What a value of a named type is.
    fn named(&self, name: &str) -> String {
        if let Some(form) = STRING_TYPES.iter().find(|form| form.name == name) {
            format!("[{}](#forms-of-text)", form.what)
        } else if let Some(vocabulary) = of_type(name) {
            format!("[{}](#{})", vocabulary.what, self.claim_field(vocabulary).unwrap_or(vocabulary.name))
        } else {
            let (_, heading) = RECORDS.iter().find(|(record, _)| *record == name).unwrap_or_else(|| panic!("{name} should have a section"));
            format!("[{}](#{})", heading.to_lowercase(), heading.to_lowercase().replace(": ", "-").replace(' ', "-"))
        }
    }

    /// The terms of a vocabulary, each with its uses and a claim that shows it.
    fn terms(&self, vocabulary: &Vocabulary) -> String {
        let grouped = vocabulary.terms.iter().any(|term| term.group.is_some());
        let uses = Uses::of(vocabulary, self.dataset);
        let group = if grouped { ("group | ", "---|") } else { ("", "") };
        let mut page = format!("\n| term | definition | {}{} | example |\n|---|---|{}---:|---|\n", group.0, uses.1, group.1);
        let mut shown = Vec::new();
        for term in vocabulary.terms {
            let group = term.group.map_or_else(String::new, |group| format!("{group} | "));
            let none = Use::default();
            let of_term = uses.0.get(term.value).unwrap_or(&none);
            let _ =
                writeln!(page, "| `{}` | {} | {group}{} | {} |", term.value, term.definition, of_term.count, of_term.example(&mut shown));
        }
        page
    }
}

/// How often a term is used, and the claims that show it.
#[derive(Default)]
struct Use {
    count: usize,
    claims: Vec<ClaimRef<'static>>,
}

impl Use {
    fn add(&mut self, count: usize, claims: impl IntoIterator<Item = ClaimRef<'static>>) {
        self.count += count;
        self.claims.extend(claims);
    }

    /// The claim that shows the term best: not shown before, coded with confidence, short.
    fn example(&self, shown: &mut Vec<String>) -> String {
        let rank = |claim: &&ClaimRef<'_>| {
            let doubtful = claim.confidence != Some(Confidence::High);
            (shown.contains(&claim.id.to_string()), doubtful, claim.statement.as_str().len(), claim.id.clone())
        };
        let Some(best) = self.claims.iter().min_by_key(rank) else { return String::new() };
        shown.push(best.id.to_string());
        format!("`{}`: {}", best.id, best.statement)
    }
}

/// The uses of each term of a vocabulary, and what is counted.
struct Uses(BTreeMap<&'static str, Use>, &'static str);

impl Uses {
    fn of(vocabulary: &Vocabulary, dataset: &'static Dataset) -> Self {
        match vocabulary.name {
            "actor_kind" => Self::of_actors(dataset),
            "genre" => Self::of_sources(dataset, |source| source.genre.as_str()),
            "reliability" => Self::of_sources(dataset, |source| source.reliability.as_str()),
            "uncoded_reason" => {
                let ranges = dataset.sources().iter().flat_map(|source| source.uncoded.iter());
                Self::counted("ranges", ranges.map(|range| (range.reason.as_str(), None)))
            }
            "changed_record" => {
                let kinds = dataset.records().changes.iter().flat_map(|change| change.kinds.iter());
                Self::counted("reasons", kinds.map(|kind| (kind.as_str(), None)))
            }
            "measure" => Self::of_parts("figures", dataset, |claim| claim.quantities.iter().map(|part| part.measure.as_str()).collect()),
            "unit" => Self::of_parts("figures", dataset, |claim| claim.quantities.iter().map(|part| part.unit.as_str()).collect()),
            "comparator" => {
                Self::of_parts("figures", dataset, |claim| claim.quantities.iter().map(|part| part.comparator.as_str()).collect())
            }
            "party_role" => Self::of_parts("parties", dataset, |claim| claim.parties.iter().map(|party| party.role.as_str()).collect()),
            "record_kind" => Self::of_parts("quotations", dataset, |claim| records(claim).map(|record| record.kind.as_str()).collect()),
            "record_verdict" => {
                Self::of_parts("quotations", dataset, |claim| records(claim).map(|record| record.verdict.as_str()).collect())
            }
            "relation_kind" => {
                Self::of_parts("relations", dataset, |claim| claim.relations.iter().map(|part| part.kind.as_str()).collect())
            }
            _ => Self::of_parts("claims", dataset, |claim| codes(claim, vocabulary.name)),
        }
    }

    fn of_parts(what: &'static str, dataset: &'static Dataset, terms: impl Fn(&'static Claim) -> Vec<&'static str>) -> Self {
        let uses = dataset.claims().flat_map(|claim| terms(claim.get()).into_iter().map(move |term| (term, Some(claim))));
        Self::counted(what, uses.collect::<Vec<_>>())
    }

    fn counted(what: &'static str, uses: impl IntoIterator<Item = (&'static str, Option<ClaimRef<'static>>)>) -> Self {
        let mut found = BTreeMap::<_, Use>::new();
        for (term, claim) in uses {
            found.entry(term).or_default().add(1, claim);
        }
        Self(found, what)
    }

    fn of_actors(dataset: &'static Dataset) -> Self {
        let mut found = BTreeMap::<_, Use>::new();
        for actor in dataset.actors() {
            found.entry(actor.kind.as_str()).or_default().add(1, dataset.claims().filter(|claim| claim.speaker == actor.id));
        }
        // Where no actor of the kind speaks, one is a party.
        for claim in dataset.claims() {
            for (party, _) in claim.party_records() {
                let of_kind = found.entry(party.kind.as_str()).or_default();
                if of_kind.claims.iter().all(|claim| claim.speaker_record().kind != party.kind) {
                    of_kind.add(0, [claim]);
                }
            }
        }
        Self(found, "actors")
    }

    fn of_sources(dataset: &'static Dataset, term: impl Fn(&'static guarantee_claims::Source) -> &'static str) -> Self {
        let mut found = BTreeMap::<_, Use>::new();
        for source in dataset.sources() {
            found.entry(term(source)).or_default().add(1, dataset.claims().filter(|claim| claim.source == source.id));
        }
        Self(found, "documents")
    }
}

/// What came of holding the claim's quotations against records.
fn records(claim: &Claim) -> impl Iterator<Item = &QuoteRecord> {
    claim.evidence.iter().filter_map(|evidence| evidence.record.as_ref())
}

/// The terms of a vocabulary that a claim is coded with.
fn codes(claim: &Claim, vocabulary: &str) -> Vec<&'static str> {
    match vocabulary {
        "attribution" => vec![claim.attribution.as_str()],
        "layer" => vec![claim.layer.as_str()],
        "commitment_type" => vec![claim.commitment_type.as_str()],
        "speech_act" => vec![claim.speech_act.as_str()],
        "modality" => vec![claim.modality.as_str()],
        "polarity" => vec![claim.polarity.as_str()],
        "stage" => vec![claim.stage.as_str()],
        "aspect" => vec![claim.aspect.as_str()],
        "confidence" => claim.confidence.iter().map(|confidence| confidence.as_str()).collect(),
        "legal_form" => claim.legal_form.iter().map(|form| form.as_str()).collect(),
        "condition" => claim.conditions.iter().map(|condition| condition.as_str()).collect(),
        "bindingness" => claim.bindingness.iter().map(|bindingness| bindingness.as_str()).collect(),
        "coded_field" => claim.doubtful.iter().flatten().map(|field| field.as_str()).collect(),
        other => panic!("the uses of {other} should be counted"),
    }
}

fn properties(record: &Value) -> impl Iterator<Item = (&str, &Value)> {
    record["properties"].as_object().expect("a record has properties").iter().map(|(name, schema)| (name.as_str(), schema))
}

fn is_required(record: &Value, name: &str) -> bool {
    record["required"].as_array().is_some_and(|required| required.iter().any(|key| key == name))
}

fn description(schema: &Value) -> &str {
    schema["description"].as_str().expect("everything is described")
}

/// The schema of a value, or of the items of a list of values with that of the list.
fn item(schema: &Value) -> (&Value, Option<&Value>) {
    match schema["items"].as_object() {
        Some(_) => (&schema["items"], Some(schema)),
        None => (schema, None),
    }
}

/// The name of the definition that a schema leads to.
fn reference(schema: &Value) -> Option<&str> {
    let schema = schema["anyOf"].get(0).unwrap_or(schema);
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// The vocabulary whose terms a field holds.
fn vocabulary(schema: &Value) -> Option<&'static Vocabulary> {
    of_type(reference(item(schema).0)?)
}

/// The vocabulary whose type has this name, by which the schema knows it.
fn of_type(name: &str) -> Option<&'static Vocabulary> {
    VOCABULARIES.iter().copied().find(|vocabulary| type_name(vocabulary) == name)
}

fn type_name(vocabulary: &Vocabulary) -> String {
    match vocabulary.name {
        "record_kind" => "QuoteRecordKind".to_owned(),
        "record_verdict" => "Fidelity".to_owned(),
        name => name.split('_').map(capital).collect(),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

const HEAD: &str = "\
# Codebook

What is recorded of a claim, and how it is coded: every field, every term with the number of its uses in the dataset and a claim that shows
it, and every rule of coding. The page is made from the types in `src/model/` and from the dataset; the same definitions stand in
`schema/*.schema.json`, in the table `vocabulary`, and on every column of the Parquet files. [curation.md](curation.md) tells how the
documents were coded, how far coders agreed, and what was hard; [tables.md](tables.md) describes the tables.

Terms are in the order of the codebook. In the example of a term, the claim's id leads to its evidence:
`cargo claims show <id> --texts <folder>`.

## What makes a claim

";

fn forms() -> String {
    let mut page = String::from(
        "\n## Forms of text\n\nWhat the texts in the fields must look like; the schemas state it as patterns.\n\n\
         | what | form | length in code points |\n|---|---|---|\n",
    );
    for form in STRING_TYPES {
        let length = form.max.map_or_else(|| format!("{} or more", form.min), |max| format!("{} to {max}", form.min));
        let _ = writeln!(page, "| {} | {} | {length} |", form.what, form.expected);
    }
    page
}
