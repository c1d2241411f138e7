//! One claim as text, with the names of the records that it mentions.

use std::fmt::{Display, Write as _};

use super::report::{BOLD, PLAIN};
use crate::dataset::Records;
use crate::model::view::Viewed;
use crate::model::{Claim, Evidence, Source};
use crate::sanitize::steers;
use crate::texts::{Text, Texts, Verdict};

/// Code points of the text that are shown on either side of an evidence.
const AROUND: u32 = 120;

/// The claim; with texts, its evidence in context, or why it cannot be shown there. A mention that leads to no record is shown as it stands.
pub(crate) fn render(claim: &Claim, records: &Records, texts: Option<&Texts>) -> String {
    let mut page = Page::default();
    let _ = writeln!(page.0, "{BOLD}{}{PLAIN}\n{}\n", claim.id, printable(claim.statement.as_str()));
    page.coding(claim, records);
    page.source(claim, records);
    page.relations(claim, records);
    let text = texts.zip(records.source(claim.source.as_str())).map(|(texts, source)| recorded_text(texts, source));
    page.evidence(claim, text.as_ref().and_then(|text| text.as_ref().ok().copied()));
    if let Some(Err(problem)) = text {
        let _ = writeln!(page.0, "\n(no evidence is marked: {problem})");
    }
    page.0
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, name: &str, value: impl Display) {
        let _ = writeln!(self.0, "{name:<16} {}", printable(&value.to_string()));
    }

    fn some(&mut self, name: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.line(name, value);
        }
    }

    fn list(&mut self, name: &str, items: impl IntoIterator<Item = impl Display>) {
        let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
        if !items.is_empty() {
            self.line(name, items.join(", "));
        }
    }

    fn coding(&mut self, claim: &Claim, records: &Records) {
        let actor = |id: &str| named(id, records.actor(id).map(|actor| actor.name.as_str()));
        self.line("speaker", actor(claim.speaker.as_str()));
        self.some("via", claim.via.as_ref().map(|via| actor(via.as_str())));
        self.line("attribution", claim.attribution);
        self.line("layer", claim.layer);
        self.line("commitment type", claim.commitment_type);
        self.line("speech act", claim.speech_act);
        self.line("modality", claim.modality);
        self.line("polarity", claim.polarity);
        self.line("stage", claim.stage);
        self.line("aspect", claim.aspect);
        self.list("parties", claim.parties.iter().map(|party| format!("{}: {}", party.role, actor(party.actor.as_str()))));
        self.list("conditions", claim.conditions.iter());
        self.some("legal form", claim.legal_form);
        self.some("bindingness", claim.bindingness);
        for figure in &claim.quantities {
            self.line("quantity", format!("{}: {} {} {}", figure.measure, figure.comparator, figure.value, figure.unit));
        }
        self.list("doubtful", claim.doubtful.iter().flatten());
        self.some("confidence", claim.confidence);
        for waiver in &claim.waive {
            self.line("waives", format!("{}: {}", waiver.rule, waiver.reason));
        }
        self.some("note", claim.note.as_ref());
    }

    fn source(&mut self, claim: &Claim, records: &Records) {
        self.line("stated on", claim.stated_on);
        let occasion = claim.occasion.as_ref().map(|id| {
            let record = records.occasion(id.as_str());
            let held = record.map(|occasion| format!(", {}", occasion.held_on)).unwrap_or_default();
            format!("{}{held}", named(id.as_str(), record.map(|occasion| occasion.title.as_str())))
        });
        self.some("occasion", occasion);
        let record = records.source(claim.source.as_str());
        self.line("source", named(claim.source.as_str(), record.and_then(|source| source.title.as_ref()).map(AsRef::as_ref)));
        if let Some(source) = record {
            let outlet = named(source.outlet.as_str(), records.actor(source.outlet.as_str()).map(|outlet| outlet.name.as_str()));
            self.line("", format!("{outlet}, {}, {}, reliability {}", source.published_on, source.genre, source.reliability));
            self.line("", &source.url);
        }
    }

    fn relations(&mut self, claim: &Claim, records: &Records) {
        let statement = |id: &str| records.claim(id).map_or("(there is no such claim)", |claim| claim.statement.as_str());
        let to: Vec<_> = claim.relations.iter().map(|tie| (tie.kind.as_str(), tie.target.as_str())).collect();
        let from = records.claims.iter().flat_map(|other| other.relations.iter().map(move |tie| (other, tie)));
        let from = from
            .filter(|(_, tie)| tie.target == claim.id)
            .map(|(other, tie)| (tie.kind.term().verb.unwrap_or(tie.kind.as_str()), other.id.as_str()));
        let ties: Vec<_> = to.into_iter().chain(from).collect();
        if !ties.is_empty() {
            self.0.push('\n');
        }
        for (how, id) in ties {
            self.line(how, format!("{id}: {}", statement(id)));
        }
    }

    fn evidence(&mut self, claim: &Claim, text: Option<&Text>) {
        for evidence in &claim.evidence {
            self.0.push('\n');
            self.line("evidence", format!("code points {} to {}", evidence.start, evidence.end));
            self.some("quote", evidence.quote.as_ref().map(|quote| format!("“{quote}”")));
            if let Some(text) = text {
                let _ = writeln!(self.0, "{}", context(text, evidence));
            }
        }
    }
}

/// The text that a source describes, or why it is not at hand.
fn recorded_text<'a>(texts: &'a Texts, source: &Source) -> Result<&'a Text, String> {
    let file = &source.text.file;
    match texts.get(file) {
        Some(Ok(text)) => texts.of_source(source).ok_or_else(|| {
            let alteration = texts.alteration(source).map(|alteration| format!("; {alteration}")).unwrap_or_default();
            let (found, recorded) = (text.sha256(), &source.text.sha256);
            format!("the text {file} is not the recorded one, since its hash is {found} and not {recorded}{alteration}")
        }),
        Some(Err(problem)) => Err(format!("the text {file} {problem}")),
        None => Err(format!("the text {file} was not read")),
    }
}

fn named(id: &str, name: Option<&str>) -> String {
    name.map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"))
}

/// The evidence between `>>` and `<<` with the words around it; other words than the recorded ones are not marked.
fn context(text: &Text, evidence: &Evidence) -> String {
    let Some(words) = text.slice(evidence.start, evidence.end) else {
        return "(the range is not in this text: nothing is marked)".to_owned();
    };
    let unquoted = match text.judge(&evidence.view()) {
        Verdict::OtherHash(_) => return "(the words there do not have the recorded hash: nothing is marked)".to_owned(),
        Verdict::NoQuote => "\n(the quotation does not stand in these words)",
        Verdict::NoRange | Verdict::Verified => "",
    };
    let from = evidence.start.saturating_sub(AROUND);
    let to = evidence.end.saturating_add(AROUND).min(u32::try_from(text.characters()).unwrap_or(u32::MAX));
    let before = text.slice(from, evidence.start).unwrap_or_default();
    let after = text.slice(evidence.end, to).unwrap_or_default();
    // Words that the cut goes through are left out.
    let before = if from == 0 { before } else { before.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) };
    let cut_after = (to as usize) < text.characters();
    let after = if cut_after { after.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest) } else { after };
    let dots = |shown: bool| if shown { "… " } else { "" };
    format!(
        "  {}{}{BOLD}>>{}<<{PLAIN}{}{}{unquoted}",
        dots(from > 0),
        printable(before),
        printable(words),
        printable(after),
        if cut_after { " …" } else { "" }
    )
}

/// The text on one line, with what could steer a terminal as its escape.
fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => shown.push(' '),
            c if steers(c) => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
}
