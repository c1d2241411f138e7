//! `claims explain`.

use super::global::Verdict;
use super::output::print;
use crate::error::Error;
use crate::model::suggest::nearest;
use crate::render::rule_page;
use crate::rules::{self, RULES};
use crate::sanitize::excerpt;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule to explain [default: list all rules]
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    let Some(name) = &arguments.rule else {
        print(&rule_page::list(RULES))?;
        return Ok(Verdict::Clean);
    };
    let rule = rules::find(name).ok_or_else(|| {
        let near = nearest(name, RULES.iter().map(|rule| rule.name)).map(|near| format!("did you mean \"{near}\"? "));
        let hint = near.unwrap_or_default();
        Error::usage(format!("there is no rule {}: {hint}expected one of those that `claims explain` lists", excerpt(name)))
    })?;
    print(&rule_page::page(rule))?;
    Ok(Verdict::Clean)
}
