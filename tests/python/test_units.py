"""The tables of units of analysis, reckoned from the claims another way."""

from collections import Counter, defaultdict

import pandas
import pytest

WAY = ["idea", "under-discussion", "announced", "agreed", "in-force"]
DEGREES = ["possible", "hypothetical", "probable", "certain", "actual"]


def actor_months(records):
    """The rows of `actor_month`, counted from the records."""
    named = [(record, record["speaker"], "speaker") for record in records]
    named += [(record, party["actor"], party["role"]) for record in records for party in record["parties"]]
    count = Counter((actor, role, record["stated_on"][:7], record["layer"], record["speech_act"]) for record, actor, role in named)
    names = ["actor", "role", "month", "layer", "speech_act"]
    return [{**dict(zip(names, key, strict=True)), "claims": number} for key, number in sorted(count.items())]


def strongest(claims, field, scale):
    reached = [claim[field] for claim in claims if claim["polarity"] == "affirmed" and claim[field] in scale]
    return max(reached, key=scale.index, default=None)


def dyads(records):
    """The rows of `dyads`, gathered by joins of pandas."""
    parties = pandas.DataFrame([{"claim": record["id"], **party} for record in records for party in record["parties"]])
    frame = pandas.DataFrame({"claim": [record["id"] for record in records]})
    for role, how in [("provider", "inner"), ("recipient", "left"), ("adversary", "left")]:
        of_role = parties[parties["role"] == role][["claim", "actor"]].rename(columns={"actor": role})
        frame = frame.merge(of_role, on="claim", how=how)
    by_id, groups = {record["id"]: record for record in records}, defaultdict(list)
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        claim = by_id[row["claim"]]
        groups[row["provider"], row["recipient"], row["adversary"], claim["commitment_type"]].append(claim)
    return sorted((dyad(*key, claims) for key, claims in groups.items()), key=lambda row: row["id"])


def dyad(provider, recipient, adversary, commitment_type, claims):
    return {
        "id": "/".join([provider, recipient or "*", adversary or "*", commitment_type]),
        "provider": provider,
        "recipient": recipient,
        "adversary": adversary,
        "commitment_type": commitment_type,
        "strongest_stage": strongest(claims, "stage", WAY),
        "strongest_modality": strongest(claims, "modality", DEGREES),
        "affirmed": sum(claim["polarity"] == "affirmed" for claim in claims),
        "negated": sum(claim["polarity"] == "negated" for claim in claims),
        "claims": [claim["id"] for claim in claims],
    }


UNITS = {"actor_month": actor_months, "dyads": dyads}


@pytest.mark.parametrize("name", UNITS)
def test_the_units_are_those_of_the_records(rows, records, name):
    assert rows[name] == UNITS[name](records) != []


@pytest.mark.parametrize("name", UNITS)
def test_a_changed_record_changes_the_units(rows, records, name):
    at = next(i for i, record in enumerate(records) if any(party["role"] == "provider" for party in record["parties"]))
    changed = {**records[at], "layer": "outside", "commitment_type": "monitoring"}
    assert rows[name] != UNITS[name]([*records[:at], changed, *records[at + 1 :]])


def test_every_claim_is_counted_for_its_speaker_and_for_each_party(rows, records):
    assert sum(row["claims"] for row in rows["actor_month"]) == len(records) + sum(len(record["parties"]) for record in records)


def test_dyads_have_gaps_and_all_degrees(rows):
    for column in ["recipient", "adversary", "strongest_stage", "strongest_modality"]:
        assert {row[column] is None for row in rows["dyads"]} == {False, True}, column
    assert {row["strongest_modality"] for row in rows["dyads"]} >= set(DEGREES)
    assert any(row["negated"] for row in rows["dyads"])
