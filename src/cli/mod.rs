//! The program `claims`: parse the call, do it, print, exit code.

mod anchor;
mod elsewhere;
mod explain;
mod export;
mod fmt;
mod inputs;
mod new;
mod not_read;
mod progress;
mod receipt;
mod repository;
mod schema;
mod show;
mod streamed;
mod validate;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::edit::Problem;
use crate::error::Error;
use crate::fs::read::is_dataset;
use crate::rules::Counts;
use crate::sanitize::{shown, steers};

/// Checks, exports and describes datasets of claims about the security guarantees for Ukraine.
#[derive(Debug, Parser)]
#[command(name = "claims", version, about, propagate_version = true, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const AFTER_HELP: &str = "Exit code: 0 clean; 1 an error in the data (with --deny-warnings, also a warning); 2 the program could not run.";

#[derive(Debug, clap::Args)]
struct Global {
    /// The dataset: a folder with data/ and seeds/ [default: the nearest one from the current folder upward]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Print nothing but findings and errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to colour the output (the variable `NO_COLOR` is respected too)
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the dataset: syntax, shape, references, rules and, with --texts, the evidence of every claim
    Validate(validate::Arguments),
    /// Check the dataset and write it as CSV, JSON and Parquet
    Export(export::Arguments),
    /// Write the JSON Schemas generated from the types
    Schema(schema::Arguments),
    /// Add a claim to a source's file, with the next id and all required fields, empty
    New(new::Arguments),
    /// Replace words copied from a text by the ranges that the schema requires
    Anchor(anchor::Arguments),
    /// Format the files of the dataset in the canonical layout, keeping comments
    Fmt(fmt::Arguments),
    /// Show a claim with its names and related claims and, with --texts, its evidence in context
    Show(show::Arguments),
    /// Explain a rule, or list all rules
    Explain(explain::Arguments),
}

/// How a command ended that could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Clean,
    Refused,
}

impl Verdict {
    const fn exit_code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Refused => 1,
        }
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse_call(&error),
    };
    match cli.global.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let ended = match &cli.command {
        Command::Validate(arguments) => validate::run(arguments, &cli.global),
        Command::Export(arguments) => export::run(arguments, &cli.global),
        Command::Schema(arguments) => schema::run(arguments, &cli.global),
        Command::New(arguments) => new::run(arguments, &cli.global),
        Command::Anchor(arguments) => anchor::run(arguments, &cli.global),
        Command::Fmt(arguments) => fmt::run(arguments, &cli.global),
        Command::Show(arguments) => show::run(arguments, &cli.global),
        Command::Explain(arguments) => explain::run(arguments),
    };
    match ended {
        Ok(verdict) => ExitCode::from(verdict.exit_code()),
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Says what is wrong with a call, or prints the help or the version that it asks for.
fn refuse_call(error: &clap::Error) -> ExitCode {
    let hostile = std::env::args_os().skip(1).any(|argument| argument.to_string_lossy().contains(steers));
    // Arguments may be names of files that others have chosen; the parser repeats them as they are.
    let printed = if error.use_stderr() && hostile {
        writeln!(anstream::stderr(), "{}", shown(error.render().to_string().trim_end()))
    } else {
        error.print()
    };
    drop(printed);
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

impl Global {
    /// The dataset's folder: as given, else the nearest one from the current folder upward.
    fn root(&self) -> Result<PathBuf, Error> {
        if let Some(root) = &self.root {
            return Ok(root.clone());
        }
        let here = std::env::current_dir().map_err(|error| Error::io("find", Path::new("the current folder"), error))?;
        let found = here.ancestors().find(|folder| is_dataset(folder));
        found.map(Path::to_owned).ok_or_else(|| {
            Error::usage(format!(
                "no dataset was found from {} upward: expected a folder with data/dataset.toml or data/actors.toml, or --root DIR",
                here.display()
            ))
        })
    }

    /// Prints a line on standard output, unless the user wants quiet.
    fn say(&self, line: &str) -> Result<(), Error> {
        if self.quiet { Ok(()) } else { print(&format!("{}\n", shown(line))) }
    }

    /// Prints a line on standard error, unless the user wants quiet.
    fn say_aside(&self, line: &str) -> Result<(), Error> {
        if self.quiet { Ok(()) } else { tell(line) }
    }
}

/// Prints on standard output, coloured where that is wanted.
fn print(text: &str) -> Result<(), Error> {
    let mut output = anstream::stdout().lock();
    unless_closed(output.write_all(text.as_bytes()).and_then(|()| output.flush()), "standard output")
}

/// Prints on standard output what holds no colours.
fn print_as_is(text: &str) -> Result<(), Error> {
    let mut output = io::stdout().lock();
    unless_closed(output.write_all(text.as_bytes()).and_then(|()| output.flush()), "standard output")
}

/// Prints a line on standard error.
fn tell(line: &str) -> Result<(), Error> {
    unless_closed(writeln!(anstream::stderr(), "{}", shown(line)), "standard error")
}

/// The error of an output, unless its reader has closed it: that one has seen enough, and the work and its verdict are as they would be.
fn unless_closed(written: io::Result<()>, output: &str) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("write to", Path::new(output), error)),
        _ => Ok(()),
    }
}

/// Prints what keeps a file from being changed.
fn refuse(problems: &[Problem]) -> Result<(), Error> {
    print(&problems.iter().map(ToString::to_string).collect::<String>())
}

/// `1 claim`, `2 claims`, `1,000 claims`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// `1,000,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

/// What was looked at, in words.
fn checked(files: usize, counts: &Counts) -> String {
    let Counts { claims, references, spans, verified, failed, unchecked, waived, references_unchecked } = *counts;
    let waived = if waived == 0 { String::new() } else { format!(", {} waived", count(waived, "finding", "findings")) };
    let unknown = if references_unchecked == 0 { String::new() } else { format!(" ({} not checked)", grouped(references_unchecked)) };
    format!(
        "checked {}, {}, {} ({} verified, {} failed, {} not checked), {}{unknown}{waived}",
        count(files, "file", "files"),
        count(claims, "claim", "claims"),
        count(spans, "evidence span", "evidence spans"),
        grouped(verified),
        grouped(failed),
        grouped(unchecked),
        count(references, "reference", "references"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(count(1, "claim", "claims"), "1 claim");
        assert_eq!(count(0, "claim", "claims"), "0 claims");
        assert_eq!(count(1_234_567, "claim", "claims"), "1,234,567 claims");
    }
}
