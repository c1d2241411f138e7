//! A new claim: a block with the next free id and every required field, at the end of its source's file.

use std::path::Path;

use super::file::DataFile;
use super::layout::line_end_at;
use super::stop::Stop;
use crate::dataset::Records;
use crate::dataset::layout::FileKind;
use crate::diagnostics::RecordKind;
use crate::error::Error;
use crate::load::{self, Loaded};
use crate::model::suggest::nearest;
use crate::model::{Claim, ClaimId, SourceId};
use crate::rules::Unread;
use crate::sanitize::excerpt;
use crate::schema;

/// A claim that was added.
#[derive(Debug)]
pub(crate) struct Added {
    pub(crate) id: ClaimId,
    /// The file relative to the dataset, and the line of its `[[claims]]`.
    pub(crate) path: String,
    pub(crate) line: usize,
}

/// Appends a claim block for the source `id` to its file, which is made if it is not there; the faults of one that is not TOML.
pub(crate) fn append(root: &Path, id: &str) -> Result<Added, Stop> {
    let loaded = load::load(root)?;
    let source = known_source(&loaded.records, &loaded.unread, id)?;
    let file = DataFile::at(root, &format!("data/claims/{source}.toml"))?;
    let faults = file.faults();
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let id = next_id(&source, &file.source.text, &withdrawn(&loaded)?)?;
    let (before, line_end) = if file.is_empty() { head(root, &source)? } else { body(&file.source.text) };
    let added = format!("\n{}", block(&id)).replace('\n', line_end);
    let content = format!("{before}{added}");
    if toml_edit::Document::parse(content.as_str()).is_err() {
        let message = "a [[claims]] block cannot be added behind this: expected the claims of the file under [[claims]]";
        let help = "lay the file out with `claims fmt` first".to_owned();
        return Err(file.problem(0, message, Some(help)).into());
    }
    file.replace(&content)?;
    Ok(Added { id, path: file.source.path, line: before.lines().count() + 2 })
}

fn known_source(records: &Records, unread: &Unread, id: &str) -> Result<SourceId, Error> {
    let unread = unread.ids.iter().filter(|(kind, _)| *kind == RecordKind::Source).map(|(_, id)| id.as_str());
    let known: Vec<_> = records.ids(RecordKind::Source).into_iter().chain(unread).collect();
    match SourceId::new(id) {
        Ok(source) if known.contains(&id) => Ok(source),
        _ => {
            let near = nearest(id, known.iter().copied()).map(|near| format!("did you mean \"{near}\"? ")).unwrap_or_default();
            Err(Error::usage(format!("there is no source {}: {near}expected the id of a source described in seeds/", excerpt(id))))
        }
    }
}

/// The ids of the withdrawn claims, whose numbers are never used again.
fn withdrawn(loaded: &Loaded) -> Result<Vec<&str>, Error> {
    const KIND: RecordKind = RecordKind::Withdrawn;
    if loaded.unread.nameless.contains(&KIND) {
        return Err(Error::usage("data/withdrawn.toml cannot be read, and no number in it may be used again: mend it first"));
    }
    let unread = loaded.unread.ids.iter().filter(|(kind, _)| *kind == KIND).map(|(_, id)| id.as_str());
    Ok(loaded.records.ids(KIND).into_iter().chain(unread).collect())
}

/// The number after the highest in the file and among the withdrawn claims.
fn next_id(source: &SourceId, text: &str, withdrawn: &[&str]) -> Result<ClaimId, Error> {
    let document: Result<toml_edit::DocumentMut, _> = text.parse();
    let claims = document.ok().and_then(|document| document.get("claims").cloned());
    let tables = claims.as_ref().map(super::document::tables).unwrap_or_default();
    let ids = tables.iter().filter_map(|(claim, _)| claim.get("id")?.as_str()).chain(withdrawn.iter().copied());
    let numbers = ids.filter_map(|id| id.strip_prefix(source.as_str())?.strip_prefix('.')?.parse::<u64>().ok());
    let next = numbers.max().unwrap_or(0).saturating_add(1);
    ClaimId::new(format!("{source}.{next:03}")).map_err(|error| Error::usage(format!("no id is left for a claim of {source}: {error}")))
}

/// What stands in the file, up to the end of its last line, and how that line ends.
fn body(text: &str) -> (String, &'static str) {
    let body = text.trim_end();
    let line_end = line_end_at(text, body.len());
    (format!("{body}{line_end}"), line_end)
}

/// The head of a new file, and how its lines end. The schema is named as in the files beside it, and lines end as there.
fn head(root: &Path, source: &SourceId) -> Result<(String, &'static str), Error> {
    let files = DataFile::all(root)?;
    let mut beside = files.iter().filter(|file| file.kind == FileKind::Claims).map(|file| file.source.text.as_str());
    let beside = beside.find(|text| text.starts_with("#:schema ")).unwrap_or("#:schema ../../schema/claims-file.schema.json\n");
    let (schema, line_end) = (beside.lines().next().unwrap_or_default(), line_end_at(beside, 0));
    Ok((format!("{schema}{line_end}source = \"{source}\"{line_end}"), line_end))
}

/// The fields that a claim should say something on, though the schema takes their absence for an empty list.
const USUAL: [&str; 2] = ["parties", "conditions"];

fn block(id: &ClaimId) -> String {
    let schema = schema::of_kind(FileKind::Claims);
    let claim = &schema["$defs"]["ClaimEntry"];
    let required = |name: &str| claim["required"].as_array().is_some_and(|keys| keys.iter().any(|key| key == name));
    let fields = Claim::FIELDS.iter().map(|field| field.name).filter(|name| required(name) || USUAL.contains(name));
    let line = |name: &str| match name {
        "id" => format!("id = \"{id}\"\n"),
        "evidence" => "evidence = [\n  { find = \"\" },\n]\n".to_owned(),
        _ if claim["properties"][name]["type"] == "array" => format!("{name} = []\n"),
        // An empty text is nowhere valid, so that the check points at each field that is still to be filled.
        _ => format!("{name} = \"\"\n"),
    };
    format!("[[claims]]\n{}", fields.map(line).collect::<String>())
}
