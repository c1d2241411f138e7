//! `claims agreement`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::check::{Checked, check};
use super::global::{Global, Verdict};
use super::inputs;
use super::output::{print, print_as_is, tell};
use crate::agreement::{Agreement, against, between_coders, documents};
use crate::dataset::Records;
use crate::dataset::layout::FileKind;
use crate::diagnostics::{Outcome, Severity};
use crate::error::Error;
use crate::export::{Table, against_table, agreement_table, write_csv};
use crate::fs::read::read_up_to;
use crate::limits::{LONGEST_FILE, MOST_COMPARED};
use crate::load::{Loaded, further_codings};
use crate::model::suggest::nearest;
use crate::model::{Coder, Coding, SourceId};
use crate::render::agreement::{Sides, against_json, against_text, coders_json, coders_text};
use crate::render::{OutputFormat, Report, render};
use crate::sanitize::excerpt;

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// Files and folders of the dataset: limits the figures to their documents [default: all documents]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Hold the claims against the codings in this file, which is named <source id>.csv; give it again for another document
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    against: Vec<PathBuf>,
    /// With --against: the coder whose codings are meant [default: the only one in the files, a and b apart if there are others]
    #[arg(long, value_name = "LETTER", requires = "against")]
    coder: Option<Coder>,
    /// The format of the figures
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

const AFTER_HELP: &str = "\
Without --against, the two codings of each document are compared, as they were before they were settled into
claims: for each field how far the pairs of codings agree, by Krippendorff's alpha (1: always, 0: as often as
by chance; undefined where all values are the same), for lists by F1 over their items, and under `unit` by F1
how far both coders found the same claims. What only one of them found is listed.

With --against, anybody can test the dataset: code a document anew by the codebook, in a file with the columns
of those in data/codings/ (pair and claims may be left out), and see how far the claims agree with it. A coding
is matched with the claim that stands at the same place of the text; where several do, with the one whose
statement has most words in common. How they are coded plays no part. What finds no partner is listed. The last
table says how many of the claims of each confidence differ from the coding: in a field of one value, or in
that no coding was matched with them.

Intervals of 95% are taken from 1,000 resamples, which are the same in each run.

Exit code: 0 something was compared; 1 nothing was, or the data has errors; 2 the program could not run.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for people
    Text,
    /// One JSON object
    Json,
    /// A table, as the export has it
    Csv,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    let checked = check(global.root()?, None)?;
    if arguments.against.is_empty() { of_coders(arguments, &checked) } else { of_claims(arguments, &checked) }
}

/// Compares the codings of the two coders.
fn of_coders(arguments: &Arguments, checked: &Checked) -> Result<Verdict, Error> {
    let Checked { loaded, root, .. } = checked;
    let is_of_codings =
        |file: Option<usize>| file.is_some_and(|file| FileKind::of_path(&loaded.files[file].path) == Some(FileKind::Codings));
    if refuses(&checked.outcome, is_of_codings)? {
        return Ok(Verdict::Refused);
    }
    let wanted = documents_at(loaded, root, &arguments.paths)?;
    let agreement = between_coders(&loaded.records, |source| wanted.as_ref().is_none_or(|wanted| wanted.contains(source.as_str())));
    if is_nothing(&agreement) {
        tell("error: no two codings were compared: expected pairs of codings of a and b in data/codings/")?;
        return Ok(Verdict::Refused);
    }
    let sides = Sides { counted: ["a", "b"].map(|coder| format!("codings of {coder}")), keys: ["codingsA", "codingsB"] };
    let of_two = |coding: &&Coding| agreement.iter().any(|row| row.scope.source == Some(&coding.source));
    let alone = |coding: &&Coding| coding.coder.is_settled() && coding.pair.is_none();
    let unpaired: Vec<_> = loaded.records.codings.iter().filter(alone).filter(of_two).collect();
    match arguments.format {
        Format::Text => print(&coders_text(&agreement, &sides, &unpaired))?,
        Format::Json => print_json(&coders_json(&agreement, &sides, &unpaired))?,
        Format::Csv => print_table(&agreement_table(&agreement))?,
    }
    Ok(Verdict::Clean)
}

/// Holds the claims against a further coding.
fn of_claims(arguments: &Arguments, checked: &Checked) -> Result<Verdict, Error> {
    if refuses(&checked.outcome, |_| true)? {
        return Ok(Verdict::Refused);
    }
    let records = &checked.loaded.records;
    let Some(further) = read_further(&arguments.against, records)? else { return Ok(Verdict::Refused) };
    let codings = of_one_coder(&further, arguments.coder.as_ref())?;
    within_limit(records, &codings)?;
    let documents = documents(&records.claims, &codings);
    let found = against(&documents);
    if is_nothing(&found.agreement) {
        tell("error: no claim was compared with a coding: expected codings at the places of the claims")?;
        return Ok(Verdict::Refused);
    }
    let coder = codings.first().map_or("", |coding| coding.coder.as_str());
    let sides = Sides { counted: ["claims".to_owned(), format!("codings of {coder}")], keys: ["claims", "codings"] };
    match arguments.format {
        Format::Text => print(&against_text(&found, &sides))?,
        Format::Json => {
            let mut value = against_json(&found, &sides);
            value["coder"] = coder.into();
            print_json(&value)?;
        }
        Format::Csv => print_table(&against_table(&found))?,
    }
    Ok(Verdict::Clean)
}

/// Refuses documents with more codings or claims than can be matched.
fn within_limit(records: &Records, codings: &[&Coding]) -> Result<(), Error> {
    let sources: BTreeSet<_> = codings.iter().map(|coding| &coding.source).collect();
    for source in sources {
        let claims = records.claims.iter().filter(|claim| claim.source == *source).count();
        let most = codings.iter().filter(|coding| coding.source == *source).count().max(claims);
        if most > MOST_COMPARED {
            return Err(Error::usage(format!("{source} has {most} codings or claims: expected at most {MOST_COMPARED} of either")));
        }
    }
    Ok(())
}

/// Whether not one pair was compared.
fn is_nothing(agreement: &[Agreement<'_>]) -> bool {
    agreement.iter().all(|row| row.scope.pairs == 0)
}

/// Shows the errors in these files, if there are some; whether there are.
fn refuses(outcome: &Outcome, is_about: impl Fn(Option<usize>) -> bool) -> Result<bool, Error> {
    let mut errors = outcome.clone();
    errors.retain(|finding| finding.severity == Severity::Error && is_about(finding.place.as_ref().map(|place| place.file)));
    if !errors.has_errors() {
        return Ok(false);
    }
    errors.limit(OutputFormat::Full.default_limit());
    print(&render(OutputFormat::Full, &Report::new(&errors)))?;
    tell("error: nothing was compared: mend the codings and claims first")?;
    Ok(true)
}

/// The ids of the documents whose files these paths lead to; `None` if they lead to all.
fn documents_at(loaded: &Loaded, root: &Path, paths: &[PathBuf]) -> Result<Option<BTreeSet<String>>, Error> {
    if paths.is_empty() {
        return Ok(None);
    }
    let Some(files) = inputs::files(loaded, root, paths)? else { return Ok(None) };
    let of_document = |file: &usize| {
        let path = &loaded.files[*file].path;
        let kind = FileKind::of_path(path)?;
        let stem = Path::new(path).file_stem()?.to_str()?;
        matches!(kind, FileKind::Source | FileKind::Claims | FileKind::Codings).then(|| stem.to_owned())
    };
    let documents: BTreeSet<_> = files.iter().filter_map(of_document).collect();
    if documents.is_empty() {
        return Err(Error::usage("the paths lead to no document: expected files in data/codings/, data/claims/ or seeds/"));
    }
    Ok(Some(documents))
}

/// The codings in these files; `None` if they have errors, which are then shown.
fn read_further(paths: &[PathBuf], records: &Records) -> Result<Option<Vec<Coding>>, Error> {
    let mut files = Vec::new();
    for path in paths {
        let source = source_of(path, records)?;
        if files.iter().any(|(other, _)| *other == source) {
            return Err(Error::usage(format!("--against has two files of {source}: expected one")));
        }
        files.push((source, read_up_to(path, LONGEST_FILE).map_err(|error| Error::io("read", path, error))?));
    }
    let loaded = further_codings(files, records);
    let mut outcome = loaded.check(None);
    // What is found in the records of the dataset has been shown before.
    outcome.retain(|finding| finding.place.is_some());
    outcome.files = paths.iter().map(|path| path.display().to_string()).collect();
    Ok(if refuses(&outcome, |_| true)? { None } else { Some(loaded.records.codings) })
}

/// The document that a file of codings is of, by its name.
fn source_of(path: &Path, records: &Records) -> Result<SourceId, Error> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    if let Some(source) = records.source(&stem) {
        return Ok(source.id.clone());
    }
    let near = nearest(&stem, records.sources.iter().map(|source| source.id.as_str()));
    let hint = near.map(|near| format!("did you mean {near}.csv? ")).unwrap_or_default();
    Err(Error::usage(format!("{} is named after no document: {hint}expected <source id>.csv", path.display())))
}

/// The codings of the coder that is meant.
fn of_one_coder<'c>(codings: &'c [Coding], wanted: Option<&Coder>) -> Result<Vec<&'c Coding>, Error> {
    let all: BTreeSet<&Coder> = codings.iter().map(|coding| &coding.coder).collect();
    let mut coders = all.clone();
    if coders.iter().any(|coder| !coder.is_settled()) {
        coders.retain(|coder| !coder.is_settled());
    }
    let listed = |coders: &BTreeSet<&Coder>| coders.iter().map(|coder| coder.as_str()).collect::<Vec<_>>().join(", ");
    let coder = match (wanted, coders.len()) {
        (Some(coder), _) => coder,
        (None, 1) => coders.first().expect("there is one"),
        (None, 0) => return Err(Error::usage("--against has no codings: expected those of one coder")),
        (None, _) => return Err(Error::usage(format!("--against has codings of {}: expected one of them as --coder", listed(&coders)))),
    };
    let of_coder: Vec<_> = codings.iter().filter(|coding| coding.coder == *coder).collect();
    if of_coder.is_empty() {
        let coder = excerpt(coder.as_str());
        return Err(Error::usage(format!("--against has no codings of {coder}: expected one of {}", listed(&all))));
    }
    Ok(of_coder)
}

fn print_json(value: &serde_json::Value) -> Result<(), Error> {
    print_as_is(&format!("{value:#}\n"))
}

fn print_table(table: &Table<'_>) -> Result<(), Error> {
    let mut csv = Vec::new();
    write_csv(table, &mut csv).expect("memory can be written to");
    print_as_is(&String::from_utf8_lossy(&csv))
}
