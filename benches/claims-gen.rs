//! Writes a file of claims for measurements and tests: `cargo run --release --package claims-gen -- --claims 1000000 --out FILE`.

#![expect(clippy::print_stderr, clippy::print_stdout, reason = "a program for developers")]

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use claims_gen::{Options, Planted};

const USAGE: &str = "Writes claims made up from the vocabulary of the real dataset, valid by the schema and every rule.

--out FILE                  the file to write
--claims NUMBER             how many claims [default: 1000000]
--seed NUMBER               another number gives another file [default: 1]
--order canonical|shuffled  the order of the keys [default: canonical]
--form lines|array          one claim a line, or one array with a claim a line [default: lines]
--broken NUMBER             break so many of the claims, in every way in turn [default: 0]
--planted FILE              where to write what is to be found in the broken claims, one finding a line, as JSON";

struct Arguments {
    out: String,
    planted: Option<String>,
    options: Options,
}

fn main() -> ExitCode {
    let given: Vec<_> = std::env::args().skip(1).collect();
    if given.iter().any(|argument| argument == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match Arguments::parse(&given).and_then(|arguments| arguments.run().map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

impl Arguments {
    fn parse(given: &[String]) -> Result<Self, String> {
        let (mut out, mut planted) = (None, None);
        let mut options = Options { claims: 1_000_000, seed: 1, shuffled: false, array: false, broken: 0 };
        for pair in given.chunks(2) {
            let [name, value] = pair else { return Err(format!("{} has no value", pair[0])) };
            match name.as_str() {
                "--out" => out = Some(value.clone()),
                "--planted" => planted = Some(value.clone()),
                "--claims" => options.claims = number(name, value)?,
                "--seed" => options.seed = number(name, value)?,
                "--broken" => options.broken = number(name, value)?,
                "--order" => options.shuffled = one_of(name, value, ["canonical", "shuffled"])? == 1,
                "--form" => options.array = one_of(name, value, ["lines", "array"])? == 1,
                _ => return Err(format!("{name} is unknown")),
            }
        }
        Ok(Self { out: out.ok_or("--out is missing")?, planted, options })
    }

    fn run(&self) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(&self.out)?);
        let mut planted = self.planted.as_ref().map(File::create).transpose()?.map(BufWriter::new);
        let list = |found: Planted| match &mut planted {
            Some(file) => {
                serde_json::to_writer(&mut *file, &found)?;
                file.write_all(b"\n")
            }
            None => Ok(()),
        };
        claims_gen::write(&self.options, guarantee_claims::dataset(), |_| true, &mut out, list)?;
        planted.map_or(Ok(()), |mut file| file.flush())
    }
}

fn number(name: &str, value: &str) -> Result<u64, String> {
    value.parse().map_err(|_| format!("{name} is \"{value}\": expected a number"))
}

fn one_of(name: &str, value: &str, all: [&str; 2]) -> Result<usize, String> {
    all.iter().position(|other| *other == value).ok_or_else(|| format!("{name} is \"{value}\": expected {}", all.join(" or ")))
}
