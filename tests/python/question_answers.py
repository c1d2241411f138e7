"""What the answer to each of the first questions must be, which are asked of all documents, written by hand from the documents."""

from answer_records import claims, column, grouped, pick


def expect_frameworks(records):
    parts = grouped(records, "framework", "layer")
    assert [len(layers) for layers in parts.values()] == [22, 10, 6, 5, 2, 4, 3]
    agreement, compact = list(parts)[:2]
    assert agreement == "Bilateral security agreement of the United States and Ukraine, with its annex"
    assert compact == "Ukraine Compact: one structure over the bilateral agreements"
    assert {layer for instrument in (agreement, compact) for layer in parts[instrument]} == {None}
    stated = {(record["framework"], record["title"]): record["claims"] for record in records}
    assert stated[agreement, "Consultation on an attack"] == claims("agreement", "031 035 140 142")
    assert stated[agreement, "Termination"] == claims("agreement", "080 081 082")
    assert stated[compact, "Consultation on a new attack"] == claims("compact", "027")
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
    assert sorted(standing["refused"]) == (
        claims("newstech24", "020") + claims("revolutions2040", "012 081 086") + claims("white-house", "022")
    )
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
    assert list(layers) == ["ukrainian-forces", "united-states", "partners", "architecture", "outside"]
    # Civilian defence, which the annex calls a part of Ukraine's defence.
    assert layers["ukrainian-forces"] == claims("agreement", "138")
    # The framework and charter on which the agreement builds.
    assert sorted(layers["united-states"]) == claims("flga", "028") + claims("agreement", "006")
    # The bilateral accords that had been negotiated by the day of the Compact.
    assert sorted(layers["partners"]) == claims("phoenix24", "052 053 054") + claims("compact", "002")
    assert sorted(layers["architecture"]) == claims("phoenix24", "017 056")
    assert sorted(layers["outside"]) == (
        claims("flga", "021 022 023 027")
        + claims("newstech24", "003 005 006 007 012 013 014 030 031 032 033")
        + claims("phoenix24", "035 055")
        + claims("t4k3", "005 006")
        # What the preamble and the annex say has been done: cooperation, arms, training, sanctions, help.
        + claims("agreement", "007 008 009 020 098")
    )
    by = {record["claim"]: record["done_or_led_by"] for record in records}
    assert by["newstech24-2025-12.032"] == ["Croatia", "NATO", "Poland", "Romania", "United Kingdom"]
    assert by["flga-2025-12.028"] == ["United States"]


def expect_conditions(records):
    conditions = grouped([record | {"depends_on": tuple(record["depends_on"])} for record in records], "depends_on", "claim")
    assert conditions == {
        ("peace-settlement",): (
            claims("newstech24", "004")
            + claims("phoenix24", "003")
            + claims("revolutions2040", "001 019 020 105 106 118")
            + claims("agreement", "065 179")
        ),
        ("peace-settlement", "renewed-attack"): claims("newstech24", "028") + claims("compact", "027 028 029"),
        ("renewed-attack",): (
            claims("flga", "001 017 020")
            + claims("phoenix24", "005 048")
            + claims("revolutions2040", "027 028 029 030 031 032 070 119")
            # Article II on an attack, and the annex on the same.
            + claims("agreement", "030 031 032 033 034 035 140 141 142")
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
    of = grouped(records, "occasion", "claim")
    assert list(of) == ["fox-2025-08-19", "kyiv-2025-08-22"]
    # All that the article has of the interview, and the one remark that a report has, which is not among it.
    assert sorted(of["fox-2025-08-19"]) == claims("revolutions2040", "013") + claims(
        "white-house", "001 004 005 006 007 008 009 010 012 013 014 015 016 017 018 019 020 021 022 023 024 025 026 027"
    )
    in_kyiv = [record for record in records if record["occasion"] == "kyiv-2025-08-22"]
    assert {outlet: sorted(ids) for outlet, ids in grouped(in_kyiv, "outlet", "claim").items()} == {
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
    assert sorted(courses[None]) == sorted(
        claims("flga", "002 003 005 008 013 018 020 024 025 026 029 030 033")
        + claims("newstech24", "015")
        + claims("phoenix24", "007 019 024 025 026 034 039 040 041 051 058 061")
        + claims("revolutions2040", "038 056 057 116")
        + claims("t4k3", "021 033 034")
        # The preambles on why Ukraine's security, reform and integration, and Russia's answering for the war, matter to others.
        + claims("agreement", "003 016 017 018 019 183")
        + claims("compact", "007 011 012 013 015")
        + claims("readout", "013")
        + claims("white-house", "003 012 024")
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
    assert column(records, "claim") == sorted(
        claims("flga", "019")
        + claims("newstech24", "002")
        + claims("phoenix24", "001 006 009 032 033 057")
        + claims("revolutions2040", "001 010 050 053 118")
        + claims("t4k3", "013 014 020 029 031 032")
        + claims("agreement", "004 091 092 100 101 131 193 194 195")
        + claims("statement", "006")
        + claims("readout", "014")
        + claims("white-house", "007 013")
    )
    assert {record["claim"]: record["to_provide"] for record in records if record["to_provide"]} == {
        "revolutions2040-2025-08.050": ["Western partners"],
        "t4k3-2025-08.032": ["NATO allies"],
        **dict.fromkeys(claims("agreement", "091 101 131"), ["Ukraine"]),
        "us-ukraine-agreement-2024-06.100": ["Allies and partners of the United States and Ukraine"],
    }
    assert {record["claim"]: record["to_decide"] for record in records if record["to_decide"]} == {
        "revolutions2040-2025-08.010": ["Russia"],
        "revolutions2040-2025-08.053": ["Russia"],
        **dict.fromkeys(claims("agreement", "193 194 195") + claims("readout", "014"), ["United States and Ukraine, together"]),
        "white-house-2025-08.007": ["Volodymyr Zelenskyy"],
        "white-house-2025-08.013": ["European leaders"],
    }


def expect_protection(records):
    assert pick(records, "layer", "providers", "recipients", "adversaries", "which") == [
        ("ukrainian-forces", ["Ukrainian Armed Forces"], ["Ukraine"], ["Russia"], claims("t4k3", "002")),
        ("coalition", ["European states"], ["Ukraine"], ["Russia"], claims("flga", "002")),
        # Disinformation, attacks on networks, and the use of Russian assets.
        ("united-states", ["United States and Ukraine, together"], ["Ukraine"], ["Russia"], claims("agreement", "046")),
        ("united-states", ["United States"], ["Ukraine"], ["Russia"], claims("agreement", "126")),
        (
            "united-states",
            ["United States", "Allies and partners of the United States and Ukraine"],
            ["Ukraine"],
            ["Russia"],
            claims("agreement", "187"),
        ),
        ("partners", ["Signatories of the Ukraine Compact"], ["Ukraine"], ["Russia"], claims("compact", "008 027 028 029")),
        ("partners", ["Western partners"], ["Ukraine"], ["Russia"], claims("revolutions2040", "050")),
        ("partners", ["United States", "European states"], ["Ukraine"], ["Russia"], claims("t4k3", "003")),
    ]


def expect_firmness(records):
    of = {record["commitment_type"]: record for record in records}
    possible = {instrument: record["only_possible"] for instrument, record in of.items()}
    # "May" and "could" in Articles II and III of the agreement and its annex, and the steps that the Compact names, add to the reports.
    assert (possible["ground-troops"], possible["intelligence"], possible["logistics"], possible["sanctions"]) == (2, 4, 5, 3)
    # The European states' offer, Rutte's report of it, and Estonia's company.
    assert of["ground-troops"]["would_or_ready"] == 3
    assert [of["ground-troops"][kind] for kind in ("intended", "promised", "binding")] == [0, 0, 0]
    # Both meet on an attack and regularly, and the signatories of the Compact meet on a new one.
    assert of["consultation"]["promised"] == 3
    # The annex on air defence, the air force and its fighters, of which it says that it binds nobody.
    assert (of["air-power"]["promised"], of["air-power"]["binding"]) == (3, 0)
    assert {instrument: record["binding_promises"] for instrument, record in of.items() if record["binding"]} == {
        "ukrainian-forces": claims("agreement", "058 060"),
        "training": claims("agreement", "062"),
        "arms-supply": claims("agreement", "059"),
        "collective-response": claims("agreement", "051"),
        "consultation": claims("agreement", "031"),
        "command": claims("agreement", "061"),
    }


def expect_bindingness(records):
    binding = claims("flga", "029 030") + claims("phoenix24", "005 032 049 059") + claims("revolutions2040", "001 020 118")
    # "Shall" in Articles II and IV, and what the Ukrainian delegation says of the draft in Geneva.
    binding += claims("agreement", "031 051 058 059 060 061 062") + claims("readout", "007")
    assert pick(records, "bindingness", "claim") == [
        ("automatic", "revolutions2040-2025-08.077"),
        *[("binding", claim) for claim in sorted(binding)],
    ]


def expect_confidence(records):
    assert pick(records, "confidence", "claims") == [("high", 14), ("moderate", 4), ("low", 4)]
    low = claims("newstech24", "020") + claims("revolutions2040", "012 081") + claims("white-house", "022")
    assert grouped(records, "confidence", "which")["low"] == [low]
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
        # The interview of 19 August too, which the White House's article recaps.
        ("revolutions2040-2025-08", None, ["phoenix24-2025-08", "t4k3-2025-08", "white-house-2025-08"]),
        ("t4k3-2025-08", None, ["phoenix24-2025-08", "revolutions2040-2025-08"]),
    ]


OF_ALL_DOCUMENTS = [
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
