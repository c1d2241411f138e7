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
    assert sorted(standing["refused"]) == claims("newstech24", "020") + claims("revolutions2040", "012 081 086 087")
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
    assert layers["ukrainian-forces"] == claims("newstech24", "023")
    assert list(layers) == ["ukrainian-forces", "outside"]
    assert sorted(layers["outside"]) == (
        claims("flga", "021 022 023 027 028")
        + claims("newstech24", "003 005 006 008 012 013 014 030 031")
        + claims("phoenix24", "035 052 053 054 055 056")
        + claims("revolutions2040", "017 018")
        + claims("t4k3", "005 006")
    )


def expect_conditions(records):
    conditions = grouped([record | {"depends_on": tuple(record["depends_on"])} for record in records], "depends_on", "claim")
    assert conditions == {
        ("peace-settlement",): (
            claims("flga", "004 009 010 011 012 015 016")
            + claims("newstech24", "004")
            + claims("phoenix24", "004")
            + claims("revolutions2040", "001 015 019 020 021 051 109")
        ),
        ("peace-settlement", "renewed-attack"): claims("newstech24", "028"),
        ("renewed-attack",): (
            claims("flga", "001 017 018") + claims("phoenix24", "005") + claims("revolutions2040", "027 028 029 030 031 032 070 077")
        ),
    }


def expect_say_and_replies(records):
    assert pick(records, "demanded_by", "act", "answered_by") == [
        ("Russia", "demand", "Western officials"),
        ("Russia", "demand", "Rose Gottemoeller"),
        ("Russia", "demand", "Keith Kellogg"),
        ("Sergei Lavrov", "demand", "Western officials"),
        ("Sergei Lavrov", "demand", "Keith Kellogg"),
        ("Sergei Lavrov", "demand", "Western officials"),
        ("Sergei Lavrov", "refuse", "Western officials"),
    ]


def expect_shared_occasion(records):
    assert set(column(records, "occasion")) == {"kyiv-2025-08-22"}
    assert {outlet: sorted(ids) for outlet, ids in grouped(records, "outlet", "claim").items()} == {
        "phoenix24": claims("phoenix24", "001 002 003 004 005 006"),
        "revolutions2040": claims("revolutions2040", "019 020 050 051 117"),
        "t4k3": claims("t4k3", "005 006 007 008 009 010 011 012 019"),
    }


def expect_lapsed(records):
    assert pick(records, "claim", "legal_form", "year", "parties") == [
        ("phoenix24-2025-08.029", "memorandum", 1994, []),
        ("phoenix24-2025-08.030", "memorandum", None, ["Russia"]),
    ]
    assert all("Budapest Memorandum" in statement for statement in column(records, "statement"))


def expect_outlooks(records):
    courses = grouped(records, "course", "claim")
    assert list(courses) == ["Continuity", "Disruption", "Bifurcation", None]
    assert courses["Continuity"] == claims("phoenix24", "043 044 045 046 047")
    assert courses["Disruption"] == claims("phoenix24", "048")
    assert courses["Bifurcation"] == claims("phoenix24", "049 050")
    assert courses[None] == (
        claims("flga", "002 003 005 007 008 024 026 029 030")
        + claims("phoenix24", "042 051 058 061")
        + claims("revolutions2040", "116")
        + claims("t4k3", "012 021 035")
    )


def expect_outlet_alone(records):
    assert {outlet: sum(counts) for outlet, counts in grouped(records, "outlet", "outlet_alone").items()} == {
        "FLGA News": 27,
        "NewsTech24": 3,
        "Phoenix24": 40,
        "Revolutions 2040": 81,
        "T4K3.news": 15,
    }
    assert all(record["outlet_alone"] == len(record["which"]) for record in records)
    alone = {f"{record['source']}.{number}" for record in records for number in record["which"]}
    assert alone.isdisjoint(claims("revolutions2040", "009 015 087 110 111") + claims("t4k3", "001 002 003 004 029 030"))


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
    expect_outlooks,
    expect_outlet_alone,
]
