//! What is printed: findings, one file a format; a claim; a rule's page; the pages of the codebook, the tables and the rules.

#[cfg(feature = "commands")]
mod address;
#[cfg(feature = "cli")]
pub(crate) mod agreement;
#[cfg(feature = "cli")]
pub(crate) mod changes;
#[cfg(feature = "commands")]
pub(crate) mod claim_page;
#[cfg(feature = "schema")]
mod codebook;
#[cfg(feature = "commands")]
mod concise;
#[cfg(feature = "commands")]
mod fingerprint;
#[cfg(feature = "commands")]
mod full;
#[cfg(feature = "commands")]
mod github;
#[cfg(feature = "commands")]
mod json;
#[cfg(feature = "commands")]
mod junit;
#[cfg(feature = "commands")]
mod report;
#[cfg(feature = "commands")]
pub(crate) mod rule_page;
mod rules_page;
#[cfg(feature = "commands")]
mod sarif;
#[cfg(feature = "arrow")]
mod tables_page;

#[cfg(feature = "commands")]
pub use address::Address;
#[cfg(feature = "schema")]
pub use codebook::codebook;
#[cfg(feature = "commands")]
pub use report::{OutputFormat, Report};
pub use rules_page::rules_page;
#[cfg(feature = "arrow")]
pub use tables_page::tables_page;

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
#[cfg(feature = "commands")]
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
