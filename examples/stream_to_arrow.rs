//! Streams claims from newline-delimited JSON into Arrow batches, checked on the way, whatever their number:
//! `cargo run --features data,check,json,parquet --example stream_to_arrow [claims.ndjson]`. Without a file, the dataset's own are streamed.

#![expect(clippy::print_stdout, reason = "it is what the example is for")]

use std::error::Error;
use std::fs::File;
use std::io::{Cursor, Read};

use arrow_array::{Array, StringArray};
use guarantee_claims::export::{ClaimBatches, write_claims_ndjson};

fn main() -> Result<(), Box<dyn Error>> {
    let dataset = guarantee_claims::dataset();
    let input: Box<dyn Read + Send> = match std::env::args_os().nth(1) {
        Some(path) => Box::new(File::open(path)?),
        None => Box::new(Cursor::new(own_claims()?)),
    };
    let batches = ClaimBatches::new(input, dataset);
    println!("columns: {}", batches.schema().fields().len());
    let (mut claims, mut offers) = (0, 0);
    // One batch is at hand at a time. The first with a claim that is invalid ends the stream with an error.
    for batch in batches {
        let batch = batch?;
        let acts = batch.column_by_name("speech_act").and_then(|column| column.as_any().downcast_ref::<StringArray>());
        let acts = acts.ok_or("a claim has a speech act")?;
        offers += acts.iter().filter(|act| *act == Some("offer")).count();
        claims += batch.num_rows();
    }
    println!("claims: {claims}, of which offers: {offers}");
    Ok(())
}

fn own_claims() -> std::io::Result<Vec<u8>> {
    let mut ndjson = Vec::new();
    write_claims_ndjson(guarantee_claims::dataset(), &mut ndjson)?;
    Ok(ndjson)
}
