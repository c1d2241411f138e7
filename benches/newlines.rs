//! The limit of reading: a file in blocks, and its line breaks counted, on one thread.

#![expect(clippy::print_stderr, clippy::print_stdout, reason = "a program for developers")]

use std::fs::File;
use std::io::{self, Read};
use std::process::ExitCode;

const BLOCK: usize = 256 * 1024;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("error: expected the file to read");
        return ExitCode::from(2);
    };
    match File::open(&path).and_then(count) {
        Ok(newlines) => {
            println!("{newlines}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: cannot read {path}: {error}");
            ExitCode::from(2)
        }
    }
}

fn count(mut file: File) -> io::Result<usize> {
    let mut block = vec![0; BLOCK];
    let mut newlines = 0;
    loop {
        match file.read(&mut block)? {
            0 => return Ok(newlines),
            length => newlines += memchr::memchr_iter(b'\n', &block[..length]).count(),
        }
    }
}
