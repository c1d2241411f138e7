//! A rule's page, and the list of rules, for a terminal.

use super::report::{BOLD, PLAIN};
use crate::rules::Rule;

const WIDTH: usize = 80;

/// The rules, one a line: name, severity, summary.
pub(crate) fn list(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| format!("{BOLD}{:width$}{PLAIN}  {:7}  {}", rule.name, rule.severity, rule.summary());
    rules.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// The page of a rule: its name, its severity, and its documentation with the paragraphs filled anew.
pub(crate) fn page(rule: &Rule) -> String {
    let mut page = format!("{BOLD}{}{PLAIN} ({})\n", rule.name, rule.severity);
    let mut last_is_item = false;
    for block in blocks(rule.doc) {
        let is_item = matches!(block, Block::Item(_));
        if !(is_item && last_is_item) {
            page.push('\n');
        }
        last_is_item = is_item;
        match block {
            Block::Paragraph(words) => page += &fill(&words, ""),
            Block::Item(words) => page += &fill(&words, "- "),
            Block::Code(lines) => page.extend(lines.iter().map(|line| format!("    {line}\n"))),
        }
    }
    if !rule.former.is_empty() {
        page.extend(["\nIts name was ", &rule.former.join(", "), " before.\n"]);
    }
    page
}

/// A part of a page.
enum Block<'a> {
    Paragraph(Vec<&'a str>),
    Item(Vec<&'a str>),
    Code(Vec<&'a str>),
}

/// The parts of the little Markdown that doc comments are written in: paragraphs, lists, fenced code.
fn blocks(doc: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let (mut in_code, mut is_new) = (false, true);
    for line in doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()) {
        if line.starts_with("```") {
            in_code = !in_code;
            is_new = true;
            if in_code {
                blocks.push(Block::Code(Vec::new()));
            }
            continue;
        }
        match (blocks.last_mut(), line.strip_prefix("- ")) {
            (Some(Block::Code(lines)), _) if in_code => lines.push(line),
            (_, Some(item)) => blocks.push(Block::Item(item.split_whitespace().collect())),
            _ if line.is_empty() => {}
            (Some(Block::Paragraph(words) | Block::Item(words)), None) if !is_new => words.extend(line.split_whitespace()),
            _ => blocks.push(Block::Paragraph(line.split_whitespace().collect())),
        }
        is_new = line.is_empty();
    }
    blocks
}

/// Words in lines of a terminal's width; the first behind `mark`, the others below its text.
pub(super) fn fill(words: &[&str], mark: &str) -> String {
    let indent = " ".repeat(mark.chars().count());
    let (mut text, mut line) = (String::new(), mark.to_owned());
    let mut is_empty = true;
    for word in words {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            text += &line;
            text.push('\n');
            line.clone_from(&indent);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line += word;
        is_empty = false;
    }
    format!("{text}{line}\n")
}
