//! The program `claims`: parse the call, do it, print, exit code.

mod anchor;
mod elsewhere;
mod explain;
mod export;
mod fmt;
mod new;
mod not_read;
mod progress;
mod receipt;
mod schema;
mod show;
mod streamed;
mod validate;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::edit::Problem;
use crate::error::Error;
use crate::model::value::{shown, steers};
use crate::rules::Counts;

/// Checks, exports and describes datasets of claims about the security guarantees for Ukraine.
#[derive(Debug, Parser)]
#[command(name = "claims", version, about, propagate_version = true, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const AFTER_HELP: &str = "Exit code: 0 clean; 1 an error in the data (with --deny-warnings, or a warning); 2 could not run.";

#[derive(Debug, clap::Args)]
struct Global {
    /// The dataset: a folder with data/ and seeds/ [default: the nearest one upward]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Print nothing but findings and errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Colours in the output (the variable `NO_COLOR` is heeded too)
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
    /// Check the dataset: syntax, shape, references, rules and, with texts, the evidence of every claim
    Validate(validate::Arguments),
    /// Check the dataset and write it as CSV, JSON and Parquet
    Export(export::Arguments),
    /// Write the JSON Schemas made from the types
    Schema(schema::Arguments),
    /// Add a claim to a source's file, with the next id and every required field in place
    New(new::Arguments),
    /// Turn words copied from a text into the ranges that the schema asks for
    Anchor(anchor::Arguments),
    /// Lay the files of the dataset out in canonical form, with their comments
    Fmt(fmt::Arguments),
    /// Show a claim with its names resolved and, with texts, its evidence in context
    Show(show::Arguments),
    /// Explain a rule, or list them
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
        // Who reads the report has seen enough.
        Err(error) if error.is_broken_pipe() && !cli.command.writes() => ExitCode::from(2),
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

impl Command {
    /// Whether it changes files, so that its user must know if it did not.
    const fn writes(&self) -> bool {
        !matches!(self, Self::Validate(_) | Self::Show(_) | Self::Explain(_))
    }
}

impl Global {
    /// The dataset's folder: as given, else the nearest one from the current folder upward.
    fn root(&self) -> Result<PathBuf, Error> {
        if let Some(root) = &self.root {
            return Ok(root.clone());
        }
        let here = std::env::current_dir().map_err(|error| Error::io("find", Path::new("the current folder"), error))?;
        let found = here.ancestors().find(|folder| folder.join("data").is_dir() && folder.join("seeds").is_dir());
        found.map(Path::to_owned).ok_or_else(|| {
            Error::usage(format!(
                "no dataset was found from {} upward: expected a folder with data/ and seeds/, or --root DIR",
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
    output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
        .map_err(|error| Error::io("write to", Path::new("standard output"), error))
}

/// Prints a line on standard error.
fn tell(line: &str) -> Result<(), Error> {
    writeln!(anstream::stderr(), "{}", shown(line)).map_err(|error| Error::io("write to", Path::new("standard error"), error))
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
