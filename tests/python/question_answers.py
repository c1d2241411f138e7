"""What the answer to each question must be, written by hand from the documents."""

from collections import defaultdict

PREFIXES = {
    "flga": "flga-2025-12",
    "newstech24": "newstech24-2025-12",
    "phoenix24": "phoenix24-2025-08",
    "revolutions2040": "revolutions2040-2025-08",
    "t4k3": "t4k3-2025-08",
}


def claims(outlet, numbers):
    return [f"{PREFIXES[outlet]}.{number}" for number in numbers.split()]


def column(records, name):
    return [record[name] for record in records]


def pick(records, *names):
    return [tuple(record[name] for name in names) for record in records]


def grouped(records, key, value):
    groups = defaultdict(list)
    for record in records:
        groups[record[key]].append(record[value])
    return groups


def expect_frameworks(records):
    parts = grouped(records, "framework", "layer")
    assert [len(layers) for layers in parts.values()] == [6, 5, 2, 4, 3]
    assert parts["Three layers: Ukraine, the Coalition of the Willing, the United States"] == [
        "ukrainian-forces",
        "coalition",
        "united-states",
    ]
    assert parts["Two layers: a stronger Ukrainian army, and commitments of Europe and the United States"] == [
        "ukrainian-forces",
        "partners",
    ]
    assert parts["Coalition pledge on the model of Article 5"] == [None] * 6
    assert column(records, "claims")[-3:] == [
        claims("newstech24", "023"),
        claims("newstech24", "024"),
        claims("newstech24", "025 026 027"),
    ]


def expect_withheld_consent(records):
    assert pick(records, "state", "according_to") == [
        ("Hungary", "Mark Rutte"),
        ("United States", "Mark Rutte"),
        ("Slovakia", "Mark Rutte"),
    ]


def expect_american_standing(records):
    standing = grouped(records, "standing", "claim")
    assert list(standing) == ["refused", "offered", "left open"]
    assert sorted(standing["refused"]) == claims("newstech24", "020") + claims("revolutions2040", "012 081 086")
    assert sorted(standing["offered"]) == claims("newstech24", "026") + claims("revolutions2040", "013 110")
    assert sorted(standing["left open"]) == (
        claims("newstech24", "025 027")
        + claims("phoenix24", "011 012 013 014 015 016")
        + claims("revolutions2040", "009 079 080 088 089 090")
    )


def expect_menu(records):
    assert grouped(records, "no_provider_named", "instrument") == {
        False: ["air-power", "maritime-presence", "intelligence", "training", "logistics"],
        True: ["arms-supply", "cyber-defence", "sanctions"],
    }
    assert {name for names in column(records, "providers") for name in names} == {"Coalition of the Willing"}


def expect_contingent(records):
    assert pick(records, "speaker", "comparator", "value", "unit", "conditions") == [
        ("Estonia", "exactly", 1, "company", ["agreement-permits"]),
    ]


def expect_in_force(records):
    layers = grouped(records, "layer", "claim")
    assert list(layers) == ["united-states", "partners", "architecture", "outside"]
    assert layers["united-states"] == claims("flga", "028")
    assert sorted(layers["partners"]) == claims("phoenix24", "052 053 054")
    assert sorted(layers["architecture"]) == claims("phoenix24", "017 056")
    assert sorted(layers["outside"]) == (
        claims("flga", "021 022 023 027")
        + claims("newstech24", "003 005 006 007 012 013 014 030 031 032 033")
        + claims("phoenix24", "035 055")
        + claims("t4k3", "005 006")
    )
    by = {record["claim"]: record["done_or_led_by"] for record in records}
    assert by["newstech24-2025-12.032"] == ["Croatia", "NATO", "Poland", "Romania", "United Kingdom"]
    assert by["flga-2025-12.028"] == ["United States"]


def expect_conditions(records):
    conditions = grouped([record | {"depends_on": tuple(record["depends_on"])} for record in records], "depends_on", "claim")
    assert conditions == {
        ("peace-settlement",): (
            claims("newstech24", "004") + claims("phoenix24", "003") + claims("revolutions2040", "001 019 020 105 106 118")
        ),
        ("peace-settlement", "renewed-attack"): claims("newstech24", "028"),
        ("renewed-attack",): (
            claims("flga", "001 017 020") + claims("phoenix24", "005 048") + claims("revolutions2040", "027 028 029 030 031 032 070 119")
        ),
    }


def expect_say_and_replies(records):
    assert pick(records, "demanded_by", "act", "answered_by") == [
        ("Russia", "demand", "Western officials"),
        ("Russia", "demand", "Rose Gottemoeller"),
        ("Russia", "demand", "Keith Kellogg"),
        ("Sergei Lavrov", "demand", "Western officials"),
        ("Sergei Lavrov", "demand", "Rose Gottemoeller"),
        ("Sergei Lavrov", "demand", "Keith Kellogg"),
        ("Sergei Lavrov", "demand", "Western officials"),
        ("Sergei Lavrov", "refuse", "Western officials"),
    ]


def expect_shared_occasion(records):
    assert set(column(records, "occasion")) == {"kyiv-2025-08-22"}
    assert {outlet: sorted(ids) for outlet, ids in grouped(records, "outlet", "claim").items()} == {
        "phoenix24": claims("phoenix24", "001 003 005 006"),
        "revolutions2040": claims("revolutions2040", "019 020 040 041 042 043 044 050"),
        "t4k3": claims("t4k3", "002 003 005 006 011 012 013 019 020"),
    }


def expect_lapsed(records):
    assert pick(records, "claim", "legal_form", "broken_by") == [
        ("phoenix24-2025-08.029", "memorandum", []),
        ("phoenix24-2025-08.030", "memorandum", ["Russia"]),
    ]
    assert all("Budapest Memorandum" in statement for statement in column(records, "statement"))


def expect_significance(records):
    courses = grouped(records, "course", "claim")
    assert list(courses) == ["Continuity", "Disruption", "Bifurcation", None]
    assert courses["Continuity"] == claims("phoenix24", "043 044 045 046 047")
    assert courses["Disruption"] == claims("phoenix24", "048")
    assert courses["Bifurcation"] == claims("phoenix24", "049 050 063")
    assert courses[None] == (
        claims("flga", "002 003 005 008 013 018 020 024 025 026 029 030 033")
        + claims("newstech24", "015")
        + claims("phoenix24", "007 019 024 025 026 034 039 040 041 051 058 061")
        + claims("revolutions2040", "038 056 057 116")
        + claims("t4k3", "021 033 034")
    )


def expect_outlet_alone(records):
    assert {outlet: sum(counts) for outlet, counts in grouped(records, "outlet", "outlet_alone").items()} == {
        "FLGA News": 25,
        "NewsTech24": 4,
        "Phoenix24": 38,
        "Revolutions 2040": 70,
        "T4K3.news": 15,
    }
    assert all(record["outlet_alone"] == len(record["which"]) for record in records)
    alone = {f"{record['source']}.{number}" for record in records for number in record["which"]}
    assert alone.isdisjoint(claims("revolutions2040", "087 109 110 111") + claims("t4k3", "029"))


def expect_demands(records):
    assert column(records, "claim") == (
        claims("flga", "019")
        + claims("newstech24", "002")
        + claims("phoenix24", "001 006 009 032 033 057")
        + claims("revolutions2040", "001 010 050 053 118")
        + claims("t4k3", "013 014 020 029 031 032")
    )
    assert {record["claim"]: record["to_provide"] for record in records if record["to_provide"]} == {
        "revolutions2040-2025-08.050": ["Western partners"],
        "t4k3-2025-08.032": ["NATO allies"],
    }
    assert {record["claim"]: record["to_decide"] for record in records if record["to_decide"]} == {
        "revolutions2040-2025-08.010": ["Russia"],
        "revolutions2040-2025-08.053": ["Russia"],
    }


def expect_protection(records):
    assert pick(records, "layer", "providers", "recipients", "adversaries", "which") == [
        ("ukrainian-forces", ["Ukrainian Armed Forces"], ["Ukraine"], ["Russia"], claims("t4k3", "002")),
        ("coalition", ["European states"], ["Ukraine"], ["Russia"], claims("flga", "002")),
        ("partners", ["Western partners"], ["Ukraine"], ["Russia"], claims("revolutions2040", "050")),
        ("partners", ["United States", "European states"], ["Ukraine"], ["Russia"], claims("t4k3", "003")),
    ]


def expect_firmness(records):
    possible = {record["commitment_type"]: record["only_possible"] for record in records}
    assert (possible["ground-troops"], possible["intelligence"], possible["logistics"], possible["general"]) == (2, 3, 4, 15)
    ready = {record["commitment_type"]: record["would_or_ready"] for record in records}
    # The European states' offer, Rutte's report of it, and Estonia's company.
    assert ready["ground-troops"] == 3
    assert {record["promised"] for record in records} == {0}


def expect_bindingness(records):
    assert pick(records, "bindingness", "claim") == [
        ("automatic", "revolutions2040-2025-08.077"),
        *[
            ("binding", claim)
            for claim in claims("flga", "029 030") + claims("phoenix24", "005 032 049 059") + claims("revolutions2040", "001 020 118")
        ],
    ]


def expect_confidence(records):
    assert pick(records, "confidence", "claims") == [("high", 14), ("moderate", 4), ("low", 3)]
    assert grouped(records, "confidence", "which")["low"] == [claims("newstech24", "020") + claims("revolutions2040", "012 081")]
    assert grouped(records, "confidence", "doubtful_fields")["moderate"] == [["aspect", "parties"]]


def expect_altered_quotations(records):
    assert pick(records, "verdict", "claim") == [
        ("shortened", "revolutions2040-2025-08.019"),
        ("merged", "revolutions2040-2025-08.050"),
        ("altered", "revolutions2040-2025-08.013"),
        ("altered", "t4k3-2025-08.019"),
    ]


def expect_shared_origins(records):
    assert pick(records, "source", "shared_with", "same_occasion") == [
        ("revolutions2040-2025-08", None, ["phoenix24-2025-08", "t4k3-2025-08"]),
        ("t4k3-2025-08", None, ["phoenix24-2025-08", "revolutions2040-2025-08"]),
    ]


EXPECTATIONS = [
    expect_frameworks,
    expect_withheld_consent,
    expect_american_standing,
    expect_menu,
    expect_contingent,
    expect_in_force,
    expect_conditions,
    expect_say_and_replies,
    expect_shared_occasion,
    expect_lapsed,
    expect_significance,
    expect_outlet_alone,
    expect_demands,
    expect_protection,
    expect_firmness,
    expect_bindingness,
    expect_confidence,
    expect_altered_quotations,
    expect_shared_origins,
]
