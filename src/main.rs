//! The program `claims`.

use std::process::ExitCode;

/// Files and records are read into many small values on several threads, for which it is quicker than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    guarantee_claims::cli::main()
}
