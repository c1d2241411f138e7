//! What the script of the page reads: records as they are exported, claims as rows without keys, the vocabularies.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use crate::agreement::{CODED_FIELDS, Codes};
use crate::citation::patterns;
use crate::dataset::Records;
#[cfg(feature = "cli")]
use crate::export::tables::claims::ClaimTable;
use crate::export::tables::{Kind, Table};
use crate::export::write::json::write_json;
use crate::model::{
    Claim, ClaimView, CodedField, Coding, DatasetInfo, Evidence, Field, Party, Quantity, QuoteRecord, Relation, VOCABULARIES, Vocabulary,
    Waiver,
};

/// What a page of a dataset says beside its claims.
pub(super) fn facts(records: &Records, info: &DatasetInfo, tables: &[Table<'_>]) -> io::Result<Value> {
    let table = |name| tables.iter().find(|table: &&Table<'_>| table.name == name);
    let mut agreement = Vec::new();
    if let Some(table) = table("agreement") {
        write_json(table, &mut agreement)?;
    }
    let agreement: Vec<Value> = if agreement.is_empty() { Vec::new() } else { serde_json::from_slice(&agreement)? };
    let mut facts = common(records, info);
    facts["frameworks"] = json!(records.frameworks);
    facts["withdrawn"] = json!(records.withdrawn);
    facts["citation"] = patterns(Some(info), records);
    facts["agreement"] = agreement.into_iter().filter(|row| row["scope"] == "*").collect();
    facts["doubts"] = doubts(records);
    let wide = table("claims_wide").map(|table| table.columns.iter());
    facts["columns"] = wide.into_iter().flatten().filter(|column| !is_record(&column.kind)).map(|column| column.name).collect();
    Ok(facts)
}

/// What a page of external claims says beside them. It has the columns of `claims`, since nothing is known of what they mention.
#[cfg(feature = "cli")]
pub(super) fn facts_of_external(records: &Records, info: &DatasetInfo) -> Value {
    let mut facts = common(records, info);
    facts["citation"] = patterns(None, records);
    let columns = ClaimTable::Claims.of(&[]).columns;
    facts["columns"] = columns.iter().filter(|column| !is_record(&column.kind)).map(|column| column.name).collect();
    for absent in ["frameworks", "withdrawn", "agreement"] {
        facts[absent] = json!([]);
    }
    facts["doubts"] = json!({});
    facts
}

const fn is_record(kind: &Kind) -> bool {
    matches!(kind, Kind::Records(_) | Kind::Record(_))
}

fn common(records: &Records, info: &DatasetInfo) -> Value {
    json!({
        "info": info,
        "licence_url": format!("https://spdx.org/licenses/{}.html", info.licence),
        "keys": keys(),
        "vocabularies": VOCABULARIES.iter().map(|vocabulary| terms(vocabulary)).collect::<Vec<_>>(),
        "sources": records.sources,
        "actors": records.actors,
        "occasions": records.occasions,
    })
}

/// The keys of a claim and of the records in it, in the order of the values in a row.
fn keys() -> Value {
    let names = |fields: &[Field]| fields.iter().map(|field| field.name).collect::<Vec<_>>();
    json!({
        "claim": names(Claim::FIELDS),
        "parties": names(Party::FIELDS),
        "quantities": names(Quantity::FIELDS),
        "evidence": names(Evidence::FIELDS),
        "record": names(QuoteRecord::FIELDS),
        "relations": names(Relation::FIELDS),
        "waive": names(Waiver::FIELDS),
    })
}

fn terms(vocabulary: &Vocabulary) -> Value {
    let terms = vocabulary.terms.iter().map(|term| {
        let mut shown = Map::new();
        shown.insert("value".to_owned(), term.value.into());
        shown.insert("label".to_owned(), term.label().into());
        shown.insert("definition".to_owned(), term.definition.into());
        for (key, text) in [("verb", term.verb), ("group", term.group)] {
            shown.extend(text.map(|text| (key.to_owned(), text.into())));
        }
        Value::Object(shown)
    });
    json!({ "name": vocabulary.name, "doc": vocabulary.doc, "terms": terms.collect::<Vec<_>>() })
}

/// What each of the coders a and b said in the doubtful fields of a claim: by claim and field, a list of the coder and the codes.
fn doubts(records: &Records) -> Value {
    let mut of_claims = BTreeMap::<&str, Vec<&Coding>>::new();
    for coding in records.codings.iter().filter(|coding| matches!(coding.coder.as_str(), "a" | "b")) {
        for claim in &coding.claims {
            of_claims.entry(claim.as_str()).or_default().push(coding);
        }
    }
    let mut doubts = Map::new();
    for claim in &records.claims {
        let fields: Vec<_> = claim.doubtful.iter().flat_map(|fields| fields.iter().copied()).collect();
        let codings = of_claims.get(claim.id.as_str()).map_or(&[][..], Vec::as_slice);
        if !fields.is_empty() && !codings.is_empty() {
            doubts.insert(claim.id.to_string(), said(&fields, codings));
        }
    }
    doubts.into()
}

fn said(fields: &[CodedField], codings: &[&Coding]) -> Value {
    let compared = fields.iter().filter(|field| CODED_FIELDS.contains(field));
    let of_field = |field: CodedField| -> Value {
        codings
            .iter()
            .map(|coding| json!([coding.coder, Codes::of_coding(coding).of(field).iter().map(Cow::as_ref).collect::<Vec<_>>()]))
            .collect()
    };
    let mut said: Map<_, _> = compared.map(|field| (field.as_str().to_owned(), of_field(*field))).collect();
    // Which of the two found the claim at all.
    let found: Vec<_> = codings.iter().map(|coding| coding.coder.as_str()).collect();
    said.insert("found".to_owned(), json!(found));
    said.into()
}

/// A claim as a row: its values in the order of `keys`, records inside it as lists too. The statement is in its article alone, which saves
/// a tenth of the page.
pub(super) fn row(claim: &ClaimView<'_>) -> String {
    let mut value = serde_json::to_value(claim).expect("a claim has keys that are texts and finite numbers");
    value["statement"] = Value::Null;
    packed(value).to_string()
}

fn packed(value: Value) -> Value {
    match value {
        Value::Object(map) => map.into_iter().map(|(_, value)| packed(value)).collect(),
        Value::Array(items) => items.into_iter().map(packed).collect(),
        other => other,
    }
}

/// JSON that ends no element of the page, whatever it says.
pub(super) fn safe(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_markup_ends_no_element() {
        let safe = safe(&json!("</script><!--").to_string());
        assert_eq!(safe, r#""\u003c/script>\u003c!--""#);
        assert_eq!(serde_json::from_str::<String>(&safe).expect("it is JSON"), "</script><!--");
    }
}
