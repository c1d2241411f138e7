//! Claims in the form of version 1 of the schemas: each is told so once, instead of being told of every field that has changed.

use serde_json::Value;

use super::SCHEMA_VERSION;

/// What is wrong with such a claim.
pub(crate) fn message(what: &str) -> String {
    format!("{what} of version 1 of the schemas: expected version {SCHEMA_VERSION}")
}

/// What to do about it.
pub(crate) const HELP: &str = "change it as docs/versioning.md says: add `modality` and `polarity`, give each of `parties` a role, and \
                               write `doubtful` for `inferred`, or leave it and `confidence` out where there are no two codings";

/// Whether a value is a claim in the form of version 1: it has a key that only that version knows, or lacks what is new and has what had to be
/// there.
pub(crate) fn is_outdated(claim: &Value) -> bool {
    let Some(claim) = claim.as_object() else { return false };
    let parties = claim.get("parties").map_or(Parties::Absent, |parties| match parties.as_array() {
        Some(parties) if parties.iter().all(Value::is_string) => Parties::Ids,
        _ => Parties::Others,
    });
    has_outdated_form(|key| claim.contains_key(key), parties)
}

/// What the parties of a claim are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parties {
    Absent,
    /// Bare ids, as in version 1.
    Ids,
    Others,
}

/// The same of anything that has keys or columns.
pub(crate) fn has_outdated_form(has: impl Fn(&str) -> bool, parties: Parties) -> bool {
    has("inferred") || !has("modality") && !has("polarity") && has("confidence") && parties != Parties::Others
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_claim_of_version_1_is_told_from_one_that_lacks_a_key() {
        for (claim, expected) in [
            (json!({"inferred": [], "modality": "actual"}), true),
            (json!({"confidence": "high", "parties": ["nato"]}), true),
            (json!({"confidence": "high", "parties": []}), true),
            (json!({"confidence": "high"}), true),
            (json!({"confidence": "high", "parties": [{"actor": "nato", "role": "lead"}]}), false),
            (json!({"confidence": "high", "parties": "nato"}), false),
            (json!({"confidence": "high", "polarity": "negated", "parties": ["nato"]}), false),
            (json!({"confidence": "high", "modality": "actual"}), false),
            (json!({"parties": ["nato"]}), false),
            (json!({}), false),
            (json!(["inferred"]), false),
        ] {
            assert_eq!(is_outdated(&claim), expected, "{claim}");
        }
    }
}
