"""The tables of the export, written down by hand."""

CODES = ["layer", "commitment_type", "speech_act", "modality", "polarity", "stage", "aspect"]
PARTIES = ["providers", "recipients", "adversaries"]
FORM = ["conditions", "legal_form", "bindingness"]
SAID = [*FORM, "occasion", "stated_on", "stated_on_earliest", "stated_on_latest", "doubtful", "confidence", "note"]
NAMES = ["provider_names", "recipient_names", "adversary_names"]
RECORD = ["record_url", "record_kind", "record_verdict", "record_note"]
PARTS = ["quantities", "evidence", "relations", "waive"]

# The columns that every format has, in order.
COLUMNS = {
    "actor_month": ["actor", "role", "month", "layer", "speech_act", "claims"],
    "actors": ["id", "name", "aliases", "kind", "role", "affiliation", "country", "country_alpha3", "members", "wikidata", "note"],
    "agreement": [
        *["scope", "source", "field", "measure", "codings_a", "codings_b", "pairs", "paired_a", "paired_b"],
        *["value", "low", "high", "draws"],
    ],
    "changes": ["version", "ordinal", "record", "id", "change", "field", "old", "new", "reason"],
    "claim_conditions": ["claim", "condition"],
    "claim_parties": ["claim", "actor", "role"],
    "claims": ["id", "source", "speaker", "via", "attribution", "statement", *CODES, *PARTIES, *SAID],
    "claims_wide": [
        *["id", "speaker_name", "speaker_kind", "via_name", "outlet", "source_title", "url", "published_on", "occasion_title"],
        *["attribution", "statement", *CODES, *PARTIES, *NAMES, *SAID, "quote"],
    ],
    "codings": [
        *["source", "coding", "coder", "spans", "statement", "pair", "claims", "speaker", "attribution", *CODES],
        *["legal_form", "bindingness", "parties", "conditions"],
    ],
    "component_claims": ["framework", "ordinal", "claim"],
    "dyads": [
        *["id", "provider", "recipient", "adversary", "commitment_type", "strongest_stage", "strongest_modality"],
        *["affirmed", "negated", "claims"],
    ],
    "evidence": ["claim", "ordinal", "source", "start_char", "end_char", "sha256", "quote", *RECORD],
    "framework_components": ["framework", "ordinal", "title", "layer", "aspect", "commitment_types"],
    "frameworks": ["id", "title", "presented_by", "occasion", "stated_on", "supersedes", "note"],
    "occasions": ["id", "title", "held_on", "held_on_earliest", "held_on_latest", "place", "participants", "record_url", "note"],
    "quantities": ["claim", "ordinal", "measure", "value", "unit", "comparator"],
    "relations": ["claim", "kind", "target"],
    "source_origins": ["source", "ordinal", "url", "reason"],
    "sources": [
        *["id", "title", "outlet", "url", "published_on", "published_on_earliest", "published_on_latest", "language", "genre"],
        *["retrieved_on", "archived_url", "reliability", "reliability_reason", "text_file", "text_sha256", "text_characters", "note"],
    ],
    "vocabulary": ["field", "ordinal", "value", "label", "verb", "term_group", "definition"],
    "withdrawn": ["id", "source", "version", "reason", "successors"],
}
TABLES = sorted(COLUMNS)
PARTIES_AT = COLUMNS["claims"].index("conditions")
PARQUET_COLUMNS = {**COLUMNS, "claims": [*COLUMNS["claims"][:PARTIES_AT], "parties", *COLUMNS["claims"][PARTIES_AT:], *PARTS]}
JSON_TABLES = [name for name in TABLES if name not in ("claims", "claims_wide")]

# What tells a row from every other, and what the rows are sorted by.
KEYS = {
    "actor_month": ["actor", "role", "month", "layer", "speech_act"],
    "agreement": ["scope", "field"],
    "changes": ["version", "ordinal"],
    "codings": ["source", "coding"],
    "claim_conditions": ["claim", "condition"],
    "claim_parties": ["claim", "actor", "role"],
    "component_claims": ["framework", "ordinal", "claim"],
    "evidence": ["claim", "ordinal"],
    "framework_components": ["framework", "ordinal"],
    "quantities": ["claim", "ordinal"],
    "relations": ["claim", "kind", "target"],
    "source_origins": ["source", "ordinal"],
    "vocabulary": ["field", "ordinal"],
    **{name: ["id"] for name in ("actors", "claims", "claims_wide", "dyads", "frameworks", "occasions", "sources", "withdrawn")},
}

# Columns of terms and the field of the vocabulary table that lists them.
CLAIM_TERMS = {name: name for name in ["attribution", *CODES, "legal_form", "bindingness", "confidence"]}
CODING_TERMS = {name: name for name in ["attribution", *CODES, "legal_form", "bindingness"]}
TERMS = {
    "actor_month": {"layer": "layer", "speech_act": "speech_act"},
    "agreement": {"field": "coded_field"},
    "actors": {"kind": "actor_kind"},
    "changes": {"record": "changed_record"},
    "claim_conditions": {"condition": "condition"},
    "claim_parties": {"role": "party_role"},
    "claims": CLAIM_TERMS,
    "claims_wide": {"speaker_kind": "actor_kind", **CLAIM_TERMS},
    "codings": CODING_TERMS,
    "dyads": {"commitment_type": "commitment_type", "strongest_stage": "stage", "strongest_modality": "modality"},
    "evidence": {"record_kind": "record_kind", "record_verdict": "record_verdict"},
    "framework_components": {"layer": "layer", "aspect": "aspect"},
    "quantities": {"measure": "measure", "unit": "unit", "comparator": "comparator"},
    "relations": {"kind": "relation_kind"},
    "sources": {"genre": "genre", "reliability": "reliability"},
}
LISTS_OF_TERMS = {
    "codings": {"conditions": "condition"},
    "claims": {"conditions": "condition", "doubtful": "coded_field"},
    "claims_wide": {"conditions": "condition", "doubtful": "coded_field"},
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
        *["trigger", "legal-form", "sequencing", "duration", "participation", "decision", "structure"],
        *["capability", "delivery", "purpose", "credibility", "significance"],
    ],
}

# Partial dates and the two columns of days beside each.
DATES = [("claims", "stated_on"), ("claims_wide", "stated_on"), ("occasions", "held_on"), ("sources", "published_on")]

# Where a value of a table must be a key of another: child, expression over it, parent, key.
REFERENCES = [
    ("actor_month", "actor", "actors", "id"),
    ("actors", "affiliation", "actors", "id"),
    ("agreement", "source", "sources", "id"),
    ("claim_conditions", "claim", "claims", "id"),
    ("claim_parties", "actor", "actors", "id"),
    ("claim_parties", "claim", "claims", "id"),
    ("claims", "occasion", "occasions", "id"),
    ("claims", "source", "sources", "id"),
    ("claims", "speaker", "actors", "id"),
    *[("claims", f"unnest({role})", "actors", "id") for role in PARTIES],
    ("claims", "via", "actors", "id"),
    ("claims_wide", "id", "claims", "id"),
    ("claims_wide", "occasion", "occasions", "id"),
    ("claims_wide", "outlet", "actors", "id"),
    *[("claims_wide", f"unnest({role})", "actors", "id") for role in PARTIES],
    ("codings", "source", "sources", "id"),
    ("codings", "speaker", "actors", "id"),
    ("component_claims", "(framework, ordinal)", "framework_components", "(framework, ordinal)"),
    ("component_claims", "claim", "claims", "id"),
    *[("dyads", role, "actors", "id") for role in ("provider", "recipient", "adversary")],
    ("dyads", "unnest(claims)", "claims", "id"),
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
    ("source_origins", "source", "sources", "id"),
    ("sources", "outlet", "actors", "id"),
    ("withdrawn", "source", "sources", "id"),
]

# The tables that are views in the database.
VIEWS = ["actor_month", "claims_wide", "dyads"]


def csv_cell(value):
    """How a value of Parquet stands in a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(csv_cell(item) for item in value)
    if isinstance(value, dict):
        return ("-" if "start" in value else ":").join(csv_cell(part) for part in value.values())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


WIDE = """
SELECT id, speaker_name, speaker_kind, via_name, outlet, source_title, url, published_on, occasion_title,
    provider_names, recipient_names, adversary_names, quote
FROM claims_wide ORDER BY id
"""
