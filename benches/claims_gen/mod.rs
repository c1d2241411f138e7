//! Files of claims made up from the vocabulary of the real dataset, and, where that is wanted, broken in known ways.
//!
//! Everything follows from the numbers of claims and errors and the seed: the same file on every machine.

mod claim;
mod draft;
mod faults;
mod layout;
pub(crate) mod lot;
mod plan;
mod pool;
pub(crate) mod random;
mod words;

use std::io::{self, Write};
use std::num::NonZero;
use std::ops::Range;
use std::thread;

use guarantee_claims::{Claim, ClaimId, Dataset, Relation, RelationKind};
use serde::Serialize;
use serde_json::Value;

use claim::{Generator, valid};
use draft::{Draft, Spot};
pub(crate) use faults::Fault;
use faults::Spoil;
use layout::Layout;
use plan::Plan;
use random::Random;

/// What to write.
pub(crate) struct Options {
    pub(crate) claims: u64,
    pub(crate) seed: u64,
    /// Whether the keys of each object stand in a random order.
    pub(crate) shuffled: bool,
    /// One array with a claim a line, rather than lines.
    pub(crate) array: bool,
    /// How many claims are broken.
    pub(crate) broken: u64,
}

/// A finding to be made in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Planted {
    pub(crate) line: u64,
    pub(crate) column: usize,
    pub(crate) rule: &'static str,
    /// The id of the claim, if its line still tells it.
    pub(crate) record: Option<String>,
    /// What was done to the claim.
    pub(crate) what: &'static str,
}

/// Writes the file, and hands over what is to be found in it by those of the faults that `wanted` lets through, in order.
pub(crate) fn write(
    options: &Options,
    dataset: &Dataset,
    wanted: fn(&Fault) -> bool,
    out: &mut impl Write,
    mut found: impl FnMut(Planted) -> io::Result<()>,
) -> io::Result<()> {
    let generator = Generator::new(dataset, options.seed, options.claims);
    let faults = Fault::all().filter(|fault| wanted(fault) && !(options.array && fault.breaks_syntax())).collect();
    let plan = Plan::new(options.seed, options.claims, options.broken, faults, &generator.sources())
        .map_err(|message| io::Error::new(io::ErrorKind::InvalidInput, message))?;
    if options.array {
        out.write_all(b"[\n")?;
    }
    let threads = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let mut start = 0;
    while start < options.claims {
        let end = |part: u64| (start + part * PART).min(options.claims);
        let part = |part| write_part(options, &generator, &plan, end(part)..end(part + 1));
        let parts = thread::scope(|scope| {
            // What no thread can be started for is done by this one.
            let start = |number| thread::Builder::new().spawn_scoped(scope, move || part(number)).map_err(|_| number);
            let started: Vec<_> = (0..threads).map(start).collect();
            let done = started.into_iter().map(|started| started.map(|part| part.join().expect("claims can be generated")));
            done.map(|done| done.unwrap_or_else(part)).collect::<Vec<_>>()
        });
        for part in parts {
            let (lines, planted) = part?;
            out.write_all(&lines)?;
            planted.into_iter().try_for_each(&mut found)?;
        }
        start = end(threads);
    }
    if options.array {
        out.write_all(b"]\n")?;
    }
    out.flush()
}

/// How many claims a thread writes at a time.
const PART: u64 = 4096;

/// The lines of claims in a row, and what is to be found in them.
fn write_part(options: &Options, generator: &Generator, plan: &Plan, indexes: Range<u64>) -> io::Result<(Vec<u8>, Vec<Planted>)> {
    let (mut lines, mut planted) = (Vec::new(), Vec::new());
    for index in indexes {
        planted.extend(write_claim(options, generator, plan, index, &mut lines)?);
        lines.extend_from_slice(if options.array && index + 1 < options.claims { b",\n" } else { b"\n" });
    }
    Ok((lines, planted))
}

/// Writes one claim; what is wrong with it, if that was planned.
fn write_claim(options: &Options, generator: &Generator, plan: &Plan, index: u64, line: &mut Vec<u8>) -> io::Result<Option<Planted>> {
    let mut claim = generator.claim(index, plan);
    if let Some(circle) = plan.circle(index) {
        let kind = circle.kind.parse::<RelationKind>();
        claim.relations.push(Relation { kind: valid(kind), target: valid(ClaimId::new(generator.id(index + 1))) });
    }
    let mut random = options.shuffled.then(|| Random::new(options.seed ^ 0x5408, index));
    let Some(fault) = plan.fault(index) else {
        match &mut random {
            None => serde_json::to_writer(line, &claim)?,
            Some(random) => line.extend_from_slice(Layout::of(&serde_json::to_value(&claim)?, Some(random)).text.as_bytes()),
        }
        return Ok(None);
    };
    let (broken, at, record) = spoil(fault, &claim, index, generator, random.as_mut())?;
    let column = String::from_utf8_lossy(&broken[..at]).chars().count() + 1;
    line.extend_from_slice(&broken);
    Ok(Some(Planted { line: index + 1 + u64::from(options.array), column, rule: fault.rule, record, what: fault.name }))
}

/// The line of a broken claim, the byte at which the finding is expected, and the id that the line still tells.
fn spoil(
    fault: &Fault,
    claim: &Claim,
    index: u64,
    generator: &Generator,
    random: Option<&mut Random>,
) -> io::Result<(Vec<u8>, usize, Option<String>)> {
    let mut draft = Draft::of(serde_json::to_value(claim)?, index, generator);
    let id = |value: &Value| value["id"].as_str().map(str::to_owned);
    match fault.spoil {
        Spoil::Value(spoil) => {
            let spot = spoil(&mut draft);
            let layout = Layout::of(&draft.value, random);
            let at = match spot {
                Spot::Value(pointer) => layout.value(&pointer).start,
                Spot::Key(pointer) => layout.key(&pointer),
            };
            Ok((layout.text.into_bytes(), at, id(&draft.value)))
        }
        Spoil::Line(spoil) => {
            let (line, at) = spoil(&Layout::of(&draft.value, random));
            let told = |id: &String| String::from_utf8(line.clone()).is_ok_and(|line| line.contains(&format!("\"id\":\"{id}\"")));
            let record = id(&draft.value).filter(told);
            Ok((line, at, record))
        }
    }
}
