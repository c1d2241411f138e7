//! The page: its sections, in their order.

use std::fmt::Write as _;

use serde_json::Value;

use super::kinds::{Definitions, RECORDS, description, is_required, properties, vocabulary};
use super::uses::{Use, Uses};
use crate::dataset::Dataset;
use crate::model::{CODING_RULES, STRING_TYPES, Vocabulary};

/// The page of the codebook, in Markdown: every field of every record, every term with the number of its uses in this dataset and a claim
/// that shows it, and every rule of coding.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use guarantee_claims::render::codebook;
///
/// let page = codebook(guarantee_claims::dataset());
/// assert!(page.starts_with("# Codebook\n"));
/// assert!(page.contains("\n### `speech_act`\n"));
/// # }
/// ```
#[must_use]
pub fn codebook(dataset: &Dataset) -> String {
    Page { definitions: Definitions::new(), dataset }.write()
}

struct Page<'a> {
    definitions: Definitions,
    dataset: &'a Dataset,
}

impl Page<'_> {
    fn write(&self) -> String {
        let mut page = HEAD.to_owned();
        for rule in CODING_RULES.iter().filter(|rule| rule.field.is_none()) {
            let _ = writeln!(page, "- {}", rule.text);
        }
        page += &self.claim();
        for (name, heading) in RECORDS {
            let _ = writeln!(page, "\n## {heading}\n");
            page += &self.record(self.definitions.of(name));
            page += &self.vocabularies_of(name);
        }
        page += "\n## Dataset\n\n";
        page += &self.record(&self.definitions.info);
        page + &forms()
    }

    fn claim(&self) -> String {
        let claim = self.definitions.of("Claim");
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
            let kind = self.definitions.kind(schema, is_required(record, name));
            let _ = writeln!(page, "| `{name}` | {kind} | {} |", description(schema));
        }
        page
    }

    /// The vocabularies that only fields of this record use.
    fn vocabularies_of(&self, name: &str) -> String {
        let used = properties(self.definitions.of(name)).filter_map(|(_, schema)| vocabulary(schema));
        let mut page = String::new();
        for vocabulary in used.filter(|vocabulary| self.definitions.claim_field(vocabulary).is_none()) {
            let _ = write!(page, "\n### `{}`\n\n{}\n{}", vocabulary.name, vocabulary.doc, self.terms(vocabulary));
        }
        page
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
