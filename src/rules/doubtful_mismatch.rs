rule! {
    /// The confidence of a claim does not follow from its doubtful fields, or these do not follow from the codings.
    ///
    /// A field is doubtful where the codings of the claim by the two coders differ from each other or from the settled value; the claim itself
    /// (`unit`) is where codings of only one of the coders, or of none, were settled into it. The codebook gives `high` to a claim with nothing
    /// doubtful, `moderate` with one doubtful field, and `low` with two or more or if the claim itself is doubtful, so that confidence means
    /// the same for every claim; where there are no two codings, both are absent. Correct `confidence` and the list `doubtful`, or the coding
    /// that was copied wrongly.
    "doubtful-mismatch", Error, former: &["confidence-mismatch"], scope: Scope::Record,
    checks: &[Check::Claim(check_confidence), Check::All(check_codings)]
}

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Context, Findings, OfRecord, Registers, Scope};
use crate::agreement::{CODED_FIELDS, Codes};
use crate::dataset::Records;
use crate::diagnostics::{Location, RecordKind};
use crate::model::{Claim, ClaimId, ClaimView, CodedField, Coding, Confidence, SourceId};

fn check_confidence(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    let (expected, why) = match &claim.doubtful {
        None => (None, "`doubtful` absent".to_owned()),
        Some(fields) => (Some(Confidence::of_doubtful(fields)), doubtful(fields)),
    };
    if claim.confidence != expected {
        let message = format!("confidence is {} with {why}: expected {}", name(claim.confidence), name(expected));
        let help = match expected {
            Some(expected) => format!("write \"{expected}\", or correct `doubtful`"),
            None => "take it out, or add `doubtful`".to_owned(),
        };
        findings.add(&RULE, "/confidence", message).help = Some(help);
    }
}

fn name(confidence: Option<Confidence>) -> String {
    confidence.map_or_else(|| "absent".to_owned(), |confidence| format!("\"{confidence}\""))
}

fn doubtful(fields: &[CodedField]) -> String {
    match fields.len() {
        _ if fields.contains(&CodedField::Unit) => "the claim itself doubtful (`unit`)".to_owned(),
        0 => "no doubtful field".to_owned(),
        1 => "one doubtful field".to_owned(),
        count => format!("{count} doubtful fields"),
    }
}

fn check_codings(context: &Context<'_>, findings: &mut Findings) {
    let codings = SettledCodings::of(context.records);
    for (index, claim) in context.records.claims.iter().enumerate() {
        let Some(stated) = &claim.doubtful else { continue };
        if !context.has_all_codings(&claim.source) || !codings.are_two_of(&claim.source) {
            continue;
        }
        let evidence = Evidence::of(&codings, claim);
        let expected = evidence.doubtful();
        let differ: Vec<_> = CodedField::ALL.iter().copied().filter(|field| stated.contains(field) != expected.contains(field)).collect();
        if !differ.is_empty() {
            let why: Vec<_> = differ.into_iter().map(|field| evidence.shown(field)).collect();
            let message = format!("doubtful is {}: expected {} by the codings; {}", list(stated), list(&expected), why.join("; "));
            findings.add(&RULE, Location::new(RecordKind::Claim, index, "/doubtful"), message).help = Some(help(&expected));
        }
    }
}

/// What to write where this is doubtful.
pub(crate) fn help(doubtful: &[CodedField]) -> String {
    format!("write doubtful = {} and confidence = \"{}\"", list(doubtful), Confidence::of_doubtful(doubtful))
}

fn list(fields: &[CodedField]) -> String {
    let fields: Vec<_> = fields.iter().map(|field| format!("\"{field}\"")).collect();
    format!("[{}]", fields.join(", "))
}

/// The codings that are settled into claims.
pub(crate) struct SettledCodings<'a> {
    /// By claim.
    of_claims: BTreeMap<&'a ClaimId, Vec<&'a Coding>>,
    /// The documents with codings of each coder.
    sources: [BTreeSet<&'a SourceId>; 2],
}

/// The coders whose codings are settled.
const CODERS: [&str; 2] = ["a", "b"];

impl<'a> SettledCodings<'a> {
    pub(crate) fn of(records: &'a Records) -> Self {
        let mut of_claims = BTreeMap::<_, Vec<_>>::new();
        for coding in &records.codings {
            coding.claims.iter().for_each(|claim| of_claims.entry(claim).or_default().push(coding));
        }
        let of_coder = |coder: &str| records.codings.iter().filter(|coding| coding.coder == coder).map(|coding| &coding.source).collect();
        Self { of_claims, sources: CODERS.map(of_coder) }
    }

    /// Whether there are codings of the document by both coders.
    pub(crate) fn are_two_of(&self, source: &SourceId) -> bool {
        self.sources.iter().all(|sources| sources.contains(source))
    }

    /// What is doubtful in a claim.
    pub(crate) fn doubtful(&self, claim: &Claim) -> Vec<CodedField> {
        Evidence::of(self, claim).doubtful()
    }
}

/// What a claim is coded with, and the codings that were settled into it.
struct Evidence<'a> {
    settled: Codes<'a>,
    /// Those of each of the two coders.
    codings: [(&'static str, Vec<Codes<'a>>); 2],
}

impl<'a> Evidence<'a> {
    fn of(codings: &SettledCodings<'a>, claim: &'a Claim) -> Self {
        let of_coder = |coder: &'static str| {
            let all = codings.of_claims.get(&claim.id).into_iter().flatten();
            let own = all.filter(|coding| coding.coder == coder && coding.source == claim.source);
            (coder, own.map(|coding| Codes::of_coding(coding)).collect())
        };
        Self { settled: Codes::of_claim(claim), codings: CODERS.map(of_coder) }
    }

    /// The doubtful fields, in the codebook's order.
    fn doubtful(&self) -> Vec<CodedField> {
        let differs =
            |field: &CodedField| self.codings.iter().flat_map(|(_, codes)| codes).any(|codes| codes.of(*field) != self.settled.of(*field));
        let is_of_both = self.codings.iter().all(|(_, codes)| !codes.is_empty());
        CODED_FIELDS.into_iter().filter(differs).chain((!is_of_both).then_some(CodedField::Unit)).collect()
    }

    /// What the coders and the claim have in a field.
    fn shown(&self, field: CodedField) -> String {
        let coders = self.codings.iter().map(|(coder, codes)| {
            let values =
                || codes.iter().map(|codes| codes.shown(field)).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" and ");
            match (field, codes.len()) {
                (_, 0) => format!("{coder} no coding"),
                (CodedField::Unit, 1) => format!("{coder} one coding"),
                (CodedField::Unit, count) => format!("{coder} {count} codings"),
                _ => format!("{coder} {}", values()),
            }
        });
        let settled = (field != CodedField::Unit).then(|| format!("settled {}", self.settled.shown(field)));
        format!("{field}: {}", coders.chain(settled).collect::<Vec<_>>().join(", "))
    }
}
