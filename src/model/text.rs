//! Texts with a form: statements, hashes, addresses, language tags, country codes.

fn has_content(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) || text.contains(|c| !matches!(c, '\t' | '\n' | '\r' | ' '))
}

string_type! {
    /// Text that is not empty.
    Text: "a text", "at least one character that is not a space",
    pattern: r"[^\t\n\r ]", length: 1.., valid: has_content, role: Prose
}

string_type! {
    /// The bare proposition of a claim in the curators' own words: one English sentence of 20 to 280 characters.
    Statement: "a statement", "one sentence of 20 to 280 characters",
    pattern: r"[^\t\n\r ]", length: 20..280, valid: has_content, role: Prose
}

string_type! {
    /// A reason of 20 characters or more, so that it says why.
    Reason: "a reason", "a sentence of 20 characters or more that says why",
    pattern: r"[^\t\n\r ]", length: 20.., valid: has_content, role: Prose
}

string_type! {
    /// A SHA-256 hash (FIPS 180-4) as 64 lower-case hexadecimal digits.
    Sha256: "a SHA-256 hash", "64 digits of 0-9 and a-f",
    pattern: "^[0-9a-f]{64}$", length: 64..64,
    // Without a way out of the loop, several bytes are looked at in one step.
    valid: |text| text.bytes().fold(true, |hex, b| hex & matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

string_type! {
    /// An absolute address on the web.
    Url: "a web address", "an address that starts with https:// or http:// and has no spaces",
    pattern: r"^https?://[^\t\n\r ]+$", length: 9..2048,
    valid: |text| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(['\t', '\n', '\r', ' ']))
    }, role: Prose
}

string_type! {
    /// The bare name of a file, without a folder.
    FileName: "a file name", "a bare name of letters, digits, dots, underscores and hyphens that does not start with a dot, 255 characters at most",
    pattern: "^[A-Za-z0-9_-][A-Za-z0-9._-]*$", length: 1..255,
    valid: |text| !text.starts_with('.') && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

string_type! {
    /// A language tag of BCP 47: a language of two or three letters, with subtags where they matter.
    LanguageTag: "a language tag", "a BCP 47 tag such as \"en\" or \"pt-BR\"",
    pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", length: 2..35,
    valid: |text| {
        let mut parts = text.split('-');
        parts.next().is_some_and(|language| matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_lowercase()))
            && parts.all(|part| matches!(part.len(), 2..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    }
}

string_type! {
    /// A version in the form MAJOR.MINOR.PATCH (Semantic Versioning 2.0.0, without suffixes).
    Version: "a version", "three numbers joined by dots, such as \"1.0.0\"",
    pattern: r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$", length: 5..32,
    valid: |text| {
        let canonical = |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && (part == "0" || !part.starts_with('0')) && !part.is_empty();
        text.split('.').count() == 3 && text.split('.').all(canonical)
    }
}

string_type! {
    /// A licence by its SPDX identifier.
    Licence: "a licence", "an SPDX identifier such as \"CC-BY-4.0\"",
    pattern: "^[A-Za-z0-9][A-Za-z0-9.+-]*$", length: 1..64,
    valid: |text| {
        text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-'))
    }
}

string_type! {
    /// A coder, known by a letter.
    Coder: "a coder", "one lower-case letter: a and b for the codings that are settled, c and on for later ones",
    pattern: "^[a-z]$", length: 1..1, valid: |text| text.bytes().all(|byte| byte.is_ascii_lowercase())
}

impl Coder {
    /// Whether the coder is one of the two whose codings are settled into claims.
    ///
    /// ```
    /// use guarantee_claims::Coder;
    ///
    /// assert!(Coder::new("b")?.is_settled() && !Coder::new("c")?.is_settled());
    /// # Ok::<(), guarantee_claims::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.as_str(), "a" | "b")
    }
}

string_type! {
    /// The name of a field of claims, in this or an earlier version.
    FieldName: "a field name", "lower-case ASCII letters and digits in parts joined by single underscores, 64 characters at most",
    pattern: "^[a-z][a-z0-9]*(_[a-z0-9]+)*$", length: 1..64,
    valid: |text| {
        let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('_').all(is_part)
    }
}

string_type! {
    /// The identifier of an item of Wikidata.
    WikidataId: "a Wikidata identifier", "Q and a number, such as \"Q212\"",
    pattern: "^Q[1-9][0-9]*$", length: 2..32,
    valid: |text| text.strip_prefix('Q').is_some_and(|rest| !rest.starts_with('0') && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

string_type! {
    /// An assigned ISO 3166-1 alpha-2 code of a country.
    CountryCode: "a country code", "an assigned ISO 3166-1 alpha-2 code such as \"UA\"",
    pattern: "^[A-Z]{2}$", length: 2..2, list: COUNTRY_CODES,
    valid: |text| COUNTRY_CODES.binary_search(&text).is_ok()
}

/// The codes assigned in ISO 3166-1 (249), sorted.
const COUNTRY_CODES: &[&str] = &[
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF", "BG",
    "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI",
    "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH",
    "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ",
    "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT",
    "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS",
    "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT", "MU",
    "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG",
    "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG",
    "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK",
    "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU",
    "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
];

/// The alpha-3 codes of the same countries, in the order of [`COUNTRY_CODES`].
const ALPHA_3: &[&str] = &[
    "AND", "ARE", "AFG", "ATG", "AIA", "ALB", "ARM", "AGO", "ATA", "ARG", "ASM", "AUT", "AUS", "ABW", "ALA", "AZE", "BIH", "BRB", "BGD",
    "BEL", "BFA", "BGR", "BHR", "BDI", "BEN", "BLM", "BMU", "BRN", "BOL", "BES", "BRA", "BHS", "BTN", "BVT", "BWA", "BLR", "BLZ", "CAN",
    "CCK", "COD", "CAF", "COG", "CHE", "CIV", "COK", "CHL", "CMR", "CHN", "COL", "CRI", "CUB", "CPV", "CUW", "CXR", "CYP", "CZE", "DEU",
    "DJI", "DNK", "DMA", "DOM", "DZA", "ECU", "EST", "EGY", "ESH", "ERI", "ESP", "ETH", "FIN", "FJI", "FLK", "FSM", "FRO", "FRA", "GAB",
    "GBR", "GRD", "GEO", "GUF", "GGY", "GHA", "GIB", "GRL", "GMB", "GIN", "GLP", "GNQ", "GRC", "SGS", "GTM", "GUM", "GNB", "GUY", "HKG",
    "HMD", "HND", "HRV", "HTI", "HUN", "IDN", "IRL", "ISR", "IMN", "IND", "IOT", "IRQ", "IRN", "ISL", "ITA", "JEY", "JAM", "JOR", "JPN",
    "KEN", "KGZ", "KHM", "KIR", "COM", "KNA", "PRK", "KOR", "KWT", "CYM", "KAZ", "LAO", "LBN", "LCA", "LIE", "LKA", "LBR", "LSO", "LTU",
    "LUX", "LVA", "LBY", "MAR", "MCO", "MDA", "MNE", "MAF", "MDG", "MHL", "MKD", "MLI", "MMR", "MNG", "MAC", "MNP", "MTQ", "MRT", "MSR",
    "MLT", "MUS", "MDV", "MWI", "MEX", "MYS", "MOZ", "NAM", "NCL", "NER", "NFK", "NGA", "NIC", "NLD", "NOR", "NPL", "NRU", "NIU", "NZL",
    "OMN", "PAN", "PER", "PYF", "PNG", "PHL", "PAK", "POL", "SPM", "PCN", "PRI", "PSE", "PRT", "PLW", "PRY", "QAT", "REU", "ROU", "SRB",
    "RUS", "RWA", "SAU", "SLB", "SYC", "SDN", "SWE", "SGP", "SHN", "SVN", "SJM", "SVK", "SLE", "SMR", "SEN", "SOM", "SUR", "SSD", "STP",
    "SLV", "SXM", "SYR", "SWZ", "TCA", "TCD", "ATF", "TGO", "THA", "TJK", "TKL", "TLS", "TKM", "TUN", "TON", "TUR", "TTO", "TUV", "TWN",
    "TZA", "UKR", "UGA", "UMI", "USA", "URY", "UZB", "VAT", "VCT", "VEN", "VGB", "VIR", "VNM", "VUT", "WLF", "WSM", "YEM", "MYT", "ZAF",
    "ZMB", "ZWE",
];

impl CountryCode {
    /// The country's ISO 3166-1 alpha-3 code.
    ///
    /// ```
    /// assert_eq!(guarantee_claims::CountryCode::new("UA")?.alpha3(), "UKR");
    /// # Ok::<(), guarantee_claims::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn alpha3(&self) -> &'static str {
        COUNTRY_CODES.binary_search(&self.as_str()).map_or("", |place| ALPHA_3[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_country_has_two_codes() {
        assert_eq!((COUNTRY_CODES.len(), ALPHA_3.len()), (249, 249));
        assert!(COUNTRY_CODES.is_sorted());
        let distinct: std::collections::BTreeSet<_> = ALPHA_3.iter().collect();
        assert_eq!(distinct.len(), ALPHA_3.len());
        for (two, three) in [("AF", "AFG"), ("DE", "DEU"), ("PL", "POL"), ("ZW", "ZWE")] {
            assert_eq!(CountryCode::new(two).expect("it is assigned").alpha3(), three);
        }
    }
}
