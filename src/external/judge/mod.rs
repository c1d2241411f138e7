//! External claims from anywhere, judged in parallel, with what is found as values: for programs and for other languages.

pub mod apart;
mod feed;
mod gather;
mod judgement;
mod kept;
mod register;
#[cfg(feature = "arrow")]
mod rows;

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

pub use feed::{Feed, Records};
pub use judgement::{JudgedRecord, JudgedRelation, Judgement, RecordPlace};
pub use register::Register;

use super::check::{Checker, records};
use super::collect::too_many_lines;
use super::links::in_block::{in_block, rows as rows_of};
use super::links::index::{LinkFault, Spot};
use super::position::Position;
use super::record::References;
use super::split::block::Content;
use crate::diagnostics::{Finding, Region, Severity};
use crate::error::Error;
use crate::ordered::{Ended, in_order};
use crate::rules;
use crate::texts::Texts;
use feed::Places;
use gather::Gathered;

/// How records are judged.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Settings<'a> {
    /// What to make of mentions of records that the registers do not have.
    pub references: References,
    /// How many threads judge.
    pub threads: usize,
    /// How many findings are kept; the others are counted.
    pub max_findings: usize,
    /// Whether records are compared with one another: ids that stand twice, relations that lead nowhere or in a cycle.
    pub compare: bool,
    /// Whether each record's id and relations are wanted, so that they can be compared later.
    pub keep_records: bool,
    /// Set to stop: the judgement then ends with an error whose kind is `Io`.
    pub stop: Option<&'a AtomicBool>,
    /// Told of each part that is done: its bytes and its records.
    pub progress: Option<&'a (dyn Fn(usize, usize) + Sync)>,
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self {
            references: References::Error,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            max_findings: usize::MAX,
            compare: true,
            keep_records: false,
            stop: None,
            progress: None,
        }
    }
}

impl std::fmt::Debug for Settings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("threads", &self.threads).field("max_findings", &self.max_findings).finish_non_exhaustive()
    }
}

/// Judges the records of a feed. `open` gives the feed, and is asked once more if records do not fit together, so that this can be told in the
/// words of the records; it may then say `None`.
///
#[cfg_attr(feature = "data", doc = "```")]
#[cfg_attr(not(feature = "data"), doc = "```ignore")]
/// use guarantee_claims::external::judge::{Feed, Register, Settings, judge};
///
/// let claim = serde_json::to_string(guarantee_claims::dataset().claims().next().unwrap().get())?;
/// let records = [claim.clone(), claim.replace("\"layer\":\"coalition\"", "\"layer\":\"coalitio\"")];
/// let open = || {
///     let mut records = records.iter();
///     Ok(Some(Feed::records(move |part| {
///         records.next().map(|record| part.push(record.as_bytes()));
///         Ok(!records.as_slice().is_empty())
///     })))
/// };
/// let judgement = judge(Register::Embedded, None, open, &Settings::default())?;
/// assert_eq!((judgement.records, judgement.refused), (2, 1));
/// let place = judgement.findings[0].place.as_ref().expect("it is about a record");
/// assert_eq!((judgement.findings[0].rule, place.row, place.pointer.as_deref()), ("unknown-term", 1, Some("/layer")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the feed cannot be read, or was told to stop.
pub fn judge<'f>(
    register: Register<'_>,
    texts: Option<&Texts>,
    mut open: impl FnMut() -> Result<Option<Feed<'f>>, Error>,
    settings: &Settings<'_>,
) -> Result<Judgement, Error> {
    let mut checker = Checker::new(register.records(), move || register.claim_ids(), texts, settings.references);
    checker.keeps_claims = settings.keep_records;
    checker.stop = settings.stop;
    let Some(mut feed) = open()? else { return Ok(Judgement::default()) };
    let (places, blocks) = (feed.places(), feed.blocks());
    let gathered = Mutex::new(Gathered::new(places, settings.max_findings, settings.keep_records));
    let next = |memory: Vec<u8>| {
        if settings.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            return Err(unreadable(io::ErrorKind::Interrupted.into()));
        }
        feed.next(memory).map_err(unreadable)
    };
    in_order(settings.threads, next, |ticket, part| {
        let block = blocks.of(part).map_err(|error| Ended::Failed(unreadable(error)))?;
        let judged = checker.check(&block);
        ticket.take(&gathered, |gathered| gathered.add(&block, &judged))?.ok_or_else(|| Ended::Failed(too_many_lines()))?;
        if let Some(progress) = settings.progress {
            progress(block.bytes.len(), judged.records.len());
        }
        drop(judged);
        Ok(block.bytes)
    })?;
    let mut gathered = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
    if settings.compare {
        compare(&mut gathered, &checker, places, &mut open, settings)?;
    }
    let Gathered { mut judgement, mut refused, .. } = gathered;
    refused.sort_unstable();
    refused.dedup();
    judgement.refused = refused.len();
    if judgement.records == 0 && judgement.by_rule.is_empty() {
        let message = "there are no claims: expected at least one".to_owned();
        judgement.add(rules::missing_file::RULE.finding(None, message, None));
    }
    judgement.finish(settings.max_findings);
    Ok(judgement)
}

fn unreadable(error: io::Error) -> Error {
    Error::io("read", Path::new("the claims"), error)
}

/// Adds what does not fit together across records.
fn compare<'f>(
    gathered: &mut Gathered,
    checker: &Checker<'_>,
    places: Places,
    open: &mut impl FnMut() -> Result<Option<Feed<'f>>, Error>,
    settings: &Settings<'_>,
) -> Result<(), Error> {
    let links = std::mem::take(&mut gathered.links);
    let faults = links.compare(&checker.key, settings.threads, || checker.claim_ids().to_vec());
    if checker.references.severity().is_none() {
        let dangling = faults.iter().filter(|(_, fault)| *fault == LinkFault::Dangling).count();
        let references = &mut gathered.judgement.counts.references;
        references.checked = references.checked.saturating_sub(dangling);
        references.uncheckable += dangling;
    }
    let (shown, hidden) = faults.split_at(settings.max_findings.min(faults.len()));
    gathered.raise_limit(settings.max_findings);
    let mut left = shown.to_vec();
    if let Some(feed) = if left.is_empty() { None } else { open()? } {
        read_again(gathered, checker, feed, &mut left)?;
    }
    for (spot, fault) in left {
        if let Some(finding) = fault.finding(checker, None, None, 0..0) {
            gathered.refused.extend((finding.severity == Severity::Error).then_some(spot.row));
            gathered.judgement.add(finding.map_places(|_| known_place(places, spot)));
        }
    }
    for (spot, (rule, severity)) in hidden.iter().filter_map(|(spot, fault)| Some((spot, fault.rule(checker)?))) {
        gathered.refused.extend((severity == Severity::Error).then_some(spot.row));
        gathered.judgement.count(&Finding::<()>::new(rule.name, severity, None, String::new(), None));
        gathered.judgement.hidden += 1;
    }
    Ok(())
}

/// Goes through the feed again; what is found in it leaves the list.
fn read_again(gathered: &mut Gathered, checker: &Checker<'_>, mut feed: Feed<'_>, left: &mut Vec<(Spot, LinkFault)>) -> Result<(), Error> {
    let blocks = feed.blocks();
    let (mut row, mut position, mut memory, mut lost) = (0, Position::default(), Vec::new(), Vec::new());
    while !left.is_empty()
        && let Some(part) = feed.next(memory).map_err(unreadable)?
    {
        let block = blocks.of(part).map_err(unreadable)?;
        let rows = rows_of(&block);
        // The last line may have no newline.
        let unended = u32::from(matches!(block.content, Content::Lines) && !block.bytes.ends_with(b"\n"));
        let here: Vec<_> = left.drain(..left.partition_point(|(spot, _)| spot.row < row + rows + unended)).collect();
        if !here.is_empty() {
            let (faulty, missing) = in_block(&block, row, &here, checker);
            let records = records(&block);
            for faulty in &faulty {
                gathered.add_faulty(row, position, &records, faulty);
            }
            lost.extend(missing);
        }
        row += rows;
        position = position + Position::behind(&block.bytes);
        memory = block.bytes;
    }
    // What was changed meanwhile is told by where it stood.
    left.splice(0..0, lost);
    Ok(())
}

/// What is known of the place of a link in a record that cannot be read again.
fn known_place(places: Places, spot: Spot) -> RecordPlace {
    let is_of_text = places == Places::Text;
    let (line, column) = (spot.row as usize + 1, spot.detail as usize + 1);
    let pointer = match spot.detail {
        0 => "/id".to_owned(),
        relation => format!("/relations/{}/target", relation - 1),
    };
    RecordPlace {
        row: spot.row,
        region: is_of_text.then_some(Region { line, column, end_line: line, end_column: column }),
        pointer: (!is_of_text).then_some(pointer),
    }
}

#[cfg(all(test, feature = "data"))]
mod tests {
    use super::*;
    use crate::external::ClaimsFormat;

    fn claims() -> Vec<String> {
        crate::dataset().claims().take(3).map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written")).collect()
    }

    fn of_records(records: &[String]) -> Feed<'static> {
        let records = records.to_vec();
        let mut left = records.into_iter();
        Feed::records(move |part| {
            if let Some(record) = left.next() {
                part.push(record.as_bytes());
            }
            Ok(left.len() > 0)
        })
    }

    /// The rows, rules and pointers of what is found.
    fn found(judgement: &Judgement) -> Vec<(Option<u32>, &str, Option<&str>)> {
        let place = |finding: &'_ Finding<RecordPlace>| finding.place.as_ref().map(|place| place.row);
        let rows: Vec<_> = judgement.findings.iter().map(place).collect();
        let pointers = judgement.findings.iter().map(|finding| finding.place.as_ref()?.pointer.as_deref());
        rows.into_iter().zip(&judgement.findings).zip(pointers).map(|((row, finding), pointer)| (row, finding.rule, pointer)).collect()
    }

    #[test]
    fn lines_and_records_are_judged_alike_with_any_number_of_threads() {
        let mut records = claims();
        records.push(records[0].clone());
        records.push(records[1].replace("\"speaker\":\"", "\"speaker\":\"x-"));
        records.push("{".to_owned());
        let text = records.join("\n");
        for threads in [1, 3] {
            let settings = Settings { threads, ..Settings::default() };
            let of_text = || Ok(Some(Feed::text(std::io::Cursor::new(text.clone().into_bytes()), ClaimsFormat::Lines)));
            let lines = judge(Register::Embedded, None, of_text, &settings).expect("memory can be read");
            let records = judge(Register::Embedded, None, || Ok(Some(of_records(&records))), &settings).expect("memory can be read");
            assert_eq!(found(&lines), found(&records));
            assert_eq!((lines.records, lines.refused), (6, 3));
            assert_eq!(lines.count_of(Severity::Error), lines.findings.len());
        }
    }

    #[test]
    fn records_can_be_compared_later() {
        let mut records = claims();
        records.push("{\"id\":\"flga-2025-12.900\",\"relations\":[{\"kind\":\"supports\",\"target\":\"flga-2025-12.901\"}]}".to_owned());
        let settings = Settings { compare: false, keep_records: true, ..Settings::default() };
        let judgement = judge(Register::Embedded, None, || Ok(Some(of_records(&records))), &settings).expect("memory can be read");
        let ids: Vec<_> = judgement.judged.iter().map(|record| (record.row, record.id.as_deref(), record.whole)).collect();
        let expected: Vec<_> = crate::dataset().claims().take(3).map(crate::ClaimRef::get).collect();
        for (row, claim) in (0..).zip(&expected) {
            assert_eq!(ids[row as usize], (row, Some(claim.id.as_str()), true));
            let judged = &judgement.judged[row as usize];
            let text = &records[row as usize];
            let starts = |(line, column): (usize, usize), id: &str| line == 1 && text[column - 1..].starts_with(&format!("\"{id}\""));
            assert!(judged.place.is_some_and(|place| starts(place, claim.id.as_str())), "the text has one byte a code point up to its id");
            let stated: Vec<_> = claim.relations.iter().map(|relation| (Some(relation.kind), relation.target.to_string())).collect();
            assert_eq!(judged.relations.iter().map(|relation| (relation.kind, relation.target.clone())).collect::<Vec<_>>(), stated);
        }
        assert_eq!(ids[3], (3, Some("flga-2025-12.900"), false));
        let relation = JudgedRelation { number: 0, kind: None, target: "flga-2025-12.901".to_owned(), place: Some((1, 67)), words: None };
        assert_eq!(judgement.judged[3].relations, [relation]);
        assert_eq!(judgement.judged[3].name, judgement.judged[3].id);
    }

    #[test]
    fn nothing_is_an_error_and_a_flag_stops() {
        let nothing = judge(Register::Embedded, None, || Ok(Some(of_records(&[]))), &Settings::default()).expect("nothing can be read");
        assert_eq!((nothing.records, found(&nothing)), (0, vec![(None, "missing-file", None)]));
        let stop = AtomicBool::new(true);
        let settings = Settings { stop: Some(&stop), ..Settings::default() };
        let stopped = judge(Register::Embedded, None, || Ok(Some(of_records(&claims()))), &settings);
        assert_eq!(stopped.expect_err("it was told to stop").kind(), crate::ErrorKind::Io);
    }
}
