//! `claims explain`.

use clap::ValueEnum;

use super::check::{Checked, check};
use super::global::{Global, Verdict};
use super::output::{print, print_as_is, tell};
use crate::dataset::Dataset;
use crate::diagnostics::Severity;
use crate::error::Error;
use crate::model::suggest::nearest;
use crate::render::{OutputFormat, Report, codebook, render, rule_page, rules_page, tables_page};
use crate::rules::{self, RULES};
use crate::sanitize::excerpt;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule to explain [default: list all rules]
    #[arg(value_name = "RULE", conflicts_with = "page")]
    rule: Option<String>,
    /// Print this page about the dataset, in Markdown
    #[arg(long, value_enum, value_name = "PAGE")]
    page: Option<Page>,
}

/// A page about the dataset as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Page {
    /// Every field, every term with its uses and an example, every rule of coding
    Codebook,
    /// Every table and column of the export
    Tables,
    /// Every rule of `claims validate`, whatever the dataset
    Rules,
}

pub(super) fn run(arguments: &Arguments, global: &Global) -> Result<Verdict, Error> {
    match (&arguments.rule, arguments.page) {
        (None, None) => print(&rule_page::list(RULES))?,
        (Some(name), _) => print(&rule_page::page(find(name)?))?,
        (None, Some(Page::Rules)) => print_as_is(&rules_page())?,
        (None, Some(Page::Codebook)) => return print_about_dataset(global, codebook),
        (None, Some(Page::Tables)) => return print_about_dataset(global, tables_page),
    }
    Ok(Verdict::Clean)
}

/// The rule of this name.
fn find(name: &str) -> Result<&'static rules::Rule, Error> {
    rules::find(name).ok_or_else(|| {
        let near = nearest(name, RULES.iter().map(|rule| rule.name)).map(|near| format!("did you mean \"{near}\"? "));
        let hint = near.unwrap_or_default();
        Error::usage(format!("there is no rule {}: {hint}expected one of those that `claims explain` lists", excerpt(name)))
    })
}

/// Prints a page that is made from the dataset, if that has no errors.
fn print_about_dataset(global: &Global, page: fn(&Dataset) -> String) -> Result<Verdict, Error> {
    let Checked { loaded, mut outcome, .. } = check(global.root()?, None)?;
    if outcome.has_errors() {
        outcome.retain(|finding| finding.severity == Severity::Error);
        outcome.limit(OutputFormat::Full.default_limit());
        print(&render(OutputFormat::Full, &Report::new(&outcome)))?;
        tell("error: no page was made: mend the dataset first")?;
        return Ok(Verdict::Refused);
    }
    print_as_is(&page(&loaded.into_dataset(&outcome)?))?;
    Ok(Verdict::Clean)
}
