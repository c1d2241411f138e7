//! Items of CSL-JSON (schema 1.0 of the Citation Style Language).

use serde_json::{Value, json};

use super::cited::{Cited, date_parts, document};

/// A list with one item.
pub(crate) fn items(cited: &Cited<'_>) -> Value {
    let info = cited.info;
    let mut item = match cited.claim {
        None => json!({
            "id": format!("{}-{}", env!("CARGO_PKG_NAME"), info.version),
            "type": "dataset",
            "title": info.title,
            "abstract": info.description,
        }),
        Some((claim, records)) => {
            let mut item = json!({
                "id": format!("{}-{}", claim.id, info.version),
                "type": "entry",
                "title": claim.statement.as_str().trim_end_matches('.'),
                "number": claim.id,
                "container-title": info.title,
            });
            if let Some(document) = document(claim.source.as_str(), records) {
                if let Some(title) = &document.title {
                    item["original-title"] = json!(title);
                }
                item["original-publisher"] = json!(document.outlet);
                item["original-date"] = date(&document.published_on);
                item["note"] = json!(format!("Source: {}", document.url));
            }
            item
        }
    };
    item["version"] = json!(info.version);
    if let Some(creator) = &info.creator {
        item["author"] = json!([{ "literal": creator }]);
    }
    if let Some(released_on) = info.released_on {
        item["issued"] = date(&released_on.to_string());
    }
    if let Some(url) = &info.url {
        item["URL"] = json!(url);
    }
    json!([item])
}

fn date(date: &str) -> Value {
    json!({ "date-parts": [date_parts(date)] })
}
