//! What every command is told, and how it ends.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::output::{print, tell};
use crate::diagnostics::{Outcome, Severity};
use crate::error::Error;
use crate::fs::read::is_dataset;
use crate::sanitize::shown;

#[derive(Debug, clap::Args)]
pub(super) struct Global {
    /// The dataset: a folder with data/ and seeds/ [default: the nearest one from the current folder upward]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Print nothing but findings and errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// When to colour the output (the variable `NO_COLOR` is respected too)
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// How a command ended that could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Clean,
    Refused,
}

impl Verdict {
    /// That of a check.
    pub(super) fn of(outcome: &Outcome, deny_warnings: bool) -> Self {
        let refuses = |severity: Severity| severity == Severity::Error || deny_warnings;
        // A check that looked at nothing must not pass for one that found nothing wrong.
        let is_refused = outcome.by_rule.keys().any(|(_, severity)| refuses(*severity)) || outcome.counts.claims.checked == 0;
        if is_refused { Self::Refused } else { Self::Clean }
    }

    pub(super) const fn exit_code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Refused => 1,
        }
    }
}

impl Global {
    /// The dataset's folder: as given, else the nearest one from the current folder upward.
    pub(super) fn root(&self) -> Result<PathBuf, Error> {
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

    /// Prints lines on standard output, or on standard error if that holds a report for machines, unless the user wants quiet.
    pub(super) fn say_all(&self, lines: &[String], aside: bool) -> Result<(), Error> {
        lines.iter().try_for_each(|line| if aside { self.say_aside(line) } else { self.say(line) })
    }

    /// Prints a line on standard output, unless the user wants quiet.
    pub(super) fn say(&self, line: &str) -> Result<(), Error> {
        if self.quiet { Ok(()) } else { print(&format!("{}\n", shown(line))) }
    }

    /// Prints a line on standard error, unless the user wants quiet.
    pub(super) fn say_aside(&self, line: &str) -> Result<(), Error> {
        if self.quiet { Ok(()) } else { tell(line) }
    }
}
