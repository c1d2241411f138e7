//! The claims as they are read without the script: an article for each, under the document that it stands in.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::dataset::Records;
use crate::model::{ActorKind, Attribution, ClaimView, DatasetInfo, Modality, Polarity, Source, Term};

/// The articles, as they are gathered.
pub(super) struct Articles<'r> {
    pub(super) records: &'r Records,
    /// The document of the last one.
    source: Option<String>,
    html: String,
    count: usize,
}

impl<'r> Articles<'r> {
    pub(super) const fn new(records: &'r Records) -> Self {
        Self { records, source: None, html: String::new(), count: 0 }
    }

    pub(super) fn add(&mut self, claim: &ClaimView<'_>) {
        self.count += 1;
        if self.source.as_deref() != Some(claim.source.as_str()) {
            self.source = Some(claim.source.as_str().to_owned());
            self.head(claim.source.as_str());
        }
        self.article(claim);
    }

    pub(super) fn write(&self, info: &DatasetInfo, output: &mut impl Write) -> io::Result<()> {
        writeln!(
            output,
            "<h1>{}</h1>\n<p>{}</p>\n<p>{} claims, version {}. Filters, search and overviews need JavaScript; without it, every claim is \
             below, with the words and the document that it rests on.</p>",
            escaped(info.title.as_str()),
            escaped(info.description.as_str()),
            self.count,
            escaped(info.version.as_str())
        )?;
        output.write_all(self.html.as_bytes())
    }

    fn name(&self, actor: &str) -> String {
        escaped(self.records.actor(actor).map_or(actor, |actor| actor.name.as_str()))
    }

    /// What a document is called: its title, else its outlet and its date.
    fn head(&mut self, id: &str) {
        let head = match self.records.source(id) {
            None => escaped(id),
            Some(source) => {
                let title = source.title.as_ref().map_or(source.id.as_str(), |title| title.as_str());
                let (outlet, date) = (self.name(source.outlet.as_str()), spelt(&source.published_on.to_string()));
                format!("{} <small>{outlet}, {date}, <a href=\"{}\">source</a></small>", escaped(title), escaped(source.url.as_str()))
            }
        };
        let _ = writeln!(self.html, "<h2>{head}</h2>");
    }

    fn article(&mut self, claim: &ClaimView<'_>) {
        let _ =
            writeln!(self.html, "<article id=\"claim={0}\"><h3>{1}</h3>", escaped(claim.id.as_str()), escaped(claim.statement.as_str()));
        let line = self.line(claim);
        let _ = write!(self.html, "<p>{line}");
        let mut quotes = claim.evidence.iter().filter_map(|evidence| evidence.quote.as_ref()).peekable();
        if quotes.peek().is_none() {
            let _ = write!(self.html, "<p>{}", why_unquoted(claim.attribution));
        }
        for quote in quotes {
            let _ = write!(self.html, "<blockquote>“{}”</blockquote>", escaped(quote.as_ref()));
        }
        let codes = self.codes(claim);
        let _ = write!(self.html, "<p>{codes}");
        let doubtful: Vec<_> = claim.doubtful.iter().flat_map(|fields| fields.iter()).map(|field| inside(field.term())).collect();
        if !doubtful.is_empty() {
            let level = claim.confidence.map_or_else(String::new, |confidence| format!("{} confidence, ", inside(confidence.term())));
            let _ = write!(self.html, "<p>{level}doubtful: {}", doubtful.join(", "));
        }
        if let Some(note) = &claim.note {
            let _ = write!(self.html, "<p>Note: {}", escaped(note.as_str()));
        }
        self.html.push_str("</article>\n");
    }

    /// Who does what by saying it, when, and where it is reported.
    fn line(&self, claim: &ClaimView<'_>) -> String {
        let speaker = claim.speaker.as_str();
        let term = claim.speech_act.term();
        let is_group = self.records.actor(speaker).is_some_and(|actor| actor.kind == ActorKind::Group);
        let verb = if is_group { inside(term) } else { term.verb.unwrap_or(term.value).to_owned() };
        let mut line = format!("<b>{}</b> {verb}", self.name(speaker));
        if let Some(how) = how_put(claim.modality, claim.polarity) {
            let _ = write!(line, " (<i>{how}</i>)");
        }
        if let Some(via) = &claim.via {
            let _ = write!(line, ", as told by {}", self.name(via.as_str()));
        }
        let _ = write!(line, " · {}", spelt(&claim.stated_on.to_string()));
        let outlet = self.records.source(claim.source.as_str()).map(|source: &Source| self.name(source.outlet.as_str()));
        line.extend(outlet.iter().flat_map(|outlet| [" · ", outlet]));
        line
    }

    fn codes(&self, claim: &ClaimView<'_>) -> String {
        let terms = [claim.layer.term(), claim.commitment_type.term(), claim.stage.term(), claim.aspect.term()];
        let mut codes: Vec<_> = terms.iter().map(|term| term.label()).collect();
        codes.extend(claim.legal_form.map(|form| form.term().label()));
        codes.extend(claim.bindingness.map(|bindingness| bindingness.term().label()));
        let conditions: Vec<_> = claim.conditions.iter().map(|condition| inside(condition.term())).collect();
        if !conditions.is_empty() {
            codes.push(format!("if: {}", conditions.join(", ")));
        }
        codes.extend(claim.parties.iter().map(|party| format!("{}: {}", inside(party.role.term()), self.name(party.actor.as_str()))));
        codes.extend(claim.quantities.iter().map(|figure| {
            let [measure, comparator, unit] = [figure.measure.term(), figure.comparator.term(), figure.unit.term()].map(inside);
            format!("{measure}: {comparator} {} {unit}", figure.value)
        }));
        codes.join(" · ")
    }
}

/// A label inside a sentence: without its capital letter, unless it is a name or an abbreviation.
fn inside(term: &Term) -> String {
    let label = term.label();
    if term.own_label.is_some() && label.starts_with('U') {
        return label;
    }
    let mut characters = label.chars();
    characters.next().into_iter().flat_map(char::to_lowercase).chain(characters).collect()
}

/// The auxiliary by which the proposition is put, where it is not simply said to be so.
fn how_put(modality: Modality, polarity: Polarity) -> Option<String> {
    let auxiliary = modality.term().verb?;
    match polarity {
        Polarity::Affirmed => (modality != Modality::Actual).then(|| auxiliary.to_owned()),
        Polarity::Negated => {
            let (first, rest) = auxiliary.split_once(' ').map_or((auxiliary, String::new()), |(first, rest)| (first, format!(" {rest}")));
            Some(format!("{first} not{rest}"))
        }
    }
}

const fn why_unquoted(attribution: Attribution) -> &'static str {
    match attribution {
        Attribution::Authored => "Official text.",
        Attribution::Narrated => "The outlet’s own words.",
        Attribution::Quoted => "No quotation recorded.",
        Attribution::Paraphrased | Attribution::Relayed => "Paraphrase.",
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A date, a month or a year in words.
fn spelt(date: &str) -> String {
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    day.into_iter().chain(month.copied()).chain([year]).collect::<Vec<_>>().join(" ")
}

/// Text that is markup nowhere, in an attribute neither.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A browser would read it as the end of a line.
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stage;

    #[test]
    fn dates_are_spelt_as_exactly_as_they_are_known() {
        assert_eq!([spelt("2025"), spelt("2025-08"), spelt("2025-08-02")], ["2025", "August 2025", "2 August 2025"]);
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escaped("<b title=\"a\">&"), "&lt;b title=&quot;a&quot;&gt;&amp;");
    }

    #[test]
    fn what_is_simply_so_needs_no_auxiliary() {
        assert_eq!(how_put(Modality::Actual, Polarity::Affirmed), None);
        assert_eq!(how_put(Modality::Hypothetical, Polarity::Affirmed).as_deref(), Some("would"));
        assert_eq!(how_put(Modality::Certain, Polarity::Negated).as_deref(), Some("will not"));
        assert_eq!(how_put(Modality::Probable, Polarity::Negated).as_deref(), Some("is not likely to"));
    }

    #[test]
    fn labels_lose_their_capital_inside_a_sentence() {
        assert_eq!(inside(Stage::UnderDiscussion.term()), "under discussion");
        assert_eq!(inside(crate::model::Layer::UnitedStates.term()), "United States");
    }
}
