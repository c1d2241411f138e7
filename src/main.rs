//! The program `claims`.

use std::process::ExitCode;

fn main() -> ExitCode {
    guarantee_claims::cli::main()
}
