//! The evidence as annotations of the Web Annotation Data Model (<https://www.w3.org/TR/annotation-model/>), one a span.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::dataset::{ClaimRef, Dataset};
use crate::model::{Claim, Evidence, PartyRole};

/// What says how a fragment of an address names words of a page.
const TEXT_FRAGMENTS: &str = "https://wicg.github.io/scroll-to-text-fragment/";

/// Writes each span of evidence as an annotation of its document, in the order of the claims, as JSON-LD.
///
/// The bodies are the statement and, as tags, the codes of the claim. The target has the range, which counts code points of the document's
/// text, and where there is a quotation its words and the fragment by which a browser shows them in the page.
///
/// # Errors
/// If `output` cannot be written.
pub fn write_annotations(dataset: &Dataset, mut output: impl Write) -> io::Result<()> {
    let claims = dataset.claims();
    let items: Vec<_> =
        claims.flat_map(|claim| (1..).zip(&claim.get().evidence).map(move |(i, span)| annotation(claim, i, span))).collect();
    let info = dataset.info();
    let mut collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "#annotations",
        "type": "AnnotationCollection",
        "label": info.title,
        "rights": format!("https://spdx.org/licenses/{}.html", info.licence),
    });
    if let Some(creator) = &info.creator {
        collection["creator"] = json!({ "type": "Organization", "name": creator });
    }
    collection["total"] = items.len().into();
    collection["first"] = json!({ "id": "#page", "type": "AnnotationPage", "partOf": "#annotations", "startIndex": 0, "items": items });
    serde_json::to_writer(&mut output, &collection)?;
    output.write_all(b"\n")?;
    output.flush()
}

/// The annotation of a claim's span, which is the one of this place in its list.
fn annotation(claim: ClaimRef<'_>, ordinal: u32, span: &Evidence) -> Value {
    let source = claim.source_record();
    let claim = claim.get();
    let mut body = vec![json!({
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": claim.statement,
    })];
    body.extend(codes(claim).into_iter().map(|code| json!({ "type": "TextualBody", "purpose": "tagging", "value": code })));
    json!({
        "id": format!("#{}-{ordinal}", claim.id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": body,
        "target": { "type": "SpecificResource", "source": source.url, "selector": selectors(span) },
    })
}

/// The codes of a claim, each as `field:value`.
fn codes(claim: &Claim) -> Vec<String> {
    let mut codes = vec![
        format!("claim:{}", claim.id),
        format!("speaker:{}", claim.speaker),
        format!("attribution:{}", claim.attribution),
        format!("layer:{}", claim.layer),
        format!("commitment_type:{}", claim.commitment_type),
        format!("speech_act:{}", claim.speech_act),
        format!("modality:{}", claim.modality),
        format!("polarity:{}", claim.polarity),
        format!("stage:{}", claim.stage),
        format!("aspect:{}", claim.aspect),
    ];
    codes.extend(PartyRole::ALL.iter().flat_map(|role| {
        let of_role = claim.parties.iter().filter(move |party| party.role == *role);
        of_role.map(move |party| format!("{role}:{}", party.actor))
    }));
    codes.extend(claim.conditions.iter().map(|condition| format!("condition:{condition}")));
    codes.extend(claim.legal_form.map(|form| format!("legal_form:{form}")));
    codes.extend(claim.bindingness.map(|bindingness| format!("bindingness:{bindingness}")));
    codes.extend(claim.confidence.map(|confidence| format!("confidence:{confidence}")));
    codes
}

fn selectors(span: &Evidence) -> Vec<Value> {
    let mut selectors = vec![json!({ "type": "TextPositionSelector", "start": span.start, "end": span.end })];
    if let Some(quote) = &span.quote {
        selectors.push(json!({ "type": "TextQuoteSelector", "exact": quote }));
        let fragment = format!(":~:text={}", escaped(quote.as_str()));
        selectors.push(json!({ "type": "FragmentSelector", "conformsTo": TEXT_FRAGMENTS, "value": fragment }));
    }
    selectors
}

/// A text as it stands in a text fragment: all but what an address has everywhere as it is, without the hyphen, which parts a fragment.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fragment_has_nothing_that_parts_it() {
        assert_eq!(super::escaped("no-fly, & “so” on é"), "no%2Dfly%2C%20%26%20%E2%80%9Cso%E2%80%9D%20on%20%C3%A9");
    }
}
