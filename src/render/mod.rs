//! What is printed: findings, one file a format; a claim; a rule's page.

mod address;
pub(crate) mod agreement;
pub(crate) mod changes;
pub(crate) mod claim_page;
mod concise;
mod fingerprint;
mod full;
mod github;
mod json;
mod junit;
mod report;
pub(crate) mod rule_page;
mod sarif;

pub use address::Address;
pub use report::{OutputFormat, Report};

/// The report in this format.
///
/// ```
/// use guarantee_claims::load;
/// use guarantee_claims::render::{OutputFormat, Report, render};
///
/// let outcome = load::load(std::path::Path::new("."))?.check(None);
/// assert_eq!(render(OutputFormat::Concise, &Report::new(&outcome)), "");
/// # Ok::<(), guarantee_claims::Error>(())
/// ```
#[must_use]
pub fn render(format: OutputFormat, report: &Report<'_>) -> String {
    match format {
        OutputFormat::Full => full::render(report),
        OutputFormat::Concise => concise::render(report),
        OutputFormat::Json => json::render(report),
        OutputFormat::Github => github::render(report),
        OutputFormat::Sarif => sarif::render(report),
        OutputFormat::Junit => junit::render(report),
    }
}
