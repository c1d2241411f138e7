"""What the answer to each question must be that lays reports beside official texts, written by hand from the documents."""

from answer_records import claims, column, grouped, pick


def expect_signed_menu(records):
    assert pick(records, "instrument", "signed", "of_these_binding") == [
        ("air-power", 5, 0),
        ("maritime-presence", 3, 0),
        ("intelligence", 9, 0),
        # Binding is Ukraine's modernising of its own military education.
        ("training", 16, 1),
        # Binding is how Ukraine governs its defence companies.
        ("arms-supply", 34, 1),
        ("logistics", 5, 0),
        ("cyber-defence", 4, 0),
        ("sanctions", 4, 0),
        # Binding is that the yearly coordination looks at deterring together.
        ("collective-response", 3, 1),
    ]
    assert {record["instrument"]: record["signed_for_an_attack"] for record in records if record["signed_for_an_attack"]} == {
        "intelligence": claims("agreement", "034"),
        "arms-supply": claims("compact", "028") + claims("agreement", "141"),
        "sanctions": claims("compact", "029") + claims("agreement", "033"),
        "collective-response": claims("agreement", "032"),
    }
    reported = {record["instrument"]: record["reported"] for record in records}
    assert reported["collective-response"] == claims("revolutions2040", "027 034 070")


def expect_deadline(records):
    first, *others = records
    assert (first["claim"], first["within"], first["unit"]) == ("us-ukraine-agreement-2024-06.031", 24, "hours")
    assert (first["who"], first["modality"], first["bindingness"]) == (["United States and Ukraine, together"], "certain", "binding")
    assert first["further_conditions"] == ["on-request", "within-national-law"]
    assert {record["within"] for record in others} == {None}
    sides = grouped(records, "side", "claim")
    assert sorted(sides["signed"]) == claims("compact", "027") + claims("agreement", "030 031 032 035 140 142")
    assert sides["reported"] == (
        claims("flga", "017") + claims("newstech24", "028") + claims("phoenix24", "005") + claims("revolutions2040", "027 070")
    )


def expect_reservations(records):
    binding = {tuple(record["who"]): record["binding_claims"] for record in records if record["bindingness"] == "binding"}
    assert binding == {
        ("Ukraine",): claims("agreement", "059 060 061 062"),
        ("United States and Ukraine, together",): claims("agreement", "031 051 058"),
    }
    # The Compact binds nobody, and nothing binds the United States alone.
    assert {record["source"] for record in records if record["bindingness"] == "binding"} == {"us-ukraine-agreement-2024-06"}
    alone = {record["bindingness"]: record for record in records if record["who"] == ["United States"]}
    assert list(alone) == ["discretionary"]
    # Congress for the funds; request and attack for more arms and information.
    assert alone["discretionary"]["conditions"] == ["domestic-approval", "on-request", "renewed-attack", "within-national-law"]
    without = [record["who"] for record in records if "within-national-law" not in record["conditions"]]
    # Others may join once they have an accord of their own.
    assert without == [["Allies and partners of the United States and Ukraine"]]
    together = {record["bindingness"]: record["claims"] for record in records if record["who"] == ["United States and Ukraine, together"]}
    assert (together["binding"], together["not said"]) == (3, 10)


def expect_president(records):
    said = grouped(records, "commitment_type", "claim")
    assert said == {
        "membership": claims("white-house", "018 027"),
        "ground-troops": claims("revolutions2040", "086") + claims("white-house", "020 021 022"),
        "air-power": claims("revolutions2040", "013"),
    }
    signed = {record["commitment_type"]: record["signed_about_it"] for record in records}
    assert signed["membership"] == claims("compact", "032") + claims("agreement", "013 014 064")
    assert signed["ground-troops"] is None
    assert signed["air-power"] == claims("agreement", "111 112 118 119 135")
    assert {record["claim"]: record["contradicted"] for record in records if record["contradicted"]} == {
        "white-house-2025-08.018": claims("compact", "032") + claims("agreement", "013 064"),
    }


def expect_provisions(records):
    kinds = grouped(records, "kind", "claim")
    # Russia denies what both instruments say is Ukraine's to choose.
    assert pick([record for record in records if record["kind"] == "contradicts"], "claim", "provision") == [
        ("phoenix24-2025-08.039", "ukraine-compact-2024-07.010"),
        ("phoenix24-2025-08.039", "us-ukraine-agreement-2024-06.063"),
    ]
    assert sorted(set(kinds["supports"])) == (
        claims("flga", "011 012 013 014")
        + claims("newstech24", "017 023")
        + claims("phoenix24", "003 013 014 015 035 044 045 053 054")
        + claims("revolutions2040", "011 019 048 074 075 076 080 089 090")
        + claims("t4k3", "002")
    )
    of = grouped(records, "claim", "provision")
    # Intelligence that might be passed on, and was to be on an attack; long-range strikes, and the help with fires.
    assert of["revolutions2040-2025-08.089"] == claims("agreement", "034")
    assert of["revolutions2040-2025-08.090"] == claims("agreement", "113")


def expect_duration(records):
    assert pick([record for record in records if record["value"] is not None], "claim", "comparator", "value", "unit") == [
        ("us-ukraine-agreement-2024-06.077", "exactly", 10, "years"),
        ("us-ukraine-agreement-2024-06.081", "exactly", 6, "months"),
        ("ukraine-compact-2024-07.026", "until", 2030, "year"),
    ]
    assert column(records, "claim") == (
        claims("agreement", "075 076 077 078 080 081 082 084 101 186") + claims("compact", "008 026 031") + claims("phoenix24", "009")
    )
    # Amending and prolonging need both; notice may be given by one.
    possible = [record["claim"] for record in records if record["modality"] == "possible"]
    assert possible == claims("agreement", "075 078 080")


def expect_deciders(records):
    reported = {record["decider"]: record["reported"] for record in records if record["reported"]}
    official = {record["decider"]: record["official"] for record in records if record["official"]}
    assert official == {
        "Capability Coalitions of the Ukraine Defense Contact Group": claims("compact", "025"),
        "Congress of the United States": claims("agreement", "057"),
        "Courts and other third parties that settle disputes": claims("agreement", "071"),
        "Donald Trump": claims("statement", "011"),
        "NATO allies": claims("agreement", "014 015"),
        "Signatories of the Ukraine Compact": claims("compact", "025"),
        "Ukraine": claims("compact", "010") + claims("agreement", "063"),
        "United States and Ukraine, together": claims("agreement", "001 048 053 070 071"),
        "Volodymyr Zelenskyy": claims("statement", "011"),
    }
    # Of Russia only the reports speak as of somebody who might decide.
    assert reported["Russia"] == claims("revolutions2040", "010 037 047 052 053 054 055 103 104")
    assert [reported[state] for state in ("Hungary", "Slovakia")] == [claims("newstech24", "019"), claims("newstech24", "021")]
    assert sorted(set(reported) & set(official)) == ["Donald Trump", "NATO allies", "Ukraine"]


def expect_ukraines_own(records):
    sides = grouped(records, "side", "claim")
    assert sides == {
        "undertaken": claims("agreement", "059 060 061 062 153 154 159 166 169 173 174 175 176 177 178 179"),
        "reported": claims("newstech24", "023") + claims("phoenix24", "003") + claims("revolutions2040", "019") + claims("t4k3", "002"),
    }
    # "Shall" in Article IV; the annex, which has the rest, says of itself that it binds nobody.
    assert [record["claim"] for record in records if record["bindingness"] == "binding"] == claims("agreement", "059 060 061 062")


OF_BOTH_KINDS = [
    expect_signed_menu,
    expect_deadline,
    expect_reservations,
    expect_president,
    expect_provisions,
    expect_duration,
    expect_deciders,
    expect_ukraines_own,
]
