//! Builds a claim in code and checks it against the dataset's registers and rules: `cargo run --features data --example build_claim`.

#![expect(clippy::print_stdout, reason = "it is what the example is for")]

use std::error::Error;

use guarantee_claims::rules::{self, Context, Unread};
use guarantee_claims::{
    Aspect, Attribution, Claim, ClaimId, CommitmentType, Distinct, Evidence, Layer, Modality, NonEmpty, Party, PartyRole, Polarity, Sha256,
    SpeechAct, Stage, Statement, texts,
};

fn main() -> Result<(), Box<dyn Error>> {
    // A value that the definition of its field forbids cannot be made ...
    let error = Statement::new("Too short.").unwrap_err();
    println!("refused: {error}");

    let mut claim = offer()?;
    println!("made: {}", serde_json::to_string(&claim)?);

    // ... and what compares fields or records is for the rules to find.
    println!("with a provider: {:?}", problems(&claim));
    claim.parties = Distinct::default();
    claim.speaker = "nobody-known".parse()?;
    println!("without, and by a stranger:");
    for problem in problems(&claim) {
        println!("  {problem}");
    }
    Ok(())
}

/// An offer by Poland that no document reports.
fn offer() -> Result<Claim, guarantee_claims::InvalidValue> {
    Ok(Claim {
        id: ClaimId::new("newstech24-2025-12.901")?,
        source: "newstech24-2025-12".parse()?,
        speaker: "poland".parse()?,
        via: None,
        attribution: Attribution::Paraphrased,
        statement: Statement::new("Poland would train Ukrainian engineers on its own territory.")?,
        layer: Layer::Coalition,
        commitment_type: CommitmentType::Training,
        speech_act: SpeechAct::Offer,
        modality: Modality::Hypothetical,
        polarity: Polarity::Affirmed,
        stage: Stage::Announced,
        aspect: Aspect::Capability,
        parties: Distinct::new(vec![
            Party { actor: "poland".parse()?, role: PartyRole::Provider },
            Party { actor: "ukraine".parse()?, role: PartyRole::Recipient },
        ])?,
        conditions: Distinct::default(),
        legal_form: None,
        bindingness: None,
        occasion: None,
        stated_on: "2025-12".parse()?,
        quantities: Vec::new(),
        evidence: NonEmpty::new(vec![Evidence {
            start: 0,
            end: 16,
            sha256: Sha256::new(texts::sha256(b"invented example"))?,
            quote: None,
            record: None,
        }])?,
        // Nobody has coded it twice, which is found among claims that were.
        doubtful: None,
        confidence: None,
        relations: Vec::new(),
        waive: Vec::new(),
        note: None,
    })
}

/// What the rules find wrong with a claim among those of the dataset.
fn problems(claim: &Claim) -> Vec<String> {
    let mut records = guarantee_claims::dataset().records().clone();
    let index = records.claims.partition_point(|other| other.id < claim.id);
    records.claims.insert(index, claim.clone());
    let unread = Unread::default();
    let (findings, _) = rules::check(&Context::new(&records, &unread, None));
    let of_claim = findings.into_iter().filter(|finding| finding.location.index == index);
    of_claim.map(|finding| format!("{} at {}: {}", finding.rule, finding.location.pointer, finding.message)).collect()
}
