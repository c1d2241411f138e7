//! The program `claims`: parse the call, do it, print, exit code.

#[cfg(feature = "cli")]
mod agreement;
mod amounts;
#[cfg(feature = "cli")]
mod anchor;
#[cfg(feature = "cli")]
mod archive;
mod check;
mod cite;
#[cfg(feature = "cli")]
mod diff;
#[cfg(feature = "cli")]
mod editions;
mod explain;
#[cfg(feature = "cli")]
mod export;
#[cfg(feature = "cli")]
mod export_external;
#[cfg(feature = "cli")]
mod fmt;
mod global;
mod inputs;
#[cfg(feature = "cli")]
mod new;
mod not_read;
mod output;
mod progress;
mod receipt;
mod register;
mod repository;
#[cfg(feature = "cli")]
mod schema;
mod show;
mod summary;
mod validate;
mod validate_external;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::sanitize::{shown, steers};
use global::{Color, Global};

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

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the dataset: syntax, shape, references, rules and, with --texts, the evidence of every claim
    Validate(validate::Arguments),
    #[cfg(feature = "cli")]
    /// Check the dataset and write it as CSV, JSON, Parquet, a workbook and a page for the browser
    Export(export::Arguments),
    #[cfg(feature = "cli")]
    /// Write the JSON Schemas generated from the types
    Schema(schema::Arguments),
    #[cfg(feature = "cli")]
    /// Add a claim to a source's file, with the next id and all required fields, empty
    New(new::Arguments),
    #[cfg(feature = "cli")]
    /// Replace words copied from a text by the ranges that the schema requires
    Anchor(anchor::Arguments),
    #[cfg(feature = "cli")]
    /// Format the files of the dataset in the canonical layout, keeping comments
    Fmt(fmt::Arguments),
    /// Show a claim with its names and related claims and, with --texts, its evidence in context
    Show(show::Arguments),
    #[cfg(feature = "cli")]
    /// Say how far two coders agree, or how far the claims agree with a further coding
    Agreement(agreement::Arguments),
    #[cfg(feature = "cli")]
    /// Say what changed from one version of the dataset to another, and why
    Diff(diff::Arguments),
    /// Cite the dataset, or one claim of it
    Cite(cite::Arguments),
    /// Explain a rule, list all rules or, with --page, print a page about the dataset
    Explain(explain::Arguments),
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os()))
}

/// Runs the program with these arguments, of which the first is its name; its exit code.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let code = match Cli::try_parse_from(&arguments) {
        Ok(cli) => act(&cli),
        Err(error) => refuse_call(&error, &arguments),
    };
    // A program that brings the commands along does not do it at its end.
    let _ = std::io::stdout().flush();
    code
}

fn act(cli: &Cli) -> u8 {
    match cli.global.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let ended = match &cli.command {
        Command::Validate(arguments) if arguments.are_of_external_claims() => validate_external::run(arguments, &cli.global),
        Command::Validate(arguments) => validate::run(arguments, &cli.global),
        #[cfg(feature = "cli")]
        Command::Export(arguments) if !arguments.from.is_empty() => export_external::run(arguments, &cli.global),
        #[cfg(feature = "cli")]
        Command::Export(arguments) => export::run(arguments, &cli.global),
        #[cfg(feature = "cli")]
        Command::Schema(arguments) => schema::run(arguments, &cli.global),
        #[cfg(feature = "cli")]
        Command::New(arguments) => new::run(arguments, &cli.global),
        #[cfg(feature = "cli")]
        Command::Anchor(arguments) => anchor::run(arguments, &cli.global),
        #[cfg(feature = "cli")]
        Command::Fmt(arguments) => fmt::run(arguments, &cli.global),
        Command::Show(arguments) => show::run(arguments, &cli.global),
        #[cfg(feature = "cli")]
        Command::Agreement(arguments) => agreement::run(arguments, &cli.global),
        #[cfg(feature = "cli")]
        Command::Diff(arguments) => diff::run(arguments, &cli.global),
        Command::Cite(arguments) => cite::run(arguments, &cli.global),
        Command::Explain(arguments) => explain::run(arguments, &cli.global),
    };
    match ended {
        Ok(verdict) => verdict.exit_code(),
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "error: {error}");
            2
        }
    }
}

/// Says what is wrong with a call, or prints the help or the version that it asks for.
fn refuse_call(error: &clap::Error, arguments: &[OsString]) -> u8 {
    let hostile = arguments.iter().skip(1).any(|argument| argument.to_string_lossy().contains(steers));
    // Arguments may be names of files that others have chosen; the parser repeats them as they are.
    let printed = if error.use_stderr() && hostile {
        writeln!(anstream::stderr(), "{}", shown(error.render().to_string().trim_end()))
    } else {
        error.print()
    };
    drop(printed);
    u8::try_from(error.exit_code()).unwrap_or(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
