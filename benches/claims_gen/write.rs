//! The file: claims by the number, some of them broken as planned, written by all threads.

use std::io::{self, Write};
use std::num::NonZero;
use std::ops::Range;
use std::thread;

use guarantee_claims::{Claim, ClaimId, Dataset, Relation, RelationKind};
use serde::Serialize;
use serde_json::Value;

use crate::claim::{Generator, valid};
use crate::draft::{Draft, Spot};
use crate::fault::{Fault, Spoil};
use crate::faults;
use crate::layout::Layout;
use crate::plan::Plan;
use crate::random::Random;

/// What to write.
pub struct Options {
    /// How many claims.
    pub claims: u64,
    /// Another seed gives another file.
    pub seed: u64,
    /// Whether the keys of each object stand in a random order.
    pub shuffled: bool,
    /// One array with a claim a line, rather than lines.
    pub array: bool,
    /// How many claims are broken.
    pub broken: u64,
}

/// A finding to be made in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Planted {
    /// The line, from one.
    pub line: u64,
    /// The column in code points, from one.
    pub column: usize,
    /// The rule that finds it.
    pub rule: &'static str,
    /// The id of the claim, if its line still tells it.
    pub record: Option<String>,
    /// What was done to the claim.
    pub what: &'static str,
}

/// Writes the file, and hands over what is to be found in it by those of the faults that `wanted` lets through, in order.
///
/// # Errors
///
/// If the file cannot be written, or if more claims are to be broken than one in six.
pub fn write(
    options: &Options,
    dataset: &Dataset,
    wanted: fn(&Fault) -> bool,
    out: &mut impl Write,
    mut found: impl FnMut(Planted) -> io::Result<()>,
) -> io::Result<()> {
    let writer = Writer::new(options, dataset, wanted)?;
    if options.array {
        out.write_all(b"[\n")?;
    }
    let threads = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let mut start = 0;
    while start < options.claims {
        let end = |part: u64| (start + part * PART).min(options.claims);
        let part = |part| writer.part(end(part)..end(part + 1));
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

/// What all threads share.
struct Writer<'a> {
    options: &'a Options,
    generator: Generator,
    plan: Plan,
    /// The faults in turn, as the plan numbers them.
    faults: Vec<&'static Fault>,
}

impl<'a> Writer<'a> {
    fn new(options: &'a Options, dataset: &Dataset, wanted: fn(&Fault) -> bool) -> io::Result<Self> {
        let generator = Generator::new(dataset, options.seed, options.claims);
        let faults: Vec<_> = faults::all().filter(|fault| wanted(fault) && !(options.array && fault.breaks_syntax())).collect();
        let cycles = faults.iter().map(|fault| fault.cycle.as_ref()).collect();
        let plan = Plan::new(options.seed, options.claims, options.broken, cycles, &generator.sources())
            .map_err(|message| io::Error::new(io::ErrorKind::InvalidInput, message))?;
        Ok(Self { options, generator, plan, faults })
    }

    /// The lines of claims in a row, and what is to be found in them.
    fn part(&self, indexes: Range<u64>) -> io::Result<(Vec<u8>, Vec<Planted>)> {
        let (mut lines, mut planted) = (Vec::new(), Vec::new());
        for index in indexes {
            planted.extend(self.claim(index, &mut lines)?);
            lines.extend_from_slice(if self.options.array && index + 1 < self.options.claims { b",\n" } else { b"\n" });
        }
        Ok((lines, planted))
    }

    /// Writes one claim; what is wrong with it, if that was planned.
    fn claim(&self, index: u64, line: &mut Vec<u8>) -> io::Result<Option<Planted>> {
        let mut claim = self.generator.claim(index, &self.plan);
        if let Some(cycle) = self.plan.cycle(index) {
            let kind = cycle.kind.parse::<RelationKind>();
            claim.relations.push(Relation { kind: valid(kind), target: valid(ClaimId::new(self.generator.id(index + 1))) });
        }
        let mut random = self.options.shuffled.then(|| Random::new(self.options.seed ^ 0x5408, index));
        let Some(fault) = self.plan.fault(index).map(|number| self.faults[number]) else {
            match &mut random {
                None => serde_json::to_writer(line, &claim)?,
                Some(random) => line.extend_from_slice(Layout::of(&serde_json::to_value(&claim)?, Some(random)).text.as_bytes()),
            }
            return Ok(None);
        };
        let (broken, at, record) = self.spoil(fault, &claim, index, random.as_mut())?;
        let column = String::from_utf8_lossy(&broken[..at]).chars().count() + 1;
        line.extend_from_slice(&broken);
        Ok(Some(Planted { line: index + 1 + u64::from(self.options.array), column, rule: fault.rule, record, what: fault.name }))
    }

    /// The line of a broken claim, the byte at which the finding is expected, and the id that the line still tells.
    fn spoil(&self, fault: &Fault, claim: &Claim, index: u64, random: Option<&mut Random>) -> io::Result<(Vec<u8>, usize, Option<String>)> {
        let mut draft = Draft::of(serde_json::to_value(claim)?, index, &self.generator);
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
}
