rule! {
    /// The text at hand is not the one that the source describes.
    ///
    /// Found only when texts are given (`--texts`). The hash of the file or its number of code points differs from the fingerprint in
    /// the source, so ranges may point at other words; nothing else is then said of what the text holds. Where a tool has changed line
    /// ends, a byte order mark or newlines at the end, the finding says so: undo that in the file. Otherwise use the text that was coded; if
    /// it was replaced on purpose, anchor every claim anew. Of a document without claims, copy the fingerprint from the help.
    "stale-text", Error, scope: Scope::Document, needs_texts: true, waivable: false, checks: &[Check::Source(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::Source;
use crate::texts::{Text, Texts};

fn check(registers: &Registers<'_>, texts: &Texts, source: &Source, findings: &mut OfRecord<'_>) {
    let Some(Ok(text)) = texts.get(&source.text.file) else { return };
    if text.sha256() != source.text.sha256.as_str() {
        let alteration = texts.alteration(source);
        let said = alteration.map(|alteration| format!("; {alteration}")).unwrap_or_default();
        let message = format!("{}{said}", difference(source, text));
        findings.add(&RULE, "/text/sha256", message).help = Some(help(registers, source, text, alteration));
    } else if text.characters() != source.text.characters as usize {
        let message = format!("the text has {} code points: expected {}, as the source records", text.characters(), source.text.characters);
        findings.add(&RULE, "/text/characters", message).help = Some(format!("write characters = {}", text.characters()));
    }
}

fn difference(source: &Source, text: &Text) -> String {
    let recorded = &source.text;
    let start = format!("the hash of the text {} is {}", recorded.file, text.sha256());
    if text.characters() == recorded.characters as usize {
        return format!("{start}: expected {}, as the source records", recorded.sha256);
    }
    let [found, expected] = [text.characters(), recorded.characters as usize];
    format!("{start}, and it has {found} code points: expected {} and {expected}, as the source records", recorded.sha256)
}

fn help(registers: &Registers<'_>, source: &Source, text: &Text, alteration: Option<&str>) -> String {
    if alteration.is_some() {
        return "change the file with the text, not the dataset: its ranges and hashes are right as they are".to_owned();
    }
    if !source.text.is_placeholder() && (registers.may_lack_claims() || registers.has_claims_of(source)) {
        return "use the text that was coded; if it was replaced on purpose, anchor every claim anew".to_owned();
    }
    let anew = if source.uncoded.is_empty() { "" } else { ", and anchor the ranges in `uncoded` anew" };
    format!("if this is the text that is meant, write sha256 = \"{}\" and characters = {}{anew}", text.sha256(), text.characters())
}
