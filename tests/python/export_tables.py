"""The tables of the export, written down by hand."""

CODES = ["layer", "commitment_type", "speech_act", "stage", "aspect"]
SAID = ["legal_form", "occasion", "stated_on", "stated_on_earliest", "stated_on_latest", "inferred", "confidence", "note"]
PARTS = ["quantities", "evidence", "relations", "waive"]

# The columns that every format has, in order.
COLUMNS = {
    "actors": ["id", "name", "aliases", "kind", "role", "affiliation", "country", "note"],
    "claim_conditions": ["claim", "condition"],
    "claim_parties": ["claim", "actor"],
    "claims": ["id", "source", "speaker", "via", "attribution", "statement", *CODES, "parties", "conditions", *SAID],
    "claims_wide": [
        *["id", "speaker_name", "speaker_kind", "via_name", "outlet", "source_title", "url", "published_on", "occasion_title"],
        *["attribution", "statement", *CODES, "parties", "party_names", "conditions", *SAID, "quote"],
    ],
    "component_claims": ["framework", "ordinal", "claim"],
    "evidence": ["claim", "ordinal", "source", "start_char", "end_char", "sha256", "quote"],
    "framework_components": ["framework", "ordinal", "title", "layer", "aspect", "commitment_types"],
    "frameworks": ["id", "title", "presented_by", "occasion", "stated_on", "supersedes", "note"],
    "occasions": ["id", "title", "held_on", "held_on_earliest", "held_on_latest", "place", "participants", "record_url", "note"],
    "quantities": ["claim", "ordinal", "measure", "value", "unit", "comparator"],
    "relations": ["claim", "kind", "target"],
    "sources": [
        *["id", "title", "outlet", "url", "published_on", "published_on_earliest", "published_on_latest", "language", "genre"],
        *["reliability", "reliability_reason", "text_file", "text_sha256", "text_characters", "note"],
    ],
    "vocabulary": ["field", "ordinal", "value", "term_group", "definition"],
}
TABLES = sorted(COLUMNS)
PARQUET_COLUMNS = {**COLUMNS, "claims": COLUMNS["claims"] + PARTS}
JSON_TABLES = [name for name in TABLES if name not in ("claims", "claims_wide")]

# What tells a row from every other, and what the rows are sorted by.
KEYS = {
    "claim_conditions": ["claim", "condition"],
    "claim_parties": ["claim", "actor"],
    "component_claims": ["framework", "ordinal", "claim"],
    "evidence": ["claim", "ordinal"],
    "framework_components": ["framework", "ordinal"],
    "quantities": ["claim", "ordinal"],
    "relations": ["claim", "kind", "target"],
    "vocabulary": ["field", "ordinal"],
    **{name: ["id"] for name in ("actors", "claims", "claims_wide", "frameworks", "occasions", "sources")},
}

# Columns of terms and the field of the vocabulary table that lists them.
CLAIM_TERMS = {name: name for name in ["attribution", *CODES, "legal_form", "confidence"]}
TERMS = {
    "actors": {"kind": "actor_kind"},
    "claim_conditions": {"condition": "condition"},
    "claims": CLAIM_TERMS,
    "claims_wide": {"speaker_kind": "actor_kind", **CLAIM_TERMS},
    "framework_components": {"layer": "layer", "aspect": "aspect"},
    "quantities": {"measure": "measure", "unit": "unit", "comparator": "comparator"},
    "relations": {"kind": "relation_kind"},
    "sources": {"genre": "genre", "reliability": "reliability"},
}
LISTS_OF_TERMS = {
    "claims": {"conditions": "condition", "inferred": "inferred"},
    "claims_wide": {"conditions": "condition", "inferred": "inferred"},
    "framework_components": {"commitment_types": "commitment_type"},
}
TERM_COLUMNS = [(table, column, field) for table, fields in TERMS.items() for column, field in fields.items()]
LIST_COLUMNS = [(table, column, field) for table, fields in LISTS_OF_TERMS.items() for column, field in fields.items()]

# The vocabularies whose order means something, as the codebook gives it.
CODEBOOK_ORDER = {
    "confidence": ["low", "moderate", "high"],
    "stage": ["idea", "under-discussion", "announced", "agreed", "in-force", "ruled-out", "lapsed", "not-applicable"],
    "reliability": ["A", "B", "C", "D", "E", "F"],
    "aspect": [
        *["trigger", "legal-form", "sequencing", "participation", "decision", "structure"],
        *["capability", "delivery", "purpose", "credibility", "outlook"],
    ],
}

# Partial dates and the two columns of days beside each.
DATES = [("claims", "stated_on"), ("claims_wide", "stated_on"), ("occasions", "held_on"), ("sources", "published_on")]

# Where a value of a table must be a key of another: child, expression over it, parent, key.
REFERENCES = [
    ("actors", "affiliation", "actors", "id"),
    ("claim_conditions", "claim", "claims", "id"),
    ("claim_parties", "actor", "actors", "id"),
    ("claim_parties", "claim", "claims", "id"),
    ("claims", "occasion", "occasions", "id"),
    ("claims", "source", "sources", "id"),
    ("claims", "speaker", "actors", "id"),
    ("claims", "unnest(parties)", "actors", "id"),
    ("claims", "via", "actors", "id"),
    ("claims_wide", "id", "claims", "id"),
    ("claims_wide", "occasion", "occasions", "id"),
    ("claims_wide", "outlet", "actors", "id"),
    ("claims_wide", "unnest(parties)", "actors", "id"),
    ("component_claims", "(framework, ordinal)", "framework_components", "(framework, ordinal)"),
    ("component_claims", "claim", "claims", "id"),
    ("evidence", "claim", "claims", "id"),
    ("evidence", "source", "sources", "id"),
    ("framework_components", "framework", "frameworks", "id"),
    ("frameworks", "occasion", "occasions", "id"),
    ("frameworks", "presented_by", "actors", "id"),
    ("frameworks", "supersedes", "frameworks", "id"),
    ("occasions", "unnest(participants)", "actors", "id"),
    ("quantities", "claim", "claims", "id"),
    ("relations", "claim", "claims", "id"),
    ("relations", "target", "claims", "id"),
    ("sources", "outlet", "actors", "id"),
]


def csv_cell(value):
    """How a value of Parquet stands in a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


WIDE = """
SELECT id, speaker_name, speaker_kind, via_name, outlet, source_title, url, published_on, occasion_title, party_names, quote
FROM claims_wide ORDER BY id
"""
