//! The program `claims`: parse the call, do it, print, exit code.

mod agreement;
mod amounts;
mod anchor;
mod archive;
mod check;
mod cite;
mod diff;
mod editions;
mod explain;
mod export;
mod export_external;
mod fmt;
mod global;
mod inputs;
mod new;
mod not_read;
mod output;
mod progress;
mod receipt;
mod register;
mod repository;
mod schema;
mod show;
mod summary;
mod validate;
mod validate_external;

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
    /// Say how far two coders agree, or how far the claims agree with a further coding
    Agreement(agreement::Arguments),
    /// Say what changed from one version of the dataset to another, and why
    Diff(diff::Arguments),
    /// Cite the dataset, or one claim of it
    Cite(cite::Arguments),
    /// Explain a rule, or list all rules
    Explain(explain::Arguments),
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
        Command::Validate(arguments) if arguments.are_of_external_claims() => validate_external::run(arguments, &cli.global),
        Command::Validate(arguments) => validate::run(arguments, &cli.global),
        Command::Export(arguments) if !arguments.from.is_empty() => export_external::run(arguments, &cli.global),
        Command::Export(arguments) => export::run(arguments, &cli.global),
        Command::Schema(arguments) => schema::run(arguments, &cli.global),
        Command::New(arguments) => new::run(arguments, &cli.global),
        Command::Anchor(arguments) => anchor::run(arguments, &cli.global),
        Command::Fmt(arguments) => fmt::run(arguments, &cli.global),
        Command::Show(arguments) => show::run(arguments, &cli.global),
        Command::Agreement(arguments) => agreement::run(arguments, &cli.global),
        Command::Diff(arguments) => diff::run(arguments, &cli.global),
        Command::Cite(arguments) => cite::run(arguments, &cli.global),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
