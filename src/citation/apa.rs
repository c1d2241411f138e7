//! A line by the style of the APA (7th edition). Where a version is not published yet, its year is "n.d.", no date.

#[cfg(feature = "commands")]
use super::cited::Cited;
use super::cited::{date_parts, document};
use crate::dataset::Records;
#[cfg(feature = "commands")]
use crate::model::Claim;
use crate::model::DatasetInfo;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

#[cfg(feature = "commands")]
/// The citation in one line: of the dataset, or of a claim with the document that it stands in.
pub(crate) fn line(cited: &Cited<'_>) -> String {
    cited.claim.map_or_else(|| line_of_dataset(cited.info), |(claim, records)| line_of_claim(claim, records, cited.info))
}

#[cfg(feature = "commands")]
/// The citation of the dataset in one line.
fn line_of_dataset(info: &DatasetInfo) -> String {
    let url = info.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
    match &info.creator {
        Some(creator) => format!("{creator}. ({}). {}.{url}", year(info), dataset(info)),
        None => format!("{}. ({}).{url}", dataset(info), year(info)),
    }
}

#[cfg(feature = "commands")]
fn line_of_claim(claim: &Claim, records: &Records, info: &DatasetInfo) -> String {
    let statement = claim.statement.as_str().trim_end_matches('.');
    line_with(info, claim.id.as_str(), statement, &source(claim.source.as_str(), records))
}

/// The citation of a claim in one line: the claim by its id and its statement (without a full stop), the dataset with its version, and what
/// [`source`] says of the document that the claim stands in.
pub(super) fn line_with(info: &DatasetInfo, id: &str, statement: &str, source: &str) -> String {
    let creator = info.creator.as_ref().map(|creator| format!("{creator}. ({}). ", year(info))).unwrap_or_default();
    let year = if info.creator.is_some() { String::new() } else { format!(" ({}).", year(info)) };
    let url = info.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
    format!("{creator}{statement} [Claim {id}].{year} In {}.{url} {source}", dataset(info))
}

/// What the citation of a claim says of its document.
pub(super) fn source(id: &str, records: &Records) -> String {
    let Some(document) = document(id, records) else { return format!("Source: {id}.") };
    let title = document.title.map(|title| format!("{}. ", title.trim_end_matches('.'))).unwrap_or_default();
    format!("Source: {}. ({}). {title}{}", document.outlet, date(&document.published_on), document.url)
}

fn dataset(info: &DatasetInfo) -> String {
    format!("{} (Version {}) [Data set]", info.title, info.version)
}

fn year(info: &DatasetInfo) -> String {
    let released_on = info.released_on.map(|date| date.to_string());
    released_on.map_or_else(|| "n.d.".to_owned(), |date| date.split('-').next().unwrap_or_default().to_owned())
}

/// A date as the style has it: 2025, August 22.
fn date(date: &str) -> String {
    let parts = date_parts(date);
    let month = parts.get(1).and_then(|month| MONTHS.get(usize::try_from(*month).ok()?.checked_sub(1)?));
    match (parts.first(), month, parts.get(2)) {
        (Some(year), Some(month), Some(day)) => format!("{year}, {month} {day}"),
        (Some(year), Some(month), None) => format!("{year}, {month}"),
        _ => date.to_owned(),
    }
}
