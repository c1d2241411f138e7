//! A claim by its number: valid by the schema and every rule, and the same whenever it is asked for.

use std::fmt::Write as _;

use guarantee_claims::{
    ActorId, Amount, Aspect, Attribution, Bindingness, Claim, ClaimId, CommitmentType, Comparator, Condition, Dataset, Distinct, Evidence,
    Layer, LegalForm, Measure, NonEmpty, OccasionId, PartialDate, Polarity, Quantity, Reason, Relation, RelationKind, RuleName, Sha256,
    SpeechAct, Stage, Statement, Text, Unit, Waiver,
};

use crate::lot::Lot;
use crate::plan::Plan;
use crate::pool::{CELL, Deed, Pool, SourcePool};
use crate::random::Random;

/// Makes claims out of what the real dataset has, in its proportions.
pub(crate) struct Generator {
    pub(crate) pool: Pool,
    seed: u64,
    /// How many real claims there are: as many in a row have the sources that those have.
    round: u64,
    rounds: u64,
    digits: usize,
}

/// What `duplicate-claim` and `contradicts-agreement` compare, and the place of the evidence: no two claims of a source agree in both.
#[derive(PartialEq)]
pub(crate) struct Coding {
    speaker: ActorId,
    layer: Layer,
    commitment_type: CommitmentType,
    act: Deed,
    stage: Stage,
    aspect: Aspect,
    conditions: Vec<Condition>,
    /// The legal form and the bindingness.
    bond: (Option<LegalForm>, Option<Bindingness>),
    quantities: Vec<Quantity>,
    /// The start of its [`CELL`].
    start: u32,
}

impl Generator {
    /// A generator of so many claims.
    pub(crate) fn new(dataset: &Dataset, seed: u64, claims: u64) -> Self {
        let pool = Pool::of(dataset);
        let round: u64 = pool.sources.iter().map(|source| source.claims).sum();
        let digits = claims.saturating_sub(1).to_string().len().max(7);
        Self { pool, seed, round, rounds: claims.div_ceil(round), digits }
    }

    /// The source of a claim, and the claim's place among those of its source.
    fn place(&self, index: u64) -> (&SourcePool, u64) {
        let mut rank = index % self.round;
        for source in &self.pool.sources {
            if rank < source.claims {
                return (source, index / self.round * source.claims + rank);
            }
            rank -= source.claims;
        }
        unreachable!("a round has as many claims as its sources together")
    }

    /// How many claims in a row have the same source, for the sources of a round.
    pub(crate) fn sources(&self) -> Vec<u64> {
        self.pool.sources.iter().map(|source| source.claims).collect()
    }

    /// The source of a claim.
    pub(crate) fn source(&self, index: u64) -> &SourcePool {
        self.place(index).0
    }

    /// The id of a claim.
    pub(crate) fn id(&self, index: u64) -> String {
        format!("{}.{index:0digits$}", self.source(index).id, digits = self.digits)
    }

    fn coding(&self, index: u64) -> Coding {
        let (source, place) = self.place(index);
        let size = self.rounds * source.claims;
        let mut lot = Lot::new(scatter(place, size, self.seed), size);
        let pool = &self.pool;
        let speaker = lot.choose(&source.speakers).clone();
        let (layer, commitment_type) = *lot.choose(&pool.layers);
        let act = lot.choose(if source.is_narrated_by(&speaker) { &pool.narrated_acts } else { &pool.acts }).clone();
        let stage = *lot.choose(match (act.speech_act, act.polarity) {
            (SpeechAct::Refuse, _) => &pool.refusal_stages,
            (_, Polarity::Affirmed) => &pool.affirmed_stages,
            _ => &pool.stages,
        });
        let (aspect, conditions, bond) = (*lot.choose(&pool.aspects), lot.choose(&pool.conditions).clone(), *lot.choose(&pool.bonds));
        let mut quantities = lot.choose(&pool.quantities).clone();
        let cells = source.cells.len() as u64;
        let cell = (lot.class() % cells + lot.ordinal() % cells) % cells;
        quantities.extend(told_apart(lot.ordinal() / cells));
        let start = source.cells[usize::try_from(cell).expect("the cells are in memory")];
        Coding { speaker, layer, commitment_type, act, stage, aspect, conditions, bond, quantities, start }
    }

    /// When and where a claim was said.
    pub(crate) fn occasion(&self, index: u64) -> &(Option<OccasionId>, PartialDate) {
        Random::new(self.seed ^ 0x0cca, index).one(&self.source(index).occasions)
    }

    /// The claim with this number; what it is tied to stays clear of what `plan` breaks.
    pub(crate) fn claim(&self, index: u64, plan: &Plan) -> Claim {
        let random = &mut Random::new(self.seed, index);
        let (occasion, stated_on) = self.occasion(index).clone();
        let (source, coding) = (self.source(index), self.coding(index));
        let ways: Vec<_> = source.ways.iter().filter(|(speaker, ..)| *speaker == coding.speaker).collect();
        let (_, via, attribution) = (*random.one(&ways)).clone();
        let (doubtful, confidence) = random.one(&self.pool.doubtful).clone();
        // What "other" stands for is said in a note.
        let noted = *random.one(&self.pool.noted) || coding.conditions.contains(&Condition::Other);
        let length = 40 + random.index(150);
        Claim {
            id: valid(ClaimId::new(self.id(index))),
            source: source.id.clone(),
            statement: valid(Statement::new(self.pool.statements.sentence(random, length))),
            quantities: coding.quantities.clone(),
            evidence: valid(NonEmpty::new(self.evidence(coding.start, attribution, random))),
            relations: self.relations(index, &coding, stated_on, plan, random),
            waive: waivers(coding.act.speech_act, coding.stage),
            note: noted.then(|| self.note(random)),
            speaker: coding.speaker,
            via,
            attribution,
            layer: coding.layer,
            commitment_type: coding.commitment_type,
            speech_act: coding.act.speech_act,
            modality: coding.act.modality,
            polarity: coding.act.polarity,
            stage: coding.stage,
            aspect: coding.aspect,
            parties: valid(Distinct::new(coding.act.parties)),
            conditions: valid(Distinct::new(coding.conditions)),
            legal_form: coding.bond.0,
            bindingness: coding.bond.1,
            occasion,
            stated_on,
            doubtful: doubtful.map(|fields| valid(Distinct::new(fields))),
            confidence,
        }
    }

    fn note(&self, random: &mut Random) -> Text {
        valid(Text::new(self.pool.notes.sentence(random, 60)))
    }

    /// Spans side by side in one cell; the speaker's words in the first where it is `quoted`, now and then where it is `relayed`.
    fn evidence(&self, start: u32, attribution: Attribution, random: &mut Random) -> Vec<Evidence> {
        let spans = u32::try_from(*random.one(&self.pool.spans)).expect("a claim has few spans");
        let width = CELL / spans;
        let quoted = attribution == Attribution::Quoted || attribution == Attribution::Relayed && random.once_in(2);
        let span = |number: u32| {
            let from = start + number * width;
            let cut = u32::try_from(random.below(u64::from(width) / 8)).expect("a cell is short");
            let quote = (quoted && number == 0).then(|| valid(Text::new(self.pool.quotations.quotation(random, 40))));
            let record = quote.as_ref().and_then(|_| random.one(&self.pool.records).clone());
            Evidence { start: from, end: from + width - cut, sha256: hash(random), quote, record }
        };
        (0..spans).map(span).collect()
    }

    /// Ties to earlier claims, near or far, as many as a real claim has.
    fn relations(&self, index: u64, coding: &Coding, stated_on: PartialDate, plan: &Plan, random: &mut Random) -> Vec<Relation> {
        let mut relations: Vec<Relation> = Vec::new();
        for kind in random.one(&self.pool.relations) {
            let reach = if random.once_in(2) { index.min(200) } else { index };
            let Some(target) = (index > 0).then(|| index - 1 - random.below(reach)).and_then(|target| plan.untouched(target)) else {
                continue;
            };
            let kind = self.fitting(*kind, index, target, coding, stated_on);
            let relation = Relation { kind, target: valid(ClaimId::new(self.id(target))) };
            if !relations.iter().any(|other| other.target == relation.target) {
                relations.push(relation);
            }
        }
        relations
    }

    /// The kind, or one that fits whatever the two claims say, where it would compare them and find them unfit.
    fn fitting(&self, kind: RelationKind, index: u64, target: u64, coding: &Coding, stated_on: PartialDate) -> RelationKind {
        let fits = match kind {
            RelationKind::Contradicts => {
                let other = self.coding(target);
                self.source(index).id == self.source(target).id && Coding { start: coding.start, ..other } != *coding
            }
            RelationKind::Supersedes => {
                let (_, said) = self.occasion(target);
                said.earliest() <= stated_on.latest()
            }
            _ => true,
        };
        if fits { kind } else { RelationKind::Elaborates }
    }
}

/// A value that is valid by how it was made.
pub(crate) fn valid<T>(value: Result<T, guarantee_claims::InvalidValue>) -> T {
    value.unwrap_or_else(|error| panic!("a generated value is valid: {error}"))
}

/// Another number below `size` for each.
fn scatter(place: u64, size: u64, seed: u64) -> u64 {
    const fn common(a: u64, b: u64) -> u64 {
        if b == 0 { a } else { common(b, a % b) }
    }
    // About the golden ratio, which spreads neighbours furthest.
    let golden = (size * 618 / 1000).max(1);
    let step = (golden..golden + size).find(|step| common(*step, size) == 1).expect("two numbers in a row have no common factor");
    (place * step + seed % size) % size
}

/// What tells the claims apart that have the same codes and the same evidence.
fn told_apart(number: u64) -> Option<Quantity> {
    let value = u32::try_from(number).expect("few claims have the same codes");
    let quantity = |value| Quantity { measure: Measure::Equipment, value, unit: Unit::Items, comparator: Comparator::AtLeast };
    (number > 0).then(|| quantity(valid(Amount::new(f64::from(value)))))
}

fn waivers(speech_act: SpeechAct, stage: Stage) -> Vec<Waiver> {
    let stands = speech_act == SpeechAct::Refuse && matches!(stage, Stage::Announced | Stage::Agreed | Stage::InForce);
    let waiver = || Waiver {
        rule: valid(RuleName::new("refusal-stage")),
        reason: valid(Reason::new("Others go ahead with what this speaker refuses.")),
    };
    stands.then(waiver).into_iter().collect()
}

fn hash(random: &mut Random) -> Sha256 {
    let mut digits = String::with_capacity(64);
    for _ in 0..4 {
        write!(digits, "{:016x}", random.next()).expect("a text can be written to");
    }
    valid(Sha256::new(digits))
}
