//! What the JSON Schema refuses in a file, and in the words of the model why: the `jsonschema` crate finds, the types explain.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::generate::of_kind;
use super::outdated::{self, is_outdated};
use crate::dataset::layout::FileKind;
use crate::model::suggest::nearest;
use crate::model::{STRING_TYPES, StringType, VOCABULARIES, Vocabulary};
use crate::rules::{self, Rule};
use crate::sanitize::excerpt;

/// A fault of shape.
pub(crate) struct Fault {
    pub(crate) rule: &'static Rule,
    /// The place in the file's value, as a JSON Pointer.
    pub(crate) pointer: String,
    /// Whether the fault is the key's, not the value's.
    pub(crate) at_key: bool,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// For an unknown key, the places of the keys that are meant.
    meant: Vec<String>,
}

struct Checker {
    schema: Value,
    validator: Validator,
}

/// Every fault of shape in the value of a file, one for each place.
pub(crate) fn faults(kind: FileKind, value: &Value) -> Vec<Fault> {
    without_outdated(checker(kind).faults(value), kind, value)
}

/// Whether the value of a file has no fault of shape.
pub(crate) fn accepts(kind: FileKind, value: &Value) -> bool {
    checker(kind).validator.is_valid(value)
}

fn checker(kind: FileKind) -> &'static Checker {
    // Compiled when a file of the kind is met: start-up is most of the time of a run.
    static CHECKERS: [OnceLock<Checker>; FileKind::ALL.len()] = [const { OnceLock::new() }; FileKind::ALL.len()];
    CHECKERS[kind as usize].get_or_init(|| Checker::new(kind))
}

/// One fault for each claim in the form of an earlier version, in place of all that it has.
fn without_outdated(faults: Vec<Fault>, kind: FileKind, value: &Value) -> Vec<Fault> {
    // For each claim with faults whether it is of that form; and whether it has been told so.
    let mut claims = BTreeMap::<String, (bool, bool)>::new();
    let kept = faults.into_iter().filter_map(|fault| {
        let Some(pointer) = claim_at(kind, &fault.pointer) else { return Some(fault) };
        let judge = || (value.pointer(pointer).is_some_and(is_outdated), false);
        let (is_outdated, is_told) = claims.entry(pointer.to_owned()).or_insert_with(judge);
        match (*is_outdated, std::mem::replace(is_told, true)) {
            (false, _) => Some(fault),
            (true, true) => None,
            (true, false) => Some(Fault {
                rule: &rules::outdated_record::RULE,
                pointer: pointer.to_owned(),
                at_key: false,
                message: outdated::message("the claim is"),
                help: Some(outdated::HELP.to_owned()),
                meant: Vec::new(),
            }),
        }
    });
    kept.collect()
}

/// The place of the claim in which a place of a file lies.
fn claim_at(kind: FileKind, pointer: &str) -> Option<&str> {
    match kind {
        FileKind::Claim => Some(""),
        FileKind::Claims => {
            let start = "/claims/".len();
            let index = pointer.strip_prefix("/claims/")?.split('/').next()?;
            Some(&pointer[..start + index.len()])
        }
        _ => None,
    }
}

impl Checker {
    fn new(kind: FileKind) -> Self {
        let schema = of_kind(kind);
        let validator = jsonschema::draft202012::new(&schema).expect("the schemas made from the types are valid");
        Self { schema, validator }
    }

    fn faults(&self, value: &Value) -> Vec<Fault> {
        let mut found = BTreeMap::new();
        for error in self.validator.iter_errors(value) {
            self.add(&error, &mut found);
        }
        without_misspelt(found.into_values().collect())
    }

    /// Adds the faults of one error; the first at each place is kept, except that a wrong type says more than any other.
    fn add(&self, error: &ValidationError<'_>, found: &mut BTreeMap<(String, bool), Fault>) {
        // A nullable value that fits neither is told what its type asks for.
        if let ValidationErrorKind::AnyOf { context } = error.kind() {
            return context.first().into_iter().flatten().for_each(|inner| self.add(inner, found));
        }
        for fault in self.explain(error) {
            let place = (fault.pointer.clone(), fault.at_key);
            if fault.rule.name == rules::wrong_type::RULE.name || !found.contains_key(&place) {
                found.insert(place, fault);
            }
        }
    }

    fn explain(&self, error: &ValidationError<'_>) -> Vec<Fault> {
        let pointer = error.instance_path().as_str().to_owned();
        let instance = error.instance();
        let fault =
            |rule, message: String| vec![Fault { rule, pointer: pointer.clone(), at_key: false, message, help: None, meant: Vec::new() }];
        let name = field_name(&pointer);
        match error.kind() {
            ValidationErrorKind::Type { kind } => {
                fault(&rules::wrong_type::RULE, format!("{name} is {}: expected {}", describe(instance), expected(kind)))
            }
            ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                let message = format!("the key `{key}` is missing: expected it in every {}", record_name(&pointer, &self.schema));
                let pointer = format!("{pointer}/{key}");
                vec![Fault {
                    rule: &rules::missing_key::RULE,
                    pointer,
                    at_key: true,
                    message,
                    help: Some(format!("add `{key}`")),
                    meant: Vec::new(),
                }]
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let known = self.known_keys(error);
                unexpected.iter().map(|key| unknown_key(&pointer, key, &known)).collect()
            }
            ValidationErrorKind::MinItems { limit } => {
                fault(&rules::empty_list::RULE, format!("{name} has too few items: expected {limit} or more"))
            }
            ValidationErrorKind::Minimum { limit } => {
                fault(&rules::invalid_value::RULE, format!("{name}: {instance} is out of range: expected {limit} or more"))
            }
            ValidationErrorKind::Maximum { limit } => {
                fault(&rules::invalid_value::RULE, format!("{name}: {instance} is out of range: expected {limit} or less"))
            }
            ValidationErrorKind::UniqueItems => repeated_items(&pointer, &name, instance),
            ValidationErrorKind::OneOfNotValid { context } => match (instance.as_str(), vocabulary(context)) {
                (Some(found), Some(vocabulary)) => {
                    let help = vocabulary.nearest(found).map(|near| format!("write \"{near}\""));
                    let message = format!("{name}: {}", vocabulary.refuse(found));
                    vec![Fault { rule: &rules::unknown_term::RULE, pointer, at_key: false, message, help, meant: Vec::new() }]
                }
                _ => Vec::new(),
            },
            _ => match (instance.as_str(), string_type(error)) {
                (Some(found), Some(kind)) => fault(&rules::invalid_value::RULE, format!("{name}: {}", kind.refuse(found))),
                _ => fault(&rules::invalid_value::RULE, format!("{name}: {error}")),
            },
        }
    }

    /// The keys that the schema knows where `error` found an unknown one.
    fn known_keys(&self, error: &ValidationError<'_>) -> Vec<&str> {
        let path = error.schema_path().as_str().trim_end_matches("/additionalProperties");
        let properties = self.schema.pointer(&format!("{path}/properties")).and_then(Value::as_object);
        properties.into_iter().flat_map(|properties| properties.keys().map(String::as_str)).collect()
    }
}

/// The type of text whose definition refused the value.
fn string_type(error: &ValidationError<'_>) -> Option<&'static StringType> {
    let path = error.schema_path().as_str();
    let definition = path.rsplit('/').nth(1)?;
    STRING_TYPES.iter().find(|kind| kind.name == definition).copied()
}

/// Without the keys that are missing because they are misspelt or still to be anchored: the unknown key beside them says so.
fn without_misspelt(faults: Vec<Fault>) -> Vec<Fault> {
    let meant: Vec<_> = faults.iter().flat_map(|fault| fault.meant.clone()).collect();
    faults.into_iter().filter(|fault| fault.rule.name != rules::missing_key::RULE.name || !meant.contains(&fault.pointer)).collect()
}

fn unknown_key(pointer: &str, key: &str, known: &[&str]) -> Fault {
    let near = nearest(key, known.iter().copied());
    let hint = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let place = |key: &str| format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
    // Words that a person wrote to be turned into a range.
    let to_anchor = key == "find" && known.contains(&"start");
    let (help, meant) = match near {
        _ if to_anchor => {
            let keys = ["start", "end", "sha256"].into_iter().filter(|key| known.contains(key));
            ("run `claims anchor FILE --texts DIR`: it turns `find` into the range of these words".to_owned(), keys.map(place).collect())
        }
        Some(near) => (format!("write `{near}`"), vec![place(near)]),
        None => ("take it out".to_owned(), Vec::new()),
    };
    Fault {
        rule: &rules::unknown_key::RULE,
        pointer: place(key),
        at_key: true,
        message: format!("the key {} is unknown: {hint}expected one of {}", excerpt(key), known.join(", ")),
        help: Some(help),
        meant,
    }
}

fn repeated_items(pointer: &str, name: &str, list: &Value) -> Vec<Fault> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let repeats = items.iter().enumerate().filter(|(i, item)| items[..*i].contains(item));
    let fault = |(i, item): (usize, &Value)| Fault {
        rule: &rules::repeated_item::RULE,
        pointer: format!("{pointer}/{i}"),
        at_key: false,
        message: format!("{name} has {} twice: expected every item once", describe(item)),
        help: Some("take the second one out".to_owned()),
        meant: Vec::new(),
    };
    repeats.map(fault).collect()
}

/// The vocabulary whose terms these failed alternatives are.
fn vocabulary(alternatives: &[Vec<ValidationError<'_>>]) -> Option<&'static Vocabulary> {
    let terms: Vec<_> = alternatives
        .iter()
        .filter_map(|errors| match errors.first()?.kind() {
            ValidationErrorKind::Constant { expected_value } => expected_value.as_str().map(str::to_owned),
            _ => None,
        })
        .collect();
    VOCABULARIES.iter().find(|vocabulary| vocabulary.terms.iter().map(|term| term.value).eq(terms.iter().map(String::as_str))).copied()
}

/// `/claims/3/evidence/0/start` as `evidence[0].start`: the field inside its record.
fn field_name(pointer: &str) -> String {
    let tokens: Vec<_> = pointer.split('/').skip(1).collect();
    let inside = match tokens.as_slice() {
        ["actors" | "occasions" | "frameworks" | "claims" | "codings" | "withdrawn" | "changes", i, rest @ ..]
            if i.parse::<usize>().is_ok() =>
        {
            rest
        }
        all => all,
    };
    if inside.is_empty() {
        return "the record".to_owned();
    }
    let part = |token: &&str| token.parse::<usize>().map_or_else(|_| format!(".{token}"), |i| format!("[{i}]"));
    inside.iter().map(part).collect::<String>().trim_start_matches('.').to_owned()
}

/// What the record around a missing key is called.
fn record_name(pointer: &str, schema: &Value) -> String {
    let tokens: Vec<_> = pointer.split('/').skip(1).filter(|token| token.parse::<usize>().is_err()).collect();
    match tokens.last() {
        Some(&"claims") => "claim".to_owned(),
        Some(&"actors") => "actor".to_owned(),
        Some(&"occasions") => "occasion".to_owned(),
        Some(&"frameworks") => "framework".to_owned(),
        Some(&"codings") => "coding".to_owned(),
        Some(&"withdrawn") => "withdrawn claim".to_owned(),
        Some(&"changes") => "change".to_owned(),
        Some(part) => format!("entry of `{part}`"),
        None => schema["title"].as_str().unwrap_or("file").trim_start_matches("A ").to_owned(),
    }
}

/// A value as a message names it.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("the truth value {flag}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text {}", excerpt(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
    }
}

fn expected(kind: &TypeKind) -> String {
    let one = |name: &str| match name {
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "array" => "a list",
        "object" => "a table",
        "boolean" => "a truth value",
        _ => "null",
    };
    match kind {
        TypeKind::Single(kind) => one(&kind.to_string()).to_owned(),
        TypeKind::Multiple(kinds) => kinds.iter().map(|kind| one(&kind.to_string())).collect::<Vec<_>>().join(" or "),
    }
}
