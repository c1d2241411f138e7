//! `claims new`.

use super::global::{Global, Verdict};
use super::output::refuse;
use crate::edit::{self, Stop};
use crate::error::Error;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The id of the source document of the claim
    #[arg(long, value_name = "ID")]
    source: String,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    match edit::append(&global.root()?, &arguments.source) {
        Ok(added) => {
            global.say(&format!("{}:{}: added {}; fill in what is empty", added.path, added.line, added.id))?;
            Ok(Verdict::Clean)
        }
        Err(Stop::World(error)) => Err(error),
        Err(Stop::Data(problems)) => {
            refuse(&problems)?;
            Ok(Verdict::Refused)
        }
    }
}
