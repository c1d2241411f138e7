//! The search of `tests/it/form/search`, led by what the code has not done yet.
#![no_main]

use std::sync::LazyLock;

use guarantee_claims::Claim;
use guarantee_claims::schema::schemas;
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/form/search/agree.rs"]
mod agree;
#[path = "../../tests/it/form/search/change.rs"]
mod change;
#[path = "../../tests/it/form/search/json.rs"]
mod json;

use agree::{Judge, lines_agree};
use change::{Choices, changed};
use json::Written;

/// Decisions by the bytes that the fuzzer makes up; when they are used up, always the first of all options.
struct Bytes<'a>(&'a [u8]);

impl Choices for Bytes<'_> {
    fn below(&mut self, end: usize) -> usize {
        let Some((two, rest)) = self.0.split_first_chunk() else { return 0 };
        self.0 = rest;
        usize::from(u16::from_le_bytes(*two)) % end
    }
}

static JUDGE: LazyLock<Judge> = LazyLock::new(|| {
    let claim = schemas().into_iter().find(|schema| schema.name == "claim").expect("claims have a schema");
    Judge::new(&serde_json::from_str(&claim.to_json()).expect("a schema is JSON"))
});

static RECORDS: LazyLock<Vec<Written>> = LazyLock::new(|| {
    let claims = guarantee_claims::dataset().claims();
    claims.map(|claim| Written::of(&serde_json::to_value(claim.get()).expect("a claim is JSON"))).collect()
});

fuzz_target!(|bytes: &[u8]| {
    // Behind a zero stand decisions about changes of a record; else the input is the text.
    let text = match bytes.split_first() {
        Some((0, decisions)) => changed(&RECORDS, &mut Bytes(decisions)),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.replace('\n', " "),
            Err(_) => return,
        },
    };
    let claim = JUDGE.judge::<Claim>(&text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    if let Err(problem) = lines_agree(&[text], &[claim]) {
        panic!("{problem}");
    }
});
