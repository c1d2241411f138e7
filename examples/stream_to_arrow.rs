//! Streams claims from newline-delimited JSON into Arrow batches, whatever their number:
//! `cargo run --features data,json --example stream_to_arrow [claims.ndjson]`. Without a file, the dataset's own are streamed.

#![expect(clippy::print_stdout, reason = "it is what the example is for")]

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor};
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, RecordBatch, StringArray};
use guarantee_claims::export::write_claims_ndjson;
use guarantee_claims::{Claim, Layer};

/// Claims in a batch.
const ROWS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let input: Box<dyn BufRead> = match std::env::args_os().nth(1) {
        Some(path) => Box::new(BufReader::new(File::open(path)?)),
        None => Box::new(Cursor::new(own_claims()?)),
    };
    let (mut batches, mut rows) = (0, 0);
    for batch in batches_of(input) {
        let batch = batch?;
        batches += 1;
        rows += batch.num_rows();
        println!("batch {batches}: {} claims, {} columns", batch.num_rows(), batch.num_columns());
    }
    println!("{rows} claims in {batches} batches");
    Ok(())
}

fn own_claims() -> std::io::Result<Vec<u8>> {
    let mut ndjson = Vec::new();
    write_claims_ndjson(guarantee_claims::dataset(), &mut ndjson)?;
    Ok(ndjson)
}

/// The batches of a stream of claims. No more than one is in memory at a time; a line that is no claim ends the stream with an error.
fn batches_of(input: impl BufRead) -> impl Iterator<Item = Result<RecordBatch, Box<dyn Error>>> {
    let mut claims = input.lines().map(|line| -> Result<Claim, Box<dyn Error>> { Ok(serde_json::from_str(&line?)?) });
    std::iter::from_fn(move || {
        let chunk: Result<Vec<_>, _> = claims.by_ref().take(ROWS).collect();
        match chunk {
            Ok(chunk) if chunk.is_empty() => None,
            Ok(chunk) => Some(batch(&chunk)),
            Err(error) => Some(Err(error)),
        }
    })
}

fn batch(claims: &[Claim]) -> Result<RecordBatch, Box<dyn Error>> {
    let texts = |of: fn(&Claim) -> &str| -> ArrayRef { Arc::new(claims.iter().map(of).map(Some).collect::<StringArray>()) };
    let earliest: Date32Array = claims.iter().map(|claim| Some(claim.stated_on.earliest().days_since_epoch())).collect();
    Ok(RecordBatch::try_from_iter([
        ("id", texts(|claim| claim.id.as_str())),
        ("speaker", texts(|claim| claim.speaker.as_str())),
        ("layer", texts(|claim| Layer::as_str(claim.layer))),
        ("statement", texts(|claim| claim.statement.as_str())),
        ("stated_on_earliest", Arc::new(earliest)),
    ])?)
}
