//! The page of rules.

use std::fmt::Write as _;

use crate::rules::RULES;

/// The page of rules, in Markdown: what each finds, why that matters and how to mend it.
///
/// ```
/// use guarantee_claims::render::rules_page;
///
/// let page = rules_page();
/// assert!(page.starts_with("# Rules\n"));
/// assert!(page.contains("\n## stale-quote\n\n*error; needs the texts*\n"));
/// ```
#[must_use]
pub fn rules_page() -> String {
    let mut page = String::from(
        "# Rules\n\nWhat `claims validate` finds. `claims explain RULE` prints a rule's page. A finding that is right in general and wrong in \
         one record is accepted there with `waive = [{ rule = \"...\", reason = \"...\" }]`.\n\n| rule | severity | what it finds |\n|---|---|---|\n",
    );
    for rule in RULES {
        let _ = writeln!(page, "| [`{0}`](#{0}) | {1} | {2} |", rule.name, rule.severity, rule.summary());
    }
    for rule in RULES {
        let needs = if rule.needs_texts { "; needs the texts" } else { "" };
        let former = if rule.former.is_empty() { String::new() } else { format!("; its name was `{}` before", rule.former.join("`, `")) };
        let doc: Vec<_> = rule.doc.lines().map(str::trim).collect();
        let _ = writeln!(page, "\n## {}\n\n*{}{needs}{former}*\n\n{}", rule.name, rule.severity, doc.join("\n").trim());
    }
    page
}
