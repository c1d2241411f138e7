//! Identifiers: `[a-z0-9]+(-[a-z0-9]+)*`, 64 characters at most; a claim's has a dot and a number behind its source's.

use super::ascii_scan::all_pairs;

fn is_slug(text: &str) -> bool {
    is_slug_of(text.as_bytes())
}

fn is_slug_of(text: &[u8]) -> bool {
    let is_hyphen = |byte| byte == b'-';
    let known = |byte: u8| byte.is_ascii_lowercase() | byte.is_ascii_digit() | is_hyphen(byte);
    let single = |byte, next| (byte, next) != (b'-', b'-');
    let parts = all_pairs(text, |byte, next| known(byte) & single(byte, next));
    !text.is_empty() && !text.starts_with(b"-") && !text.ends_with(b"-") && parts
}

fn is_claim_id(text: &str) -> bool {
    let text = text.as_bytes();
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let source = text[..text.len() - digits].strip_suffix(b".");
    digits >= 3 && source.is_some_and(is_slug_of)
}

const SLUG: &str = "lower-case ASCII letters and digits in parts joined by single hyphens, 64 characters at most";
const SLUG_PATTERN: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

string_type! {
    /// The id of a source document.
    SourceId: "a source id", SLUG,
    pattern: SLUG_PATTERN, length: 1..64, valid: is_slug, role: Mention Source
}

string_type! {
    /// The id of an actor: a person, state, organisation, coalition, group or outlet.
    ActorId: "an actor id", SLUG,
    pattern: SLUG_PATTERN, length: 1..64, valid: is_slug, role: Mention Actor
}

string_type! {
    /// The id of an occasion.
    OccasionId: "an occasion id", SLUG,
    pattern: SLUG_PATTERN, length: 1..64, valid: is_slug, role: Mention Occasion
}

string_type! {
    /// The id of a framework.
    FrameworkId: "a framework id", SLUG,
    pattern: SLUG_PATTERN, length: 1..64, valid: is_slug, role: Mention Framework
}

string_type! {
    /// The id of a coding within its document: the coder, a dot and three or more digits.
    CodingId: "a coding id", "the coder's letter, a dot and three or more digits (such as \"a.001\"), 64 characters at most",
    pattern: r"^[a-z]\.[0-9]{3,}$", length: 5..64,
    valid: |text| {
        let digits = text.strip_prefix(|coder: char| coder.is_ascii_lowercase()).and_then(|rest| rest.strip_prefix('.'));
        digits.is_some_and(|digits| digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

impl CodingId {
    /// The letter of the coder.
    ///
    /// ```
    /// assert_eq!(guarantee_claims::CodingId::new("b.014")?.coder(), "b");
    /// # Ok::<(), guarantee_claims::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn coder(&self) -> &str {
        &self.as_str()[..1]
    }
}

string_type! {
    /// The name of a rule of `claims validate`.
    RuleName: "a rule name", SLUG,
    pattern: SLUG_PATTERN, length: 1..64, valid: is_slug, role: Waiver
}

string_type! {
    /// The id of a claim: its source's id, a dot and three or more digits; stable for ever, never reused, never renumbered.
    ///
    /// ```
    /// let id = guarantee_claims::ClaimId::new("newstech24-2025-12.027")?;
    /// assert_eq!(id.source(), "newstech24-2025-12");
    /// assert_eq!(id.number(), "027");
    /// # Ok::<(), guarantee_claims::InvalidValue>(())
    /// ```
    ClaimId: "a claim id", "a source id, a dot and three or more digits (such as \"newstech24-2025-12.027\"), 64 characters at most",
    pattern: r"^[a-z0-9]+(-[a-z0-9]+)*\.[0-9]{3,}$", length: 1..64, valid: is_claim_id, role: Mention Claim
}

#[cfg(feature = "load")]
impl super::view::Str<'_, ClaimId> {
    /// The id of the source that the claim belongs to.
    pub(crate) fn source(&self) -> &str {
        self.split_once('.').map_or("", |(source, _)| source)
    }
}

impl ClaimId {
    /// The part before the dot: the id of the source that the claim belongs to.
    #[must_use]
    pub fn source(&self) -> &str {
        self.split().0
    }

    /// The digits behind the dot.
    #[must_use]
    pub fn number(&self) -> &str {
        self.split().1
    }

    fn split(&self) -> (&str, &str) {
        self.as_str().split_once('.').unwrap_or_default()
    }
}
