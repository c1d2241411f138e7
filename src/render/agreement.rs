//! How far codings agree: for people, and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::agreement::{Against, Agreement, Estimate, Measure};
use crate::model::Coding;

/// What the two sides of a comparison are called.
pub(crate) struct Sides {
    /// What a heading says of how many there are on each side: "codings of a", "claims".
    pub(crate) counted: [String; 2],
    /// The keys of their numbers in JSON.
    pub(crate) keys: [&'static str; 2],
}

/// How far two coders agree, for people, and which of their codings are without a pair.
pub(crate) fn coders_text(agreement: &[Agreement<'_>], sides: &Sides, unpaired: &[&Coding]) -> String {
    format!("{}codings without a pair: {}\n", text(agreement, sides), listed(&named(unpaired)))
}

/// How far two coders agree, as JSON.
pub(crate) fn coders_json(agreement: &[Agreement<'_>], sides: &Sides, unpaired: &[&Coding]) -> Value {
    json!({ "agreement": json(agreement, sides), "unpaired": ids(unpaired) })
}

/// The figures for people: for each document, and before that for all together, a line a field.
fn text(agreement: &[Agreement<'_>], sides: &Sides) -> String {
    let mut page = String::new();
    for of_scope in agreement.chunk_by(|one, next| one.scope == next.scope) {
        let Some(Agreement { scope, .. }) = of_scope.first() else { continue };
        let name = scope.source.map_or("all documents", |source| source.as_str());
        let [one, other] = [0, 1].map(|side| counted(&sides.counted[side], scope.codings[side], scope.shares()[side]));
        let _ = writeln!(page, "{name}: {one}; {other}; pairs: {}", scope.pairs);
        let _ = writeln!(page, "  {:<16} {:<5}  {:>9}  95% interval", "field", "", "agreement");
        for row in of_scope {
            let _ = writeln!(page, "  {:<16} {:<5}  {}", row.field, Measure::of(row.field).as_str(), shown(row.estimate.as_ref(), 9));
        }
        page.push('\n');
    }
    page
}

fn counted(what: &str, number: u32, share: Option<f64>) -> String {
    let paired = share.map(|share| format!(" ({:.0}% paired)", 100.0 * share)).unwrap_or_default();
    format!("{what}: {number}{paired}")
}

/// A measure and its interval; of one that is undefined, that it is.
fn shown(estimate: Option<&Estimate>, width: usize) -> String {
    match estimate {
        None => format!("{:>width$}", "undefined"),
        Some(Estimate { value, interval: None, .. }) => format!("{value:>width$.2}"),
        Some(Estimate { value, interval: Some((low, high)), .. }) => format!("{value:>width$.2}  {low:.2} to {high:.2}"),
    }
}

/// What came of holding claims against a further coding, for people.
pub(crate) fn against_text(found: &Against<'_>, sides: &Sides) -> String {
    let mut page = text(&found.agreement, sides);
    let claims: Vec<_> = found.unmatched.claims.iter().map(|claim| claim.id.to_string()).collect();
    let _ = writeln!(page, "claims without a coding: {}", listed(&claims));
    let _ = writeln!(page, "codings without a claim: {}", listed(&named(&found.unmatched.codings)));
    let _ = writeln!(page, "\n{:<12} {:>6}  {:>9}  {:>5}  95% interval", "confidence", "claims", "differing", "share");
    for level in &found.levels {
        let _ = writeln!(page, "{:<12} {:>6}  {:>9}  {}", level.confidence, level.claims, level.differing, shown(level.share.as_ref(), 5));
    }
    if found.without_confidence > 0 {
        let _ = writeln!(page, "{:<12} {:>6}", "none", found.without_confidence);
    }
    let _ = writeln!(page, "low to high: {}", shown(found.ratio.as_ref(), 0).trim());
    page
}

fn named(codings: &[&Coding]) -> Vec<String> {
    codings.iter().map(|coding| format!("{} {}", coding.source, coding.coding)).collect()
}

fn ids(codings: &[&Coding]) -> Value {
    codings.iter().map(|coding| json!({ "source": coding.source, "coding": coding.coding })).collect()
}

fn listed(ids: &[String]) -> String {
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

/// The figures as JSON.
fn json(agreement: &[Agreement<'_>], sides: &Sides) -> Value {
    agreement.iter().map(|row| of_row(row, sides)).collect()
}

fn of_row(row: &Agreement<'_>, sides: &Sides) -> Value {
    let (scope, [one, other]) = (&row.scope, sides.keys);
    let mut value = json!({ "source": scope.source, "field": row.field, "measure": Measure::of(row.field).as_str() });
    (value[one], value[other]) = (scope.codings[0].into(), scope.codings[1].into());
    value["pairs"] = scope.pairs.into();
    value["paired"] = json!(scope.shares());
    put_estimate(&mut value, row.estimate.as_ref());
    value
}

fn put_estimate(value: &mut Value, estimate: Option<&Estimate>) {
    let interval = estimate.and_then(|estimate| estimate.interval);
    value["value"] = json!(estimate.map(|estimate| estimate.value));
    value["low"] = json!(interval.map(|(low, _)| low));
    value["high"] = json!(interval.map(|(_, high)| high));
    value["draws"] = json!(estimate.map_or(0, |estimate| estimate.draws));
}

/// What came of holding claims against a further coding, as JSON.
pub(crate) fn against_json(found: &Against<'_>, sides: &Sides) -> Value {
    let levels = found.levels.iter().map(|level| {
        let mut value = json!({ "confidence": level.confidence, "claims": level.claims, "differing": level.differing });
        put_estimate(&mut value, level.share.as_ref());
        value
    });
    let mut ratio = json!({});
    put_estimate(&mut ratio, found.ratio.as_ref());
    json!({
        "agreement": json(&found.agreement, sides),
        "unmatched": {
            "claims": found.unmatched.claims.iter().map(|claim| &claim.id).collect::<Vec<_>>(),
            "codings": ids(&found.unmatched.codings),
        },
        "confidence": levels.collect::<Vec<_>>(),
        "withoutConfidence": found.without_confidence,
        "lowToHigh": ratio,
    })
}
